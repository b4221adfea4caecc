package org.nsm.analyzers.imap;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.nsm.analyzers.mail.Words;

/** The grammar of lines (RFC 9051, section 9), as far as it matters here: words with blanks between them. */
final class ImapLine {

    private ImapLine() {}

    /** Where the next word starts. */
    static int skipBlanks(ByteBuf line, int from) {
        int at = from;
        while (at < line.writerIndex() && line.getByte(at) == ' ') {
            at++;
        }
        return at;
    }

    /** Where a word ends that starts there. */
    static int wordEnd(ByteBuf line, int start) {
        int at = start;
        while (at < line.writerIndex() && line.getByte(at) != ' ') {
            at++;
        }
        return at;
    }

    /** The words from there on. */
    static List<String> words(ByteBuf line, int from) {
        List<String> words = new ArrayList<>();
        for (int start = skipBlanks(line, from); start < line.writerIndex(); ) {
            int end = wordEnd(line, start);
            words.add(Words.text(line, start, end));
            start = skipBlanks(line, end);
        }
        return words;
    }

    /**
     * How many octets of a literal follow a line (RFC 9051, section 4.3).
     *
     * @return the octets; 0 if the line does not announce a literal
     */
    static long literal(ByteBuf line) {
        int at = line.writerIndex() - 1;
        int first = line.readerIndex();
        if (at < first || line.getByte(at) != '}') {
            return 0;
        }
        at--;
        if (at >= first && line.getByte(at) == '+') {
            at--;
        }
        long size = 0;
        long scale = 1;
        int digits = 0;
        while (at >= first && line.getByte(at) >= '0' && line.getByte(at) <= '9' && digits < 18) {
            size += scale * (line.getByte(at) - '0');
            scale *= 10;
            digits++;
            at--;
        }
        return digits > 0 && at >= first && line.getByte(at) == '{' ? size : 0;
    }
}
