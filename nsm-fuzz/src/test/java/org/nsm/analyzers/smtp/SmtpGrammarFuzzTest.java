package org.nsm.analyzers.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.nsm.analyzers.mail.Words;

class SmtpGrammarFuzzTest {

    @FuzzTest
    void lines(byte[] input) {
        ByteBuf line = SmtpLine.withoutNuls(Unpooled.wrappedBuffer(input));
        assertThat(line.indexOf(line.readerIndex(), line.writerIndex(), (byte) 0))
                .isEqualTo(-1);
        int start = Words.start(line);
        int end = Words.end(line, start);
        assertThat(end).isBetween(start, line.writerIndex());
        SmtpCommand.of(line, start, end - start);
        assertThat(SmtpLine.argument(line, end)).hasSizeLessThanOrEqualTo(input.length);
        SmtpLine.Chunk chunk = SmtpLine.chunk(line, end);
        if (chunk != null) {
            assertThat(chunk.size()).isNotNegative();
        }
        if (SmtpLine.code(line) != SmtpLine.NO_CODE) {
            assertThat(SmtpLine.code(line)).isBetween(100, 599);
            SmtpLine.continued(line);
            assertThat(SmtpLine.message(line)).hasSizeLessThanOrEqualTo(input.length);
        }
    }
}
