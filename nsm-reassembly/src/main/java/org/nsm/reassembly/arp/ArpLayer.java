package org.nsm.reassembly.arp;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.ArpEvent;
import org.nsm.api.spi.Channel;
import org.nsm.reassembly.flow.Core;
import org.nsm.reassembly.flow.MacAddress;
import org.nsm.reassembly.ip.Addresses;
import org.nsm.reassembly.ip.Bytes;
import org.nsm.reassembly.link.Frame;

/** Takes packets of address resolution (RFC 826). They belong to no connection. */
public final class ArpLayer {

    /** Both kinds of addresses with their lengths, and the opcode. */
    private static final int HEADER = 8;

    private static final int ETHERNET = 1;
    private static final int MAC = 6;
    private static final int IPV4 = 0x0800;
    private static final int IPV4_ADDRESS = 4;

    private static final int REQUEST = 1;
    private static final int REPLY = 2;

    private static final InetAddress NO_ADDRESS = Addresses.of(false, 0, 0);
    private static final String NO_MAC = MacAddress.format(0);

    private final Core core;
    private final Channel<ArpEvent.Request> requests;
    private final Channel<ArpEvent.Reply> replies;
    private final Channel<ArpEvent.Bad> bad;

    /**
     * The ARP layer of an analyzer.
     *
     * @param core the shared parts
     */
    public ArpLayer(Core core) {
        this.core = core;
        requests = core.channel(ArpEvent.Request.class);
        replies = core.channel(ArpEvent.Reply.class);
        bad = core.channel(ArpEvent.Bad.class);
    }

    /**
     * Analyses a packet.
     *
     * @param bytes where the frame lies
     * @param frame where the packet lies in it, and between whom it went; an address that the link does not tell is
     *              given as zeros, and a sender that it does not tell is not compared with what the packet claims
     */
    public void packet(byte[] bytes, Frame frame) {
        int at = frame.offset();
        int captured = frame.end() - at;
        if (captured < HEADER || captured < length(bytes, at)) {
            core.counters.malformed++;
            core.weird("truncated_ARP");
            return;
        }
        String explanation = headerFault(bytes, at);
        if (explanation == null) {
            explanation = senderFault(bytes, at, frame.sourceMac());
        }
        int opcode = Bytes.u16(bytes, at + 6);
        if (explanation != null) {
            bad(bytes, frame, explanation);
        } else if (opcode == REQUEST) {
            request(bytes, frame);
        } else if (opcode == REPLY) {
            reply(bytes, frame);
        } else {
            bad(bytes, frame, opcodeFault(opcode));
        }
    }

    private static int length(byte[] bytes, int at) {
        return HEADER + 2 * (hardwareLength(bytes, at) + protocolLength(bytes, at));
    }

    private static int hardwareLength(byte[] bytes, int at) {
        return Bytes.u8(bytes, at + 4);
    }

    private static int protocolLength(byte[] bytes, int at) {
        return Bytes.u8(bytes, at + 5);
    }

    // ------------------------------------------------------------------ what can be wrong

    private static @Nullable String headerFault(byte[] bytes, int at) {
        int hardware = Bytes.u16(bytes, at);
        int protocol = Bytes.u16(bytes, at + 2);
        if (hardware != ETHERNET) {
            return "unknown-arp-hw-address (hrd=" + hardware + ")";
        }
        if (hardwareLength(bytes, at) != MAC) {
            return "corrupt-arp-header (hrd=" + hardware + ", hln=" + hardwareLength(bytes, at) + ")";
        }
        if (protocol != IPV4) {
            return "unknown-arp-proto-address (pro=" + protocol + ")";
        }
        if (protocolLength(bytes, at) != IPV4_ADDRESS) {
            return "corrupt-arp-header (pro=" + protocol + ", pln=" + protocolLength(bytes, at) + ")";
        }
        return null;
    }

    private static @Nullable String senderFault(byte[] bytes, int at, int sender) {
        boolean differs = sender >= 0 && MacAddress.read(bytes, sender) != MacAddress.read(bytes, at + HEADER);
        return differs ? "weird-arp-sha" : null;
    }

    private static String opcodeFault(int opcode) {
        return switch (opcode) {
            // reverse (RFC 903) and inverse (RFC 2390) address resolution
            case 3, 4, 8, 9 -> "unimplemented-arp-opcode (" + opcode + ")";
            default -> "invalid-arp-opcode (opcode=" + opcode + ")";
        };
    }

    // ------------------------------------------------------------------ events

    private void request(byte[] bytes, Frame frame) {
        if (requests.wanted()) {
            int at = frame.offset() + HEADER;
            requests.raise(new ArpEvent.Request(
                    frameMac(bytes, frame.sourceMac()),
                    frameMac(bytes, frame.destinationMac()),
                    Addresses.v4(bytes, at + 6),
                    MacAddress.format(MacAddress.read(bytes, at)),
                    Addresses.v4(bytes, at + 16),
                    MacAddress.format(MacAddress.read(bytes, at + 10))));
        }
    }

    private void reply(byte[] bytes, Frame frame) {
        if (replies.wanted()) {
            int at = frame.offset() + HEADER;
            replies.raise(new ArpEvent.Reply(
                    frameMac(bytes, frame.sourceMac()),
                    frameMac(bytes, frame.destinationMac()),
                    Addresses.v4(bytes, at + 6),
                    MacAddress.format(MacAddress.read(bytes, at)),
                    Addresses.v4(bytes, at + 16),
                    MacAddress.format(MacAddress.read(bytes, at + 10))));
        }
    }

    /** Takes the addresses from where the lengths put them, in the sizes that they should have. */
    private void bad(byte[] bytes, Frame frame, String explanation) {
        if (bad.wanted()) {
            int hardware = hardwareLength(bytes, frame.offset());
            int protocol = protocolLength(bytes, frame.offset());
            int senderMac = frame.offset() + HEADER;
            int senderAddress = senderMac + hardware;
            int targetMac = senderAddress + protocol;
            int targetAddress = targetMac + hardware;
            int end = frame.end();
            bad.raise(new ArpEvent.Bad(
                    address(bytes, senderAddress, end),
                    mac(bytes, senderMac, end),
                    address(bytes, targetAddress, end),
                    mac(bytes, targetMac, end),
                    explanation));
        }
    }

    private static String frameMac(byte[] bytes, int at) {
        return at < 0 ? NO_MAC : MacAddress.format(MacAddress.read(bytes, at));
    }

    private static String mac(byte[] bytes, int at, int end) {
        return end - at < MAC ? NO_MAC : MacAddress.format(MacAddress.read(bytes, at));
    }

    private static InetAddress address(byte[] bytes, int at, int end) {
        return end - at < IPV4_ADDRESS ? NO_ADDRESS : Addresses.v4(bytes, at);
    }
}
