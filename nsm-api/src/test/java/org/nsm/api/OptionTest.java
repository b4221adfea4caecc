package org.nsm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTest {

    private static final Option<Long> RETRIES = Option.count("my_retries", 3, 1, 10);
    private static final Option<Duration> WAIT =
            Option.duration("my_wait", Duration.ofSeconds(5), Duration.ZERO, Duration.ofMinutes(1));

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 10})
    void aNumberInsideTheRangeIsAllowed(long value) {
        assertThatCode(() -> RETRIES.check(value)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 11, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void aNumberOutsideTheRangeIsRefusedWithNameValueAndRange(long value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RETRIES.check(value))
                .withMessageContainingAll("my_retries", Long.toString(value), "1 to 10");
    }

    @Test
    void bothEndsOfASpanOfTimeAreAllowed() {
        assertThatCode(() -> WAIT.check(Duration.ZERO)).doesNotThrowAnyException();
        assertThatCode(() -> WAIT.check(Duration.ofMinutes(1))).doesNotThrowAnyException();
    }

    @Test
    void aSpanOfTimeOutsideTheRangeIsRefusedWithNameValueAndRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WAIT.check(Duration.ofSeconds(61)))
                .withMessageContainingAll("my_wait", "PT1M1S", "PT0S to PT1M");
        assertThatIllegalArgumentException().isThrownBy(() -> WAIT.check(Duration.ofNanos(-1)));
    }

    @Test
    void flagsAndTextsTakeEveryValue() {
        assertThatCode(() -> {
                    Option.flag("my_flag", true).check(false);
                    Option.text("my_text", "a").check("");
                    Option.texts("my_texts", Set.of("a")).check(Set.of());
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aDefaultOutsideTheRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Option.count("my_retries", 11, 1, 10))
                .withMessageContainingAll("my_retries", "11", "1 to 10");
    }

    @Test
    void laterChangesOfASetDoNotReachTheDefault() {
        Set<String> names = new HashSet<>(Set.of("srvsvc"));
        Option<Set<String>> option = Option.texts("my_names", names);
        names.add("winreg");
        assertThat(option.defaultValue()).containsExactly("srvsvc");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> option.defaultValue().add("samr"));
    }

    @Test
    void isKnownByItsName() {
        assertThat(RETRIES.name()).isEqualTo("my_retries");
        assertThat(RETRIES).hasToString("my_retries");
        assertThat(RETRIES.defaultValue()).isEqualTo(3);
        assertThat(RETRIES.range()).isEqualTo("1 to 10");
    }
}
