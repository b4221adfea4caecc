package org.nsm.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Port;
import org.nsm.api.event.Smb2Event;
import org.nsm.api.event.SmbFileEvent;
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
 * What does SMB 2 cost? Once for the four messages that open and close a file, and once for a file of 64 KB copied from a
 * server: open, one read answered in 47 segments, close.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class Smb2Benchmark {

    private static final int CONTENT = 65536;
    private static final int SEGMENT = 1400;
    private static final long STEP_NANOS = 1_000;

    private static final int CREATE = 5;
    private static final int CLOSE = 6;
    private static final int READ = 8;

    /** Who listens: nobody, an empty handler of every event of SMB 2, or one of the content of files besides. */
    @Param({"none", "smb2", "files"})
    public String handlers;

    private final Handshake handshake = new Handshake();
    private final byte[] frames = new byte[128 * 1024];
    private final int[] starts = new int[80];
    private final int[] lengths = new int[80];
    private final boolean[] fromClient = new boolean[80];
    private int count;
    private int end;
    private int readStart;
    private int closeStart;
    private Analyzer analyzer;
    private SyntheticPacket packet;
    private int clientSequence = Handshake.INITIAL_SEQUENCE + 1;
    private int serverSequence = Handshake.INITIAL_SEQUENCE + 1;
    private long messages;
    private long octets;
    private long opens;
    private long copies;

    /** Opens a connection and writes the segments. */
    @Setup
    public void open() {
        AnalyzerBuilder builder = Analyzer.builder().addPort(AnalyzerTag.SMB, Port.tcp(Handshake.SERVER_PORT));
        if (!handlers.equals("none")) {
            builder.on(Smb2Event.class, event -> messages += event instanceof Smb2Event.Message ? 1 : 0);
        }
        if (handlers.equals("files")) {
            builder.on(SmbFileEvent.Data.class, event -> octets += event.data().readableBytes());
        }
        analyzer = builder.build();
        handshake.open(analyzer, 0);
        segments(true, message(CREATE, 0, 1, createRequest("reports\\figures.xlsx")));
        segments(false, message(CREATE, 1, 1, createResponse()));
        readStart = count;
        segments(true, message(READ, 0, 2, readRequest()));
        segments(false, message(READ, 1, 2, readResponse()));
        closeStart = count;
        segments(true, message(CLOSE, 0, 3, closeRequest()));
        segments(false, message(CLOSE, 1, 3, closeResponse()));
        packet = handshake.continuedIn(frames);
    }

    private static ByteBuffer body(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] createRequest(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_16LE);
        return body(56 + text.length)
                .putShort(0, (short) 57)
                .putInt(36, 1)
                .putShort(44, (short) 120)
                .putShort(46, (short) text.length)
                .put(56, text)
                .array();
    }

    private static byte[] createResponse() {
        return body(88).putShort(0, (short) 89)
                .putLong(48, CONTENT)
                .putLong(64, 1)
                .putLong(72, 2)
                .array();
    }

    private static byte[] readRequest() {
        return body(49).putShort(0, (short) 49)
                .putInt(4, CONTENT)
                .putLong(16, 1)
                .putLong(24, 2)
                .array();
    }

    private static byte[] readResponse() {
        return body(16 + CONTENT)
                .putShort(0, (short) 17)
                .put(2, (byte) 80)
                .putInt(4, CONTENT)
                .array();
    }

    private static byte[] closeRequest() {
        return body(24).putShort(0, (short) 24).putLong(8, 1).putLong(16, 2).array();
    }

    private static byte[] closeResponse() {
        return body(60).putShort(0, (short) 60).array();
    }

    private static byte[] message(int command, int flags, long messageId, byte[] body) {
        byte[] message = new byte[4 + 64 + body.length];
        ByteBuffer.wrap(message)
                .putInt(64 + body.length)
                .putInt(0xfe534d42)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(8, (short) 64)
                .putShort(16, (short) command)
                .putInt(20, flags)
                .putLong(28, messageId)
                .putInt(40, 7)
                .putLong(44, 0x5e55)
                .put(68, body);
        return message;
    }

    private void segments(boolean client, byte[] message) {
        for (int from = 0; from < message.length; from += SEGMENT) {
            int length = Math.min(SEGMENT, message.length - from);
            System.arraycopy(message, from, frames, end + Frames.TCP_HEADERS, length);
            Frames.tcp(
                    frames,
                    end,
                    client ? Frames.address(0) : Handshake.SERVER,
                    client ? Handshake.CLIENT_PORT : Handshake.SERVER_PORT,
                    client ? Handshake.SERVER : Frames.address(0),
                    client ? Handshake.SERVER_PORT : Handshake.CLIENT_PORT,
                    Frames.ACK,
                    length);
            starts[count] = end;
            lengths[count] = Frames.TCP_HEADERS + length;
            fromClient[count++] = client;
            end += Frames.TCP_HEADERS + length;
        }
    }

    private void feed(int from, int to) {
        for (int i = from; i < to; i++) {
            int length = lengths[i] - Frames.TCP_HEADERS;
            if (fromClient[i]) {
                Frames.sequence(frames, starts[i], clientSequence, serverSequence);
                clientSequence += length;
            } else {
                Frames.sequence(frames, starts[i], serverSequence, clientSequence);
                serverSequence += length;
            }
            analyzer.feed(packet.next(starts[i], lengths[i], STEP_NANOS));
        }
    }

    /** Analyses a file being opened and closed: four messages, a segment each. */
    @Benchmark
    public void openAndClose() {
        feed(0, readStart);
        feed(closeStart, count);
        opens++;
    }

    /** Analyses a file being copied: six messages in 52 segments. */
    @Benchmark
    public void copy() {
        feed(0, count);
        copies++;
    }

    /** Sees that every message was read, and every octet of the file. */
    @TearDown
    public void check() {
        var statistics = Soundness.check(analyzer);
        long expected = handlers.equals("none") ? 0 : 4 * opens + 6 * copies;
        Soundness.require(messages == expected, messages + " messages instead of " + expected, statistics);
        long expectedOctets = handlers.equals("files") ? CONTENT * copies : 0;
        Soundness.require(octets == expectedOctets, octets + " octets instead of " + expectedOctets, statistics);
        analyzer.close();
    }
}
