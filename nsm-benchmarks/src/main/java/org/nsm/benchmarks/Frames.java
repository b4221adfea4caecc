package org.nsm.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes Ethernet frames with IPv4 into arrays, and changes single fields of them. Checksums are right when a frame is
 * written, and are adjusted by each change (RFC 1624), which costs less than what is measured.
 */
final class Frames {

    static final int IP = 14;
    static final int TRANSPORT = IP + 20;
    static final int TCP_HEADERS = TRANSPORT + 20;
    static final int UDP_HEADERS = TRANSPORT + 8;

    static final int SYN = 0x02;
    static final int ACK = 0x10;

    private static final int IP_ID = IP + 4;
    private static final int IP_FRAGMENT = IP + 6;
    private static final int IP_PROTOCOL = IP + 9;
    private static final int IP_CHECKSUM = IP + 10;
    private static final int IP_SOURCE = IP + 12;
    private static final int IP_DESTINATION = IP + 16;
    private static final int TCP_SEQ = TRANSPORT + 4;
    private static final int TCP_ACK = TRANSPORT + 8;
    private static final int TCP_CHECKSUM = TRANSPORT + 16;
    private static final int UDP_CHECKSUM = TRANSPORT + 6;

    private static final int PROTOCOL_TCP = 6;
    private static final int PROTOCOL_UDP = 17;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Frames() {}

    /** An address of a network that is never out of numbers here: 10.0.0.0 and on. */
    static int address(int number) {
        return 0x0a00_0000 + number;
    }

    /** Writes a segment; its payload is what lies behind the headers already. */
    static void tcp(
            byte[] b,
            int at,
            int source,
            int sourcePort,
            int destination,
            int destinationPort,
            int flags,
            int payload) {
        ip(b, at, source, destination, PROTOCOL_TCP, 20 + payload);
        put16(b, at + TRANSPORT, sourcePort);
        put16(b, at + TRANSPORT + 2, destinationPort);
        put32(b, at + TCP_SEQ, 0);
        put32(b, at + TCP_ACK, 0);
        put16(b, at + TRANSPORT + 12, 5 << 12 | flags);
        put16(b, at + TRANSPORT + 14, 0xffff);
        put32(b, at + TCP_CHECKSUM, 0);
        put16(b, at + TCP_CHECKSUM, transportChecksum(b, at, 20 + payload));
    }

    /** Writes a datagram; its payload is what lies behind the headers already. */
    static void udp(byte[] b, int at, int source, int sourcePort, int destination, int destinationPort, int payload) {
        ip(b, at, source, destination, PROTOCOL_UDP, 8 + payload);
        put16(b, at + TRANSPORT, sourcePort);
        put16(b, at + TRANSPORT + 2, destinationPort);
        put16(b, at + TRANSPORT + 4, 8 + payload);
        put16(b, at + UDP_CHECKSUM, 0);
        put16(b, at + UDP_CHECKSUM, transportChecksum(b, at, 8 + payload));
    }

    /** Writes the link and network headers of a part of a UDP datagram. */
    static void fragment(
            byte[] b, int at, int source, int destination, int offsetInDatagram, boolean more, int payload) {
        ip(b, at, source, destination, PROTOCOL_UDP, payload);
        int field = offsetInDatagram / 8 | (more ? 0x2000 : 0);
        adjust(b, at + IP_CHECKSUM, get16(b, at + IP_FRAGMENT), field);
        put16(b, at + IP_FRAGMENT, field);
    }

    private static void ip(byte[] b, int at, int source, int destination, int protocol, int payload) {
        for (int i = 0; i < 12; i++) {
            b[at + i] = (byte) (2 + i / 6);
        }
        put16(b, at + 12, 0x0800);
        put16(b, at + IP, 0x4500);
        put16(b, at + IP + 2, 20 + payload);
        put16(b, at + IP_ID, 0);
        put16(b, at + IP_FRAGMENT, 0);
        b[at + IP + 8] = 64;
        b[at + IP_PROTOCOL] = (byte) protocol;
        put16(b, at + IP_CHECKSUM, 0);
        put32(b, at + IP_SOURCE, source);
        put32(b, at + IP_DESTINATION, destination);
        put16(b, at + IP_CHECKSUM, ~fold(sum(b, at + IP, 20)));
    }

    static void sequence(byte[] b, int at, int seq, int ack) {
        change32(b, at + TCP_SEQ, seq, at + TCP_CHECKSUM);
        change32(b, at + TCP_ACK, ack, at + TCP_CHECKSUM);
    }

    static void tcpSource(byte[] b, int at, int address) {
        adjust32(b, at + TCP_CHECKSUM, get32(b, at + IP_SOURCE), address);
        change32(b, at + IP_SOURCE, address, at + IP_CHECKSUM);
    }

    static void tcpDestination(byte[] b, int at, int address) {
        adjust32(b, at + TCP_CHECKSUM, get32(b, at + IP_DESTINATION), address);
        change32(b, at + IP_DESTINATION, address, at + IP_CHECKSUM);
    }

    static void udpSource(byte[] b, int at, int address) {
        adjust32(b, at + UDP_CHECKSUM, get32(b, at + IP_SOURCE), address);
        change32(b, at + IP_SOURCE, address, at + IP_CHECKSUM);
    }

    static void udpDestination(byte[] b, int at, int address) {
        adjust32(b, at + UDP_CHECKSUM, get32(b, at + IP_DESTINATION), address);
        change32(b, at + IP_DESTINATION, address, at + IP_CHECKSUM);
    }

    static void identification(byte[] b, int at, int id) {
        adjust(b, at + IP_CHECKSUM, get16(b, at + IP_ID), id);
        put16(b, at + IP_ID, id);
    }

    private static void change32(byte[] b, int at, int value, int checksumAt) {
        adjust32(b, checksumAt, get32(b, at), value);
        put32(b, at, value);
    }

    private static void adjust32(byte[] b, int checksumAt, int old, int fresh) {
        adjust(b, checksumAt, old >>> 16, fresh >>> 16);
        adjust(b, checksumAt, old & 0xffff, fresh & 0xffff);
    }

    private static void adjust(byte[] b, int checksumAt, int old, int fresh) {
        int sum = (~get16(b, checksumAt) & 0xffff) + (~old & 0xffff) + fresh;
        put16(b, checksumAt, ~fold(sum));
    }

    private static int transportChecksum(byte[] b, int at, int length) {
        long pseudo = sum(b, at + IP_SOURCE, 8) + (b[at + IP_PROTOCOL] & 0xff) + length;
        return ~fold(pseudo + sum(b, at + TRANSPORT, length));
    }

    private static long sum(byte[] b, int at, int length) {
        long sum = 0;
        for (int i = 0; i + 1 < length; i += 2) {
            sum += get16(b, at + i);
        }
        return length % 2 == 0 ? sum : sum + ((b[at + length - 1] & 0xff) << 8);
    }

    private static int fold(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) folded;
    }

    private static int get16(byte[] b, int at) {
        return (short) SHORT.get(b, at) & 0xffff;
    }

    private static int get32(byte[] b, int at) {
        return (int) INT.get(b, at);
    }

    private static void put16(byte[] b, int at, int value) {
        SHORT.set(b, at, (short) value);
    }

    private static void put32(byte[] b, int at, int value) {
        INT.set(b, at, value);
    }
}
