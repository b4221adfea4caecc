package org.nsm.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Port;
import org.nsm.api.event.Smb1Event;
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

/** What does a request of SMB 1 cost with its answer, of which each is one segment? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class Smb1Benchmark {

    private static final int TRANSACTION = 0x25;
    private static final int READ_ANDX = 0x2e;
    private static final int TRANSACTION2 = 0x32;
    private static final int NT_CREATE_ANDX = 0xa2;

    private static final int FRAME_HEADER = 4;
    private static final int MAX_MESSAGE = 1400;
    private static final int STEP_NANOS = 1_000;

    /** What is asked for: to open a file, 1,024 bytes of a file, a search, or a call over a pipe. */
    @Param({"open", "read", "search", "call"})
    public String exchange;

    /** Who listens: nobody, or an empty handler of every event of SMB 1. */
    @Param({"none", "all"})
    public String handler;

    private final Handshake handshake = new Handshake();
    private final byte[] frames = new byte[2 * (Frames.TCP_HEADERS + MAX_MESSAGE)];
    private final ByteBuffer out = ByteBuffer.allocate(MAX_MESSAGE).order(ByteOrder.LITTLE_ENDIAN);
    private Analyzer analyzer;
    private SyntheticPacket packet;
    private int requestLength;
    private int answerLength;
    private int clientSequence = Handshake.INITIAL_SEQUENCE + 1;
    private int serverSequence = Handshake.INITIAL_SEQUENCE + 1;
    private long exchanges;
    private long requests;
    private long answers;

    /** Opens a connection and writes the two messages. */
    @Setup
    public void open() {
        AnalyzerBuilder builder = Analyzer.builder().addPort(AnalyzerTag.SMB, Port.tcp(Handshake.SERVER_PORT));
        if (handler.equals("all")) {
            builder.on(Smb1Event.class, event -> {
                if (event instanceof Smb1Event.Message message) {
                    if (message.isOrig()) {
                        requests++;
                    } else {
                        answers++;
                    }
                }
            });
        }
        analyzer = builder.build();
        handshake.open(analyzer, 0);
        requestLength = message(0, () -> request(exchange));
        answerLength = message(Frames.TCP_HEADERS + MAX_MESSAGE, () -> answer(exchange));
        packet = handshake.continuedIn(frames);
    }

    private int message(int at, Runnable writer) {
        boolean isClient = at == 0;
        out.clear().position(FRAME_HEADER);
        writer.run();
        int length = out.position();
        out.putShort(2, Short.reverseBytes((short) (length - FRAME_HEADER)));
        out.get(0, frames, at + Frames.TCP_HEADERS, length);
        Frames.tcp(
                frames,
                at,
                isClient ? Frames.address(0) : Handshake.SERVER,
                isClient ? Handshake.CLIENT_PORT : Handshake.SERVER_PORT,
                isClient ? Handshake.SERVER : Frames.address(0),
                isClient ? Handshake.SERVER_PORT : Handshake.CLIENT_PORT,
                Frames.ACK,
                length);
        return length;
    }

    private void header(int command, boolean isAnswer) {
        out.put(new byte[] {(byte) 0xff, 'S', 'M', 'B', (byte) command});
        out.putInt(0).put((byte) (isAnswer ? 0x98 : 0x18)).putShort((short) 0xc807);
        zeros(12);
        out.putShort((short) 1).putShort((short) 0xfeff).putShort((short) 2).putShort((short) 3);
    }

    private void zeros(int count) {
        for (int i = 0; i < count; i++) {
            out.put((byte) 0);
        }
    }

    private void shorts(int... values) {
        for (int value : values) {
            out.putShort((short) value);
        }
    }

    private void text(String text) {
        if ((out.position() & 1) != 0) {
            out.put((byte) 0);
        }
        out.put(text.getBytes(StandardCharsets.UTF_16LE)).putShort((short) 0);
    }

    private void request(String kind) {
        switch (kind) {
            case "open" -> {
                header(NT_CREATE_ANDX, false);
                out.put((byte) 24).put((byte) 0xff);
                zeros(44 + 2 + 3);
                text("\\reports\\2026\\november.xlsx");
            }
            case "read" -> {
                header(READ_ANDX, false);
                out.put((byte) 12).put((byte) 0xff);
                zeros(3);
                shorts(5, 0, 1, 1024, 0, 0, 0, 0, 0, 0, 0);
            }
            case "search" -> {
                header(TRANSACTION2, false);
                out.put((byte) 15);
                shorts(34, 0, 10, 16384, 0, 0, 0, 0, 0, 34, 68, 0, 0, 1, 1, 0);
                zeros(3);
                shorts(0x16, 1366, 6, 0x104, 0, 0);
                text("\\reports\\*");
            }
            default -> {
                header(TRANSACTION, false);
                out.put((byte) 16);
                shorts(0, 64, 0, 4280, 0, 0, 0, 0, 0, 0, 0, 64, 84, 2, 0x26, 5, 0);
                text("\\PIPE\\");
                zeros(84 + FRAME_HEADER - out.position() + 64);
            }
        }
    }

    private void answer(String kind) {
        switch (kind) {
            case "open" -> {
                header(NT_CREATE_ANDX, true);
                out.put((byte) 34).put((byte) 0xff);
                zeros(67 + 2);
            }
            case "read" -> {
                header(READ_ANDX, true);
                out.put((byte) 12).put((byte) 0xff);
                zeros(3);
                shorts(0, 0, 0, 1024, 60, 0, 0, 0, 0, 0, 1025);
                zeros(1025);
            }
            case "search" -> {
                header(TRANSACTION2, true);
                out.put((byte) 10);
                zeros(20 + 2);
            }
            default -> {
                header(TRANSACTION, true);
                out.put((byte) 10);
                shorts(0, 64, 0, 0, 0, 0, 64, 56, 0, 0, 65);
                zeros(65);
            }
        }
    }

    /** Analyses a request and its answer. */
    @Benchmark
    public void exchange() {
        Frames.sequence(frames, 0, clientSequence, serverSequence);
        clientSequence += requestLength;
        analyzer.feed(packet.next(0, Frames.TCP_HEADERS + requestLength, STEP_NANOS));
        int answer = Frames.TCP_HEADERS + MAX_MESSAGE;
        Frames.sequence(frames, answer, serverSequence, clientSequence);
        serverSequence += answerLength;
        analyzer.feed(packet.next(answer, Frames.TCP_HEADERS + answerLength, STEP_NANOS));
        exchanges++;
    }

    /** Sees that every message was read. */
    @TearDown
    public void check() {
        var statistics = Soundness.check(analyzer);
        long expected = handler.equals("all") ? exchanges : 0;
        Soundness.require(
                requests == expected && answers == expected,
                requests + " requests and " + answers + " answers instead of " + expected,
                statistics);
        analyzer.close();
    }
}
