package org.nsm.analyzers.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Packets and datagrams for tests of tunnels. */
public final class Datagrams {

    private Datagrams() {}

    /** Bytes from hex digits, with any blanks between them. */
    public static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits.replaceAll("\\s", "")));
    }

    /** An IPv6 packet from 2001:0:…:1 to 2001:db8::2. */
    public static ByteBuf ipv6(int nextHeader, ByteBuf payload) {
        ByteBuf packet = Unpooled.buffer();
        packet.writeInt(0x60000000)
                .writeShort(payload.readableBytes())
                .writeByte(nextHeader)
                .writeByte(64);
        packet.writeLong(0x2001_0000_0000_0000L).writeLong(1);
        packet.writeLong(0x2001_0db8_0000_0000L).writeLong(2);
        return packet.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
    }

    /** An IPv4 packet from 10.0.0.1 to 10.0.0.2; its checksum is left out. */
    public static ByteBuf ipv4(int protocol, ByteBuf payload) {
        ByteBuf packet = Unpooled.buffer();
        packet.writeShort(0x4500).writeShort(20 + payload.readableBytes()).writeInt(0);
        packet.writeByte(64)
                .writeByte(protocol)
                .writeShort(0)
                .writeInt(0x0a000001)
                .writeInt(0x0a000002);
        return packet.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
    }

    /** A UDP datagram; its checksum is left out. */
    public static ByteBuf udp(int source, int destination, ByteBuf payload) {
        ByteBuf datagram = Unpooled.buffer();
        datagram.writeShort(source)
                .writeShort(destination)
                .writeShort(8 + payload.readableBytes())
                .writeShort(0);
        return datagram.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
    }
}
