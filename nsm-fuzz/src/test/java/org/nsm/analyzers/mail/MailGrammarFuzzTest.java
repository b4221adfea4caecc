package org.nsm.analyzers.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.nsm.fuzz.Input;
import org.nsm.fuzz.Memory;

class MailGrammarFuzzTest {

    /** The lines are the same however the bytes are cut. */
    @FuzzTest
    void lines(byte[] input) {
        Input choices = new Input(input);
        int how = choices.u8();
        int piece = 1 + choices.u8();
        byte[] mail = choices.rest();
        assertThat(read(mail, piece, how % 2 == 0)).isEqualTo(read(mail, Math.max(1, mail.length), how % 2 == 0));
    }

    private static String read(byte[] mail, int piece, boolean toDot) {
        StringBuilder text = new StringBuilder();
        MailLines lines = new MailLines(Memory.plenty(), (bytes, lineEnd) -> {
            text.append(bytes.toString(StandardCharsets.ISO_8859_1));
            if (lineEnd) {
                text.append("\r\n.");
            }
        });
        Input pieces = new Input(mail);
        while (pieces.hasMore()) {
            ByteBuf data = Unpooled.wrappedBuffer(pieces.take(piece));
            if (!toDot) {
                lines.readAll(data);
            } else if (lines.readToDot(data)) {
                text.append("END");
                break;
            }
            assertThat(data.isReadable()).isFalse();
        }
        lines.flush(true);
        return text.toString();
    }
}
