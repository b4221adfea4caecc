package org.nsm.api.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import org.nsm.fuzz.EventChecks;
import org.nsm.fuzz.Input;

class BerFuzzTest {

    /** The first byte says how many of the next tell where to go: in, out, or on. The rest is read. */
    @FuzzTest
    void elements(byte[] input) {
        Input choices = new Input(input);
        Input steps = new Input(choices.take(choices.u8()));
        byte[] encoded = choices.rest();
        BerReader reader = new BerReader(Unpooled.wrappedBuffer(encoded));
        int depth = 0;
        int elements = 0;
        while (true) {
            int step = steps.u8();
            if (step % 4 == 3 && depth > 0) {
                reader.leave();
                depth--;
            }
            if (!reader.next()) {
                if (reader.failed() || depth == 0) {
                    break;
                }
                reader.leave();
                depth--;
                continue;
            }
            elements++;
            element(reader, encoded.length);
            if (reader.constructed() && step % 4 != 1 && reader.enter()) {
                depth++;
                assertThat(depth).isLessThanOrEqualTo(BerReader.MAX_DEPTH);
            }
        }
        assertThat(2 * elements).isLessThanOrEqualTo(encoded.length);
    }

    private static void element(BerReader reader, int length) {
        assertThat(reader.tagClass()).isBetween(0, 3);
        assertThat(reader.tagNumber()).isNotNegative();
        assertThat(reader.contentStart()).isBetween(2, length);
        assertThat(reader.contentLength()).isBetween(-1, length - reader.contentStart());
        EventChecks.checkValue(reader.content());
        if (!reader.failed()) {
            switch (reader.tagNumber()) {
                case BerReader.INTEGER -> reader.integer();
                case BerReader.BOOLEAN -> reader.bool();
                case BerReader.OBJECT_IDENTIFIER -> reader.objectIdentifier();
                default -> reader.octets();
            }
        }
    }
}
