package org.nsm.analyzers.mime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** What stands behind a line, or behind what there is of it so far. */
enum LineEnd {
    /** Nothing: the line goes on. */
    NONE(""),
    /** A carriage return that may be the first half of a line end. */
    CR("\r"),
    LF("\n"),
    CRLF("\r\n");

    private final ByteBuf octets;

    LineEnd(String octets) {
        this.octets = Unpooled.unreleasableBuffer(
                Unpooled.copiedBuffer(octets, StandardCharsets.ISO_8859_1).asReadOnly());
    }

    int length() {
        return octets.readableBytes();
    }

    void writeTo(ByteBuf out) {
        out.writeBytes(octets, 0, octets.readableBytes());
    }

    /** How the bytes from one index up to another end. */
    static LineEnd of(ByteBuf data, int from, int to) {
        if (to == from) {
            return NONE;
        }
        byte last = data.getByte(to - 1);
        if (last == '\r') {
            return CR;
        }
        if (last != '\n') {
            return NONE;
        }
        return to - from > 1 && data.getByte(to - 2) == '\r' ? CRLF : LF;
    }
}
