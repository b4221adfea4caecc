package org.nsm.fuzz;

import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.nsm.api.LinkType;
import org.nsm.api.Packet;

/** Makes IP packets. Their checksums are 0: who analyses them does not look. */
public final class Packets {

    /** Flags of a segment (RFC 9293, section 3.1). */
    public static final int FIN = 1;

    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int PSH = 8;
    public static final int ACK = 16;

    /** The largest payload that all of these packets have room for. */
    public static final int MAX_PAYLOAD = 0xffff - 60;

    private static final int IP_IN_IP = 4;
    private static final int TCP = 6;
    private static final int UDP = 17;

    /**
     * Who sends to whom.
     *
     * @param v6     whether the addresses are of IPv6
     * @param source an IPv4 address, or the last four bytes of an IPv6 address
     */
    public record Route(boolean v6, int source, int sourcePort, int destination, int destinationPort) {

        public Route back() {
            return new Route(v6, destination, destinationPort, source, sourcePort);
        }
    }

    private Packets() {}

    /** A segment. */
    public static Packet tcp(long timeNanos, Route route, int seq, int ack, int flags, byte[] payload) {
        ByteBuffer packet = ip(route, TCP, 20 + payload.length);
        packet.putShort((short) route.sourcePort)
                .putShort((short) route.destinationPort)
                .putInt(seq)
                .putInt((flags & ACK) == 0 ? 0 : ack)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 0xffff)
                .putInt(0)
                .put(payload);
        return packet(timeNanos, packet);
    }

    /** A datagram. */
    public static Packet udp(long timeNanos, Route route, byte[] payload) {
        ByteBuffer packet = ip(route, UDP, 8 + payload.length);
        packet.putShort((short) route.sourcePort)
                .putShort((short) route.destinationPort)
                .putShort((short) (8 + payload.length))
                .putShort((short) 0)
                .put(payload);
        return packet(timeNanos, packet);
    }

    /** A fragment of an IPv4 packet. The offset is in bytes, a multiple of 8. */
    public static Packet fragment(long timeNanos, Route route, int id, int offset, boolean more, byte[] payload) {
        ByteBuffer packet = ip(route, UDP, payload.length).put(payload);
        packet.putShort(4, (short) id).putShort(6, (short) ((more ? 0x2000 : 0) | offset >> 3));
        return packet(timeNanos, packet);
    }

    /** The packet inside so many IPv4 packets. */
    public static Packet tunnelled(Packet packet, int tunnels) {
        if (tunnels == 0) {
            return packet;
        }
        byte[] inner = packet.data().array();
        Route outer = new Route(false, 0x0a0a0000 + tunnels, 0, 0x0a0b0000 + tunnels, 0);
        return tunnelled(
                packet(packet.timeNanos(), ip(outer, IP_IN_IP, inner.length).put(inner)), tunnels - 1);
    }

    private static ByteBuffer ip(Route route, int protocol, int length) {
        if (route.v6) {
            ByteBuffer packet = ByteBuffer.allocate(40 + length);
            packet.putInt(0x60000000)
                    .putShort((short) length)
                    .put((byte) protocol)
                    .put((byte) 64);
            packet.putLong(0x20010db8_00000000L).putInt(0).putInt(route.source);
            packet.putLong(0x20010db8_00000000L).putInt(0).putInt(route.destination);
            return packet;
        }
        ByteBuffer packet = ByteBuffer.allocate(20 + length);
        packet.putShort((short) 0x4500).putShort((short) (20 + length)).putInt(0);
        packet.put((byte) 64).put((byte) protocol).putShort((short) 0);
        return packet.putInt(route.source).putInt(route.destination);
    }

    private static Packet packet(long timeNanos, ByteBuffer packet) {
        return Packet.of(Instant.ofEpochSecond(0, timeNanos), LinkType.RAW, Unpooled.wrappedBuffer(packet.array()));
    }
}
