package org.nsm.analyzers.ident;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.nsm.fuzz.EventChecks;

class IdentGrammarFuzzTest {

    @FuzzTest
    void lines(byte[] input) {
        EventChecks.checkValue(IdentLine.parse(new String(input, StandardCharsets.ISO_8859_1)));
    }
}
