package org.nsm.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.event.NtlmEvent;
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

/** What does a login with NTLM cost: three messages, each in a PDU of DCE/RPC in a segment of its own? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class NtlmBenchmark {

    private static final String SIGNATURE = "4e544c4d53535000";
    private static final String VERSION = "0a007c4f0000000f";
    private static final String FLAGS = "15828ae2";

    /** Who listens: nobody, to the last message, or to all three. */
    @Param({"none", "users", "all"})
    public String handlers;

    private Analyzer analyzer;
    private Exchange exchange;
    private long logins;
    private long heard;

    /** Opens a connection and writes the messages. */
    @Setup
    public void open() {
        AnalyzerBuilder builder = Analyzer.builder();
        if (handlers.equals("users")) {
            builder.on(NtlmEvent.Authenticate.class, event -> heard++);
        } else if (handlers.equals("all")) {
            builder.on(NtlmEvent.class, event -> heard++);
        }
        analyzer = builder.build();
        String contexts = "b810b8100000000000000000";
        exchange = new Exchange(
                analyzer,
                List.of(
                        new Exchange.Message(true, pdu(11, contexts, negotiate())),
                        new Exchange.Message(false, pdu(12, contexts, challenge())),
                        new Exchange.Message(true, pdu(16, "00000000", authenticate()))));
    }

    private static byte[] pdu(int type, String body, String token) {
        int length = 16 + body.length() / 2 + 8 + token.length() / 2;
        String trailer = "0a06000000000000" + token;
        return HexFormat.of()
                .parseHex(String.format("0500%02x0310000000", type)
                        + little16(length)
                        + little16(token.length() / 2)
                        + "01000000"
                        + body
                        + trailer);
    }

    private static String negotiate() {
        return SIGNATURE + "01000000" + "978208e2" + field(0, 0) + field(0, 0) + VERSION;
    }

    private static String challenge() {
        String name = unicode("EXAMPLE");
        String pairs = pair(2, unicode("EXAMPLE"))
                + pair(1, unicode("SERVER"))
                + pair(4, unicode("example.org"))
                + pair(3, unicode("server.example.org"))
                + pair(5, unicode("example.org"))
                + pair(7, "8c8ede02f8b8d601")
                + pair(0, "");
        return SIGNATURE
                + "02000000"
                + field(name.length() / 2, 56)
                + FLAGS
                + "5cd4a1d6bab2a481"
                + "00".repeat(8)
                + field(pairs.length() / 2, 56 + name.length() / 2)
                + VERSION
                + name
                + pairs;
    }

    private static String authenticate() {
        String domain = unicode("EXAMPLE");
        String user = unicode("alice");
        String workstation = unicode("CLIENT");
        int at = 72;
        int userAt = at + domain.length() / 2;
        int workstationAt = userAt + user.length() / 2;
        int keyAt = workstationAt + workstation.length() / 2;
        return SIGNATURE
                + "03000000"
                + field(24, keyAt + 16)
                + field(200, keyAt + 40)
                + field(domain.length() / 2, at)
                + field(user.length() / 2, userAt)
                + field(workstation.length() / 2, workstationAt)
                + field(16, keyAt)
                + FLAGS
                + VERSION
                + domain
                + user
                + workstation
                + "5a".repeat(16 + 24 + 200);
    }

    private static String little16(int value) {
        return String.format("%02x%02x", value & 0xff, value >> 8);
    }

    private static String field(int length, int offset) {
        return little16(length) + little16(length) + little16(offset) + "0000";
    }

    private static String pair(int identifier, String value) {
        return little16(identifier) + little16(value.length() / 2) + value;
    }

    private static String unicode(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16LE));
    }

    /** Analyses a login. */
    @Benchmark
    public void login() {
        exchange.feed();
        logins++;
    }

    /** Sees that every login was understood. */
    @TearDown
    public void check() {
        var statistics = Soundness.check(analyzer);
        long expected = switch (handlers) {
            case "users" -> logins;
            case "all" -> 3 * logins;
            default -> 0;
        };
        Soundness.require(heard == expected, heard + " instead of " + expected, statistics);
        analyzer.close();
    }
}
