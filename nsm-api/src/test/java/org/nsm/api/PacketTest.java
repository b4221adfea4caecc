package org.nsm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PacketTest {

    private static final Instant TIME = Instant.parse("2019-11-20T10:00:00.123456789Z");

    @Test
    void keepsItsTimeToTheNanosecond() {
        assertThat(packet(1, 2, 3).timeNanos()).isEqualTo(1_574_244_000_123_456_789L);
        assertThat(Packet.of(Instant.EPOCH.minusNanos(1), LinkType.RAW, Unpooled.EMPTY_BUFFER)
                        .timeNanos())
                .isEqualTo(-1);
    }

    @Test
    void aTimeBeyondTheRangeIsRefusedRatherThanWrapped() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Packet.of(Instant.MAX, LinkType.RAW, Unpooled.EMPTY_BUFFER));
    }

    @Test
    void aPacketCapturedWholeIsAsLongAsItsBytes() {
        assertThat(packet(1, 2, 3).originalLength()).isEqualTo(3);
    }

    @Test
    void aPacketMayHaveBeenLongerOnTheWire() {
        Packet packet = Packet.of(TIME, LinkType.ETHERNET, bytes(1, 2, 3), 1500);
        assertThat(packet.originalLength()).isEqualTo(1500);
        assertThat(packet.data().readableBytes()).isEqualTo(3);
    }

    @Test
    void noMoreCanBeCapturedThanThereWas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Packet.of(TIME, LinkType.ETHERNET, bytes(1, 2, 3), 2))
                .withMessageContainingAll("3", "2");
    }

    @Test
    void isNotCopiedWhenItIsMade() {
        ByteBuf bytes = bytes(1, 2, 3);
        assertThat(Packet.of(TIME, LinkType.ETHERNET, bytes).data()).isSameAs(bytes);
    }

    @Test
    void aCopyDoesNotChangeWithTheOriginal() {
        ByteBuf bytes = bytes(1, 2, 3);
        Packet copy = Packet.of(TIME, LinkType.LINUX_SLL, bytes, 60).copy();
        bytes.setByte(0, 9);
        assertThat(copy.data()).isEqualTo(bytes(1, 2, 3));
        assertThat(copy.timeNanos()).isEqualTo(1_574_244_000_123_456_789L);
        assertThat(copy.linkType()).isEqualTo(LinkType.LINUX_SLL);
        assertThat(copy.originalLength()).isEqualTo(60);
    }

    @Test
    void aCopyHasTheReadableBytesOnly() {
        ByteBuf bytes = bytes(1, 2, 3, 4).skipBytes(1);
        assertThat(Packet.of(TIME, LinkType.ETHERNET, bytes).copy().data()).isEqualTo(bytes(2, 3, 4));
    }

    private static Packet packet(int... bytes) {
        return Packet.of(TIME, LinkType.ETHERNET, bytes(bytes));
    }

    private static ByteBuf bytes(int... bytes) {
        ByteBuf buffer = Unpooled.buffer();
        for (int value : bytes) {
            buffer.writeByte(value);
        }
        return buffer;
    }
}
