package org.nsm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Options;
import org.nsm.api.Packet;
import org.nsm.api.event.HttpEvent;
import org.nsm.fuzz.Packets.Route;

/**
 * Traffic that is meant to exhaust: memory stays within the options, the legitimate connections in the middle of it are
 * analysed, and behind it everything is as fast as before. Small by default; {@code -Dnsm.flood=full} has the full size.
 */
class FloodTest {

    private static final boolean FULL = "full".equals(System.getProperty("nsm.flood"));

    /** How many packets of the flood come twice in each legitimate connection, and how far they are apart. */
    private static final int BURST = 100;

    private static final int GAP_NANOS = 10_000;

    /** How many connections show how fast it is when nothing else is there. */
    private static final int QUIET = size(5_000, 20_000);

    /** How much comes of each message. */
    private static final int HALF_MESSAGE = 15_000;

    /** On an average, with analyzers, without what counts for {@code max_analyzer_bytes}. */
    private static final int MAX_BYTES_PER_CONNECTION = 2_300;

    private static final int CLIENT = 0xc6330001;
    private static final int SERVER = 0xc6338001;
    private static final int HTTP = 80;
    private static final byte[] NOTHING = {};
    private static final byte[] REQUEST = ascii("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n");
    private static final byte[] REPLY = ascii("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private Analyzer analyzer;
    private long now = 1_600_000_000_000_000_000L;
    private long fed;
    private int good;
    private int goodAnalysed;
    private long heapBefore;
    private long mostHeap;
    private long began;
    private double seconds;
    private long floodPackets;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int size(int small, int full) {
        return FULL ? full : small;
    }

    private void start(Consumer<AnalyzerBuilder> settings) {
        AnalyzerBuilder builder = Analyzer.builder()
                .set(Options.IGNORE_CHECKSUMS, true)
                .on(HttpEvent.Reply.class, e -> goodAnalysed += isGood(e) ? 1 : 0);
        settings.accept(builder);
        analyzer = builder.build();
    }

    private static boolean isGood(HttpEvent.Reply reply) {
        return reply.connection().id().responderAddress().getHostAddress().equals("198.51.128.1");
    }

    @AfterEach
    void report(TestInfo test) {
        System.out.printf(
                "%s: %,d packets, %,.0f packets/s, at most %,d KiB of heap, %d of %d legitimate connections analysed%n",
                test.getDisplayName(),
                floodPackets,
                floodPackets / seconds,
                Math.max(0, mostHeap - heapBefore) >> 10,
                goodAnalysed,
                good);
    }

    private void feed(Packet packet) {
        analyzer.feed(packet);
        fed++;
    }

    /** A whole legitimate connection, its packets a little apart from each other. */
    private void legitimate(Runnable between) {
        Route route = new Route(false, CLIENT + good / 50_000, 10_000 + good % 50_000, SERVER, HTTP);
        good++;
        feed(Packets.tcp(now, route, 1, 0, Packets.SYN, NOTHING));
        between.run();
        feed(Packets.tcp(now, route.back(), 1, 2, Packets.SYN | Packets.ACK, NOTHING));
        feed(Packets.tcp(now, route, 2, 2, Packets.ACK, NOTHING));
        feed(Packets.tcp(now, route, 2, 2, Packets.ACK | Packets.PSH, REQUEST));
        between.run();
        int seq = 2 + REQUEST.length;
        feed(Packets.tcp(now, route.back(), 2, seq, Packets.ACK | Packets.PSH, REPLY));
        int ack = 2 + REPLY.length;
        feed(Packets.tcp(now, route, seq, ack, Packets.FIN | Packets.ACK, NOTHING));
        feed(Packets.tcp(now, route.back(), ack, seq + 1, Packets.FIN | Packets.ACK, NOTHING));
        feed(Packets.tcp(now, route, seq + 1, ack + 1, Packets.ACK, NOTHING));
    }

    private static long usedHeap() {
        System.gc();
        return MEMORY.getHeapMemoryUsage().getUsed();
    }

    private void lookAtHeap() {
        mostHeap = Math.max(mostHeap, usedHeap());
    }

    /** What it is like before the flood. */
    private double quietTimes() {
        nanosPerPacket();
        double nanos = nanosPerPacket();
        settle();
        heapBefore = usedHeap();
        began = System.nanoTime();
        fed = 0;
        return nanos;
    }

    /** All timers run. */
    private void settle() {
        now += 700_000_000_000L;
        analyzer.advanceTime(Instant.ofEpochSecond(0, now));
        assertThat(analyzer.statistics().liveConnections()).isZero();
    }

    /** Time for legitimate connections, per packet. */
    private double nanosPerPacket() {
        long packets = fed;
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < QUIET; i++) {
            now += 10_000;
            legitimate(() -> {});
        }
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        return (double) nanos / (fed - packets);
    }

    /** The flood is over and its timers have run. */
    private void recovers(double nanosBefore) {
        seconds = (System.nanoTime() - began) / 1e9;
        floodPackets = fed;
        settle();
        double nanosAfter = Math.min(nanosPerPacket(), nanosPerPacket());
        assertThat(nanosAfter)
                .as("nanoseconds per packet, before %s", nanosBefore)
                .isLessThan(4 * nanosBefore);
        assertThat(goodAnalysed).isEqualTo(good);
        analyzer.close();
        assertThat(analyzer.statistics().bufferedBytes() + analyzer.statistics().analyzerErrors())
                .isZero();
    }

    @Test
    void synsOfDistinctFlows() {
        int flows = size(60_000, 10_000_000);
        int limit = size(10_000, 200_000);
        start(builder -> builder.set(Options.MAX_CONNECTIONS, (long) limit));
        double before = quietTimes();
        int[] flow = {0};
        Runnable syns = () -> {
            for (int i = 0; i < BURST; i++, flow[0]++) {
                now += GAP_NANOS;
                Route route = new Route(false, 0x0b000000 + flow[0], 1 + flow[0] % 60_000, 0x0a000001, HTTP);
                feed(Packets.tcp(now, route, flow[0], 0, Packets.SYN, NOTHING));
            }
        };
        while (flow[0] < flows) {
            legitimate(syns);
            assertThat(analyzer.statistics().liveConnections()).isLessThanOrEqualTo(limit);
            if (flow[0] % (flows / 5) < 2 * BURST) {
                lookAtHeap();
            }
        }
        assertThat(goodAnalysed).isEqualTo(good);
        assertThat(mostHeap - heapBefore).isLessThan(2_500L * limit + (32 << 20));
        recovers(before);
    }

    @Test
    void fragments() {
        int datagrams = size(40_000, 5_000_000);
        start(builder -> {});
        double before = quietTimes();
        byte[] part = new byte[1_400];
        int[] next = {0};
        Runnable parts = () -> {
            for (int i = 0; i < BURST; i++, next[0]++) {
                now += GAP_NANOS;
                Route route = new Route(false, 0x0b000000 + next[0] / 3, 0, 0x0a000001, 0);
                feed(Packets.fragment(now, route, next[0], 8 * (next[0] % 5), true, part));
            }
        };
        while (next[0] < datagrams) {
            legitimate(parts);
            if (next[0] % (datagrams / 5) < 2 * BURST) {
                lookAtHeap();
            }
        }
        assertThat(goodAnalysed).isEqualTo(good);
        assertThat(mostHeap - heapBefore).isLessThan(128 << 20);
        recovers(before);
    }

    @Test
    void tinySegmentsOutOfOrder() {
        int segments = size(30_000, 1_000_000);
        long limit = 1 << 20;
        start(builder ->
                builder.set(Options.MAX_BUFFERED_BYTES_PER_STREAM, limit).set(Options.MAX_BUFFERED_BYTES, 2 * limit));
        double before = quietTimes();
        Route route = new Route(false, 0x0b000001, 40_000, 0x0a000001, 9_999);
        feed(Packets.tcp(now, route, 0, 0, Packets.SYN, NOTHING));
        feed(Packets.tcp(now, route.back(), 0, 1, Packets.SYN | Packets.ACK, NOTHING));
        feed(Packets.tcp(now, route, 1, 1, Packets.ACK | Packets.PSH, new byte[3]));
        feed(Packets.tcp(now, route.back(), 1, 4, Packets.ACK, NOTHING));
        int[] next = {0};
        Runnable tiny = () -> {
            for (int i = 0; i < BURST; i++, next[0]++) {
                now += GAP_NANOS;
                // All over a window, from the end to the beginning, with holes of one byte between them.
                int block = next[0] / 4_000;
                int seq = 100 + 8_000 * block + 2 * (3_999 - next[0] % 4_000);
                feed(Packets.tcp(now, route, seq, 1, Packets.ACK, new byte[1]));
            }
        };
        while (next[0] < segments) {
            legitimate(tiny);
            assertThat(analyzer.statistics().bufferedBytes()).isLessThanOrEqualTo(2 * limit);
            if (next[0] % (segments / 5) < 2 * BURST) {
                lookAtHeap();
            }
        }
        assertThat(goodAnalysed).isEqualTo(good);
        assertThat(mostHeap - heapBefore).isLessThan(64 << 20);
        recovers(before);
    }

    /** Of every protocol in turn. */
    @Test
    void halfSentMessages() {
        int connections = size(6_000, 100_000);
        long limit = size(4 << 20, 64 << 20);
        start(builder -> builder.set(Options.MAX_ANALYZER_BYTES, limit));
        double before = quietTimes();
        HalfMessages[] kinds = HalfMessages.values();
        int[] next = {0};
        Runnable aConnection = () -> {
            now += GAP_NANOS;
            fed += kinds[next[0] % kinds.length].send(analyzer, now, next[0], HALF_MESSAGE);
            next[0]++;
        };
        long mostLive = 0;
        while (next[0] < connections) {
            legitimate(aConnection);
            mostLive = Math.max(mostLive, analyzer.statistics().liveConnections());
            if (next[0] % (connections / 4) < 2) {
                lookAtHeap();
            }
        }
        lookAtHeap();
        assertThat(goodAnalysed).isEqualTo(good);
        // A buffer may be twice as large as what is in it.
        long perConnection = (mostHeap - heapBefore - 2 * limit) / mostLive;
        System.out.printf(
                "halfSentMessages(): %,d connections, %,d bytes each besides those that count%n",
                mostLive, perConnection);
        assertThat(mostLive).isGreaterThan(connections);
        assertThat(perConnection).isLessThan(MAX_BYTES_PER_CONNECTION);
        recovers(before);
    }
}
