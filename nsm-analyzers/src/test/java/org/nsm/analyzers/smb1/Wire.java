package org.nsm.analyzers.smb1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Writes messages in hex. */
final class Wire {

    static final int UNICODE = 0x8000;

    /** The length of a header. */
    static final int HEADER = 32;

    private Wire() {}

    static String u8(int value) {
        return String.format("%02x", value & 0xff);
    }

    static String u16(int value) {
        return u8(value) + u8(value >> 8);
    }

    static String u32(long value) {
        return u16((int) value) + u16((int) (value >> 16));
    }

    static String u64(long value) {
        return u32(value) + u32(value >>> 32);
    }

    static String zeros(int count) {
        return "00".repeat(count);
    }

    /** A text in the OEM character set, with its terminator. */
    static String oem(String text) {
        return ascii(text) + "00";
    }

    /** A text without a terminator, an octet for each character. */
    static String ascii(String text) {
        return ByteBufUtil.hexDump(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A text in UTF-16, with its terminator. */
    static String utf16(String text) {
        return ByteBufUtil.hexDump(text.getBytes(StandardCharsets.UTF_16LE)) + "0000";
    }

    static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }

    static String hex(ByteBuf bytes) {
        return ByteBufUtil.hexDump(bytes);
    }

    /** How many octets some hex stands for. */
    static int length(String hex) {
        return hex.length() / 2;
    }

    /** The byte count and the bytes. */
    static String counted(String bytes) {
        return u16(length(bytes)) + bytes;
    }

    /** A block that begins at some offset, behind its word count: fields to read. */
    static Fields fields(boolean unicode, int offset, String hex) {
        Fields fields = new Fields();
        fields.reset(bytes(zeros(offset) + hex), unicode);
        fields.seek(offset);
        return fields;
    }

    /** The same of a block that is the first of its message, and whose texts are in the OEM character set. */
    static Fields fields(String hex) {
        return fields(false, HEADER + 1, hex);
    }
}
