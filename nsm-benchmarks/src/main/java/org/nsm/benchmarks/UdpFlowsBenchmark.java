package org.nsm.benchmarks;

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
 * What does a UDP packet cost where flows are short? Every second packet starts a flow, the next one answers it; each
 * flow is forgotten when it was silent for a minute of packet time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class UdpFlowsBenchmark {

    private static final int PAYLOAD = 64;
    private static final int LENGTH = Frames.UDP_HEADERS + PAYLOAD;
    private static final long TIMEOUT_NANOS = 60_000_000_000L;
    private static final int ADDRESSES = 1 << 24;

    /** How many flows are alive at a time, once the first of them have timed out. */
    @Param({"10000", "100000"})
    public int alive;

    private final byte[] frames = new byte[2 * LENGTH];
    private final SyntheticPacket packet = new SyntheticPacket(frames);
    private Analyzer analyzer;
    private long stepNanos;
    private int flow;
    private boolean answer;

    /** Writes a request and an answer, and lets the first flows time out. */
    @Setup
    public void open() {
        analyzer = Analyzer.builder().build();
        int client = Frames.address(0);
        Frames.udp(frames, 0, client, Handshake.CLIENT_PORT, Handshake.SERVER, Handshake.SERVER_PORT, PAYLOAD);
        Frames.udp(frames, LENGTH, Handshake.SERVER, Handshake.SERVER_PORT, client, Handshake.CLIENT_PORT, PAYLOAD);
        stepNanos = TIMEOUT_NANOS / alive / 2;
        for (int i = 0; i < 3 * alive; i++) {
            feed();
        }
    }

    /** Analyses the next packet. */
    @Benchmark
    public void feed() {
        if (answer) {
            answer = false;
            Frames.udpDestination(frames, LENGTH, Frames.address(flow));
            flow = flow + 1 & ADDRESSES - 1;
            analyzer.feed(packet.next(LENGTH, LENGTH, stepNanos));
        } else {
            answer = true;
            Frames.udpSource(frames, 0, Frames.address(flow));
            analyzer.feed(packet.next(0, LENGTH, stepNanos));
        }
    }

    /** Sees that every second packet started a flow. */
    @TearDown
    public void check() {
        var statistics = Soundness.check(analyzer);
        Soundness.require(
                statistics.connections() == (statistics.packets() + 1) / 2, "other flows than planned", statistics);
        Soundness.require(statistics.liveConnections() <= alive + alive / 10, "flows that stay", statistics);
        analyzer.close();
    }
}
