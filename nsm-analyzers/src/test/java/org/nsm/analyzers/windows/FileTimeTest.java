package org.nsm.analyzers.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FileTimeTest {

    @Test
    void countsTicksOfAHundredNanosecondsSince1601() {
        assertThat(FileTime.instant(116_444_736_000_000_000L)).isEqualTo(Instant.EPOCH);
        assertThat(FileTime.instant(133_500_000_001_234_567L)).isEqualTo(Instant.parse("2024-01-17T21:20:00.1234567Z"));
    }

    @Test
    void takesEveryNumberForATime() {
        assertThat(FileTime.instant(0)).isEqualTo(Instant.parse("1601-01-01T00:00:00Z"));
        assertThat(FileTime.instant(-1)).isEqualTo(Instant.parse("+60056-05-28T05:36:10.9551615Z"));
    }
}
