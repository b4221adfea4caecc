package org.nsm.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.event.DnsEvent;
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
 * What does a DNS message cost? One flow asks for an address, and is answered with an alias, two addresses, two name
 * servers with their addresses and EDNS, again and again. Time and allocation are for one message of the two.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class DnsBenchmark {

    static final int DNS_PORT = 53;

    private static final int ID = 0x1234;
    private static final String EDNS = "00002904d0000080000000";

    /** Who listens: nobody, to addresses only, or to every event of DNS. */
    @Param({"none", "addresses", "all"})
    public String handlers;

    private Analyzer analyzer;
    private Datagrams datagrams;
    private long heard;

    /** Writes the query and the response. */
    @Setup
    public void write() {
        AnalyzerBuilder builder = Analyzer.builder();
        if (handlers.equals("addresses")) {
            builder.on(DnsEvent.AReply.class, event -> heard++);
        } else if (handlers.equals("all")) {
            builder.on(DnsEvent.class, event -> heard++);
        }
        analyzer = builder.build();
        Exchange.Message query = message(true, ID, "00010000" + "00000001", EDNS);
        Exchange.Message response = message(
                false,
                ID,
                "00010003" + "00020003",
                record("c00c", 5, "03656467c010")
                        + record("c037", 1, "c0000201")
                        + record("c037", 1, "c0000202")
                        + record("c010", 2, "036e7331c010")
                        + record("c010", 2, "036e7332c010")
                        + record("c069", 1, "c0000235")
                        + record("c07b", 1, "c0000236")
                        + EDNS);
        datagrams = new Datagrams(analyzer, DNS_PORT, List.of(query, response));
    }

    /**
     * Writes a message that asks for the address of a host, or the response.
     *
     * @param isQuery which of them
     * @param id      the id of both
     * @param counts  how many questions (one), answers, authorities and additional records there are, in hex
     * @param records all of the records, in hex
     */
    static Exchange.Message message(boolean isQuery, int id, String counts, String records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex(String.format("%04x", id) + (isQuery ? "0100" : "8180") + counts));
        for (String label : new String[] {"www", "benchmark", "example", "org"}) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.writeBytes(HexFormat.of().parseHex("0000010001" + records));
        return new Exchange.Message(isQuery, bytes.toByteArray());
    }

    /** Writes a record in hex. */
    static String record(String owner, int type, String data) {
        return owner + String.format("%04x", type) + "0001" + "0000012c" + String.format("%04x", data.length() / 2)
                + data;
    }

    /** Analyses a query and its response. */
    @Benchmark
    @OperationsPerInvocation(2)
    public void feed() {
        datagrams.feed();
    }

    /** Sees that every message was read to its end. */
    @TearDown
    public void check() {
        var statistics = Soundness.check(analyzer);
        long messages = statistics.packets();
        long expected = switch (handlers) {
            case "addresses" -> messages * 2;
            case "all" -> messages / 2 * 15;
            default -> 0;
        };
        Soundness.require(heard == expected, heard + " events instead of " + expected, statistics);
        analyzer.close();
    }
}
