package org.nsm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptionsTest {

    static Stream<Option<?>> options() {
        return Arrays.stream(Options.class.getFields()).map(field -> {
            try {
                return (Option<?>) field.get(null);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("options")
    void everyOptionSaysItsRange(Option<?> option) {
        assertThat(option.range()).isNotBlank();
    }

    @Test
    void noTwoShareAName() {
        assertThat(options().map(Option::name)).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void zeroTurnsAnInactivityTimeoutOff() {
        assertThatCode(() -> Options.TCP_INACTIVITY_TIMEOUT.check(Duration.ZERO))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.TCP_INACTIVITY_TIMEOUT.check(Duration.ofSeconds(-1)));
    }

    @Test
    void theMemoryOfTheEngineIsBoundedFromBothSides() {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.MAX_CONNECTIONS.check(0L));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.MAX_BUFFERED_BYTES.check(0L));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.MAX_BUFFERED_BYTES.check(Long.MAX_VALUE));
    }

    @Test
    void checksumsAreVerifiedByDefault() {
        assertThat(Options.IGNORE_CHECKSUMS.defaultValue()).isFalse();
    }
}
