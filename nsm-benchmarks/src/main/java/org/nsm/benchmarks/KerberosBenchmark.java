package org.nsm.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.event.KrbEvent;
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
 * What does a Kerberos message cost? One flow over UDP shows a ticket, asks for another and gets it, again and again. Time
 * and allocation are for one message of the two.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class KerberosBenchmark {

    private static final int KERBEROS_PORT = 88;
    private static final long STEP_NANOS = 1_000;

    /** Without the groups of a Windows domain. */
    private static final int TICKET_OCTETS = 300;

    /** Who listens: nobody, to errors only (of which there are none), or to every event of Kerberos. */
    @Param({"none", "errors", "all"})
    public String handlers;

    private Analyzer analyzer;
    private SyntheticPacket packet;
    private int requestLength;
    private int responseLength;
    private long heard;

    /** Writes the request and the response. */
    @Setup
    public void write() {
        AnalyzerBuilder builder = Analyzer.builder();
        if (handlers.equals("errors")) {
            builder.on(KrbEvent.Error.class, event -> heard++);
        } else if (handlers.equals("all")) {
            builder.on(KrbEvent.class, event -> heard++);
        }
        analyzer = builder.build();
        byte[] request = HexFormat.of().parseHex(request());
        byte[] response = HexFormat.of().parseHex(response());
        requestLength = Frames.UDP_HEADERS + request.length;
        responseLength = Frames.UDP_HEADERS + response.length;
        byte[] frames = new byte[requestLength + responseLength];
        System.arraycopy(request, 0, frames, Frames.UDP_HEADERS, request.length);
        System.arraycopy(response, 0, frames, requestLength + Frames.UDP_HEADERS, response.length);
        int client = Frames.address(0);
        Frames.udp(frames, 0, client, Handshake.CLIENT_PORT, Handshake.SERVER, KERBEROS_PORT, request.length);
        Frames.udp(
                frames, requestLength, Handshake.SERVER, KERBEROS_PORT, client, Handshake.CLIENT_PORT, response.length);
        packet = new SyntheticPacket(frames);
    }

    private static String request() {
        String shown = message(
                14,
                field(0, integer("05")),
                field(1, integer("0e")),
                field(2, element(3, "0020000000")),
                field(3, ticket("krbtgt", "EXAMPLE.ORG")),
                field(4, encrypted(150)));
        String preAuthentication = sequence(field(1, integer("01")), field(2, element(4, shown)));
        String body = sequence(
                field(0, element(3, "0040810000")),
                field(2, string("EXAMPLE.ORG")),
                field(3, principal("cifs", "files.example.org")),
                field(5, element(0x18, text("20370913024805Z"))),
                field(7, integer("5b3c8a10")),
                field(8, sequence(integer("12"), integer("11"), integer("17"))));
        return message(
                12,
                field(1, integer("05")),
                field(2, integer("0c")),
                field(3, sequence(preAuthentication)),
                field(4, body));
    }

    private static String response() {
        return message(
                13,
                field(0, integer("05")),
                field(1, integer("0d")),
                field(3, string("EXAMPLE.ORG")),
                field(4, principal("alice")),
                field(5, ticket("cifs", "files.example.org")),
                field(6, encrypted(200)));
    }

    private static String ticket(String... service) {
        return element(
                0x61,
                sequence(
                        field(0, integer("05")),
                        field(1, string("EXAMPLE.ORG")),
                        field(2, principal(service)),
                        field(3, encrypted(TICKET_OCTETS))));
    }

    private static String encrypted(int octets) {
        return sequence(field(0, integer("12")), field(1, integer("02")), field(2, element(4, "a5".repeat(octets))));
    }

    private static String principal(String... components) {
        StringBuilder names = new StringBuilder();
        for (String component : components) {
            names.append(string(component));
        }
        return sequence(field(0, integer("02")), field(1, sequence(names.toString())));
    }

    private static String message(int type, String... fields) {
        return element(0x60 + type, sequence(fields));
    }

    private static String field(int number, String value) {
        return element(0xa0 + number, value);
    }

    private static String sequence(String... elements) {
        return element(0x30, elements);
    }

    private static String integer(String value) {
        return element(2, value);
    }

    private static String string(String value) {
        return element(0x1b, text(value));
    }

    private static String text(String value) {
        return HexFormat.of().formatHex(value.getBytes(StandardCharsets.US_ASCII));
    }

    private static String element(int tag, String... contents) {
        String all = String.join("", contents);
        int length = all.length() / 2;
        return String.format(length < 0x80 ? "%02x%02x" : "%02x82%04x", tag, length) + all;
    }

    /** Analyses a request and its response. */
    @Benchmark
    @OperationsPerInvocation(2)
    public void feed() {
        analyzer.feed(packet.next(0, requestLength, STEP_NANOS));
        analyzer.feed(packet.next(requestLength, responseLength, STEP_NANOS));
    }

    /** Sees that every message was read to its end. */
    @TearDown
    public void check() {
        var statistics = Soundness.check(analyzer);
        long expected = handlers.equals("all") ? statistics.packets() / 2 * 3 : 0;
        Soundness.require(heard == expected, heard + " events instead of " + expected, statistics);
        analyzer.close();
    }
}
