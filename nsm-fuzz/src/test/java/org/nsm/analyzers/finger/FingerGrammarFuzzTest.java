package org.nsm.analyzers.finger;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import org.nsm.fuzz.EventChecks;

class FingerGrammarFuzzTest {

    @FuzzTest
    void queries(byte[] input) {
        EventChecks.checkValue(FingerQuery.parse(Unpooled.wrappedBuffer(input)));
    }
}
