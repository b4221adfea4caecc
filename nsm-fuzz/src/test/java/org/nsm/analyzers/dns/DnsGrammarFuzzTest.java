package org.nsm.analyzers.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import org.nsm.fuzz.EventChecks;

class DnsGrammarFuzzTest {

    /** As many octets of a name as are kept, and the dots between them. */
    private static final int LONGEST_TEXT = 1_024;

    private final MessageReader reader = new MessageReader();

    @FuzzTest
    void names(byte[] input) {
        ByteBuf message = Unpooled.wrappedBuffer(input);
        reader.begin(message, input.length % 2 == 0);
        while (reader.remaining() > 0) {
            int start = reader.position();
            reader.skipName();
            int end = reader.position();
            reader.position(start);
            assertThat(reader.name()).hasSizeLessThanOrEqualTo(LONGEST_TEXT);
            assertThat(reader.position()).isEqualTo(end).isGreaterThan(start);
            reader.checkName(start);
            reader.position(start + 1);
        }
        assertThat(message.readerIndex()).isZero();
    }

    @FuzzTest
    void records(byte[] input) {
        reader.begin(Unpooled.wrappedBuffer(input), false);
        Record record = new Record(reader);
        while (reader.remaining() > 0) {
            int start = reader.position();
            if (record.decode() != Record.Outcome.COMPLETE) {
                break;
            }
            assertThat(record.dataLength()).isNotNegative();
            EventChecks.checkValue(record.answer(1, ""));
            EventChecks.checkValue(record.edns(1, "", 15, 1));
            int data = reader.position();
            record.texts(new ArrayList<>());
            reader.position(data);
            record.windows(true).forEach(EventChecks::checkValue);
            reader.position(data);
            record.skipData();
            assertThat(reader.position()).isGreaterThan(start);
        }
    }
}
