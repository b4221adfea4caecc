package org.nsm.benchmarks;

import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.event.SslEvent;
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
 * What does TLS cost, on a port where it has to be recognised? Once for a connection of TLS 1.3 from SYN to RST, six
 * packets with both hellos; once for a segment of a download in records of the usual size.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class TlsBenchmark {

    private static final String CLIENT_HELLO =
            "16030101110100010d03036b1f0f7d4a2d0c8e9b5a6f3c2e1d0b9a8877665544332211ffeeddccbbaa9988"
                    + "2000112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
                    + "0020130113021303c02bc02fc02cc030cca9cca8c013c014009c009d002f003500ff"
                    + "010000a4"
                    + "0000001600140000117777772e6578616d706c652e6f72672e75"
                    + "000b00020100" + "000a00080006001d00170018" + "00230000"
                    + "0010000e000c02683208687474702f312e31" + "000500050100000000"
                    + "000d0018001604030503060308070808080908040805080604010501" + "0012" + "0000"
                    + "00330026002400" + "1d0020" + "ab".repeat(32) + "002d00020101" + "002b0005040304" + "0303";

    private static final String SERVER_HELLO =
            "160303007a0200007603036b1f0f7d4a2d0c8e9b5a6f3c2e1d0b9a8877665544332211ffeeddccbbaa9988"
                    + "2000112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
                    + "130100002e" + "00330024001d0020" + "cd".repeat(32) + "002b00020304"
                    + "140303000101";

    /** A record of so many segments; its length in the header leaves out the five octets of that. */
    private static final int SEGMENTS = 12;

    private static final int SEGMENT = 1400;
    private static final int RST = 0x04;
    private static final long STEP_NANOS = 1_000_000;
    private static final int FRAMES = 6;
    private static final int FRAME_LENGTH = 600;

    /** Who listens: nobody, or an empty handler of every event of the protocol. */
    @Param({"none", "ssl"})
    public String handler;

    private Analyzer analyzer;
    private final byte[] dialogue = new byte[FRAMES * FRAME_LENGTH];
    private final int[] lengths = new int[FRAMES];
    private SyntheticPacket packet;
    private int client;

    private Analyzer downloadAnalyzer;
    private final byte[] download = new byte[(SEGMENTS + 1) * (Frames.TCP_HEADERS + SEGMENT)];
    private SyntheticPacket downloadPacket;
    private int position;
    private int sequence;
    private int clientSequence;
    private long events;

    private Analyzer analyzer() {
        AnalyzerBuilder builder = Analyzer.builder();
        if (handler.equals("ssl")) {
            builder.on(SslEvent.class, e -> events++);
        }
        return builder.build();
    }

    /** Writes the packets. */
    @Setup
    public void open() {
        byte[] clientHello = HexFormat.of().parseHex(CLIENT_HELLO);
        byte[] serverHello = HexFormat.of().parseHex(SERVER_HELLO);
        analyzer = analyzer();
        int first = Handshake.INITIAL_SEQUENCE;
        fromClient(0, Frames.SYN, new byte[0], first, 0);
        fromServer(1, Frames.SYN | Frames.ACK, new byte[0], first, first + 1);
        fromClient(2, Frames.ACK, new byte[0], first + 1, first + 1);
        fromClient(3, Frames.ACK, clientHello, first + 1, first + 1);
        fromServer(4, Frames.ACK, serverHello, first + 1, first + 1 + clientHello.length);
        fromClient(5, RST, new byte[0], first + 1 + clientHello.length, first + 1 + serverHello.length);
        packet = new SyntheticPacket(dialogue);
        openDownload(clientHello.length, serverHello.length);
    }

    private void fromClient(int frame, int flags, byte[] payload, int seq, int ack) {
        place(frame, payload);
        Frames.tcp(
                dialogue,
                frame * FRAME_LENGTH,
                Frames.address(0),
                Handshake.CLIENT_PORT,
                Handshake.SERVER,
                Handshake.SERVER_PORT,
                flags,
                payload.length);
        Frames.sequence(dialogue, frame * FRAME_LENGTH, seq, ack);
    }

    private void fromServer(int frame, int flags, byte[] payload, int seq, int ack) {
        place(frame, payload);
        Frames.tcp(
                dialogue,
                frame * FRAME_LENGTH,
                Handshake.SERVER,
                Handshake.SERVER_PORT,
                Frames.address(0),
                Handshake.CLIENT_PORT,
                flags,
                payload.length);
        Frames.sequence(dialogue, frame * FRAME_LENGTH, seq, ack);
    }

    private void place(int frame, byte[] payload) {
        System.arraycopy(payload, 0, dialogue, frame * FRAME_LENGTH + Frames.TCP_HEADERS, payload.length);
        lengths[frame] = Frames.TCP_HEADERS + payload.length;
    }

    private void openDownload(int clientHelloLength, int serverHelloLength) {
        downloadAnalyzer = analyzer();
        SyntheticPacket opening = new SyntheticPacket(dialogue);
        for (int i = 0; i < FRAMES - 1; i++) {
            downloadAnalyzer.feed(opening.next(i * FRAME_LENGTH, lengths[i], STEP_NANOS));
        }
        int content = SEGMENTS * SEGMENT - 5;
        byte[] header = {23, 3, 3, (byte) (content >> 8), (byte) content};
        System.arraycopy(header, 0, download, Frames.TCP_HEADERS, header.length);
        for (int i = 0; i < SEGMENTS; i++) {
            Frames.tcp(
                    download,
                    i * (Frames.TCP_HEADERS + SEGMENT),
                    Handshake.SERVER,
                    Handshake.SERVER_PORT,
                    Frames.address(0),
                    Handshake.CLIENT_PORT,
                    Frames.ACK,
                    SEGMENT);
        }
        Frames.tcp(
                download,
                SEGMENTS * (Frames.TCP_HEADERS + SEGMENT),
                Frames.address(0),
                Handshake.CLIENT_PORT,
                Handshake.SERVER,
                Handshake.SERVER_PORT,
                Frames.ACK,
                0);
        sequence = Handshake.INITIAL_SEQUENCE + 1 + serverHelloLength;
        clientSequence = Handshake.INITIAL_SEQUENCE + 1 + clientHelloLength;
        SyntheticPacket following = new SyntheticPacket(download);
        downloadPacket = following.next(0, 0, opening.timeNanos() - following.timeNanos());
    }

    /** Analyses a connection. */
    @Benchmark
    public void handshake() {
        int address = Frames.address(client++ & 0xffffff);
        for (int i = 0; i < FRAMES; i++) {
            int at = i * FRAME_LENGTH;
            if (i == 1 || i == 4) {
                Frames.tcpDestination(dialogue, at, address);
            } else {
                Frames.tcpSource(dialogue, at, address);
            }
            analyzer.feed(packet.next(at, lengths[i], STEP_NANOS));
        }
    }

    /** Analyses a segment of a download, and now and then what acknowledges it. */
    @Benchmark
    public void segment() {
        if (position == SEGMENTS) {
            int at = SEGMENTS * (Frames.TCP_HEADERS + SEGMENT);
            Frames.sequence(download, at, clientSequence, sequence);
            downloadAnalyzer.feed(downloadPacket.next(at, Frames.TCP_HEADERS, 1));
            position = 0;
        }
        int at = position * (Frames.TCP_HEADERS + SEGMENT);
        Frames.sequence(download, at, sequence, clientSequence);
        downloadAnalyzer.feed(downloadPacket.next(at, Frames.TCP_HEADERS + SEGMENT, 1));
        sequence += SEGMENT;
        position++;
    }

    /** Sees that all packets were analysed. */
    @TearDown
    public void check() {
        Soundness.check(analyzer);
        var statistics = Soundness.check(downloadAnalyzer);
        Soundness.require(events > 20 == handler.equals("ssl"), "other events than planned: " + events, statistics);
        analyzer.close();
        downloadAnalyzer.close();
    }
}
