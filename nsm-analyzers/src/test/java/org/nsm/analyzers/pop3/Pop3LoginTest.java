package org.nsm.analyzers.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class Pop3LoginTest {

    private static byte[] decode(String text) {
        return Pop3Login.decode(ascii(text), 0, text.length());
    }

    @Test
    void decodesBase64() {
        for (String text : new String[] {"", "a", "ab", "abc", "abcd", "\u00ff\u0000\u00fe?>"}) {
            byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(decode(Base64.getEncoder().encodeToString(octets))).isEqualTo(octets);
        }
    }

    @Test
    void decodesNothingElse() {
        for (String text : new String[] {"a", "abc", "ab*=", "a===", "=abc", "====", "YQ==YQ=="}) {
            assertThat(decode(text)).as(text).isNull();
        }
    }
}
