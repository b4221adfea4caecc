package org.nsm.analyzers.pop3;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The grammar of lines: a word, blanks, and the rest (RFC 1939, section 3). */
final class Pop3Line {

    private Pop3Line() {}

    /** Where the first word starts. */
    static int wordStart(ByteBuf line) {
        return skipBlanks(line, line.readerIndex());
    }

    /** Where a word ends that starts there. */
    static int wordEnd(ByteBuf line, int start) {
        int at = start;
        while (at < line.writerIndex() && !isBlank(line.getByte(at))) {
            at++;
        }
        return at;
    }

    /** Where the word behind that one starts, or where the line ends. */
    static int skipBlanks(ByteBuf line, int from) {
        int at = from;
        while (at < line.writerIndex() && isBlank(line.getByte(at))) {
            at++;
        }
        return at;
    }

    /** Where a status starts, behind its sign. */
    static int statusStart(ByteBuf line) {
        int start = wordStart(line);
        boolean signed = start < line.writerIndex() && (line.getByte(start) == '+' || line.getByte(start) == '-');
        return signed ? start + 1 : start;
    }

    /** Whether a stretch of a line is a word, given in upper case. */
    static boolean isWord(ByteBuf line, int start, int end, String word) {
        if (end - start != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            int c = line.getByte(start + i);
            if ((c >= 'a' && c <= 'z' ? c - 32 : c) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A stretch of a line as text. */
    static String text(ByteBuf line, int start, int end) {
        return line.toString(start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t';
    }
}
