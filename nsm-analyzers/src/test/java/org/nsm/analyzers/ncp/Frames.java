package org.nsm.analyzers.ncp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Frames for tests. */
final class Frames {

    private Frames() {}

    /** Octets from hex digits, with any blanks between them. */
    static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits.replace(" ", "")));
    }

    /** The digits of a request. */
    static String request(String type, String body) {
        return "446d6454" + "%08x".formatted(22 + body.length() / 2) + "00000001 00000400" + type + "01 02 03 00"
                + body;
    }

    /** The digits of a reply. */
    static String reply(String type, String body) {
        return "744e6350" + "%08x".formatted(14 + body.length() / 2) + type + "01 02 03 00" + body;
    }
}
