package org.nsm.benchmarks;

import java.util.concurrent.TimeUnit;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Port;
import org.nsm.api.event.NetbiosEvent;
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

/** What does a message of a NetBIOS session cost that one segment carries, and one of four segments? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class NetbiosBenchmark {

    private static final int HEADER = 4;
    private static final int MAX_SEGMENT = 1400;
    private static final long STEP_NANOS = 1_000;

    /** Octets behind the header of a message. */
    @Param({"200", "5000"})
    public int payload;

    /** Who listens: nobody, to messages without their content, or to every event of NetBIOS. */
    @Param({"none", "messages", "all"})
    public String handlers;

    private final Handshake handshake = new Handshake();
    private Analyzer analyzer;
    private SyntheticPacket packet;
    private byte[] frames;
    private int sequence = Handshake.INITIAL_SEQUENCE + 1;
    private long messages;
    private long heard;

    /** Opens a connection and writes the segments of a message. */
    @Setup
    public void open() {
        AnalyzerBuilder builder = Analyzer.builder().addPort(AnalyzerTag.NETBIOSSSN, Port.tcp(Handshake.SERVER_PORT));
        if (handlers.equals("messages")) {
            builder.on(NetbiosEvent.SessionMessage.class, event -> heard += event.length());
        } else if (handlers.equals("all")) {
            builder.on(NetbiosEvent.SessionMessage.class, event -> heard += event.length())
                    .on(
                            NetbiosEvent.SessionRawMessage.class,
                            event -> heard += event.payload().readableBytes());
        }
        analyzer = builder.build();
        handshake.open(analyzer, 0);
        byte[] message = new byte[HEADER + payload];
        message[2] = (byte) (payload >> 8);
        message[3] = (byte) payload;
        int segments = (message.length + MAX_SEGMENT - 1) / MAX_SEGMENT;
        frames = new byte[segments * Frames.TCP_HEADERS + message.length];
        for (int from = 0, at = 0; from < message.length; from += MAX_SEGMENT) {
            int length = Math.min(MAX_SEGMENT, message.length - from);
            System.arraycopy(message, from, frames, at + Frames.TCP_HEADERS, length);
            Frames.tcp(
                    frames,
                    at,
                    Frames.address(0),
                    Handshake.CLIENT_PORT,
                    Handshake.SERVER,
                    Handshake.SERVER_PORT,
                    Frames.ACK,
                    length);
            at += Frames.TCP_HEADERS + length;
        }
        packet = handshake.continuedIn(frames);
    }

    /** Analyses the segments of a message. */
    @Benchmark
    public void message() {
        for (int from = 0, at = 0; from < HEADER + payload; from += MAX_SEGMENT) {
            int length = Math.min(MAX_SEGMENT, HEADER + payload - from);
            Frames.sequence(frames, at, sequence, Handshake.INITIAL_SEQUENCE + 1);
            analyzer.feed(packet.next(at, Frames.TCP_HEADERS + length, STEP_NANOS));
            sequence += length;
            at += Frames.TCP_HEADERS + length;
        }
        messages++;
    }

    /** Sees that every message was read. */
    @TearDown
    public void check() {
        var statistics = Soundness.check(analyzer);
        long expected = switch (handlers) {
            case "messages" -> messages * payload;
            case "all" -> messages * payload * 2;
            default -> 0;
        };
        Soundness.require(heard == expected, heard + " bytes instead of " + expected, statistics);
        analyzer.close();
    }
}
