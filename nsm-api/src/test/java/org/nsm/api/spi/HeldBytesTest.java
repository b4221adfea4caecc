package org.nsm.api.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldBytesTest {

    private final FakeContext context = new FakeContext();
    private final HeldBytes held = new HeldBytes(context);

    @BeforeEach
    void thereIsLittleMemory() {
        context.freeBytes = 100;
    }

    @Test
    void theFirst4096BytesAreFree() {
        assertThat(held.mayBe(4_096)).isTrue();
        assertThat(context.freeBytes).isEqualTo(100);
        assertThat(held.mayBe(4_097)).isTrue();
        assertThat(context.freeBytes).isEqualTo(99);
    }

    @Test
    void whatIsMissingIsReservedAndWhatIsNotNeededIsGivenBack() {
        assertThat(held.mayBe(4_196)).isTrue();
        assertThat(held.mayBe(4_150)).isTrue();
        assertThat(context.freeBytes).isZero();
        assertThat(held.mayBe(4_197)).isFalse();
        assertThat(context.freeBytes).isZero();
        held.shrink(4_106);
        assertThat(context.freeBytes).isEqualTo(90);
        held.shrink(1_000);
        assertThat(context.freeBytes).isEqualTo(100);
        held.mayBe(4_120);
        held.release();
        held.release();
        assertThat(context.freeBytes).isEqualTo(100);
    }
}
