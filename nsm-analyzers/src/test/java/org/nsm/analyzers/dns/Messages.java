package org.nsm.analyzers.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Builds messages in hex. */
final class Messages {

    static final String QUERY = "0100";
    static final String RESPONSE = "8180";
    static final String UPDATE = "2800";

    private Messages() {}

    /** The identifier 0x1234, flags and the four numbers. */
    static String header(String flags, int questions, int answers, int authorities, int additionals) {
        return "1234" + flags + u16(questions) + u16(answers) + u16(authorities) + u16(additionals);
    }

    static String u16(int value) {
        return String.format("%04x", value);
    }

    /** A name without compression. */
    static String name(String dotted) {
        StringBuilder hex = new StringBuilder();
        if (!dotted.isEmpty()) {
            for (String label : dotted.split("\\.")) {
                hex.append(String.format("%02x", label.length())).append(text(label));
            }
        }
        return hex + "00";
    }

    static String text(String text) {
        return ByteBufUtil.hexDump(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String question(String name, int type) {
        return name(name) + u16(type) + "0001";
    }

    /** A record of class IN for 60 seconds. */
    static String record(String owner, int type, String data) {
        return owner + u16(type) + "0001" + "0000003c" + u16(data.length() / 2) + data;
    }

    /** A response to a question for {@code a.example} with one answer of that name. */
    static String answer(int type, String data) {
        return header(RESPONSE, 1, 1, 0, 0) + question("a.example", type) + record("c00c", type, data);
    }

    static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }
}
