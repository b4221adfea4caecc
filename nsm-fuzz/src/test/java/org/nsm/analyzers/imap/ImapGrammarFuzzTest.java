package org.nsm.analyzers.imap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

class ImapGrammarFuzzTest {

    @FuzzTest
    void lines(byte[] input) {
        ByteBuf line = Unpooled.wrappedBuffer(input);
        int word = ImapLine.skipBlanks(line, line.readerIndex());
        int end = ImapLine.wordEnd(line, word);
        assertThat(end).isBetween(word, line.writerIndex());
        assertThat(ImapLine.words(line, end)).noneMatch(String::isEmpty);
        assertThat(ImapLine.literal(line)).isGreaterThanOrEqualTo(-1);
    }
}
