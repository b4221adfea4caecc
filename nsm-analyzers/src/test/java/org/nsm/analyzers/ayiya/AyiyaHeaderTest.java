package org.nsm.analyzers.ayiya;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.tunnel.Datagrams.hex;

import org.junit.jupiter.api.Test;

class AyiyaHeaderTest {

    private static final String EPOCH = "4a3b2c1d";

    @Test
    void addsTheIdentityAndTheSignature() {
        String identity = "00".repeat(16);
        String signature = "00".repeat(20);
        assertThat(AyiyaHeader.length(hex("42 52 11 29" + EPOCH + identity + signature + "60")))
                .isEqualTo(44);
        assertThat(AyiyaHeader.length(hex("02 02 01 29" + EPOCH + "00"))).isEqualTo(9);
    }

    @Test
    void rejectsWhatEndsInsideTheHeader() {
        assertThat(AyiyaHeader.length(hex(""))).isEqualTo(-1);
        assertThat(AyiyaHeader.length(hex("02 02 01 29" + EPOCH))).isEqualTo(-1);
        assertThat(AyiyaHeader.length(hex("f2 f2 11 29" + EPOCH + "00".repeat(100))))
                .isEqualTo(-1);
    }

    @Test
    void tellsOperationAndNextHeader() {
        assertThat(AyiyaHeader.isForward(hex("42 52 11 29"))).isTrue();
        assertThat(AyiyaHeader.isForward(hex("42 52 12 29"))).isFalse();
        assertThat(AyiyaHeader.nextHeader(hex("42 52 11 29"))).isEqualTo(41);
    }
}
