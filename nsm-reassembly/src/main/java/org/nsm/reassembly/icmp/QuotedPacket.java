package org.nsm.reassembly.icmp;

import java.net.InetAddress;
import org.nsm.api.Connection;
import org.nsm.api.Port;
import org.nsm.api.Transport;
import org.nsm.api.event.Icmp;
import org.nsm.reassembly.ip.Addresses;
import org.nsm.reassembly.ip.Bytes;
import org.nsm.reassembly.ip.Checksum;
import org.nsm.reassembly.ip.IpPacket;
import org.nsm.reassembly.ip.IpProtocol;

/**
 * Reads the packet that an error message quotes. Mostly only its beginning is there, so that its lengths say nothing
 * about what can be read. One object is used again and again.
 */
final class QuotedPacket {

    private static final int V4_HEADER = 20;
    private static final int V6_HEADER = 40;

    /** The ports of TCP and UDP; the type, the code and the checksum of ICMP. Only the first fragment has them. */
    private static final int PORTS = 4;

    /** More than any packet claims to have: whether it was quoted completely does not matter. */
    private static final int ANY_LENGTH = 1 << 17;

    private static final InetAddress UNSPECIFIED = Addresses.of(true, 0, 0);
    private static final Port NO_PORT = new Port(0, Transport.UNKNOWN);
    private static final Icmp.Context NOTHING = new Icmp.Context(
            new Connection.Id(UNSPECIFIED, NO_PORT, UNSPECIFIED, NO_PORT), 0, 0, 0, true, false, false, false);

    private final IpPacket v6Packet = new IpPacket();

    /**
     * Reads a quoted packet.
     *
     * @param bytes the array
     * @param from  where the packet begins
     * @param to    behind the last byte of it that was quoted and captured
     * @param v6    whether the message is of ICMPv6, which quotes IPv6
     * @return what can be said of it
     */
    Icmp.Context read(byte[] bytes, int from, int to, boolean v6) {
        return v6 ? readV6(bytes, from, to) : readV4(bytes, from, to);
    }

    private static Icmp.Context readV4(byte[] bytes, int from, int to) {
        if (to - from < V4_HEADER) {
            return NOTHING;
        }
        int headerLength = (Bytes.u8(bytes, from) & 0x0f) * 4;
        if (headerLength < V4_HEADER || headerLength > to - from) {
            return NOTHING;
        }
        int length = Bytes.u16(bytes, from + 2);
        int fragment = Bytes.u16(bytes, from + 6);
        int fragmentOffset = (fragment & 0x1fff) * 8;
        // 0 is what a host quotes of its own packet when it leaves the length to the network card.
        int end = length == 0 ? to : Math.min(to, from + length);
        int ports = from + headerLength;
        boolean portsAreThere = fragmentOffset == 0 && end - ports >= PORTS;
        int protocol = Bytes.u8(bytes, from + 9);
        InetAddress source = Addresses.v4(bytes, from + 12);
        InetAddress destination = Addresses.v4(bytes, from + 16);
        return new Icmp.Context(
                id(bytes, ports, portsAreThere, protocol, source, destination),
                length,
                portsAreThere ? protocolNumber(protocol) : 0,
                fragmentOffset,
                !portsAreThere,
                !Checksum.isRight(bytes, from, headerLength),
                (fragment & 0x2000) != 0,
                (fragment & 0x4000) != 0);
    }

    private Icmp.Context readV6(byte[] bytes, int from, int to) {
        if (to - from < V6_HEADER || Bytes.u8(bytes, from) >>> 4 != 6) {
            return NOTHING;
        }
        // Where this fails, extension headers were cut off: all else is there.
        boolean headersAreThere = v6Packet.decode(bytes, from, to, ANY_LENGTH, false);
        boolean portsAreThere =
                headersAreThere && v6Packet.fragmentOffset() == 0 && v6Packet.capturedPayload() >= PORTS;
        int protocol = v6Packet.protocol();
        InetAddress source = Addresses.of(true, v6Packet.sourceHi(), v6Packet.sourceLo());
        InetAddress destination = Addresses.of(true, v6Packet.destinationHi(), v6Packet.destinationLo());
        return new Icmp.Context(
                id(bytes, v6Packet.payloadOffset(), portsAreThere, protocol, source, destination),
                v6Packet.totalLength(),
                portsAreThere ? protocolNumber(protocol) : 0,
                v6Packet.fragmentOffset(),
                !portsAreThere,
                false,
                v6Packet.moreFragments(),
                false);
    }

    private static Connection.Id id(
            byte[] bytes, int ports, boolean portsAreThere, int protocol, InetAddress source, InetAddress destination) {
        Transport transport = portsAreThere ? transport(protocol) : Transport.UNKNOWN;
        return switch (transport) {
            case TCP, UDP ->
                new Connection.Id(
                        source,
                        new Port(Bytes.u16(bytes, ports), transport),
                        destination,
                        new Port(Bytes.u16(bytes, ports + 2), transport));
            case ICMP -> {
                int type = Bytes.u8(bytes, ports);
                int counterpart = IcmpType.counterpart(protocol == IpProtocol.ICMPV6, type);
                int other = counterpart == IcmpType.NONE ? Bytes.u8(bytes, ports + 1) : counterpart;
                yield new Connection.Id(source, new Port(type, transport), destination, new Port(other, transport));
            }
            case UNKNOWN -> new Connection.Id(source, NO_PORT, destination, NO_PORT);
        };
    }

    private static Transport transport(int protocol) {
        return switch (protocol) {
            case IpProtocol.TCP -> Transport.TCP;
            case IpProtocol.UDP -> Transport.UDP;
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> Transport.ICMP;
            default -> Transport.UNKNOWN;
        };
    }

    /** The documented numbers, which are not those of IP. */
    private static int protocolNumber(int protocol) {
        return switch (transport(protocol)) {
            case TCP -> 1;
            case UDP -> 2;
            case ICMP -> 3;
            case UNKNOWN -> 0;
        };
    }
}
