package org.nsm.reassembly.traffic;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Ethernet frames with right checksums, byte by byte and with nothing of what is tested. */
public final class Frames {

    private static final int TCP = 6;
    private static final int UDP = 17;

    private Frames() {}

    /** An address by its literal. */
    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException noAddress) {
            throw new IllegalArgumentException(noAddress);
        }
    }

    /** A frame, with up to two VLAN tags in front of the network packet. */
    public static byte[] ethernet(byte[] packet, int... vlans) {
        ByteBuffer frame = ByteBuffer.allocate(14 + 4 * vlans.length + packet.length);
        frame.put(new byte[] {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1});
        for (int i = 0; i < vlans.length; i++) {
            frame.putShort((short) (i == 0 && vlans.length > 1 ? 0x88a8 : 0x8100))
                    .putShort((short) vlans[i]);
        }
        boolean v6 = (packet[0] & 0xf0) == 0x60;
        return frame.putShort((short) (v6 ? 0x86dd : 0x0800)).put(packet).array();
    }

    /** An IPv4 or IPv6 packet, by the addresses; only IPv6 has a flow label. */
    public static byte[] ip(InetAddress source, InetAddress destination, int flowLabel, int protocol, byte[] payload) {
        byte[] from = source.getAddress();
        byte[] to = destination.getAddress();
        if (from.length == 16) {
            return ByteBuffer.allocate(40 + payload.length)
                    .putInt(0x60000000 | flowLabel)
                    .putShort((short) payload.length)
                    .put((byte) protocol)
                    .put((byte) 64)
                    .put(from)
                    .put(to)
                    .put(payload)
                    .array();
        }
        ByteBuffer packet = ByteBuffer.allocate(20 + payload.length);
        packet.putShort((short) 0x4500).putShort((short) (20 + payload.length)).putInt(0x00014000);
        packet.put((byte) 64).put((byte) protocol).putShort((short) 0).put(from).put(to);
        packet.putShort(10, (short) ~sum(packet.array(), 0, 20, 0));
        return packet.put(payload).array();
    }

    /** A datagram in an IP packet. */
    public static byte[] udp(InetAddress source, int sourcePort, InetAddress destination, int port, byte[] payload) {
        ByteBuffer datagram = ByteBuffer.allocate(8 + payload.length);
        datagram.putShort((short) sourcePort).putShort((short) port).putShort((short) (8 + payload.length));
        datagram.putShort((short) 0).put(payload);
        int checksum = transportChecksum(source, destination, UDP, datagram.array());
        datagram.putShort(6, (short) (checksum == 0 ? 0xffff : checksum));
        return ip(source, destination, 0, UDP, datagram.array());
    }

    /** A segment in an IP packet. The options are padded with zeros. */
    static byte[] tcp(
            InetAddress source,
            int sourcePort,
            InetAddress destination,
            int port,
            int flowLabel,
            int seq,
            int ack,
            int flags,
            int window,
            byte[] options,
            byte[] payload) {
        int header = 20 + (options.length + 3) / 4 * 4;
        ByteBuffer segment = ByteBuffer.allocate(header + payload.length);
        segment.putShort((short) sourcePort).putShort((short) port).putInt(seq).putInt(ack);
        segment.put((byte) (header << 2))
                .put((byte) flags)
                .putShort((short) window)
                .putInt(0);
        segment.put(options).position(header).put(payload);
        segment.putShort(16, (short) transportChecksum(source, destination, TCP, segment.array()));
        return ip(source, destination, flowLabel, TCP, segment.array());
    }

    private static int transportChecksum(InetAddress source, InetAddress destination, int protocol, byte[] bytes) {
        byte[] from = source.getAddress();
        byte[] to = destination.getAddress();
        int sum = sum(from, 0, from.length, protocol);
        sum = sum(to, 0, to.length, sum + bytes.length);
        return ~sum(bytes, 0, bytes.length, sum) & 0xffff;
    }

    /** RFC 1071, the slow way. */
    private static int sum(byte[] bytes, int from, int length, int start) {
        int sum = start;
        for (int i = 0; i < length; i++) {
            int value = bytes[from + i] & 0xff;
            sum += i % 2 == 0 ? value << 8 : value;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (sum & 0xffff) + (sum >>> 16);
    }
}
