package org.nsm.benchmarks;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.nsm.api.Packet;
import org.nsm.reassembly.PcapFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to read a packet from a capture file that the operating system has in memory? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class PcapReadBenchmark {

    private static final int PACKETS = 100_000;
    private static final int ETHERNET = 1;

    /** The form of the file. */
    @Param({"pcap", "pcapng", "pcap.gz"})
    public String format;

    /** The captured bytes of each packet, a multiple of four. */
    @Param({"100", "1400"})
    public int length;

    private Path file;

    /**
     * Writes the file.
     *
     * @throws IOException if that fails
     */
    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("nsm-benchmark", "." + format);
        OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        try (DataOutputStream out =
                new DataOutputStream(format.endsWith("gz") ? new GZIPOutputStream(stream, 1 << 16) : stream)) {
            byte[] packet = new byte[length];
            // Half of it compresses, as that of captures does.
            SplittableRandom random = new SplittableRandom(1);
            if (format.equals("pcapng")) {
                writePcapngHeader(out);
            } else {
                writePcapHeader(out);
            }
            for (int i = 0; i < PACKETS; i++) {
                for (int at = 0; at < length / 2; at++) {
                    packet[at] = (byte) random.nextInt();
                }
                if (format.equals("pcapng")) {
                    writePcapngPacket(out, i, packet);
                } else {
                    writePcapPacket(out, i, packet);
                }
            }
        }
    }

    private static void writePcapHeader(DataOutputStream out) throws IOException {
        out.writeInt(0xa1b2c3d4);
        out.writeShort(2);
        out.writeShort(4);
        out.writeLong(0);
        out.writeInt(1 << 18);
        out.writeInt(ETHERNET);
    }

    private static void writePcapPacket(DataOutputStream out, int number, byte[] packet) throws IOException {
        out.writeInt(1_700_000_000);
        out.writeInt(number);
        out.writeInt(packet.length);
        out.writeInt(packet.length);
        out.write(packet);
    }

    private static void writePcapngHeader(DataOutputStream out) throws IOException {
        out.writeInt(0x0a0d0d0a);
        out.writeInt(28);
        out.writeInt(0x1a2b3c4d);
        out.writeShort(1);
        out.writeShort(0);
        out.writeLong(-1);
        out.writeInt(28);

        out.writeInt(1);
        out.writeInt(20);
        out.writeShort(ETHERNET);
        out.writeShort(0);
        out.writeInt(1 << 18);
        out.writeInt(20);
    }

    private static void writePcapngPacket(DataOutputStream out, int number, byte[] packet) throws IOException {
        int blockLength = 32 + packet.length;
        out.writeInt(6);
        out.writeInt(blockLength);
        out.writeInt(0);
        out.writeLong(1_700_000_000_000_000L + number);
        out.writeInt(packet.length);
        out.writeInt(packet.length);
        out.write(packet);
        out.writeInt(blockLength);
    }

    /**
     * Reads the whole file; the figure is for one packet.
     *
     * @return something that was in each packet
     * @throws IOException if it cannot be read
     */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public long read() throws IOException {
        long seen = 0;
        int packets = 0;
        try (PcapFile source = PcapFile.open(file)) {
            for (Packet packet; (packet = source.next()) != null; packets++) {
                seen += packet.timeNanos() + packet.data().readableBytes();
            }
        }
        if (packets != PACKETS) {
            throw new IllegalStateException(packets + " packets were read instead of " + PACKETS);
        }
        return seen;
    }

    /**
     * Removes the file.
     *
     * @throws IOException if that fails
     */
    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }
}
