package org.nsm.analyzers.smtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.mail.Words;

/** The grammar of lines: {@code word blanks argument} of clients and {@code code text} of servers (RFC 5321, section 4). */
final class SmtpLine {

    /** What {@link #code} returns where there is none. */
    static final int NO_CODE = -1;

    private static final int CODE_LENGTH = 3;
    private static final int LOWEST_CODE = 100;
    private static final int HIGHEST_CODE = 599;

    private SmtpLine() {}

    /** What follows the word that ends there, without the blanks between them. */
    static String argument(ByteBuf line, int wordEnd) {
        return Words.text(line, Words.skipBlanks(line, wordEnd), line.writerIndex());
    }

    /**
     * The code of a reply.
     *
     * @return 100 to 599, or {@link #NO_CODE} if the line is no reply
     */
    static int code(ByteBuf line) {
        if (line.readableBytes() < CODE_LENGTH) {
            return NO_CODE;
        }
        int code = 0;
        for (int i = 0; i < CODE_LENGTH; i++) {
            int digit = line.getByte(line.readerIndex() + i) - '0';
            if (digit < 0 || digit > 9) {
                return NO_CODE;
            }
            code = 10 * code + digit;
        }
        return code < LOWEST_CODE || code > HIGHEST_CODE ? NO_CODE : code;
    }

    /** Whether more lines of a reply follow this one, which has a code. */
    static boolean continued(ByteBuf line) {
        return line.readableBytes() > CODE_LENGTH && line.getByte(line.readerIndex() + CODE_LENGTH) == '-';
    }

    /** The text of a reply, which has a code. */
    static String message(ByteBuf line) {
        int start = line.readerIndex() + CODE_LENGTH;
        if (start < line.writerIndex() && (line.getByte(start) == '-' || line.getByte(start) == ' ')) {
            start++;
        }
        return Words.text(line, start, line.writerIndex());
    }

    /**
     * Reads the argument of BDAT (RFC 3030, section 2).
     *
     * @return the chunk, or null if this is none, or if its size is beyond 63 bits
     */
    static @Nullable Chunk chunk(ByteBuf line, int wordEnd) {
        int start = Words.skipBlanks(line, wordEnd);
        int end = Words.end(line, start);
        long size = 0;
        for (int i = start; i < end; i++) {
            int digit = line.getByte(i) - '0';
            if (digit < 0 || digit > 9 || size > (Long.MAX_VALUE - 9) / 10) {
                return null;
            }
            size = 10 * size + digit;
        }
        int lastStart = Words.skipBlanks(line, end);
        int lastEnd = Words.end(line, lastStart);
        boolean last = Words.text(line, lastStart, lastEnd).equalsIgnoreCase("LAST");
        boolean nothingElse = Words.skipBlanks(line, lastEnd) == line.writerIndex();
        return end == start || !nothingElse || !last && lastEnd > lastStart ? null : new Chunk(size, last);
    }

    /** A line without the NUL bytes in it; the same if it has none. */
    static ByteBuf withoutNuls(ByteBuf line) {
        if (line.indexOf(line.readerIndex(), line.writerIndex(), (byte) 0) < 0) {
            return line;
        }
        ByteBuf clean = Unpooled.buffer(line.readableBytes());
        for (int i = line.readerIndex(); i < line.writerIndex(); i++) {
            if (line.getByte(i) != 0) {
                clean.writeByte(line.getByte(i));
            }
        }
        return clean;
    }

    /**
     * A chunk that BDAT announces.
     *
     * @param size its octets
     * @param last whether the mail ends with it
     */
    record Chunk(long size, boolean last) {}
}
