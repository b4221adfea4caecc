package org.nsm.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nsm.api.Analyzer;
import org.nsm.api.Connection;
import org.nsm.api.LinkType;
import org.nsm.api.Packet;
import org.nsm.api.Statistics;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.AnalyzerFactory;
import org.nsm.api.spi.FlowHash;
import org.nsm.api.spi.LentPacket;

@Timeout(60)
class AnalyzerPoolTest {

    private static final long SECOND = 1_000_000_000;

    private final List<FakeAnalyzer> analyzers = new ArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private Consumer<FakeAnalyzer> onFeed = analyzer -> {};

    @AfterEach
    void letEverythingEnd() {
        gate.countDown();
    }

    @Test
    void thePacketsOfAFlowReachOneAnalyzerInTheirOrder() {
        AnalyzerPool pool = start(3);
        int[] sequence = new int[50];
        for (int i = 0; i < 20_000; i++) {
            int flow = i * 7919 % 50;
            pool.feed(packet(i * 1_000L, flow, sequence[flow]++));
        }
        pool.close();

        assertThat(analyzers)
                .hasSize(3)
                .allSatisfy(analyzer -> assertThat(analyzer.packets).isNotEmpty());
        for (int flow = 0; flow < 50; flow++) {
            int wanted = flow;
            List<List<Integer>> seen = analyzers.stream()
                    .map(analyzer -> analyzer.packets.stream()
                            .filter(seenPacket -> seenPacket.flow() == wanted)
                            .map(Seen::sequence)
                            .toList())
                    .filter(list -> !list.isEmpty())
                    .toList();
            assertThat(seen)
                    .singleElement()
                    .isEqualTo(IntStream.range(0, sequence[flow]).boxed().toList());
        }
    }

    @Test
    void packetsThatBelongToNoFlowStayTogether() {
        AnalyzerPool pool = start(4);
        for (int i = 0; i < 100; i++) {
            pool.feed(packet(i, 0, i));
        }
        pool.close();

        assertThat(analyzers.get(0).packets).hasSize(100);
    }

    @Test
    void aPacketArrivesAsItWasFedThoughItsMemoryIsUsedAgain() {
        AnalyzerPool pool = start(1);
        ByteBuf reused = Unpooled.directBuffer(100);
        for (int i = 0; i < 1_000; i++) {
            reused.clear().writeZero(i % 10).skipBytes(i % 10).writeInt(i).writeInt(-i);
            pool.feed(Packet.of(Instant.ofEpochSecond(5, i), LinkType.of(i % 2), reused, 8 + i));
        }
        reused.release();
        pool.close();

        assertThat(analyzers.get(0).packets)
                .hasSize(1_000)
                .containsExactlyElementsOf(IntStream.range(0, 1_000)
                        .mapToObj(i -> new Seen(i, -i, 8, 5 * SECOND + i, 8 + i, LinkType.of(i % 2)))
                        .toList());
    }

    @Test
    void aPacketMayBeLargerThanABatchAndMayBeEmpty() {
        AnalyzerPool pool = start(1);
        int[] lengths = {0, 100, 1 << 20, 100, (1 << 17) - 100, 100, 0, 1 << 17, 1 << 21};
        for (int length : lengths) {
            ByteBuf data = Unpooled.buffer(Math.max(length, 1)).writeZero(length);
            pool.feed(Packet.of(Instant.EPOCH, LinkType.ETHERNET, data));
        }
        pool.close();

        assertThat(analyzers.get(0).packets.stream().map(Seen::length))
                .containsExactlyElementsOf(IntStream.of(lengths).boxed().toList());
    }

    @Test
    void feedingWaitsForAnAnalyzerThatHasTooMuchToDoAndDropsNothing() throws Exception {
        onFeed = analyzer -> awaitGate();
        AnalyzerPool pool = start(2);
        AtomicInteger fed = new AtomicInteger();
        Thread feeder = new Thread(() -> {
            for (int i = 0; i < 100_000; i++) {
                pool.feed(packet(0, 1, i));
                fed.incrementAndGet();
            }
            pool.close();
        });
        feeder.start();
        awaitState(feeder, Thread.State.WAITING);

        assertThat(fed.get()).isLessThanOrEqualTo(PoolWorker.RING * PacketBatch.MAX_PACKETS);
        gate.countDown();
        feeder.join();

        assertThat(fed.get()).isEqualTo(100_000);
        assertThat(analyzers.get(0).packets.size() + analyzers.get(1).packets.size())
                .isEqualTo(100_000);
    }

    @Test
    void anInterruptNeitherEndsTheWaitingNorIsForgotten() throws Exception {
        onFeed = analyzer -> awaitGate();
        AnalyzerPool pool = start(1);
        List<Boolean> interrupted = new ArrayList<>();
        Thread feeder = new Thread(() -> {
            for (int i = 0; i < 100_000; i++) {
                pool.feed(packet(0, 1, i));
            }
            pool.close();
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        feeder.start();
        awaitState(feeder, Thread.State.WAITING);
        feeder.interrupt();
        gate.countDown();
        feeder.join();

        assertThat(interrupted).containsExactly(true);
        assertThat(analyzers.get(0).packets).hasSize(100_000);
    }

    @Test
    void timePassesForAnAnalyzerThatGetsNoPacketsButNeverAheadOfThePacketsOfOneThatDoes() {
        AnalyzerPool pool = start(2);
        for (int i = 0; i < 1_000; i++) {
            pool.feed(packet(i * SECOND / 100, 1, i)); // ten seconds
        }
        pool.close();

        FakeAnalyzer busy = analyzers.get(0).packets.isEmpty() ? analyzers.get(1) : analyzers.get(0);
        FakeAnalyzer idle = busy == analyzers.get(0) ? analyzers.get(1) : analyzers.get(0);
        assertThat(idle.packets).isEmpty();
        assertThat(idle.times).hasSize(101).isSorted();
        assertThat(idle.times.get(99)).isBetween(Instant.ofEpochMilli(9_800), Instant.ofEpochMilli(9_990));
        assertThat(idle.times).endsWith(Instant.ofEpochMilli(9_990)); // the end is the same for all
        assertThat(busy.wentBack).isFalse();
    }

    @Test
    void theCallsOfAnAnalyzerDoNotDependOnHowTheThreadsAreScheduled() {
        List<List<Long>> runs = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            analyzers.clear();
            AtomicInteger calls = new AtomicInteger();
            onFeed = analyzer -> {
                if (calls.incrementAndGet() % 100 == 0) {
                    LockSupport.parkNanos(100_000);
                }
            };
            AnalyzerPool pool = start(2);
            for (int i = 0; i < 5_000; i++) {
                pool.feed(packet(i * 1_000_003L, i % 13, i));
            }
            pool.close();
            runs.add(analyzers.get(1).calls);
        }

        assertThat(runs.get(1)).isEqualTo(runs.get(0));
        assertThat(runs.get(2)).isEqualTo(runs.get(0));
    }

    @Test
    void advancingTheTimeSendsThePacketsThatWait() throws Exception {
        CountDownLatch arrived = new CountDownLatch(3);
        onFeed = analyzer -> arrived.countDown();
        AnalyzerPool pool = start(2);
        for (int i = 0; i < 3; i++) {
            pool.feed(packet(0, i, i));
        }

        pool.advanceTime(Instant.ofEpochSecond(9));

        assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
        pool.close();
        assertThat(analyzers).allSatisfy(analyzer -> assertThat(analyzer.times).endsWith(Instant.ofEpochSecond(9)));
    }

    @Test
    void eachAnalyzerIsFedAndClosedOnAThreadOfItsOwn() {
        AnalyzerPool pool = start(3);
        for (int i = 0; i < 100; i++) {
            pool.feed(packet(i, i, i));
        }
        pool.close();
        pool.close();

        assertThat(analyzers).extracting(analyzer -> analyzer.closes).containsExactly(1, 1, 1);
        assertThat(analyzers)
                .extracting(analyzer -> analyzer.threads.stream()
                        .map(Thread::getName)
                        .distinct()
                        .toList())
                .containsExactly(List.of("nsm-analyzer-0"), List.of("nsm-analyzer-1"), List.of("nsm-analyzer-2"));
        assertThat(analyzers)
                .allSatisfy(analyzer -> assertThat(analyzer.threads).allMatch(Thread::isDaemon));
    }

    @Test
    void aPoolThatIsClosedTakesNothing() {
        AnalyzerPool pool = start(1);
        pool.close();

        assertThatThrownBy(() -> pool.feed(packet(0, 0, 0))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pool.advanceTime(Instant.EPOCH)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theCountersAreTheSumsOfTheAnalyzers() {
        AnalyzerPool pool = start(3);
        assertThat(pool.statistics().packets()).isZero();
        for (int i = 0; i < 1_000; i++) {
            pool.feed(packet(i, i, i));
        }
        pool.close();

        assertThat(pool.statistics().packets()).isEqualTo(1_000);
        assertThat(pool.statistics().liveConnections()).isZero();
    }

    @Test
    void whatLeavesAnAnalyzerIsThrownByTheNextCallsAndAtTheEnd() {
        AssertionError error = new AssertionError("broken");
        onFeed = analyzer -> {
            if (analyzer == analyzers.get(0)) {
                throw error;
            }
        };
        AnalyzerPool pool = start(2);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10_000_000; i++) {
                        pool.feed(packet(i, i % 10, i));
                    }
                })
                .isInstanceOf(CompletionException.class)
                .hasCause(error);
        assertThatThrownBy(() -> pool.advanceTime(Instant.EPOCH)).hasCause(error);
        assertThatThrownBy(pool::close).isInstanceOf(CompletionException.class).hasCause(error);
        assertThat(analyzers).extracting(analyzer -> analyzer.closes).containsExactly(1, 1);
        assertThat(analyzers.get(0).threads).hasSize(3); // the time, one packet, and the end
        assertThat(analyzers.get(1).packets).isNotEmpty();
    }

    @Test
    void whatLeavesAnAnalyzerWhenItIsClosedIsThrownAtTheEnd() {
        AnalyzerPool pool = start(2);
        analyzers.get(1).failureOfClose = new IllegalStateException("at the end");
        pool.feed(packet(0, 0, 0));

        assertThatThrownBy(pool::close).isInstanceOf(CompletionException.class).hasRootCauseMessage("at the end");

        assertThat(analyzers).extracting(analyzer -> analyzer.closes).containsExactly(1, 1);
    }

    /** Without memory, say. Nobody waits for it in vain then. */
    @Test
    void anAnalyzerThatCannotEvenTellItsCountersHoldsNobodyUp() {
        OutOfMemoryError error = new OutOfMemoryError("no counters");
        AnalyzerPool pool = start(2);
        analyzers.get(0).failureOfStatistics = error;

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10_000_000; i++) {
                        pool.feed(packet(i, i % 10, i));
                    }
                })
                .isInstanceOf(CompletionException.class)
                .hasCause(error);
        assertThatThrownBy(pool::close).hasCause(error);
        assertThat(analyzers).extracting(analyzer -> analyzer.closes).containsExactly(1, 1);
    }

    @Test
    void whatPacketsLieInIsGivenBackEvenIfTheirAnalyzerFailed() {
        onFeed = analyzer -> {
            throw new AssertionError("broken");
        };
        AnalyzerPool pool = start(1);
        Lender memory = new Lender(8 << 10);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10_000_000; i++) {
                        pool.feed(lent(memory, i));
                    }
                })
                .isInstanceOf(CompletionException.class);
        assertThatThrownBy(pool::close).isInstanceOf(CompletionException.class);

        assertThat(memory.most.get()).isPositive();
        assertThat(memory.users.get()).isZero();
    }

    @Test
    void whatPacketsLieInIsKeptUntilTheyAreAnalysed() throws Exception {
        onFeed = analyzer -> awaitGate();
        AnalyzerPool pool = start(1);
        Lender memory = new Lender(8 << 10);
        for (int i = 0; i < 1_000; i++) {
            pool.feed(lent(memory, i));
        }
        pool.advanceTime(Instant.EPOCH);
        assertThat(memory.users.get()).isEqualTo(4); // batches
        gate.countDown();
        pool.close();

        assertThat(memory.users.get()).isZero();
        assertThat(analyzers.get(0).packets)
                .extracting(Seen::sequence)
                .containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
    }

    private void assertTravels(int length, int count) throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        onFeed = analyzer -> arrived.incrementAndGet();
        AnalyzerPool pool = start(1);
        ByteBuf data = Unpooled.buffer(length).writeZero(length);
        for (int i = 0; i < count; i++) {
            pool.feed(Packet.of(Instant.EPOCH, LinkType.ETHERNET, data));
        }
        Thread.sleep(50);
        assertThat(arrived.get()).as("a batch that is not full waits").isZero();
        pool.feed(Packet.of(Instant.EPOCH, LinkType.ETHERNET, data));
        while (arrived.get() < count) {
            Thread.sleep(1);
        }
        assertThat(arrived.get()).isEqualTo(count);
        pool.close();
        assertThat(arrived.get()).isEqualTo(count + 1);
    }

    @Test
    void aBatchTravelsWhenItHasAsManyPacketsOrBytesAsItMay() throws Exception {
        assertTravels(8, 255); // and the time of the first, in front of it
        assertTravels(1 << 10, 128);
    }

    @Test
    void nearlyAllBatchesAreTakenWithoutWaiting() {
        onFeed = analyzer -> awaitGate();
        AnalyzerPool pool = start(1);
        // The time of the first takes a place, too.
        for (int i = 0; i < (PoolWorker.RING - 1) * PacketBatch.MAX_PACKETS; i++) {
            pool.feed(packet(0, 1, i));
        }
        gate.countDown();
        pool.close();
        assertThat(analyzers.get(0).packets).hasSize((PoolWorker.RING - 1) * PacketBatch.MAX_PACKETS);
    }

    @Test
    void closingWaitsForAHandlerThatBlocksAndEndsSoonAfterIt() throws Exception {
        onFeed = analyzer -> awaitGate();
        AnalyzerPool pool = start(2);
        for (int i = 0; i < 100; i++) {
            pool.feed(packet(0, i, i));
        }
        List<Boolean> interrupted = new ArrayList<>();
        Thread closer = new Thread(() -> {
            pool.close();
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        closer.start();
        awaitState(closer, Thread.State.WAITING);
        closer.interrupt();
        awaitState(closer, Thread.State.WAITING);
        gate.countDown();
        closer.join(10_000);

        assertThat(interrupted).containsExactly(true);
        assertThat(analyzers.get(0).packets.size() + analyzers.get(1).packets.size())
                .isEqualTo(100);
        assertThat(analyzers).extracting(analyzer -> analyzer.closes).containsExactly(1, 1);
    }

    @Test
    void anInterruptThatIsPendingKeepsNothingFromBeingFed() {
        AnalyzerPool pool = start(1);
        Thread.currentThread().interrupt();
        for (int i = 0; i < 10_000; i++) {
            pool.feed(packet(0, 1, i));
        }
        pool.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(analyzers.get(0).packets).hasSize(10_000);
    }

    @Test
    void aHandlerMayInterruptItsOwnThread() {
        onFeed = analyzer -> Thread.currentThread().interrupt();
        AnalyzerPool pool = start(1);
        for (int i = 0; i < 10_000; i++) {
            pool.feed(packet(i * SECOND, 1, i));
        }
        pool.close();
        assertThat(analyzers.get(0).packets).hasSize(10_000);
    }

    @Test
    void anyThreadMayAskForTheCountersWhichNeverGoBack() throws Exception {
        AnalyzerPool pool = start(3);
        List<Long> counts = new ArrayList<>();
        Thread asking = new Thread(() -> {
            while (counts.isEmpty() || counts.get(counts.size() - 1) < 50_000) {
                counts.add(pool.statistics().packets());
            }
        });
        asking.start();
        for (int i = 0; i < 50_000; i++) {
            pool.feed(packet(i * 100_000L, i, i));
        }
        pool.close();
        asking.join();

        assertThat(counts).isSorted().endsWith(50_000L);
    }

    @Test
    void aPoolThatCannotBeStartedClosesTheAnalyzersItHasMade() {
        assertThatThrownBy(() -> AnalyzerPool.start(
                        3,
                        i -> {
                            if (i == 2) {
                                throw new IllegalArgumentException("the third");
                            }
                            return Analyzer.builder();
                        },
                        new FakeFactory()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the third");

        assertThat(analyzers).extracting(analyzer -> analyzer.closes).containsExactly(1, 1);
    }

    @Test
    void aPoolHasAtLeastOneThread() {
        assertThatThrownBy(() -> start(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutAnImplementationThePoolSaysWhatIsMissing() {
        assertThatThrownBy(() -> AnalyzerPool.start(1, i -> Analyzer.builder()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nsm-reassembly");
    }

    // ------------------------------------------------------------------ helpers

    private AnalyzerPool start(int threads) {
        return AnalyzerPool.start(threads, i -> Analyzer.builder(), new FakeFactory());
    }

    private static Packet packet(long timeNanos, int flow, int sequence) {
        return Packet.of(
                Instant.ofEpochSecond(0, timeNanos),
                LinkType.ETHERNET,
                Unpooled.buffer(8).writeInt(flow).writeInt(sequence));
    }

    /** The sequence number stays where it is until it is written anew. */
    private static LentPacket lent(Lender memory, int sequence) {
        int at = 8 * (sequence & 1023);
        Unpooled.wrappedBuffer(memory.bytes).setInt(at, 1).setInt(at + 4, sequence);
        return memory.packet(at, at + 8);
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static void awaitState(Thread thread, Thread.State state) throws InterruptedException {
        int calm = 0;
        while (calm < 20) {
            calm = thread.getState() == state ? calm + 1 : 0;
            Thread.sleep(5);
        }
    }

    private record Seen(int flow, int sequence, int length, long timeNanos, int originalLength, LinkType linkType) {}

    private final class FakeFactory implements AnalyzerFactory {

        @Override
        public Analyzer create(AnalyzerConfiguration configuration) {
            FakeAnalyzer analyzer = new FakeAnalyzer();
            analyzers.add(analyzer);
            return analyzer;
        }

        @Override
        public FlowHash flowHash(AnalyzerConfiguration configuration) {
            return packet -> packet.data().readableBytes() < 4
                    ? 0
                    : packet.data().getInt(packet.data().readerIndex());
        }
    }

    /** Notes what it is called with; read by the test after the pool was closed. */
    private final class FakeAnalyzer implements Analyzer {

        private final List<Seen> packets = new ArrayList<>();
        private final List<Instant> times = new ArrayList<>();
        private final List<Thread> threads = new ArrayList<>();
        private final List<Long> calls = new ArrayList<>();
        private @Nullable RuntimeException failureOfClose;
        private volatile @Nullable Error failureOfStatistics;
        private long reached;
        private boolean wentBack;
        private int closes;

        @Override
        public void feed(Packet packet) {
            called(packet.timeNanos());
            onFeed.accept(this);
            ByteBuf data = packet.data();
            int length = data.readableBytes();
            packets.add(new Seen(
                    length < 4 ? 0 : data.getInt(data.readerIndex()),
                    length < 8 ? 0 : data.getInt(data.readerIndex() + 4),
                    length,
                    packet.timeNanos(),
                    packet.originalLength(),
                    packet.linkType()));
        }

        @Override
        public void advanceTime(Instant time) {
            called(time.getEpochSecond() * SECOND + time.getNano());
            times.add(time);
        }

        private void called(long time) {
            threads.add(Thread.currentThread());
            calls.add(time);
            wentBack |= time < reached;
            reached = Math.max(reached, time);
        }

        @Override
        public Instant time() {
            return Instant.ofEpochSecond(0, reached);
        }

        @Override
        public Statistics statistics() {
            Error failure = failureOfStatistics;
            if (failure != null) {
                throw failure;
            }
            return new Statistics(packets.size(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 - closes, 0, 0, 0, 0, 0, 0, 0);
        }

        @Override
        public @Nullable Connection connection(Connection.Id id) {
            return null;
        }

        @Override
        public void forEachConnection(Consumer<? super Connection> visitor) {}

        @Override
        public void close() {
            threads.add(Thread.currentThread());
            closes++;
            if (failureOfClose != null) {
                throw failureOfClose;
            }
        }
    }
}
