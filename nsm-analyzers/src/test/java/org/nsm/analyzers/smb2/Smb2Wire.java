package org.nsm.analyzers.smb2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes messages of SMB 2, in hex. */
public final class Smb2Wire {

    public static final int SESSION = 0x5e55;
    public static final int TREE = 7;

    private Smb2Wire() {}

    /** A frame of the transport around some messages. */
    public static ByteBuf frame(String... messages) {
        byte[] content = HexFormat.of().parseHex(String.join("", messages));
        return Unpooled.buffer(4 + content.length).writeInt(content.length).writeBytes(content);
    }

    /** The message of a frame, without that. */
    public static ByteBuf bytes(String message) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(message));
    }

    public static String request(int command, long messageId, String body) {
        return header(command, 0, 0, 0, messageId, TREE, SESSION) + body;
    }

    public static String response(int command, long messageId, String body) {
        return response(command, 0, messageId, body);
    }

    public static String response(int command, long status, long messageId, String body) {
        return header(command, status, 1, 0, messageId, TREE, SESSION) + body;
    }

    /** Makes a compound of messages: pads them, and lets each but the last point to the next. Those behind the first are related. */
    public static String compound(String... messages) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < messages.length; i++) {
            StringBuilder message = new StringBuilder(messages[i]);
            if (i > 0) {
                int flags = Integer.parseInt(message.substring(32, 34), 16) | 4;
                message.replace(32, 34, u8(flags));
            }
            if (i < messages.length - 1) {
                message.append("00".repeat((8 - message.length() / 2 % 8) % 8));
                message.replace(40, 48, u32(message.length() / 2));
            }
            all.append(message);
        }
        return all.toString();
    }

    public static String header(
            int command, long status, int flags, long next, long messageId, long treeId, long sessionId) {
        return "fe534d42" + u16(64) + u16(1) + u32(status) + u16(command) + u16(31) + u32(flags) + u32(next)
                + u64(messageId) + u32(0xfeff) + u32(treeId) + u64(sessionId) + "00".repeat(16);
    }

    public static String createRequest(String name) {
        String text = utf16(name);
        return u16(57) + "0000" + u32(2) + u64(0) + u64(0) + u32(0x12019f) + u32(0) + u32(7) + u32(5) + u32(0x40)
                + u16(120) + u16(text.length() / 2) + u32(0) + u32(0) + text;
    }

    public static String createResponse(long persistentId, long volatileId) {
        return u16(89) + "0000" + u32(2) + u64(1) + u64(2) + u64(3) + u64(4) + u64(4096) + u64(3000) + u32(0x20)
                + u32(0) + u64(persistentId) + u64(volatileId) + u32(0) + u32(0);
    }

    public static String closeRequest(long persistentId, long volatileId) {
        return u16(24) + u16(0) + u32(0) + u64(persistentId) + u64(volatileId);
    }

    public static String closeResponse() {
        return u16(60) + u16(1) + u32(0) + u64(1) + u64(2) + u64(3) + u64(4) + u64(4096) + u64(3000) + u32(0x20);
    }

    public static String readRequest(long persistentId, long volatileId, long offset, long length) {
        return u16(49) + "5000" + u32(length) + u64(offset) + u64(persistentId) + u64(volatileId) + u32(0) + u32(0)
                + u32(0) + u16(0) + u16(0) + "00";
    }

    public static String readResponse(String data) {
        return u16(17) + u8(80) + "00" + u32(data.length() / 2) + u32(0) + u32(0) + data;
    }

    public static String writeRequest(long persistentId, long volatileId, long offset, String data) {
        return u16(49)
                + u16(112)
                + u32(data.length() / 2)
                + u64(offset)
                + u64(persistentId)
                + u64(volatileId)
                + u32(0)
                + u32(0)
                + u16(0)
                + u16(0)
                + u32(0)
                + data;
    }

    public static String writeResponse(long length) {
        return u16(17) + u16(0) + u32(length) + u32(0) + u16(0) + u16(0);
    }

    public static String treeConnectRequest(String path) {
        String text = utf16(path);
        return u16(9) + u16(0) + u16(72) + u16(text.length() / 2) + text;
    }

    public static String treeConnectResponse(int shareType) {
        return u16(16) + u8(shareType) + "00" + u32(0x30) + u32(0) + u32(0x1f01ff);
    }

    public static String setInfo(int type, int level, long persistentId, long volatileId, String information) {
        return u16(33)
                + u8(type)
                + u8(level)
                + u32(information.length() / 2)
                + u16(96)
                + u16(0)
                + u32(0)
                + u64(persistentId)
                + u64(volatileId)
                + information;
    }

    public static String rename(String name) {
        String text = utf16(name);
        return "01" + "00".repeat(7) + u64(0) + u32(text.length() / 2) + text;
    }

    public static String transceive(long persistentId, long volatileId, String input) {
        return u16(57)
                + u16(0)
                + u32(0x11c017)
                + u64(persistentId)
                + u64(volatileId)
                + u32(120)
                + u32(input.length() / 2)
                + u32(0)
                + u32(0)
                + u32(0)
                + u32(1024)
                + u32(1)
                + u32(0)
                + input;
    }

    public static String transceived(long persistentId, long volatileId, String output) {
        return u16(49)
                + u16(0)
                + u32(0x11c017)
                + u64(persistentId)
                + u64(volatileId)
                + u32(112)
                + u32(0)
                + u32(112)
                + u32(output.length() / 2)
                + u32(0)
                + u32(0)
                + output;
    }

    /** The body of an answer that only tells of an error. */
    public static String error() {
        return u16(9) + u16(0) + u32(0) + "00";
    }

    public static String utf16(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16LE));
    }

    public static String ascii(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static String u8(int value) {
        return little(value, 1);
    }

    public static String u16(int value) {
        return little(value, 2);
    }

    public static String u32(long value) {
        return little(value, 4);
    }

    public static String u64(long value) {
        return little(value, 8);
    }

    private static String little(long value, int octets) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < octets; i++) {
            hex.append(HexFormat.of().toHexDigits((byte) (value >>> 8 * i)));
        }
        return hex.toString();
    }
}
