package org.nsm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.nsm.api.Packet;
import org.nsm.reassembly.PcapFile;

/** Capture files: pcap, pcapng, and either with gzip. */
class CaptureFileFuzzTest {

    /** A gzip file of some kilobytes may become megabytes. */
    private static final int MAX_PACKETS = 10_000;

    @FuzzTest
    void files(byte[] input) {
        Cost.check(input.length, () -> {
            List<String> whole = read(new ByteArrayInputStream(input));
            assertThat(read(new Dripping(input))).isEqualTo(whole);
        });
    }

    /** What is inside is chosen, so that it need not be compressed by chance. */
    @FuzzTest
    void compressed(byte[] input) {
        Cost.check(input.length, () -> {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
                gzip.write(input);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            assertThat(read(new ByteArrayInputStream(file.toByteArray())))
                    .isEqualTo(read(new ByteArrayInputStream(input)));
        });
    }

    /** The packets, and how it ended. */
    private static List<String> read(InputStream in) {
        List<String> packets = new ArrayList<>();
        try (PcapFile file = PcapFile.open(in)) {
            for (Packet packet; packets.size() < MAX_PACKETS && (packet = file.next()) != null; ) {
                int captured = packet.data().readableBytes();
                assertThat(packet.originalLength()).isGreaterThanOrEqualTo(captured);
                assertThat(packet.linkType()).isNotNull();
                assertThat(packet.copy().data()).isEqualTo(packet.data());
                packets.add(packet.timeNanos() + " " + captured + " " + packet.originalLength() + " "
                        + packet.linkType() + " " + packet.data().hashCode());
            }
            packets.add("end");
        } catch (IOException damaged) {
            packets.add("damaged");
        }
        return packets;
    }

    /** Gives a byte at a time. */
    private static final class Dripping extends ByteArrayInputStream {

        Dripping(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(1, length));
        }
    }
}
