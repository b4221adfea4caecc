package org.nsm.reassembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nsm.api.LinkType;
import org.nsm.api.Packet;

/** The pcapng format. */
class PcapngFileTest {

    private static final int TIME_RESOLUTION = 9;
    private static final int CHECK_SEQUENCE_LENGTH = 13;
    private static final int TIME_OFFSET = 14;
    private static final int PACKET_FLAGS = 2;

    private static final byte[] FIRST = {1, 2, 3};
    private static final byte[] SECOND = {4, 5, 6, 7, 8};

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }

    private static CaptureBytes section(ByteOrder order) {
        return new CaptureBytes(order).section();
    }

    private static CaptureBytes section() {
        return section(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<Packet> packets(CaptureBytes file) throws IOException {
        CaptureContents contents = CaptureContents.of(file.bytes());
        assertThat(contents.damage()).isNull();
        return contents.packets();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void readsTheThreeKindsOfPacketBlocks(ByteOrder order) throws IOException {
        CaptureBytes file = section(order)
                .describe(1)
                .enhanced(0, 0x1_0000_0002L, FIRST)
                .simple(1500, SECOND)
                .obsolete(0, 7, 5, SECOND);
        // a simple block with bytes to fill up needs the snap length to say so
        List<Packet> packets = packets(file);

        assertThat(packets)
                .extracting(Packet::timeNanos)
                .containsExactly(4_294_967_298_000L, 4_294_967_298_000L, 5_000L);
        assertThat(packets).extracting(Packet::originalLength).containsExactly(3, 1500, 5);
        assertThat(packets).extracting(Packet::linkType).containsOnly(LinkType.ETHERNET);
        assertThat(CaptureContents.bytes(packets.get(0))).isEqualTo(FIRST);
        assertThat(CaptureContents.bytes(packets.get(1))).startsWith(SECOND);
        assertThat(CaptureContents.bytes(packets.get(2))).isEqualTo(SECOND);
    }

    @Test
    void aSimplePacketEndsAtItsLengthOrAtTheSnapLength() throws IOException {
        List<Packet> packets = packets(section()
                .describe(1, 5, new CaptureBytes(ByteOrder.LITTLE_ENDIAN))
                .simple(3, FIRST)
                .simple(1500, SECOND));

        assertThat(packets).extracting(CaptureContents::bytes).containsExactly(FIRST, SECOND);
        assertThat(packets).extracting(Packet::timeNanos).containsOnly(0L);
    }

    @Test
    void eachSectionHasItsOwnByteOrderAndInterfaces() throws IOException {
        CaptureBytes file =
                section(ByteOrder.BIG_ENDIAN).describe(1).describe(101).enhanced(1, 1, FIRST);
        file.order(ByteOrder.LITTLE_ENDIAN)
                .section()
                .describe(113)
                .describe(276)
                .enhanced(1, 2, SECOND);
        file.enhanced(0, 3, FIRST);

        List<Packet> packets = packets(file);

        assertThat(packets)
                .extracting(Packet::linkType)
                .containsExactly(LinkType.RAW, LinkType.LINUX_SLL2, LinkType.LINUX_SLL);
        assertThat(packets).extracting(Packet::timeNanos).containsExactly(1_000L, 2_000L, 3_000L);
    }

    @Test
    void otherBlocksAndOptionsAreSkipped() throws IOException {
        CaptureBytes file = new CaptureBytes(ByteOrder.LITTLE_ENDIAN);
        CaptureBytes comment = file.body()
                .option(1, "five ".getBytes(StandardCharsets.US_ASCII))
                .option(0);
        file.block(0x0a0d0d0a, file.body().u32(0x1a2b3c4d).u16(1).u16(2).u64(-1).raw(comment.bytes()));
        file.block(4, file.body().raw(new byte[3_000_000])); // larger than the window
        file.describe(1, 0, comment);
        file.block(0xbad, file.body());
        file.enhanced(0, 1, 3, comment, FIRST);
        file.block(5, file.body().u32(0).u64(0));

        assertThat(packets(file)).extracting(CaptureContents::bytes).containsExactly(FIRST);
    }

    @ParameterizedTest
    @CsvSource({
        // decimal: seconds, milliseconds, nanoseconds, picoseconds, finer than anything
        "0, 5, 5000000000",
        "3, 1500, 1500000000",
        "9, 1500000001, 1500000001",
        "12, 1500000001999, 1500000001",
        "28, -1, 1",
        "127, 1000, 0",
        // binary: seconds, halves, 2^-32, 2^-63, 2^-64, finer than anything
        "128, 5, 5000000000",
        "129, 3, 1500000000",
        "160, 6442450944, 1500000000",
        "191, -1, 1999999999",
        "192, -1, 999999999",
        "193, -1, 499999999",
        "255, -1, 0",
        // beyond what fits
        "0, -1, 9223372036854775807",
        "6, -1, 9223372036854775807",
        "9, -1, 9223372036854775807",
        "9, 9223372036854775807, 9223372036854775807",
        "128, -1, 9223372036854775807",
        "129, -1, 9223372036854775807",
        "128, 9223372036, 9223372036000000000",
        "128, 9223372037, 9223372036854775807",
    })
    void readsEveryTimeResolution(int resolution, long units, long nanos) throws IOException {
        CaptureBytes file = section();
        file.describe(
                        1,
                        0,
                        file.body().option(TIME_RESOLUTION, (byte) resolution).option(0))
                .enhanced(0, units, FIRST);

        assertThat(packets(file).get(0).timeNanos()).isEqualTo(nanos);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 5000000, 15000000000",
        "-10, 5000000, -5000000000",
        "9223372036854775807, 5000000, 9223372036854775807",
        "-9223372036854775808, 5000000, -9223372031854775808",
        "-9223372036, 0, -9223372036000000000",
    })
    void addsTheTimeOffset(long offset, long micros, long nanos) throws IOException {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            CaptureBytes file = section(order);
            byte[] value = ByteBuffer.allocate(8).order(order).putLong(offset).array();
            file.describe(1, 0, file.body().option(TIME_OFFSET, value)).enhanced(0, micros, FIRST);

            assertThat(packets(file).get(0).timeNanos()).isEqualTo(nanos);
        }
    }

    @ParameterizedTest
    @CsvSource({"32, 1", "4, 1", "16, 3", "0, 5"})
    void theFrameCheckSequenceOfAnInterfaceIsGivenInBitsOrBytes(int option, int left) throws IOException {
        CaptureBytes file = section();
        file.describe(1, 0, file.body().option(CHECK_SEQUENCE_LENGTH, (byte) option))
                .enhanced(0, 0, SECOND);

        Packet packet = packets(file).get(0);
        assertThat(packet.originalLength()).isEqualTo(left);
        assertThat(packet.data().readableBytes()).isEqualTo(left);
    }

    @Test
    void thePacketsOwnFlagsOverrideTheFrameCheckSequenceOfTheInterface() throws IOException {
        CaptureBytes file = section();
        CaptureBytes twoBytes =
                file.body().option(1, FIRST).u16(PACKET_FLAGS).u16(4).u32(2 << 5 | 1);
        CaptureBytes notKnown = file.body().u16(PACKET_FLAGS).u16(4).u32(1);
        file.describe(1, 0, file.body().option(CHECK_SEQUENCE_LENGTH, (byte) 32));
        file.enhanced(0, 0, 5, twoBytes, SECOND).enhanced(0, 0, 5, notKnown, SECOND);

        assertThat(packets(file)).extracting(Packet::originalLength).containsExactly(3, 1);
    }

    @Test
    void optionsThatDoNotFitAreIgnored() throws IOException {
        CaptureBytes file = section();
        file.describe(1, 0, file.body().u16(TIME_RESOLUTION).u16(200).u32(0));
        file.enhanced(0, 7, 3, file.body().u16(PACKET_FLAGS).u16(0xffff).u32(-1), FIRST);

        assertThat(packets(file).get(0).timeNanos()).isEqualTo(7_000);
    }
}
