package org.nsm.reassembly.ip;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Makes packets for tests. */
public final class Packets {

    private Packets() {}

    /** An IPv4 packet without options. */
    public static byte[] v4(String source, String destination, int protocol, byte[] payload) {
        return v4(source, destination, protocol, 0, 0, new byte[0], payload);
    }

    /** An IPv4 packet. */
    public static byte[] v4(
            String source, String destination, int protocol, int id, int flags, byte[] options, byte[] payload) {
        int headerLength = 20 + options.length;
        byte[] header = join(
                u8(0x40 | headerLength / 4, 0),
                u16(headerLength + payload.length, id, flags),
                u8(64, protocol),
                u16(0),
                address(source),
                address(destination),
                options);
        int checksum = ~Checksum.fold(Checksum.add(header, 0, headerLength, 0));
        header[10] = (byte) (checksum >>> 8);
        header[11] = (byte) checksum;
        return join(header, payload);
    }

    /** A fragment of an IPv4 packet: a part of the payload. */
    public static byte[] v4Fragment(int id, byte[] payload, int from, int to) {
        int flags = from / 8 | (to < payload.length ? 0x2000 : 0);
        return v4("10.0.0.1", "10.0.0.2", 17, id, flags, new byte[0], Arrays.copyOfRange(payload, from, to));
    }

    /** An IPv6 packet. */
    public static byte[] v6(String source, String destination, int next, byte[] payload) {
        return join(hex("60012345"), u16(payload.length), u8(next, 64), address(source), address(destination), payload);
    }

    /** A fragment of an IPv6 packet: a part of the payload, which is UDP. */
    public static byte[] v6Fragment(int id, byte[] payload, int from, int to) {
        byte[] header = fragmentHeader(17, from, to < payload.length, id);
        return v6("2001:db8::1", "2001:db8::2", 44, join(header, Arrays.copyOfRange(payload, from, to)));
    }

    /** A fragment header of IPv6. */
    public static byte[] fragmentHeader(int next, int offset, boolean more, int id) {
        return join(u8(next, 0), u16(offset | (more ? 1 : 0), id >>> 16, id));
    }

    /** A datagram with ports. */
    public static byte[] udp(int source, int destination, byte[] payload) {
        return join(u16(source, destination, 8 + payload.length, 0), payload);
    }

    /** An Ethernet frame. */
    public static byte[] ethernet(int type, byte[] payload) {
        return join(hex("020000000002 020000000001"), u16(type), payload);
    }

    /** Bytes that are all different enough. */
    public static byte[] noise(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    public static byte[] u8(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    public static byte[] u16(int... values) {
        byte[] bytes = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[2 * i] = (byte) (values[i] >>> 8);
            bytes[2 * i + 1] = (byte) values[i];
        }
        return bytes;
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Decodes what must be a packet. */
    public static IpPacket decode(byte[] packet) {
        return decode(packet, packet.length, packet.length);
    }

    /** Decodes what must be a packet, of which perhaps not all was captured. */
    public static IpPacket decode(byte[] packet, int captured, int wireLength) {
        IpPacket ip = new IpPacket();
        if (!ip.decode(packet, 0, captured, wireLength, false)) {
            throw new IllegalArgumentException(ip.weird());
        }
        return ip;
    }

    private static byte[] address(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException noAddress) {
            throw new IllegalArgumentException(noAddress);
        }
    }
}
