package org.nsm.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTypeTest {

    @ParameterizedTest
    @EnumSource(LinkType.class)
    void isFoundByItsNumber(LinkType type) {
        assertThat(LinkType.of(type.code())).isEqualTo(type);
    }

    @Test
    void hasTheNumbersOfTheRegistry() {
        assertThat(LinkType.NULL.code()).isZero();
        assertThat(LinkType.ETHERNET.code()).isEqualTo(1);
        assertThat(LinkType.RAW.code()).isEqualTo(101);
        assertThat(LinkType.LINUX_SLL.code()).isEqualTo(113);
        assertThat(LinkType.LINUX_SLL2.code()).isEqualTo(276);
    }

    @Test
    void noTwoShareANumber() {
        assertThat(Arrays.stream(LinkType.values()).map(LinkType::code)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 14})
    void rawIpIsAlsoFoundByItsOlderNumbers(int code) {
        assertThat(LinkType.of(code)).isEqualTo(LinkType.RAW);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2, 147, 65535, Integer.MAX_VALUE})
    void otherNumbersAreUnknown(int code) {
        assertThat(LinkType.of(code)).isEqualTo(LinkType.UNKNOWN);
    }
}
