package org.nsm.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Options;
import org.nsm.api.event.Gtpv1Event;
import org.nsm.api.event.TeredoEvent;
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
 * What does a packet inside a datagram of a tunnel cost? The same datagram comes again and again; the packet inside is one
 * of UDP that nobody looks into.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class TunnelsBenchmark {

    private static final int PAYLOAD = 100;
    private static final int DISCARD = 9;

    /** How the packet is carried. */
    public enum Tunnel {
        /** In UDP to a port that is nobody's, behind bytes that no tunnel begins with. */
        NONE(4000),
        /** Teredo without anything in front of the packet. */
        TEREDO(3544),
        /** AYIYA with an identity of 16 bytes and a signature of 20. */
        AYIYA(5072),
        /** A packet of a subscriber in GTP with a sequence number. */
        GTPV1(2152);

        private final int port;

        Tunnel(int port) {
            this.port = port;
        }

        private byte[] datagram() {
            ByteBuf bytes = Unpooled.buffer();
            switch (this) {
                case NONE -> bytes.writeInt(0xffffffff);
                case TEREDO -> {}
                case AYIYA -> bytes.writeInt(0x42521129).writeZero(4 + 16 + 20);
                case GTPV1 ->
                    bytes.writeShort(0x32ff)
                            .writeShort(4 + 48 + PAYLOAD)
                            .writeInt(1)
                            .writeInt(0);
            }
            bytes.writeInt(0x60000000).writeShort(8 + PAYLOAD).writeByte(17).writeByte(64);
            bytes.writeLong(0x2001_0000_0000_0000L).writeLong(1);
            bytes.writeLong(0x2001_0db8_0000_0000L).writeLong(2);
            bytes.writeShort(40000).writeShort(DISCARD).writeShort(8 + PAYLOAD).writeShort(0);
            bytes.writeZero(PAYLOAD);
            byte[] datagram = new byte[bytes.readableBytes()];
            bytes.readBytes(datagram);
            return datagram;
        }
    }

    /** Which tunnel. */
    @Param
    public Tunnel tunnel;

    /** Whether somebody listens to its events. */
    @Param({"false", "true"})
    public boolean handler;

    private byte[] frame;
    private SyntheticPacket packet;
    private Analyzer analyzer;
    private long events;

    /** Writes the datagram. */
    @Setup
    public void open() {
        byte[] datagram = tunnel.datagram();
        frame = new byte[Frames.UDP_HEADERS + datagram.length];
        System.arraycopy(datagram, 0, frame, Frames.UDP_HEADERS, datagram.length);
        Frames.udp(frame, 0, Frames.address(0), Handshake.CLIENT_PORT, Handshake.SERVER, tunnel.port, datagram.length);
        packet = new SyntheticPacket(frame);
        AnalyzerBuilder builder = Analyzer.builder().set(Options.IGNORE_CHECKSUMS, true);
        if (handler) {
            builder.on(TeredoEvent.class, event -> events++).on(Gtpv1Event.class, event -> events++);
        }
        analyzer = builder.build();
    }

    /** Analyses the next datagram. */
    @Benchmark
    public void feed() {
        analyzer.feed(packet.next(0, frame.length, 1000));
    }

    /** Sees that the packets inside were analysed. */
    @TearDown
    public void check() {
        var statistics = Soundness.check(analyzer);
        long inside = tunnel == Tunnel.NONE ? 0 : statistics.packets();
        Soundness.require(statistics.tunnelled() == inside, "other packets inside than planned", statistics);
        Soundness.require(statistics.events() == events, "other events than planned", statistics);
        analyzer.close();
    }
}
