package org.nsm.reassembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nsm.api.LinkType;
import org.nsm.api.Packet;

/** The pcap format, and what holds for both formats. */
class PcapFileTest {

    private static final byte[] FIRST = {1, 2, 3};
    private static final byte[] SECOND = {4, 5, 6, 7, 8};

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }

    private static CaptureBytes little() {
        return new CaptureBytes(ByteOrder.LITTLE_ENDIAN);
    }

    private static CaptureBytes twoPackets(ByteOrder order, int magic) {
        return new CaptureBytes(order).pcap(magic, 1).record(10, 7, 3, FIRST).record(11, 999_999, 1500, SECOND);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void readsMicroseconds(ByteOrder order) throws IOException {
        CaptureContents contents =
                CaptureContents.of(twoPackets(order, CaptureBytes.MICROSECONDS).bytes());

        assertThat(contents.damage()).isNull();
        assertThat(contents.packets()).hasSize(2);
        Packet first = contents.packets().get(0);
        assertThat(first.timeNanos()).isEqualTo(10_000_007_000L);
        assertThat(first.linkType()).isEqualTo(LinkType.ETHERNET);
        assertThat(first.originalLength()).isEqualTo(3);
        assertThat(CaptureContents.bytes(first)).isEqualTo(FIRST);
        Packet second = contents.packets().get(1);
        assertThat(second.timeNanos()).isEqualTo(11_999_999_000L);
        assertThat(second.originalLength()).isEqualTo(1500);
        assertThat(CaptureContents.bytes(second)).isEqualTo(SECOND);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void readsNanoseconds(ByteOrder order) throws IOException {
        CaptureContents contents =
                CaptureContents.of(twoPackets(order, CaptureBytes.NANOSECONDS).bytes());

        assertThat(contents.packets()).extracting(Packet::timeNanos).containsExactly(10_000_000_007L, 11_000_999_999L);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void readsLongRecordHeaders(ByteOrder order) throws IOException {
        CaptureBytes file = new CaptureBytes(order).pcap(CaptureBytes.LONG_RECORDS, 1);
        for (byte[] data : List.of(FIRST, SECOND)) {
            file.u32(10).u32(7).u32(data.length).u32(data.length);
            file.u32(2).u16(0x0800).u8(4).u8(0).raw(data);
        }

        CaptureContents contents = CaptureContents.of(file.bytes());

        assertThat(contents.damage()).isNull();
        assertThat(contents.packets()).extracting(CaptureContents::bytes).containsExactly(FIRST, SECOND);
    }

    @Test
    void secondsAreUnsigned() throws IOException {
        byte[] file = little().pcap(CaptureBytes.NANOSECONDS, 1)
                .record(0xffff_ffffL, 5, 3, FIRST)
                .bytes();

        assertThat(CaptureContents.of(file).packets().get(0).timeNanos()).isEqualTo(4_294_967_295_000_000_005L);
    }

    @Test
    void theLinkTypeIsTheLowHalfOfItsField() throws IOException {
        byte[] file = little().pcap(CaptureBytes.MICROSECONDS, 0x0001_0000 | 113)
                .record(0, 0, 3, FIRST)
                .bytes();

        Packet packet = CaptureContents.of(file).packets().get(0);
        assertThat(packet.linkType()).isEqualTo(LinkType.LINUX_SLL);
        assertThat(CaptureContents.bytes(packet)).isEqualTo(FIRST);
    }

    @Test
    void aFrameCheckSequenceIsNotPartOfThePacket() throws IOException {
        // present, two words of 16 bits
        byte[] file = little().pcap(CaptureBytes.MICROSECONDS, 0x2400_0001L)
                .record(0, 0, 5, SECOND) // whole: four of its bytes are the sequence
                .record(0, 0, 8, SECOND) // one of the sequence was captured
                .record(0, 0, 100, SECOND) // nothing of it was captured
                .record(0, 0, 3, FIRST) // shorter than the sequence
                .bytes();

        List<Packet> packets = CaptureContents.of(file).packets();
        assertThat(packets).extracting(Packet::originalLength).containsExactly(1, 4, 96, 0);
        assertThat(packets).extracting(p -> p.data().readableBytes()).containsExactly(1, 4, 5, 0);
    }

    @Test
    void aPacketWasAtLeastAsLongAsWhatWasCaptured() throws IOException {
        byte[] file = little().pcap(CaptureBytes.MICROSECONDS, 1)
                .record(0, 0, 2, SECOND)
                .record(0, 0, 0xffff_ffffL, SECOND)
                .bytes();

        assertThat(CaptureContents.of(file).packets())
                .extracting(Packet::originalLength)
                .containsExactly(5, Integer.MAX_VALUE);
    }

    @Test
    void aLinkTypeThatIsNotSupportedIsUnknown() throws IOException {
        byte[] file = little().pcap(CaptureBytes.MICROSECONDS, 0x7777)
                .record(0, 0, 3, FIRST)
                .bytes();

        assertThat(CaptureContents.of(file).packets().get(0).linkType()).isEqualTo(LinkType.UNKNOWN);
    }

    @Test
    void readsGzip() throws IOException {
        byte[] file = CaptureBytes.gzip(
                twoPackets(ByteOrder.LITTLE_ENDIAN, CaptureBytes.MICROSECONDS).bytes());

        assertThat(CaptureContents.of(file).packets())
                .extracting(CaptureContents::bytes)
                .containsExactly(FIRST, SECOND);
    }

    @Test
    void readsAllMembersOfAGzipFileEvenFromAStreamThatNeverSaysWhatIsAvailable() throws IOException {
        byte[] whole =
                twoPackets(ByteOrder.BIG_ENDIAN, CaptureBytes.NANOSECONDS).bytes();
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int from = 0; from < whole.length; from += 10) {
            members.writeBytes(CaptureBytes.gzip(Arrays.copyOfRange(whole, from, Math.min(from + 10, whole.length))));
        }
        InputStream in = new Trickle(members.toByteArray());

        try (PcapFile file = PcapFile.open(in)) {
            assertThat(file.next()).isNotNull();
            assertThat(file.next()).isNotNull();
            assertThat(file.next()).isNull();
        }
    }

    @Test
    void doesNotWaitForMoreThanTheNextPacket() throws IOException {
        byte[] bytes =
                twoPackets(ByteOrder.LITTLE_ENDIAN, CaptureBytes.MICROSECONDS).bytes();
        int afterFirst = 24 + 16 + FIRST.length;
        Trickle in = new Trickle(bytes);

        try (PcapFile file = PcapFile.open(in)) {
            assertThat(file.next()).isNotNull();
            assertThat(file.bytesRead()).isEqualTo(afterFirst);
        }
    }

    @Test
    void handsOutTheSameObjectOverTheSameArray() throws IOException {
        byte[] bytes =
                twoPackets(ByteOrder.LITTLE_ENDIAN, CaptureBytes.MICROSECONDS).bytes();

        try (PcapFile file = PcapFile.open(new ByteArrayInputStream(bytes))) {
            Packet first = file.next();
            assertThat(first).isNotNull();
            ByteBuf data = first.data();
            assertThat(data.hasArray()).isTrue();
            Packet second = file.next();
            assertThat(second).isSameAs(first);
            assertThat(second.data()).isSameAs(data);
            assertThat(CaptureContents.bytes(second)).isEqualTo(SECOND);
        }
    }

    @Test
    void readsFilesAndPacketsThatAreLargerThanTheWindow() throws IOException {
        byte[] large = new byte[1 << 20];
        CaptureBytes file = little().pcap(CaptureBytes.MICROSECONDS, 1);
        for (int i = 0; i < 40; i++) {
            byte[] data = i % 10 == 9 ? large : new byte[9_000 * (i % 10) + 1];
            Arrays.fill(data, (byte) i);
            file.record(i, 0, data.length, data.clone());
        }

        CaptureContents contents = CaptureContents.of(file.bytes());

        assertThat(contents.damage()).isNull();
        assertThat(contents.packets()).hasSize(40);
        for (int i = 0; i < 40; i++) {
            Packet packet = contents.packets().get(i);
            assertThat(packet.timeNanos()).isEqualTo(i * 1_000_000_000L);
            assertThat(packet.originalLength()).isEqualTo(i % 10 == 9 ? large.length : 9_000 * (i % 10) + 1);
            assertThat(CaptureContents.bytes(packet)).containsOnly((byte) i).hasSize(packet.originalLength());
        }
    }

    @Test
    void tellsHowFarItIs(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("two.pcap");
        byte[] bytes =
                twoPackets(ByteOrder.LITTLE_ENDIAN, CaptureBytes.MICROSECONDS).bytes();
        Files.write(path, bytes);

        try (PcapFile file = PcapFile.open(path)) {
            assertThat(file.size()).isEqualTo(bytes.length);
            file.next();
            file.next();
            assertThat(file.next()).isNull();
            assertThat(file.next()).isNull();
            assertThat(file.bytesRead()).isEqualTo(bytes.length);
        }
        try (PcapFile stream = PcapFile.open(new ByteArrayInputStream(bytes))) {
            assertThat(stream.size()).isEqualTo(-1);
        }
    }

    @Test
    void nothingCanBeReadAfterClosing() throws IOException {
        PcapFile file = PcapFile.open(new ByteArrayInputStream(
                twoPackets(ByteOrder.LITTLE_ENDIAN, CaptureBytes.MICROSECONDS).bytes()));
        file.close();
        file.close();

        assertThatThrownBy(file::next).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    @Test
    void whatIsNoCaptureFileIsRefused(@TempDir Path directory) throws IOException {
        Path text = Files.writeString(directory.resolve("text.pcap"), "hello, this is not a capture");

        assertThatThrownBy(() -> PcapFile.open(text)).isInstanceOfSatisfying(CaptureFormatException.class, e -> {
            assertThat(e.offset()).isZero();
            assertThat(e.reason()).isEqualTo("neither a pcap nor a pcapng file");
        });
        assertThatThrownBy(() -> PcapFile.open(new ByteArrayInputStream(new byte[0])))
                .isInstanceOf(CaptureFormatException.class);
        assertThatThrownBy(() -> PcapFile.open(new ByteArrayInputStream(new byte[] {0x1f, (byte) 0x8b, 8})))
                .isInstanceOf(CaptureFormatException.class);
        assertThatThrownBy(() -> PcapFile.open(directory.resolve("missing"))).isInstanceOf(IOException.class);
    }

    /** Gives as little as a stream may, and claims that nothing is available. */
    private static final class Trickle extends FilterInputStream {

        Trickle(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, 1));
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
