package org.nsm.analyzers.mail;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** What the lines of the mail protocols are made of: words with blanks between them, in any case. */
public final class Words {

    private Words() {}

    /**
     * Where the first word of a line starts.
     *
     * @param line the readable bytes
     * @return an index of the line, its end if there is no word
     */
    public static int start(ByteBuf line) {
        return skipBlanks(line, line.readerIndex());
    }

    /**
     * Where a word ends.
     *
     * @param line  the readable bytes
     * @param start where the word starts
     * @return the index behind it
     */
    public static int end(ByteBuf line, int start) {
        int at = start;
        while (at < line.writerIndex() && !isBlank(line.getByte(at))) {
            at++;
        }
        return at;
    }

    /**
     * Where the next word starts.
     *
     * @param line the readable bytes
     * @param from where the blanks in front of it start
     * @return an index of the line, its end if there is no other word
     */
    public static int skipBlanks(ByteBuf line, int from) {
        int at = from;
        while (at < line.writerIndex() && isBlank(line.getByte(at))) {
            at++;
        }
        return at;
    }

    /**
     * Whether a stretch of a line is a certain word.
     *
     * @param line  the line
     * @param start where the stretch starts
     * @param end   behind it
     * @param word  the word in upper case
     * @return true in whatever case it is written
     */
    public static boolean is(ByteBuf line, int start, int end, String word) {
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

    /**
     * A stretch of a line as text.
     *
     * @param line  the line
     * @param start where the stretch starts
     * @param end   behind it
     * @return its bytes as characters
     */
    public static String text(ByteBuf line, int start, int end) {
        return line.toString(start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t';
    }
}
