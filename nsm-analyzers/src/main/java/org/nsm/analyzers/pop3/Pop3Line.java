package org.nsm.analyzers.pop3;

import io.netty.buffer.ByteBuf;
import org.nsm.analyzers.mail.Words;

/** The grammar of lines: a word, blanks, and the rest (RFC 1939, section 3). */
final class Pop3Line {

    private Pop3Line() {}

    /** Where a status starts, behind its sign. */
    static int statusStart(ByteBuf line) {
        int start = Words.start(line);
        boolean signed = start < line.writerIndex() && (line.getByte(start) == '+' || line.getByte(start) == '-');
        return signed ? start + 1 : start;
    }
}
