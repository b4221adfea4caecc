package org.nsm.reassembly.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nsm.api.LinkType;

/** Whatever the bytes, decoding neither throws nor points outside of them. The seeds are fixed: a failure repeats. */
class LinkLayersFuzzTest {

    private final Frame frame = new Frame();

    @Test
    void survivesDamageToEveryFormat() {
        SplittableRandom random = new SplittableRandom(20_261_120);
        for (Sample sample : Sample.values()) {
            for (int round = 0; round < 4_000; round++) {
                byte[] bytes = sample.bytes.clone();
                for (int damage = 1 + random.nextInt(4); damage > 0; damage--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                check(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)), 0, sample.type, random);
            }
        }
    }

    @Test
    void survivesRandomBytes() {
        SplittableRandom random = new SplittableRandom(42);
        for (LinkType type : LinkType.values()) {
            for (int round = 0; round < 10_000; round++) {
                byte[] bytes = new byte[random.nextInt(120)];
                random.nextBytes(bytes);
                check(bytes, random.nextInt(bytes.length + 1), type, random);
            }
        }
    }

    private void check(byte[] bytes, int offset, LinkType type, SplittableRandom random) {
        LinkLayers.decode(bytes, offset, bytes.length, random.nextInt(200), type, frame);
        int packets = 0;
        do {
            assertThat(frame.offset()).isBetween(offset, bytes.length);
            assertThat(frame.end()).isBetween(frame.offset(), bytes.length);
            assertThat(frame.wireEnd()).isGreaterThanOrEqualTo(frame.end());
            assertThat(frame.sourceMac() < 0 || frame.sourceMac() + 6 <= bytes.length)
                    .isTrue();
            assertThat(frame.destinationMac() < 0 || frame.destinationMac() + 6 <= bytes.length)
                    .isTrue();
            assertThat(frame.vlan()).isNotZero().isBetween(-1, 4095);
            if (frame.payload() == Frame.Payload.MALFORMED) {
                assertThat(frame.weird()).isNotNull();
            }
            packets++;
        } while (LinkLayers.next(bytes, frame));
        assertThat(packets).isLessThanOrEqualTo(1 + bytes.length / 14);
    }
}
