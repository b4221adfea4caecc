package org.nsm.benchmarks;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.event.DceRpcEvent;
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

/** What does a call of DCE/RPC cost: a request, in one segment for each fragment, and its response? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class DceRpcBenchmark {

    private static final int STUB = 500;

    /** The types of PDUs. */
    static final int REQUEST = 0;

    static final int RESPONSE = 2;

    /** The flags of a PDU. */
    private static final int FIRST = 1;

    private static final int LAST = 2;

    static final int WHOLE = FIRST | LAST;

    private static final int CALL = 2;

    /** Of how many PDUs the request consists. */
    @Param({"1", "4"})
    public int fragments;

    /** Who listens: nobody, to requests, or to every event of DCE/RPC. */
    @Param({"none", "requests", "all"})
    public String handlers;

    private Analyzer analyzer;
    private Exchange exchange;
    private long calls;
    private long heard;

    /** Opens a connection and writes a call. */
    @Setup
    public void open() {
        AnalyzerBuilder builder = Analyzer.builder();
        if (handlers.equals("requests")) {
            builder.on(DceRpcEvent.Request.class, event -> heard += event.stubLength());
        } else if (handlers.equals("all")) {
            builder.on(DceRpcEvent.class, event -> heard++);
        }
        analyzer = builder.build();
        List<Exchange.Message> messages = new ArrayList<>();
        for (int i = 0; i < fragments; i++) {
            int flags = (i == 0 ? FIRST : 0) | (i == fragments - 1 ? LAST : 0);
            messages.add(new Exchange.Message(true, pdu(REQUEST, flags, CALL)));
        }
        messages.add(new Exchange.Message(false, pdu(RESPONSE, WHOLE, CALL)));
        exchange = new Exchange(analyzer, messages);
    }

    static byte[] pdu(int type, int flags, int callId) {
        int length = 24 + STUB;
        String header = String.format("0500%02x%02x10000000", type, flags)
                + String.format("%02x%02x0000", length & 0xff, length >> 8)
                + String.format("%08x", Integer.reverseBytes(callId))
                + "f401000000000500";
        return HexFormat.of().parseHex(header + "5a".repeat(STUB));
    }

    /** Analyses a call. */
    @Benchmark
    public void call() {
        exchange.feed();
        calls++;
    }

    /** Sees that every call was understood. */
    @TearDown
    public void check() {
        var statistics = Soundness.check(analyzer);
        long expected = switch (handlers) {
            case "requests" -> calls * STUB * fragments;
            case "all" -> calls * (fragments + 3);
            default -> 0;
        };
        Soundness.require(heard == expected, heard + " instead of " + expected, statistics);
        analyzer.close();
    }
}
