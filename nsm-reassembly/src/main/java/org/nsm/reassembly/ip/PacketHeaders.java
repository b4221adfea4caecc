package org.nsm.reassembly.ip;

import org.jspecify.annotations.Nullable;
import org.nsm.api.Port;
import org.nsm.api.event.Ip;

/** Makes the documented value of all headers of a packet. Done for events only: it makes many objects. */
public final class PacketHeaders {

    private static final int TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int ICMP_HEADER = 8;

    private PacketHeaders() {}

    /**
     * The headers of a packet.
     *
     * @param packet a packet after a successful {@link IpPacket#decode}
     * @return the header of IP with its extensions, and that of TCP, UDP or ICMP unless it is cut short, or lies in
     *     another fragment
     */
    public static Ip.PacketHeader of(IpPacket packet) {
        boolean v6 = packet.isV6();
        return new Ip.PacketHeader(
                v6 ? null : v4(packet), v6 ? v6(packet) : null, tcp(packet), udp(packet), icmp(packet));
    }

    private static Ip.V4Header v4(IpPacket packet) {
        byte[] bytes = packet.bytes();
        int at = packet.offset();
        return new Ip.V4Header(
                (Bytes.u8(bytes, at) & 0x0f) * 4,
                Bytes.u8(bytes, at + 1),
                Bytes.u16(bytes, at + 2),
                Bytes.u16(bytes, at + 4),
                Bytes.u8(bytes, at + 8),
                Bytes.u8(bytes, at + 9),
                Addresses.v4(bytes, at + 12),
                Addresses.v4(bytes, at + 16));
    }

    private static Ip.V6Header v6(IpPacket packet) {
        byte[] bytes = packet.bytes();
        int at = packet.offset();
        int word = Bytes.i32(bytes, at);
        return new Ip.V6Header(
                word >>> 20 & 0xff,
                word & 0xfffff,
                Bytes.u16(bytes, at + 4),
                Bytes.u8(bytes, at + 6),
                Bytes.u8(bytes, at + 7),
                Addresses.v6(bytes, at + 8),
                Addresses.v6(bytes, at + 24),
                ExtensionHeaders.of(packet));
    }

    private static Ip.@Nullable TcpHeader tcp(IpPacket packet) {
        if (!begins(packet, IpProtocol.TCP, TCP_HEADER)) {
            return null;
        }
        byte[] bytes = packet.bytes();
        int at = packet.payloadOffset();
        int headerLength = (Bytes.u8(bytes, at + 12) >>> 4) * 4;
        if (headerLength < TCP_HEADER || headerLength > packet.payloadLength()) {
            return null;
        }
        return new Ip.TcpHeader(
                Port.tcp(Bytes.u16(bytes, at)),
                Port.tcp(Bytes.u16(bytes, at + 2)),
                Bytes.u32(bytes, at + 4),
                Bytes.u32(bytes, at + 8),
                headerLength,
                packet.payloadLength() - headerLength,
                Bytes.u8(bytes, at + 13),
                Bytes.u16(bytes, at + 14));
    }

    private static Ip.@Nullable UdpHeader udp(IpPacket packet) {
        if (!begins(packet, IpProtocol.UDP, UDP_HEADER)) {
            return null;
        }
        byte[] bytes = packet.bytes();
        int at = packet.payloadOffset();
        return new Ip.UdpHeader(
                Port.udp(Bytes.u16(bytes, at)), Port.udp(Bytes.u16(bytes, at + 2)), Bytes.u16(bytes, at + 4));
    }

    private static Ip.@Nullable IcmpHeader icmp(IpPacket packet) {
        boolean there = begins(packet, IpProtocol.ICMP, ICMP_HEADER) || begins(packet, IpProtocol.ICMPV6, ICMP_HEADER);
        return there ? new Ip.IcmpHeader(Bytes.u8(packet.bytes(), packet.payloadOffset())) : null;
    }

    /** Whether the payload begins with so many bytes of a protocol. */
    private static boolean begins(IpPacket packet, int protocol, int length) {
        return packet.protocol() == protocol && packet.fragmentOffset() == 0 && packet.capturedPayload() >= length;
    }
}
