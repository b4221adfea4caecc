package org.nsm.analyzers.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.nsm.api.event.Ftp;
import org.nsm.fuzz.EventChecks;

class FtpGrammarFuzzTest {

    @FuzzTest
    void lines(byte[] input) {
        ByteBuf line = NetworkVirtualTerminal.text(Unpooled.wrappedBuffer(input));
        assertThat(line.readableBytes()).isLessThanOrEqualTo(input.length);
        FtpCommand.verb(line);
        EventChecks.checkValue(FtpCommand.parse(line));
        int code = FtpReplyLine.code(line);
        assertThat(code).isBetween(-1, 999);
        if (code >= 0) {
            FtpReplyLine.separator(line);
            assertThat(FtpReplyLine.text(line)).hasSizeLessThanOrEqualTo(input.length);
        }
        String text = new String(input, StandardCharsets.ISO_8859_1);
        EventChecks.checkValue(Ftp.parsePort(text));
        EventChecks.checkValue(Ftp.parseEprt(text));
        EventChecks.checkValue(Ftp.parsePasv(text));
        EventChecks.checkValue(Ftp.parseEpsv(text));
        ByteBuf decoded = Base64Text.decode(text);
        assertThat(decoded == null || decoded.readableBytes() <= input.length).isTrue();
    }
}
