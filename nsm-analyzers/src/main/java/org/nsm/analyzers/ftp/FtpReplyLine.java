package org.nsm.analyzers.ftp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** A line of the server that begins a reply, or ends one (RFC 959, section 4.2): three digits, a separator, a text. */
final class FtpReplyLine {

    private static final int CODE_DIGITS = 3;

    private FtpReplyLine() {}

    /** The code at the beginning of a line, or -1 if it does not begin with three digits. */
    static int code(ByteBuf line) {
        if (line.readableBytes() < CODE_DIGITS) {
            return -1;
        }
        int code = 0;
        for (int i = 0; i < CODE_DIGITS; i++) {
            int digit = line.getByte(line.readerIndex() + i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            code = 10 * code + digit;
        }
        return code;
    }

    /** What follows the code: a hyphen if the reply goes on, normally a blank if not; -1 at the end of the line. */
    static int separator(ByteBuf line) {
        return line.readableBytes() > CODE_DIGITS ? line.getByte(line.readerIndex() + CODE_DIGITS) : -1;
    }

    /** What follows the code and its separator. */
    static String text(ByteBuf line) {
        int separator = separator(line);
        int prefix = CODE_DIGITS + (separator == ' ' || separator == '-' ? 1 : 0);
        return line.toString(line.readerIndex() + prefix, line.readableBytes() - prefix, StandardCharsets.ISO_8859_1);
    }
}
