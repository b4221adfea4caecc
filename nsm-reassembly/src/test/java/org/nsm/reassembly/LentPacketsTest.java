package org.nsm.reassembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.api.Packet;
import org.nsm.api.spi.LentPacket;

class LentPacketsTest {

    private static final int PACKETS = 1_000;
    private static final int LENGTH = 10_000;

    /** Ten megabytes, each packet full of its number. */
    private static PcapFile capture() throws IOException {
        CaptureBytes bytes = new CaptureBytes(ByteOrder.LITTLE_ENDIAN).pcap(CaptureBytes.MICROSECONDS, 1);
        byte[] packet = new byte[LENGTH];
        for (int i = 0; i < PACKETS; i++) {
            Arrays.fill(packet, (byte) i);
            bytes.record(i, 0, LENGTH, packet);
        }
        return PcapFile.open(new ByteArrayInputStream(bytes.bytes()));
    }

    private record Kept(LentPacket.Memory memory, byte[] array, int start, int number) {

        static Kept of(Packet packet, int number) {
            LentPacket lent = (LentPacket) packet;
            lent.memory().retain();
            return new Kept(
                    lent.memory(),
                    packet.data().array(),
                    packet.data().arrayOffset() + packet.data().readerIndex(),
                    number);
        }

        boolean isAsItWas() {
            for (int i = start; i < start + LENGTH; i++) {
                if (array[i] != (byte) number) {
                    return false;
                }
            }
            return true;
        }
    }

    @Test
    void whatIsKeptStaysAsItWas() throws IOException {
        List<Kept> kept = new ArrayList<>();
        try (PcapFile source = capture()) {
            for (int i = 0; i < PACKETS; i++) {
                Packet packet = source.next();
                assertThat(packet).isNotNull();
                kept.add(Kept.of(packet, i));
            }
            assertThat(source.next()).isNull();
        }
        assertThat(kept).allMatch(Kept::isAsItWas);
    }

    @Test
    void whatIsGivenBackIsUsedAgain() throws IOException {
        List<byte[]> arrays = new ArrayList<>();
        try (PcapFile source = capture()) {
            Kept last = null;
            for (int i = 0; i < PACKETS; i++) {
                Packet packet = source.next();
                assertThat(packet).isNotNull();
                if (last != null) {
                    assertThat(last.isAsItWas()).isTrue();
                    last.memory().release();
                }
                last = Kept.of(packet, i);
                byte[] array = last.array();
                if (arrays.stream().noneMatch(known -> known == array)) {
                    arrays.add(array);
                }
            }
        }
        assertThat(arrays).hasSize(2);
    }

    @Test
    void noMoreThanSixtyFourMebibytesAreLent() throws IOException {
        List<Kept> kept = new ArrayList<>();
        int refused = 0;
        try (PcapFile source = PcapFile.open(new LongCapture(80 << 20))) {
            Packet packet = source.next();
            for (int i = 0; packet != null; i++, packet = source.next()) {
                if (((LentPacket) packet).memory() != null) {
                    assertThat(refused).isZero();
                    kept.add(Kept.of(packet, 0));
                } else if (refused++ == 0) {
                    assertThat((long) i * LENGTH).isBetween(63L << 20, 66L << 20);
                } else if (refused == 200) {
                    kept.forEach(one -> one.memory().release());
                    kept.clear();
                    refused = 0;
                }
            }
        }
        // They were given back long before the end, and lent again.
        assertThat(kept).isNotEmpty();
    }

    /** Packets of zeros, as many as fit into a number of bytes. */
    private static final class LongCapture extends InputStream {

        private final byte[] head = new CaptureBytes(ByteOrder.LITTLE_ENDIAN)
                .pcap(CaptureBytes.MICROSECONDS, 1)
                .bytes();
        private final byte[] record = new CaptureBytes(ByteOrder.LITTLE_ENDIAN)
                .record(0, 0, LENGTH, new byte[LENGTH])
                .bytes();
        private final long length;
        private long position;

        LongCapture(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) {
            boolean inHead = position < head.length;
            byte[] from = inHead ? head : record;
            int at = (int) (inHead ? position : (position - head.length) % record.length);
            if (!inHead && at == 0 && position >= length) {
                return -1;
            }
            int got = Math.min(wanted, from.length - at);
            System.arraycopy(from, at, target, offset, got);
            position += got;
            return got;
        }
    }
}
