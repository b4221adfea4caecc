package org.nsm.reassembly.ip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Makes packets for tests, with right lengths and checksums. */
public final class SamplePackets {

    private SamplePackets() {}

    /** The bytes that hexadecimal digits stand for; blanks are skipped. */
    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /** An IPv4 packet without options that must not be cut. */
    public static byte[] v4(String source, String destination, int protocol, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(20 + payload.length);
        packet.put(hex("4500"))
                .putShort((short) packet.capacity())
                .put(hex("1234 4000 40"))
                .put((byte) protocol);
        packet.putShort((short) 0).put(bytes(source)).put(bytes(destination)).put(payload);
        fillChecksum(packet.array(), 0, 20, 10, 0);
        return packet.array();
    }

    /** An IPv6 packet. */
    public static byte[] v6(String source, String destination, int next, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(40 + payload.length);
        packet.put(hex("60000000"))
                .putShort((short) payload.length)
                .put((byte) next)
                .put((byte) 64);
        packet.put(bytes(source)).put(bytes(destination)).put(payload);
        return packet.array();
    }

    /** ICMP in IPv4; the checksum of the message is filled in. */
    public static byte[] icmp(String source, String destination, String message) {
        byte[] payload = hex(message);
        fillChecksum(payload, 0, payload.length, 2, 0);
        return v4(source, destination, IpProtocol.ICMP, payload);
    }

    /** ICMPv6; the checksum of the message is filled in. */
    public static byte[] icmpV6(String source, String destination, String message) {
        byte[] payload = hex(message);
        byte[] addresses = ByteBuffer.allocate(32)
                .put(bytes(source))
                .put(bytes(destination))
                .array();
        long pseudoHeader = IpProtocol.ICMPV6 + payload.length;
        fillChecksum(payload, 0, payload.length, 2, Checksum.add(addresses, 0, 32, pseudoHeader));
        return v6(source, destination, IpProtocol.ICMPV6, payload);
    }

    private static void fillChecksum(byte[] bytes, int from, int length, int at, long sum) {
        ByteBuffer.wrap(bytes).putShort(at, (short) 0);
        ByteBuffer.wrap(bytes).putShort(at, (short) ~Checksum.fold(Checksum.add(bytes, from, length, sum)));
    }

    private static byte[] bytes(String address) {
        return address(address).getAddress();
    }

    /** A literal address. */
    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException notALiteral) {
            throw new IllegalArgumentException(literal, notALiteral);
        }
    }
}
