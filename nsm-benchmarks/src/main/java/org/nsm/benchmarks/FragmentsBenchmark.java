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

    /** How many fragments a datagram has. */
    @Param({"2", "10"})
    public int fragments;

    private Analyzer analyzer;
    private FragmentedDatagram datagram;
    private int part;
    private int id;

    /** Cuts a datagram into fragments. */
    @Setup
    public void cut() {
        analyzer = Analyzer.builder().build();
        datagram = new FragmentedDatagram(fragments, PART);
    }

    /** Analyses the next fragment. */
    @Benchmark
    public void feed() {
        datagram.feed(analyzer, part, id);
        if (++part == fragments) {
            part = 0;
            id = id + 1 & 0xffff;
        }
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
