package org.nsm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzerTagTest {

    @Test
    void isWrittenAsDocumented() {
        assertThat(AnalyzerTag.KRB_TCP).hasToString("Analyzer::ANALYZER_KRB_TCP");
    }

    @Test
    void aHostCanMakeItsOwn() {
        assertThat(new AnalyzerTag("MY_PROTOCOL_2")).isEqualTo(new AnalyzerTag("MY_PROTOCOL_2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dns", "D NS", "DNS-TCP", "ÄRGER", "DNS\n"})
    void otherCharactersAreRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnalyzerTag(name))
                .withMessageContaining(name);
    }
}
