package org.nsm.analyzers.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64TextTest {

    @Test
    void decodesTheExamplesOfTheSpecification() {
        assertThat(Base64Text.decode("")).isEqualTo(ascii(""));
        assertThat(Base64Text.decode("Zg==")).isEqualTo(ascii("f"));
        assertThat(Base64Text.decode("Zm8=")).isEqualTo(ascii("fo"));
        assertThat(Base64Text.decode("Zm9v")).isEqualTo(ascii("foo"));
        assertThat(Base64Text.decode("Zm9vYmFy")).isEqualTo(ascii("foobar"));
        assertThat(Base64Text.decode("/+8=")).isEqualTo(ascii("\u00ff\u00ef"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Z", "Zm9", "Zm9v=", "Zm=v", "Z===", "====", "Zm 9", "Zm9\u00e9"})
    void isNothingForOtherTexts(String text) {
        assertThat(Base64Text.decode(text)).isNull();
    }
}
