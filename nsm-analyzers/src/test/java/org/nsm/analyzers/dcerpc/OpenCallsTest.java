package org.nsm.analyzers.dcerpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenCallsTest {

    private final OpenCalls calls = new OpenCalls();

    @Test
    void returnsFromCallsInAnyOrder() {
        for (int id = 0; id < 256; id++) {
            assertThat(calls.open(id, id + 1)).isTrue();
        }
        for (int id = 0; id < 256; id += 2) {
            assertThat(calls.close(id)).isEqualTo(id + 1);
        }
        for (int id = 255; id > 0; id -= 2) {
            assertThat(calls.close(id)).isEqualTo(id + 1);
        }
        assertThat(calls.close(0)).isZero();
    }

    @Test
    void forgetsTheOldestCallWhereThereAreTooMany() {
        for (int id = 0; id < 256; id++) {
            calls.open(id, 7);
        }
        assertThat(calls.open(1000, 8)).isFalse();
        assertThat(calls.close(0)).isZero();
        assertThat(calls.close(1)).isEqualTo(7);
        assertThat(calls.open(1001, 9)).isTrue();
        assertThat(calls.close(1000)).isEqualTo(8);
    }

    @Test
    void aNumberThatIsUsedAgainStandsForTheNewCallWhichIsTheYoungest() {
        for (int id = 0; id < 256; id++) {
            calls.open(id, 7);
        }
        assertThat(calls.open(0, 8)).isTrue();
        assertThat(calls.open(1000, 9)).isFalse();
        assertThat(calls.close(0)).isEqualTo(8);
        assertThat(calls.close(1)).isZero();
    }

    @Test
    void returningFromWhatIsNotOpenIsNothing() {
        assertThat(calls.close(3)).isZero();
        calls.open(3, 5);
        assertThat(calls.close(3)).isEqualTo(5);
        assertThat(calls.close(3)).isZero();
    }
}
