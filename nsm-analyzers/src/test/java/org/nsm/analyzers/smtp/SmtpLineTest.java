package org.nsm.analyzers.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.mail.Words;

class SmtpLineTest {

    @Test
    void readsTheCodeOfAReply() {
        assertThat(SmtpLine.code(ascii("220 mail.example.org"))).isEqualTo(220);
        assertThat(SmtpLine.code(ascii("250-SIZE"))).isEqualTo(250);
        assertThat(SmtpLine.code(ascii("599"))).isEqualTo(599);
    }

    @Test
    void findsNoCodeInWhatIsNoReply() {
        for (String line : new String[] {"", "25", "099 x", "600 x", "999 what", "garbage", "2x0 ok", " 250 ok"}) {
            assertThat(SmtpLine.code(ascii(line))).as(line).isEqualTo(SmtpLine.NO_CODE);
        }
    }

    @Test
    void readsTheTextOfAReply() {
        assertThat(SmtpLine.message(ascii("250-SIZE 1000"))).isEqualTo("SIZE 1000");
        assertThat(SmtpLine.message(ascii("250  two blanks "))).isEqualTo(" two blanks ");
        assertThat(SmtpLine.message(ascii("299x glued"))).isEqualTo("x glued");
        assertThat(SmtpLine.message(ascii("250"))).isEmpty();
        assertThat(SmtpLine.continued(ascii("250-"))).isTrue();
        assertThat(SmtpLine.continued(ascii("250"))).isFalse();
    }

    @Test
    void knowsCommandsInAnyCase() {
        assertThat(command("mail")).isEqualTo(SmtpCommand.MAIL);
        assertThat(command("X-AnonymousTLS")).isEqualTo(SmtpCommand.X_ANONYMOUSTLS);
        assertThat(command("DAT")).isNull();
        assertThat(command("DATAX")).isNull();
        assertThat(command("")).isNull();
        assertThat(command(".")).isNull();
        assertThat(command("(UNKNOWN)")).isNull();
    }

    private static SmtpCommand command(String word) {
        return SmtpCommand.of(ascii(word), 0, word.length());
    }

    @Test
    void readsWhatBdatAnnounces() {
        assertThat(chunk("BDAT 100")).isEqualTo(new SmtpLine.Chunk(100, false));
        assertThat(chunk("BDAT 0 LAST")).isEqualTo(new SmtpLine.Chunk(0, true));
        assertThat(chunk("bdat  7  last ")).isEqualTo(new SmtpLine.Chunk(7, true));
    }

    @Test
    void takesNothingElseForAChunk() {
        for (String line : new String[] {
            "BDAT", "BDAT LAST", "BDAT -1", "BDAT 10 SOON", "BDAT 10 LAST x", "BDAT 184467440737095516150 LAST"
        }) {
            assertThat(chunk(line)).as(line).isNull();
        }
    }

    private static SmtpLine.Chunk chunk(String line) {
        ByteBuf bytes = ascii(line);
        return SmtpLine.chunk(bytes, Words.end(bytes, 0));
    }

    @Test
    void leavesNulsOut() {
        assertThat(SmtpLine.withoutNuls(ascii("NO\0OP\0")).toString(StandardCharsets.ISO_8859_1))
                .isEqualTo("NOOP");
    }
}
