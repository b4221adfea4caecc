package org.nsm.reassembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.nsm.api.Packet;

/** Files that break off, or whose lengths lie. */
class DamagedCaptureTest {

    private static final byte[] FIRST = {1, 2, 3};
    private static final byte[] SECOND = {4, 5, 6, 7, 8};

    private static CaptureBytes pcap() {
        return new CaptureBytes(ByteOrder.LITTLE_ENDIAN).pcap(CaptureBytes.MICROSECONDS, 1);
    }

    private static CaptureBytes pcapng() {
        return new CaptureBytes(ByteOrder.LITTLE_ENDIAN).section().describe(1);
    }

    @Test
    void aCutPcapFileGivesEveryWholePacketBeforeTheCut() throws IOException {
        CaptureBytes file = pcap();
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            file.record(i, 0, 9, i % 2 == 0 ? FIRST : SECOND);
            ends.add(file.length());
        }
        int header = 24;

        cutEverywhere(file.bytes(), header, ends, ends);
    }

    @Test
    void aCutPcapngFileGivesEveryWholePacketBeforeTheCut() throws IOException {
        CaptureBytes file = new CaptureBytes(ByteOrder.BIG_ENDIAN).section();
        int header = file.length();
        List<Integer> packets = new ArrayList<>();
        List<Integer> blocks = new ArrayList<>();
        file.describe(1);
        blocks.add(file.length());
        file.enhanced(0, 1, FIRST);
        packets.add(file.length());
        blocks.add(file.length());
        file.block(0xbad, file.body().u32(7));
        blocks.add(file.length());
        file.order(ByteOrder.LITTLE_ENDIAN).section();
        blocks.add(file.length());
        file.describe(1, 5, file.body().option(9, (byte) 3));
        blocks.add(file.length());
        file.simple(1500, SECOND);
        packets.add(file.length());
        blocks.add(file.length());
        file.obsolete(0, 0, 1, SECOND);
        packets.add(file.length());
        blocks.add(file.length());

        cutEverywhere(file.bytes(), header, packets, blocks);
    }

    /**
     * Cuts a file at every length.
     *
     * @param header  how much must be there for the file to open
     * @param packets where each packet ends
     * @param clean   where else than behind the header a cut cannot be noticed
     */
    private static void cutEverywhere(byte[] file, int header, List<Integer> packets, List<Integer> clean)
            throws IOException {
        for (int length = 0; length <= file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            if (length < header) {
                assertThatThrownBy(() -> CaptureContents.of(cut)).isInstanceOf(CaptureFormatException.class);
                continue;
            }
            int end = length;
            long whole = packets.stream().filter(packet -> packet <= end).count();
            long start = clean.stream()
                    .filter(block -> block <= end)
                    .mapToInt(i -> i)
                    .max()
                    .orElse(header);

            CaptureContents contents = CaptureContents.of(cut);

            assertThat(contents.packets()).as("cut to %s", length).hasSize((int) whole);
            if (start == length) {
                assertThat(contents.damage()).isNull();
            } else {
                assertThat(contents.damage()).as("cut to %s", length).isNotNull();
                assertThat(contents.damage().offset()).isBetween(start, (long) length);
                assertThat(contents.damage()).hasMessageContaining("the file ends inside");
            }
        }
    }

    @Test
    void aCutGzipFileGivesWhatCouldBeDecompressed() throws IOException {
        byte[] plain = manyPackets();
        byte[] compressed = CaptureBytes.gzip(plain);
        int most = CaptureContents.of(compressed).packets().size();
        int before = 0;
        for (int length = 0; length < compressed.length; length += 1 + length / 50) {
            byte[] cut = Arrays.copyOf(compressed, length);
            try {
                CaptureContents contents = CaptureContents.of(cut);
                assertThat(contents.damage()).as("cut to %s", length).isNotNull();
                assertThat(contents.packets().size()).isBetween(before, most);
                before = contents.packets().size();
            } catch (CaptureFormatException e) {
                assertThat(before).isZero(); // not even the header
            }
        }
        assertThat(before).isGreaterThan(most / 2);
    }

    @Test
    void damageInsideAGzipFileLosesNothingBeforeIt() throws IOException {
        byte[] plain = manyPackets();
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(damaged, 512, true)) {
            gzip.write(plain);
            gzip.flush(); // the next block begins with the next byte
            damaged.write(0x07); // the last block, of the type that does not exist (RFC 1951 3.2.3)
            damaged.writeBytes(new byte[100]);
        }

        CaptureContents contents = CaptureContents.of(damaged.toByteArray());

        assertThat(contents.packets()).hasSize(500);
        assertThat(contents.damage()).isNotNull().hasMessageContaining("damaged compression");
        assertThat(contents.damage().offset()).isEqualTo(plain.length);
    }

    @Test
    void aWrongChecksumOfAGzipMemberIsDamage() throws IOException {
        byte[] compressed = CaptureBytes.gzip(pcap().record(0, 0, 3, FIRST).bytes());
        compressed[compressed.length - 8] ^= 1;

        CaptureContents contents = CaptureContents.of(compressed);

        assertThat(contents.packets()).hasSize(1);
        assertThat(contents.damage()).isNotNull();
    }

    @Test
    void anAbsurdLengthOfAPcapPacketIsALie() throws IOException {
        for (long length : new long[] {(1 << 20) + 1, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL}) {
            CaptureBytes file = pcap().record(0, 0, 3, FIRST);
            long offset = file.length();
            file.u32(0).u32(0).u32(length).u32(length).raw(new byte[(1 << 20) + 1]);

            CaptureContents contents = CaptureContents.of(file.bytes());

            assertThat(contents.packets()).hasSize(1);
            assertThat(contents.damage()).isNotNull();
            assertThat(contents.damage().offset()).isEqualTo(offset);
            assertThat(contents.damage().reason()).isEqualTo("a packet with " + length + " captured bytes");
        }
    }

    /** No file has so many bytes, which is found out only by those who believe it. */
    @Test
    void packetsOfUnknownLinkTypesMayBeLarger() throws IOException {
        for (int more = 0; more <= 1; more++) {
            CaptureBytes file = new CaptureBytes(ByteOrder.LITTLE_ENDIAN).pcap(CaptureBytes.MICROSECONDS, 189);
            file.u32(0).u32(0).u32((128 << 20) + more).u32(0);

            CaptureContents contents = CaptureContents.of(file.bytes());

            assertThat(contents.damage())
                    .isNotNull()
                    .hasMessageContaining(
                            more == 0 ? "the file ends inside a packet" : "a packet with 134217729 captured bytes");
        }
    }

    @Test
    void otherVersionsAreRefused() {
        byte[] pcap = pcap().bytes();
        pcap[4] = 3;
        byte[] pcapng = pcapng().bytes();
        pcapng[12] = 2;

        assertThatThrownBy(() -> CaptureContents.of(pcap)).hasMessageContaining("version 3");
        assertThatThrownBy(() -> CaptureContents.of(pcapng)).hasMessageContaining("version 2");
    }

    @Test
    void aPcapngBlockThatContradictsItselfIsALie() throws IOException {
        CaptureBytes body = new CaptureBytes(ByteOrder.LITTLE_ENDIAN);
        lies("a block of 8 bytes", body.body().u32(0xbad).u32(8).u32(8));
        lies("a block of 13 bytes", body.body().u32(0xbad).u32(13).raw(new byte[20]));
        lies("two lengths differ", body.body().u32(0xbad).u32(12).u32(16));
        lies("two lengths differ", body.body().u32(1).u32(20).u32(1).u32(0).u32(24));
        lies("a block of 28 bytes", body.body().u32(6).u32(28).raw(new byte[20]));
        lies("interface 1, of 1", body.body().enhanced(1, 0, FIRST));
        lies("interface 4294967295, of 1", body.body().enhanced(-1, 0, FIRST));
        lies(
                "with 5 captured ones",
                body.body().u32(6).u32(36).u32(0).u64(0).u32(5).u32(5).raw(new byte[12]));
        lies(
                "4294967295 captured",
                body.body().u32(6).u32(36).u32(0).u64(0).u32(-1).u32(5).raw(new byte[12]));
        lies("a packet block of 2097152 bytes", body.body().u32(6).u32(1 << 21).raw(new byte[40]));
        lies(
                "an interface description of 2097152",
                body.body().u32(1).u32(1 << 21).raw(new byte[40]));
        lies(
                "a simple packet block of 24 bytes",
                body.body().u32(3).u32(24).u32(3).u64(0).u32(24));
        lies("without a byte order", body.body().u32(0x0a0d0d0a).u32(28).raw(new byte[20]));
    }

    /** Options that nobody reads, together of so many bytes. */
    private static CaptureBytes options(int length) {
        CaptureBytes options = new CaptureBytes(ByteOrder.LITTLE_ENDIAN);
        for (int left = length; left > 0; ) {
            int size = Math.min(left, 1 << 15);
            options.option(1, new byte[size - 4]);
            left -= size;
        }
        return options;
    }

    @Test
    void aMebibyteOfOptionsIsReadAndMoreIsALie() throws IOException {
        CaptureBytes most = options(1 << 20);
        CaptureBytes tooMany = options((1 << 20) + 4);
        CaptureBytes file = pcapng().describe(101, 0, most).enhanced(1, 0, 3, most, FIRST);

        CaptureContents contents = CaptureContents.of(file.bytes());

        assertThat(contents.packets()).extracting(CaptureContents::bytes).containsExactly(FIRST);
        assertThat(contents.damage()).isNull();
        lies("an interface description of 1048600 bytes", file.body().describe(101, 0, tooMany));
        lies("with 3 captured ones", file.body().enhanced(0, 0, 3, tooMany, FIRST));
    }

    @Test
    void aSectionHasUpTo65536Interfaces() throws IOException {
        CaptureBytes file = new CaptureBytes(ByteOrder.LITTLE_ENDIAN).section();
        CaptureBytes one = file.body().describe(1);
        for (int i = 0; i < 65_536; i++) {
            file.raw(one.bytes());
        }
        file.enhanced(65_535, 0, FIRST);
        int end = file.length();
        file.raw(one.bytes());

        CaptureContents contents = CaptureContents.of(file.bytes());

        assertThat(contents.packets()).hasSize(1);
        assertThat(contents.damage()).isNotNull().hasMessageContaining("more than 65536 interfaces");
        assertThat(contents.damage().offset()).isEqualTo(end);
        assertThat(CaptureContents.of(Arrays.copyOf(file.bytes(), end)).damage())
                .isNull();
    }

    private static void lies(String reason, CaptureBytes block) throws IOException {
        CaptureBytes file = pcapng().enhanced(0, 0, SECOND);
        long offset = file.length();

        CaptureContents contents = CaptureContents.of(file.raw(block.bytes()).bytes());

        assertThat(contents.packets()).hasSize(1);
        assertThat(contents.damage()).isNotNull().hasMessageContaining(reason);
        assertThat(contents.damage().offset()).isBetween(offset, offset + block.length());
    }

    @Test
    void aSimplePacketNeedsAnInterface() throws IOException {
        CaptureBytes file = new CaptureBytes(ByteOrder.LITTLE_ENDIAN).section().simple(3, FIRST);

        assertThat(CaptureContents.of(file.bytes()).damage()).isNotNull();
    }

    @Test
    void damageIsReportedAgainAndAgain() throws IOException {
        byte[] file = pcap().record(0, 0, 3, FIRST).u8(1).bytes();
        try (PcapFile source = PcapFile.open(new ByteArrayInputStream(file))) {
            assertThat(source.next()).isNotNull();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(source::next).isInstanceOf(CaptureFormatException.class);
            }
        }
    }

    @Test
    void flippedBitsNeverCauseAnythingButAnIOException() {
        SplittableRandom random = new SplittableRandom(20_261_120);
        CaptureBytes ng = pcapng();
        ng.describe(
                113, 5, ng.body().option(9, (byte) 0x8a).option(13, (byte) 32).option(0));
        ng.enhanced(1, 1, 9, ng.body().u16(2).u16(4).u32(0x41), FIRST)
                .obsolete(0, 0, 1, SECOND)
                .simple(5, SECOND);
        ng.order(ByteOrder.BIG_ENDIAN).section().describe(1).enhanced(0, 2, SECOND);
        byte[] plain = pcap().record(1, 2, 3, FIRST).record(4, 5, 6, SECOND).bytes();
        List<byte[]> files = List.of(plain, ng.bytes(), CaptureBytes.gzip(plain), CaptureBytes.gzip(ng.bytes()));
        for (byte[] file : files) {
            for (int round = 0; round < 1_500; round++) {
                byte[] damaged = file.clone();
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
                readAll(damaged);
            }
        }
    }

    /** Fails if reading throws anything but an IOException, or never ends. */
    private static void readAll(byte[] file) {
        try (PcapFile source = PcapFile.open(new ByteArrayInputStream(file))) {
            int count = 0;
            for (Packet packet; (packet = source.next()) != null; ) {
                assertThat(packet.originalLength())
                        .isGreaterThanOrEqualTo(packet.data().readableBytes());
                assertThat(++count).isLessThan(1_000);
            }
        } catch (IOException expected) {
            assertThat(expected).hasMessageMatching("(?s).+");
        }
    }

    private static byte[] manyPackets() {
        SplittableRandom random = new SplittableRandom(7);
        CaptureBytes file = pcap();
        for (int i = 0; i < 500; i++) {
            byte[] data = new byte[random.nextInt(200)];
            random.nextBytes(data);
            file.record(i, 0, data.length, data);
        }
        return file.bytes();
    }
}
