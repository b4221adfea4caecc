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

/** What does a fragment cost? Datagrams of UDP come in fragments of 1,480 bytes, in order, one datagram at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class FragmentsBenchmark {

    private static final int PART = 1480;
    private static final int LENGTH = Frames.TRANSPORT + PART;
    private static final long STEP_NANOS = 1_000;

    /** How many fragments a datagram has. */
    @Param({"2", "10"})
    public int fragments;

    private Analyzer analyzer;
    private byte[] frames;
    private SyntheticPacket packet;
    private int part;
    private int id;

    /** Cuts a datagram into fragments. */
    @Setup
    public void cut() {
        analyzer = Analyzer.builder().build();
        int client = Frames.address(0);
        byte[] whole = new byte[Frames.TRANSPORT + fragments * PART];
        int payload = fragments * PART - (Frames.UDP_HEADERS - Frames.TRANSPORT);
        Frames.udp(whole, 0, client, Handshake.CLIENT_PORT, Handshake.SERVER, Handshake.SERVER_PORT, payload);
        frames = new byte[fragments * LENGTH];
        for (int i = 0; i < fragments; i++) {
            System.arraycopy(whole, Frames.TRANSPORT + i * PART, frames, i * LENGTH + Frames.TRANSPORT, PART);
            Frames.fragment(frames, i * LENGTH, client, Handshake.SERVER, i * PART, i + 1 < fragments, PART);
        }
        packet = new SyntheticPacket(frames);
    }

    /** Analyses the next fragment. */
    @Benchmark
    public void feed() {
        int offset = part * LENGTH;
        Frames.identification(frames, offset, id);
        if (++part == fragments) {
            part = 0;
            id = id + 1 & 0xffff;
        }
        analyzer.feed(packet.next(offset, LENGTH, STEP_NANOS));
    }

    /** Sees that the datagrams were put together. */
    @TearDown
    public void check() {
        var statistics = Soundness.check(analyzer);
        Soundness.require(
                statistics.datagramsReassembled() == statistics.packets() / fragments,
                "datagrams that were not put together",
                statistics);
        analyzer.close();
    }
}
