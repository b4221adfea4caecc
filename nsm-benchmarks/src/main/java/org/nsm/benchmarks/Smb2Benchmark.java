package org.nsm.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
    private static final long FILE = 1;

    private static final int CREATE = 5;
    private static final int CLOSE = 6;
    private static final int READ = 8;

    /** Who listens: nobody, an empty handler of every event of SMB 2, or one of the content of files besides. */
    @Param({"none", "smb2", "files"})
    public String handlers;

    private int readStart;
    private int closeStart;
    private int end;
    private Analyzer analyzer;
    private Exchange exchange;
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
        List<Exchange.Message> script = new ArrayList<>();
        script.add(createRequest(1, "reports\\figures.xlsx"));
        script.add(createResponse(1, FILE));
        readStart = script.size();
        script.add(message(READ, true, 2, readRequest()));
        script.addAll(message(READ, false, 2, readResponse()).cut(SEGMENT));
        closeStart = script.size();
        script.add(closeRequest(3, FILE));
        script.add(closeResponse(3));
        end = script.size();
        exchange = new Exchange(analyzer, script);
    }

    private static ByteBuffer body(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Exchange.Message createRequest(long messageId, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_16LE);
        return message(
                CREATE,
                true,
                messageId,
                body(56 + text.length)
                        .putShort(0, (short) 57)
                        .putInt(36, 1)
                        .putShort(44, (short) 120)
                        .putShort(46, (short) text.length)
                        .put(56, text));
    }

    /** The response gives the file an id. */
    static Exchange.Message createResponse(long messageId, long file) {
        return message(
                CREATE,
                false,
                messageId,
                body(88).putShort(0, (short) 89)
                        .putLong(48, CONTENT)
                        .putLong(64, file)
                        .putLong(72, ~file));
    }

    static Exchange.Message closeRequest(long messageId, long file) {
        return message(
                CLOSE,
                true,
                messageId,
                body(24).putShort(0, (short) 24).putLong(8, file).putLong(16, ~file));
    }

    static Exchange.Message closeResponse(long messageId) {
        return message(CLOSE, false, messageId, body(60).putShort(0, (short) 60));
    }

    private static ByteBuffer readRequest() {
        return body(49).putShort(0, (short) 49)
                .putInt(4, CONTENT)
                .putLong(16, FILE)
                .putLong(24, ~FILE);
    }

    private static ByteBuffer readResponse() {
        return body(16 + CONTENT).putShort(0, (short) 17).put(2, (byte) 80).putInt(4, CONTENT);
    }

    private static Exchange.Message message(int command, boolean isRequest, long messageId, ByteBuffer body) {
        byte[] message = new byte[4 + 64 + body.capacity()];
        ByteBuffer.wrap(message)
                .putInt(64 + body.capacity())
                .putInt(0xfe534d42)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(8, (short) 64)
                .putShort(16, (short) command)
                .putInt(20, isRequest ? 0 : 1)
                .putLong(28, messageId)
                .putInt(40, 7)
                .putLong(44, 0x5e55)
                .put(68, body, 0, body.capacity());
        return new Exchange.Message(isRequest, message);
    }

    /** Analyses a file being opened and closed: four messages, a segment each. */
    @Benchmark
    public void openAndClose() {
        exchange.feed(0, readStart);
        exchange.feed(closeStart, end);
        opens++;
    }

    /** Analyses a file being copied: six messages in 52 segments. */
    @Benchmark
    public void copy() {
        exchange.feed();
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
