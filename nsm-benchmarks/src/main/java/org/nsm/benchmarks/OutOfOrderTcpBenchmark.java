package org.nsm.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.nsm.api.Analyzer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a TCP packet cost where segments overtake each other? One side sends 1,400 bytes a packet; after every 20
 * packets the other one acknowledges.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class OutOfOrderTcpBenchmark {

    private static final int PAYLOAD = 1400;
    private static final int LENGTH = Frames.TCP_HEADERS + PAYLOAD;
    private static final int ROUND = 20;
    private static final long STEP_NANOS = 1_000;

    /** In what order the segments come. */
    public enum Arrival {
        /** As sent, to compare with. */
        IN_ORDER,
        /** The segments of every second pair change places. */
        SWAPPED,
        /** Every tenth segment comes after the six behind it. */
        LATE;

        private int[] segments() {
            return switch (this) {
                case IN_ORDER -> new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
                case SWAPPED -> new int[] {0, 1, 3, 2, 4, 5, 7, 6, 8, 9, 11, 10, 12, 13, 15, 14, 16, 17, 19, 18};
                case LATE -> new int[] {0, 1, 2, 4, 5, 6, 7, 8, 9, 3, 10, 11, 12, 14, 15, 16, 17, 18, 19, 13};
            };
        }
    }

    /** In what order the segments come. */
    @Param
    public Arrival arrival;

    private final byte[] frames = new byte[LENGTH + Frames.TCP_HEADERS];
    private Analyzer analyzer;
    private SyntheticPacket packet;
    private int[] segments;
    private int step;
    private int seq = Handshake.INITIAL_SEQUENCE + 1;

    /** Opens the connection. */
    @Setup
    public void open() {
        segments = arrival.segments();
        analyzer = Analyzer.builder().build();
        Handshake handshake = new Handshake();
        handshake.open(analyzer, 0);
        packet = handshake.continuedIn(frames);
        int client = Frames.address(0);
        int server = Handshake.SERVER;
        new SplittableRandom(1).nextBytes(frames);
        Frames.tcp(frames, 0, server, Handshake.SERVER_PORT, client, Handshake.CLIENT_PORT, Frames.ACK, PAYLOAD);
        Frames.tcp(frames, LENGTH, client, Handshake.CLIENT_PORT, server, Handshake.SERVER_PORT, Frames.ACK, 0);
    }

    /** Analyses the next packet. */
    @Benchmark
    public void feed() {
        if (step < ROUND) {
            Frames.sequence(frames, 0, seq + segments[step] * PAYLOAD, Handshake.INITIAL_SEQUENCE + 1);
            step++;
            analyzer.feed(packet.next(0, LENGTH, STEP_NANOS));
        } else {
            seq += ROUND * PAYLOAD;
            step = 0;
            Frames.sequence(frames, LENGTH, Handshake.INITIAL_SEQUENCE + 1, seq);
            analyzer.feed(packet.next(LENGTH, Frames.TCP_HEADERS, STEP_NANOS));
        }
    }

    /** Sees that all packets were analysed. */
    @TearDown
    public void check() {
        var statistics = Soundness.check(analyzer);
        Soundness.require(statistics.connections() == 1, "other connections than planned", statistics);
        Soundness.require(statistics.bufferedBytes() <= 2L * ROUND * PAYLOAD, "bytes that stay", statistics);
        analyzer.close();
    }
}
