package org.nsm.analyzers.krb;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import org.nsm.fuzz.EventChecks;

class KrbGrammarFuzzTest {

    /** The values that messages consist of, each where any of them may be. */
    @FuzzTest
    void values(byte[] input) {
        KrbReader reader = new KrbReader();
        for (int kind = 0; kind < 10; kind++) {
            reader.begin(Unpooled.wrappedBuffer(input));
            reader.make(true);
            while (!reader.failed() && reader.nextField()) {
                value(reader, kind);
            }
        }
    }

    private static void value(KrbReader reader, int kind) {
        switch (kind) {
            case 0 -> EventChecks.checkValue(reader.ticket());
            case 1 -> reader.tickets().forEach(EventChecks::checkValue);
            case 2 -> reader.addresses().forEach(EventChecks::checkValue);
            case 3 -> EventChecks.checkValue(reader.address());
            case 4 -> reader.principal();
            case 5 -> reader.time();
            case 6 -> reader.flags();
            case 7 -> assertThat(reader.octetsIfAny().refCnt()).isPositive();
            case 8 -> reader.encrypted();
            default -> reader.checksum();
        }
    }

    @FuzzTest
    void keytabs(byte[] input) {
        try {
            Keytab.parse(input).forEach(key -> assertThat(key.secret()).hasSizeLessThanOrEqualTo(input.length));
        } catch (IOException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }
}
