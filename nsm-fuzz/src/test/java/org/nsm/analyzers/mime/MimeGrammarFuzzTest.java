package org.nsm.analyzers.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.nsm.fuzz.Input;
import org.nsm.fuzz.Memory;

class MimeGrammarFuzzTest {

    /** Entities as they come in lines or in pieces. All that begin end, in order, and no body grows by decoding. */
    @FuzzTest
    void entities(byte[] input) {
        Input choices = new Input(input);
        int how = choices.u8();
        Counting listener = new Counting();
        MimeParser parser = new MimeParser(
                Memory.plenty(), listener, (how & 1) == 0 ? MimeParser.Bodies.DIRECT : MimeParser.Bodies.GATHERED);
        parser.begin();
        while (choices.hasMore()) {
            int step = choices.u8();
            ByteBuf bytes = Unpooled.wrappedBuffer(choices.take(1 + (step >> 1)));
            if (step == 255) {
                parser.gap();
            } else if ((how & 2) == 0) {
                parser.data(bytes);
            } else {
                parser.line(bytes);
            }
        }
        parser.finish();
        assertThat(listener.depth).isZero();
        assertThat(listener.body).isLessThanOrEqualTo(3L * input.length);
    }

    @FuzzTest
    void contentTypes(byte[] input) {
        ContentType type = ContentType.parse(new String(input, StandardCharsets.ISO_8859_1), problem -> {});
        if (type != null) {
            assertThat(type.toString()).isNotEmpty();
            assertThat(type.isMultipart() && type.isMessage()).isFalse();
        }
    }

    private static final class Counting implements MimeListener {

        private int depth;
        private long body;

        @Override
        public void beginEntity() {
            depth++;
        }

        @Override
        public void field(HeaderField field) {
            assertThat(field.name()).isNotNull();
            assertThat(field.value()).isNotNull();
            assertThat(field.mailValue()).isNotNull();
            assertThat(field.firstWord()).isNotNull();
            assertThat(field.number()).isGreaterThanOrEqualTo(-1);
        }

        @Override
        public void endHeader(ContentType type) {
            assertThat(type).isNotNull();
        }

        @Override
        public boolean wantsData() {
            return true;
        }

        @Override
        public void data(ByteBuf data) {
            body += data.readableBytes();
        }

        @Override
        public void endEntity() {
            depth--;
            assertThat(depth).isNotNegative();
        }

        @Override
        public void problem(String type, String detail) {
            assertThat(type).isNotEmpty();
        }

        @Override
        public void weird(String name, String detail) {
            assertThat(name).isNotEmpty();
        }
    }
}
