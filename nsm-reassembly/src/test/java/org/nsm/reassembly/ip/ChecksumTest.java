package org.nsm.reassembly.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChecksumTest {

    /** Two octets at a time, as RFC 1071, section 4.1, has it. */
    private static int plainly(byte[] bytes, int offset, int length) {
        long sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (bytes[offset + i] & 0xffL) << (i % 2 == 0 ? 8 : 0);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) sum;
    }

    @Test
    void sumsAnyLengthAnywhere() {
        byte[] bytes = new byte[400];
        new Random(1).nextBytes(bytes);
        for (int length = 0; length < 300; length++) {
            for (int offset = 0; offset < 9; offset++) {
                assertThat(Checksum.fold(Checksum.add(bytes, offset, length, 0)))
                        .as("%d octets at %d", length, offset)
                        .isEqualTo(plainly(bytes, offset, length));
            }
        }
    }

    @Test
    void carriesWhateverOverflows() {
        byte[] bytes = new byte[65_535];
        Arrays.fill(bytes, (byte) 0xff);
        assertThat(Checksum.fold(Checksum.add(bytes, 0, 65_534, 0))).isEqualTo(0xffff);
        assertThat(Checksum.fold(Checksum.add(bytes, 0, 65_535, 0))).isEqualTo(plainly(bytes, 0, 65_535));
        assertThat(Checksum.isRight(bytes, 0, 65_534)).isTrue();
    }
}
