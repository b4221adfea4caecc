package org.nsm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Connection;
import org.nsm.api.Options;
import org.nsm.api.Packet;
import org.nsm.api.Statistics;
import org.nsm.api.TimedEventHandler;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.spi.LentPacket;
import org.nsm.events.AnalyzerPool;
import org.nsm.fuzz.Packets.Route;
import org.nsm.reassembly.PcapFile;

/**
 * A pool whose handlers are as bad as they can be: it waits as documented, loses nothing, keeps the order of each
 * connection, and closes.
 */
@Timeout(120)
class PoolTest {

    private static final int THREADS = 3;
    private static final int CONNECTIONS = 60;
    private static final int REQUESTS = 50;

    /** 128 batches of 256 packets may be under way to each analyzer, and one is being filled. */
    private static final int UNDER_WAY = 129 * 256;

    /** So many of the traffic are more than may be under way. */
    private static final int ROUNDS = 50;

    private static final List<Packet> TRAFFIC = traffic();

    private final Map<String, List<String>> seen = new ConcurrentHashMap<>();

    private static List<Packet> traffic() {
        List<Packet> packets = new ArrayList<>();
        Route[] routes = new Route[CONNECTIONS];
        int[] seq = new int[CONNECTIONS];
        long now = 1_600_000_000_000_000_000L;
        for (int i = 0; i < CONNECTIONS; i++) {
            routes[i] = new Route(i % 2 == 0, 0x0a000001 + i, 20_000 + i, 0x0a010001, 80);
            seq[i] = 1;
            packets.add(Packets.tcp(now, routes[i], 0, 0, Packets.SYN, new byte[0]));
            packets.add(Packets.tcp(now, routes[i].back(), 0, 1, Packets.SYN | Packets.ACK, new byte[0]));
            packets.add(Packets.tcp(now, routes[i], 1, 1, Packets.ACK, new byte[0]));
        }
        for (int request = 0; request < REQUESTS; request++) {
            for (int i = 0; i < CONNECTIONS; i++) {
                now += 10_000;
                byte[] text = ("GET /" + i + "/" + request + " HTTP/1.1\r\nHost: h\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
                packets.add(Packets.tcp(now, routes[i], seq[i], 1, Packets.ACK | Packets.PSH, text));
                seq[i] += text.length;
            }
        }
        return packets;
    }

    private static Map<String, List<String>> expected() {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            List<String> requests = new ArrayList<>();
            for (int request = 0; request < REQUESTS; request++) {
                requests.add("/" + i + "/" + request);
            }
            expected.put("/" + i, requests);
        }
        return expected;
    }

    private AnalyzerPool pool(TimedEventHandler<HttpEvent.Request> handler) {
        return AnalyzerPool.start(THREADS, i -> builder(handler));
    }

    private static AnalyzerBuilder builder(TimedEventHandler<HttpEvent.Request> handler) {
        return Analyzer.builder()
                .set(Options.IGNORE_CHECKSUMS, true)
                .onTimed(HttpEvent.Request.class, handler)
                .onHandlerError((event, error) -> {});
    }

    /** Requests of one connection are all seen by one thread. */
    private void see(HttpEvent.Request request) {
        String uri = request.originalUri();
        seen.computeIfAbsent(uri.substring(0, uri.indexOf('/', 1)), c -> new ArrayList<>())
                .add(uri);
    }

    @AfterEach
    void noThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("nsm-analyzer-"));
    }

    @Test
    void aHandlerThatBlocksHoldsUpTheInputAndLosesNothing() throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        AtomicLong fed = new AtomicLong();
        CountDownLatch closed = new CountDownLatch(1);
        Thread feeder = new Thread(() -> {
            try (AnalyzerPool pool = pool((request, time) -> {
                gate.acquireUninterruptibly();
                gate.release();
                see(request);
            })) {
                for (int round = 0; round < ROUNDS; round++) {
                    for (Packet packet : TRAFFIC) {
                        pool.feed(packet);
                        fed.incrementAndGet();
                    }
                }
            }
            closed.countDown();
        });
        feeder.start();
        while (feeder.getState() != Thread.State.WAITING || fed.get() < 256) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(fed.get()).isLessThanOrEqualTo((long) THREADS * UNDER_WAY);
        gate.release();
        closed.await();

        assertThat(fed.get()).isEqualTo((long) ROUNDS * TRAFFIC.size());
        // The later rounds repeat what was seen, which is not told again.
        assertThat(seen).isEqualTo(expected());
    }

    @Test
    void aHandlerThatThrowsLosesItsOwnEventsOnly() {
        AtomicLong thrown = new AtomicLong();
        AnalyzerPool pool = pool((request, time) -> {
            see(request);
            if (request.originalUri().endsWith("7")) {
                thrown.incrementAndGet();
                throw new IllegalStateException("bad handler");
            }
        });
        TRAFFIC.forEach(pool::feed);
        pool.close();

        assertThat(seen).isEqualTo(expected());
        Statistics statistics = pool.statistics();
        assertThat(statistics.handlerErrors()).isEqualTo(thrown.get()).isPositive();
        assertThat(statistics.analyzerErrors() + statistics.liveConnections()).isZero();
    }

    @Test
    void aHandlerThatIsSlowerThanTheInputGetsEverythingInOrder() {
        AnalyzerPool pool = pool((request, time) -> {
            if (request.originalUri().endsWith("3")) {
                LockSupport.parkNanos(200_000);
            }
            see(request);
        });
        TRAFFIC.forEach(pool::feed);
        pool.close();

        assertThat(seen).isEqualTo(expected());
        assertThat(pool.statistics().packets()).isEqualTo(TRAFFIC.size());
    }

    @Test
    void aHandlerThatThrowsAnErrorLosesItsOwnEventsOnly() {
        AnalyzerPool pool = pool((request, time) -> {
            see(request);
            throw new AssertionError("bad handler");
        });
        TRAFFIC.forEach(pool::feed);
        pool.close();

        assertThat(seen).isEqualTo(expected());
        assertThat(pool.statistics().handlerErrors()).isEqualTo((long) CONNECTIONS * REQUESTS);
        assertThat(pool.statistics().analyzerErrors()).isZero();
    }

    /** One analyzer is lost, and the host is told. The others end in good order. */
    @Test
    void aHandlerThatRunsOutOfMemoryEndsThePool() {
        AnalyzerPool pool = pool((request, time) -> {
            see(request);
            if (request.originalUri().startsWith("/7/")) {
                throw new OutOfMemoryError("bad handler");
            }
        });
        assertThatThrownBy(() -> {
                    for (int round = 0; round < 1_000; round++) {
                        TRAFFIC.forEach(pool::feed);
                    }
                })
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(pool::close).hasCauseInstanceOf(OutOfMemoryError.class);

        assertThat(seen.get("/7")).containsExactly("/7/0");
        assertThat(seen)
                .allSatisfy((connection, requests) -> assertThat(
                                expected().get(connection).subList(0, requests.size()))
                        .isEqualTo(requests));
        assertThat(pool.statistics().liveConnections()).isZero();
    }

    @Test
    void aListenerThatThrowsEndsThePoolAsWell() {
        AnalyzerPool pool = AnalyzerPool.start(
                THREADS,
                i -> builder((request, time) -> {
                            throw new IllegalStateException("bad handler");
                        })
                        .onHandlerError((event, error) -> {
                            throw new IllegalArgumentException("stop");
                        }));
        assertThatThrownBy(() -> {
                    for (int round = 0; round < 1_000; round++) {
                        TRAFFIC.forEach(pool::feed);
                    }
                })
                .hasRootCauseMessage("stop");
        assertThatThrownBy(pool::close).hasRootCauseMessage("stop");
        assertThat(pool.statistics().analyzerErrors()).isZero();
    }

    @Test
    void theMemoryOfAPacketMayBeUsedAgainAtOnceWhileItsHandlerIsStillBusy() {
        Semaphore gate = new Semaphore(0);
        AnalyzerPool pool = pool((request, time) -> {
            gate.acquireUninterruptibly();
            gate.release();
            see(request);
        });
        byte[] memory = new byte[4_096];
        ByteBuf buffer = Unpooled.wrappedBuffer(memory);
        for (int i = 0; i < TRAFFIC.size(); i++) {
            Packet packet = TRAFFIC.get(i);
            int length = packet.data().readableBytes();
            packet.data().getBytes(packet.data().readerIndex(), memory, 0, length);
            pool.feed(Packet.of(
                    Instant.ofEpochSecond(0, packet.timeNanos()), packet.linkType(), buffer.setIndex(0, length)));
            Arrays.fill(memory, (byte) 0xee);
            if (i == 1_000) {
                gate.release();
            }
        }
        pool.close();

        assertThat(seen).isEqualTo(expected());
        assertThat(pool.statistics().malformed()).isZero();
    }

    @Test
    void closingWaitsForAHandlerThatBlocksAndHasEverythingAnalysed() throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        AnalyzerPool pool = pool((request, time) -> {
            gate.acquireUninterruptibly();
            gate.release();
            see(request);
        });
        TRAFFIC.subList(0, 1_500).forEach(pool::feed);
        Thread closer = new Thread(pool::close);
        closer.start();
        closer.join(200);
        assertThat(closer.isAlive()).isTrue();
        assertThat(seen).isEmpty();
        gate.release();
        closer.join(20_000);

        assertThat(closer.isAlive()).isFalse();
        assertThat(pool.statistics().packets()).isEqualTo(1_500);
        assertThat(seen.values().stream().mapToInt(List::size).sum()).isEqualTo(1_500 - 3 * CONNECTIONS);
        assertThat(seen)
                .allSatisfy((connection, requests) -> assertThat(
                                expected().get(connection).subList(0, requests.size()))
                        .isEqualTo(requests));
    }

    private static Map<Connection.Id, List<String>> requestsOf(Path capture, boolean pooled) throws IOException {
        Map<Connection.Id, List<String>> requests = new ConcurrentHashMap<>();
        TimedEventHandler<HttpEvent> handler = (event, time) -> {
            if (pooled) {
                LockSupport.parkNanos(20_000);
            }
            if (event instanceof HttpEvent.Request request) {
                requests.computeIfAbsent(request.connection().id(), id -> new ArrayList<>())
                        .add(request.originalUri());
            } else if (event instanceof HttpEvent.EntityData data) {
                requests.computeIfAbsent(data.connection().id(), id -> new ArrayList<>())
                        .add(ByteBufUtil.hexDump(data.data()));
            }
        };
        try (PcapFile source = PcapFile.open(capture);
                AnalyzerPool pool = AnalyzerPool.start(
                        pooled ? THREADS : 1, i -> Analyzer.builder().onTimed(HttpEvent.class, handler))) {
            for (Packet packet; (packet = source.next()) != null; ) {
                assertThat(packet).isInstanceOf(LentPacket.class);
                pool.feed(packet);
            }
        }
        return requests;
    }

    /** The packets of a capture file stay where they were read, and the file reads on. */
    @Test
    void whatACaptureFileLendsIsAnalysedAsItWas() throws IOException {
        Path capture = Path.of("../examples/captures/http.pcap");
        Map<Connection.Id, List<String>> expected = requestsOf(capture, false);
        assertThat(expected).isNotEmpty();
        assertThat(requestsOf(capture, true)).isEqualTo(expected);
    }
}
