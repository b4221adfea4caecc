package org.nsm.analyzers.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.nsm.analyzers.mail.Words;

class Pop3GrammarFuzzTest {

    @FuzzTest
    void lines(byte[] input) {
        ByteBuf line = Unpooled.wrappedBuffer(input);
        int start = Words.start(line);
        int end = Words.end(line, start);
        assertThat(end).isBetween(start, line.writerIndex());
        Pop3Command.of(line, start, end);
        int status = Pop3Line.statusStart(line);
        assertThat(status).isBetween(0, line.writerIndex());
        assertThat(Words.skipBlanks(line, end)).isBetween(end, line.writerIndex());
        Words.is(line, status, Words.end(line, status), "OK");
    }
}
