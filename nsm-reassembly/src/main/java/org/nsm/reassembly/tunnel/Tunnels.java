package org.nsm.reassembly.tunnel;

import org.jspecify.annotations.Nullable;
import org.nsm.api.LinkType;
import org.nsm.api.event.Tunnel;
import org.nsm.reassembly.ip.Bytes;
import org.nsm.reassembly.ip.IpPacket;
import org.nsm.reassembly.ip.IpProtocol;
import org.nsm.reassembly.link.Frame;
import org.nsm.reassembly.link.LinkLayers;

/**
 * Finds the packet inside a packet: IP in IP (RFC 2003, RFC 2473, RFC 4213), GRE (RFC 2784, RFC 2890), its version of PPTP
 * (RFC 2637), mirrored frames in GRE (ERSPAN types I to III), and over UDP VXLAN (RFC 7348) and Geneve (RFC 8926).
 *
 * <p>One object is used for packet after packet; its result is overwritten by the next call, also by one for a packet
 * inside this one. Nothing is allocated and nothing is thrown. How deep tunnels are followed is up to the caller.
 *
 * <p>A packet of which the beginning only is there because it is a first fragment, is read as far as it goes, without
 * comparing lengths.
 */
public final class Tunnels {

    /** The port of VXLAN (RFC 7348, section 5). */
    public static final int VXLAN_PORT = 4789;

    /** The port of Geneve (RFC 8926, section 3.3). */
    public static final int GENEVE_PORT = 6081;

    /** What was found. */
    public enum Kind {
        /** No tunnel. */
        NONE,
        /** An IP packet, where {@link Tunnels#frame()} tells. */
        IP,
        /** An ARP packet, where {@link Tunnels#frame()} tells. */
        ARP,
        /** A tunnel without anything that can be analysed; {@link Tunnels#weird()} may say why. */
        DROPPED
    }

    private static final int VXLAN_HEADER = 8;
    private static final int VXLAN_HAS_IDENTIFIER = 0x08;

    private static final int GENEVE_HEADER = 8;
    private static final int GENEVE_CONTROL = 0x80;

    private final Frame frame = new Frame();
    private final Gre gre = new Gre();
    private Tunnel.Type type = Tunnel.Type.NONE;
    private @Nullable String weird;

    /** Nothing found yet. */
    public Tunnels() {}

    /**
     * Looks whether the payload of a packet is a packet.
     *
     * @param ip a packet that is whole, a first fragment, or cut short by the capture
     * @return what was found
     */
    public Kind inspect(IpPacket ip) {
        return switch (ip.protocol()) {
            case IpProtocol.IPV4 -> ipInIp(ip, 4);
            case IpProtocol.IPV6 -> ipInIp(ip, 6);
            case IpProtocol.GRE -> gre(ip);
            default -> {
                begin(Tunnel.Type.NONE);
                yield Kind.NONE;
            }
        };
    }

    /**
     * Whether {@link #inspectDatagram} may find something.
     *
     * @param destinationPort where a datagram goes to; in both directions tunnels send to their port
     * @return true for VXLAN and Geneve
     */
    public static boolean isTunnelPort(int destinationPort) {
        return destinationPort == VXLAN_PORT || destinationPort == GENEVE_PORT;
    }

    /**
     * Looks whether the payload of a UDP datagram is a packet.
     *
     * @param bytes           where it lies
     * @param offset          its first byte, behind the UDP header
     * @param end             behind its last captured byte
     * @param wireLength      how long it was on the wire
     * @param destinationPort where the datagram goes to
     * @return what was found; {@link Kind#NONE} also for a payload that does not begin as the tunnel of that port does, so that
     *     it must be something else
     */
    public Kind inspectDatagram(byte[] bytes, int offset, int end, int wireLength, int destinationPort) {
        return switch (destinationPort) {
            case VXLAN_PORT -> vxlan(bytes, offset, end, wireLength);
            case GENEVE_PORT -> geneve(bytes, offset, end, wireLength);
            default -> {
                begin(Tunnel.Type.NONE);
                yield Kind.NONE;
            }
        };
    }

    /**
     * Where the inner packet is, and what the headers before it said, such as the hardware addresses of an Ethernet frame.
     *
     * @return valid after {@link Kind#IP} and {@link Kind#ARP}, in the array of the outer packet
     */
    public Frame frame() {
        return frame;
    }

    /**
     * What carries the inner packet.
     *
     * @return {@link Tunnel.Type#NONE} after {@link Kind#NONE}
     */
    public Tunnel.Type type() {
        return type;
    }

    /**
     * What is wrong with the tunnel.
     *
     * @return the name of a weird; null where nothing is, or where what is carried is sound but not analysed
     */
    public @Nullable String weird() {
        return weird;
    }

    private void begin(Tunnel.Type found) {
        type = found;
        weird = null;
    }

    private Kind drop(@Nullable String why) {
        weird = why;
        return Kind.DROPPED;
    }

    // ------------------------------------------------------------------ directly on IP

    private Kind ipInIp(IpPacket ip, int version) {
        begin(Tunnel.Type.IP);
        return innerIp(ip, version, ip.payloadOffset(), wireLength(ip, ip.payloadOffset()));
    }

    /** How long the packet is from a place on; without limit where that is not known. */
    private static int wireLength(IpPacket ip, int at) {
        return ip.isFragment() ? Integer.MAX_VALUE : ip.offset() + ip.totalLength() - at;
    }

    /**
     * An IP packet without anything around it, so that it must be as long as there is room.
     *
     * @param version 4 or 6
     */
    private Kind innerIp(IpPacket outer, int version, int at, int wireLength) {
        byte[] bytes = outer.bytes();
        int captured = outer.end() - at;
        if (captured < 1) {
            return drop("truncated_header");
        }
        if (Bytes.u8(bytes, at) >>> 4 != version) {
            return drop("invalid_inner_IP_version");
        }
        if (captured < (version == 4 ? 20 : 40)) {
            return drop("truncated_header");
        }
        if (!outer.isFragment()) {
            int length = version == 4 ? Bytes.u16(bytes, at + 2) : 40 + Bytes.u16(bytes, at + 4);
            boolean leftToTheCard = version == 4 && length == 0;
            if (length > wireLength) {
                return drop("truncated_inner_IP");
            }
            if (length < wireLength && !leftToTheCard) {
                return drop("inner_IP_payload_length_mismatch");
            }
        }
        LinkLayers.decode(bytes, at, outer.end(), wireLength, version == 4 ? LinkType.IPV4 : LinkType.IPV6, frame);
        return Kind.IP;
    }

    private Kind gre(IpPacket ip) {
        begin(Tunnel.Type.GRE);
        byte[] bytes = ip.bytes();
        String wrong = gre.decode(bytes, ip.payloadOffset(), ip.end());
        if (wrong != null) {
            return drop(wrong);
        }
        int at = gre.payloadOffset();
        int wireLength = wireLength(ip, at);
        switch (gre.payload()) {
            case IPV4 -> {
                return innerIp(ip, 4, at, wireLength);
            }
            case IPV6 -> {
                return innerIp(ip, 6, at, wireLength);
            }
            case IP -> {
                LinkLayers.decode(bytes, at, ip.end(), wireLength, LinkType.RAW, frame);
            }
            case ETHERNET -> LinkLayers.ethernet(bytes, at, ip.end(), wireLength, frame);
            case MPLS -> LinkLayers.etherType(bytes, at, ip.end(), wireLength, gre.protocol(), frame);
            case PPP -> {
                int length = Math.min(wireLength, gre.payloadLength());
                if (length == 0) {
                    return drop(null); // an acknowledgement only
                }
                LinkLayers.ppp(bytes, at, Math.min(ip.end(), at + length), length, frame);
            }
        }
        return framed("non_ip_packet_in_encap");
    }

    // ------------------------------------------------------------------ on UDP

    private Kind vxlan(byte[] bytes, int offset, int end, int wireLength) {
        boolean plausible = end - offset >= VXLAN_HEADER && (bytes[offset] & VXLAN_HAS_IDENTIFIER) != 0;
        begin(plausible ? Tunnel.Type.VXLAN : Tunnel.Type.NONE);
        if (!plausible) {
            return Kind.NONE;
        }
        LinkLayers.ethernet(bytes, offset + VXLAN_HEADER, end, wireLength - VXLAN_HEADER, frame);
        return framed(null);
    }

    private Kind geneve(byte[] bytes, int offset, int end, int wireLength) {
        boolean plausible = end - offset >= GENEVE_HEADER && Bytes.u8(bytes, offset) >>> 6 == 0;
        int headerLength = plausible ? GENEVE_HEADER + (bytes[offset] & 0x3f) * 4 : 0;
        plausible &= end - offset >= headerLength;
        begin(plausible ? Tunnel.Type.GENEVE : Tunnel.Type.NONE);
        if (!plausible) {
            return Kind.NONE;
        }
        if ((bytes[offset + 1] & GENEVE_CONTROL) != 0) {
            return drop(null);
        }
        int at = offset + headerLength;
        LinkLayers.etherType(bytes, at, end, wireLength - headerLength, Bytes.u16(bytes, offset + 2), frame);
        return framed(null);
    }

    /** What the link layers found inside. */
    private Kind framed(@Nullable String ifOther) {
        return switch (frame.payload()) {
            case IPV4, IPV6 -> Kind.IP;
            case ARP -> Kind.ARP;
            case OTHER -> drop(ifOther);
            case MALFORMED -> drop(frame.weird());
        };
    }
}
