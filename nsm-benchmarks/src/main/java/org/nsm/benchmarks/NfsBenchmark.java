package org.nsm.benchmarks;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.event.NfsEvent;
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

/**
 * What does a call of NFS with its reply cost? A client looks up a name, gets its attributes and reads a KiB of it, over
 * UDP, again and again. Time and allocation are for one message of the six.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class NfsBenchmark {

    static final int NFS_PORT = 2049;

    private static final int MESSAGES = 6;

    private static final String HANDLE = "00000020" + "0123456789abcdef".repeat(4);
    private static final String ATTRIBUTES = "00000001" + "000001a4" + "00000001" + "000003e8" + "000003e8"
            + "0000000000000400" + "0000000000001000" + "0000000000000000" + "0000000000000001" + "0000000000000002"
            + "5cbead0000000000".repeat(3);

    /** Who listens: nobody, to names that are looked up only, or to every event of NFS. */
    @Param({"none", "lookups", "all"})
    public String handlers;

    private Analyzer analyzer;
    private Datagrams datagrams;
    private long heard;

    /** Writes the calls and the replies. */
    @Setup
    public void write() {
        AnalyzerBuilder builder = Analyzer.builder();
        if (handlers.equals("lookups")) {
            builder.on(NfsEvent.ProcLookup.class, event -> heard++);
        } else if (handlers.equals("all")) {
            builder.on(NfsEvent.class, event -> heard++);
        }
        analyzer = builder.build();
        datagrams = new Datagrams(
                analyzer,
                NFS_PORT,
                List.of(
                        call(1, 3, HANDLE + "0000000966696c652e7465787400" + "0000"),
                        reply(1, HANDLE + "00000001" + ATTRIBUTES + "00000001" + ATTRIBUTES),
                        call(2, 1, HANDLE),
                        reply(2, ATTRIBUTES),
                        call(3, 6, HANDLE + "0000000000000000" + "00000400"),
                        reply(3, "00000001" + ATTRIBUTES + "00000400" + "00000001" + "00000400" + "5a".repeat(1024))));
    }

    /** A call with AUTH_SYS and three groups. */
    private static Exchange.Message call(int xid, int procedure, String arguments) {
        return message(
                true,
                String.format("%08x", xid) + "00000000" + "00000002" + "000186a3" + "00000003"
                        + String.format("%08x", procedure) + "00000001" + "0000002c" + "5cbead00" + "00000005"
                        + "6465736b34000000" + "000003e8" + "000003e8" + "00000004" + "0000000400000018"
                        + "0000001b" + "0000001e" + "0000000000000000" + arguments);
    }

    private static Exchange.Message reply(int xid, String result) {
        return message(
                false,
                String.format("%08x", xid) + "00000001" + "00000000" + "0000000000000000" + "00000000" + "00000000"
                        + result);
    }

    private static Exchange.Message message(boolean isOrig, String hex) {
        return new Exchange.Message(isOrig, HexFormat.of().parseHex(hex));
    }

    /** A call for the attributes of a file. */
    static Exchange.Message attributesCall(int xid) {
        return call(xid, 1, HANDLE);
    }

    /** The reply to such a call. */
    static Exchange.Message attributesReply(int xid) {
        return reply(xid, ATTRIBUTES);
    }

    /** Analyses three calls and their replies. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void feed() {
        datagrams.feed();
    }

    /** Sees that every message was read to its end. */
    @TearDown
    public void check() {
        var statistics = Soundness.check(analyzer);
        long messages = statistics.packets();
        long expected = switch (handlers) {
            case "lookups" -> messages / MESSAGES;
            case "all" -> messages;
            default -> 0;
        };
        Soundness.require(heard == expected, heard + " events instead of " + expected, statistics);
        analyzer.close();
    }
}
