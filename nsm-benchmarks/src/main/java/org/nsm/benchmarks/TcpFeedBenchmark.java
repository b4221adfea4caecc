package org.nsm.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Options;
import org.nsm.api.event.TcpEvent;
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
 * What does a TCP packet cost that arrives in order? Both sides of each connection send in turn, and acknowledge. With no
 * handler this must not allocate ({@code -prof gc}).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class TcpFeedBenchmark {

    /** So many packets lie one behind the other and are sent again and again, with new sequence numbers. */
    private static final int RING = 2000;

    private static final long STEP_NANOS = 1_000;

    /** How many connections take turns. */
    @Param({"1", "1000"})
    public int connections;

    /** Bytes of payload of each packet. */
    @Param({"0", "100", "1400"})
    public int payload;

    /** Whether somebody listens to the bytes of the streams. */
    @Param({"none", "tcp_contents"})
    public String handler;

    /** Whether checksums are verified. */
    @Param({"verified", "ignored"})
    public String checksums;

    private Analyzer analyzer;
    private byte[] frames;
    private int frameLength;
    private SyntheticPacket packet;
    private int[] originatorSeq;
    private int[] responderSeq;
    private int index;
    private long contents;

    /** Opens the connections. */
    @Setup
    public void open() {
        AnalyzerBuilder builder = Analyzer.builder().set(Options.IGNORE_CHECKSUMS, checksums.equals("ignored"));
        if (handler.equals("tcp_contents")) {
            builder.on(TcpEvent.Contents.class, e -> contents += e.contents().readableBytes());
        }
        analyzer = builder.build();
        Handshake handshake = new Handshake();
        for (int i = 0; i < connections; i++) {
            handshake.open(analyzer, i);
        }
        originatorSeq = new int[connections];
        responderSeq = new int[connections];
        Arrays.fill(originatorSeq, Handshake.INITIAL_SEQUENCE + 1);
        Arrays.fill(responderSeq, Handshake.INITIAL_SEQUENCE + 1);
        frameLength = Frames.TCP_HEADERS + payload;
        frames = new byte[RING * frameLength];
        new SplittableRandom(1).nextBytes(frames);
        for (int i = 0; i < RING; i++) {
            int client = Frames.address(i % connections);
            if (isFromOriginator(i)) {
                Frames.tcp(
                        frames,
                        i * frameLength,
                        client,
                        Handshake.CLIENT_PORT,
                        Handshake.SERVER,
                        Handshake.SERVER_PORT,
                        Frames.ACK,
                        payload);
            } else {
                Frames.tcp(
                        frames,
                        i * frameLength,
                        Handshake.SERVER,
                        Handshake.SERVER_PORT,
                        client,
                        Handshake.CLIENT_PORT,
                        Frames.ACK,
                        payload);
            }
        }
        packet = handshake.continuedIn(frames);
    }

    private boolean isFromOriginator(int packetIndex) {
        return packetIndex / connections % 2 == 0;
    }

    /** Analyses the next packet. */
    @Benchmark
    public void feed() {
        int i = index;
        index = i + 1 == RING ? 0 : i + 1;
        int connection = i % connections;
        int offset = i * frameLength;
        if (isFromOriginator(i)) {
            Frames.sequence(frames, offset, originatorSeq[connection], responderSeq[connection]);
            originatorSeq[connection] += payload;
        } else {
            Frames.sequence(frames, offset, responderSeq[connection], originatorSeq[connection]);
            responderSeq[connection] += payload;
        }
        analyzer.feed(packet.next(offset, frameLength, STEP_NANOS));
    }

    /** Sees that all packets were analysed. */
    @TearDown
    public void check() {
        var statistics = Soundness.check(analyzer);
        Soundness.require(statistics.connections() == connections, "other connections than planned", statistics);
        boolean heard = contents > 0;
        Soundness.require(
                heard == (payload > 0 && handler.equals("tcp_contents")),
                "unexpected contents: " + contents,
                statistics);
        analyzer.close();
    }
}
