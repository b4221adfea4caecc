package org.nsm.analyzers.ftp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * A line of the client (RFC 959, section 5.3).
 *
 * @param name     the command in upper case; {@code <missing>} for a blank line
 * @param argument what follows the blanks behind it
 */
record FtpCommand(String name, String argument) {

    /** {@link #verb} of the commands that an analyzer has to know. */
    static final int ADAT = verb('A', 'D', 'A', 'T');

    static final int AUTH = verb('A', 'U', 'T', 'H');
    static final int EPRT = verb('E', 'P', 'R', 'T');
    static final int PORT = verb('P', 'O', 'R', 'T');

    private static final String MISSING = "<missing>";
    private static final int VERB_OCTETS = 4;

    /** The four letters of a command as a number; 0 if it has another length. Costs no memory. */
    static int verb(ByteBuf line) {
        int start = notBlank(line, line.readerIndex());
        if (blank(line, start) - start != VERB_OCTETS) {
            return 0;
        }
        return verb(
                upper(line.getUnsignedByte(start)),
                upper(line.getUnsignedByte(start + 1)),
                upper(line.getUnsignedByte(start + 2)),
                upper(line.getUnsignedByte(start + 3)));
    }

    private static int verb(int first, int second, int third, int fourth) {
        return first << 24 | second << 16 | third << 8 | fourth;
    }

    /** Reads a line, its end not included. */
    static FtpCommand parse(ByteBuf line) {
        int start = notBlank(line, line.readerIndex());
        int end = blank(line, start);
        if (start == end) {
            return new FtpCommand(MISSING, "");
        }
        return new FtpCommand(
                upperCase(string(line, start, end)), string(line, notBlank(line, end), line.writerIndex()));
    }

    /** The letters of ASCII in upper case, whatever the language of the host. */
    static String upperCase(String text) {
        StringBuilder upper = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            upper.append((char) upper(text.charAt(i)));
        }
        return upper.toString();
    }

    private static int upper(int character) {
        return character >= 'a' && character <= 'z' ? character - 'a' + 'A' : character;
    }

    private static String string(ByteBuf line, int start, int end) {
        return line.toString(start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static int notBlank(ByteBuf line, int start) {
        int at = start;
        while (at < line.writerIndex() && isBlank(line.getByte(at))) {
            at++;
        }
        return at;
    }

    private static int blank(ByteBuf line, int start) {
        int at = start;
        while (at < line.writerIndex() && !isBlank(line.getByte(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }
}
