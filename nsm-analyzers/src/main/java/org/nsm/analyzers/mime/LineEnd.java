package org.nsm.analyzers.mime;

import io.netty.buffer.ByteBuf;

/** What stands behind a line, or behind what there is of it so far. */
enum LineEnd {
    /** Nothing: the line goes on. */
    NONE(""),
    /** A carriage return that may be the first half of a line end. */
    CR("\r"),
    LF("\n"),
    CRLF("\r\n");

    private final String text;

    LineEnd(String text) {
        this.text = text;
    }

    int length() {
        return text.length();
    }

    void writeTo(ByteBuf out) {
        for (int i = 0; i < text.length(); i++) {
            out.writeByte(text.charAt(i));
        }
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
