package org.nsm.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Packet;
import org.nsm.api.Statistics;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.AnalyzerFactory;
import org.nsm.api.spi.FlowHash;

/**
 * Several analyzers, each on a thread of its own, that share the packets of one source.
 *
 * <pre>{@code
 * try (AnalyzerPool pool = AnalyzerPool.start(4, i -> Analyzer.builder().on(DnsEvent.class, handlers[i]));
 *      PacketSource source = PcapFile.open(path)) {
 *     for (Packet packet; (packet = source.next()) != null; ) {
 *         pool.feed(packet);
 *     }
 * }
 * }</pre>
 *
 * <p>All packets of a flow go to the same analyzer, in the order they are fed in: both directions, the fragments of its
 * datagrams, and what a tunnel carries. Between flows of different analyzers there is no order. What needs to see
 * several flows at once, such as the data connection that an FTP session announces, is found only where they meet in
 * one analyzer.
 *
 * <p>Packets of a capture file stay where they were read, as long as the file has memory to lend; others are copied into memory that is used again. They travel in
 * batches: a batch travels when it is full (256 packets and ticks, or 128 KiB), when a tenth of a second of packet time went
 * by, but not more often than twenty times in a second of real time, and when {@link #advanceTime} or {@link #close()} is
 * called. At each tenth of a second of packet time, a tick, each analyzer also gets the time, behind the packets it was
 * given before, so that the timers of one that gets no packets run as well. How the threads are scheduled changes nothing
 * of this: each analyzer is called the same way in each run. As many as 128 batches may be under way to an analyzer, 16 MiB;
 * then {@link #feed} waits. No packet is dropped.
 *
 * <p>Handlers run on the thread of their analyzer. A handler that is given to several analyzers is called by
 * several threads at a time. Handlers must not call the pool.
 *
 * <p>When an exception leaves an analyzer, which is to say that the host's {@link org.nsm.api.HandlerErrorListener}
 * threw or that the virtual machine ran out of memory or the like (see {@link Analyzer}), that analyzer gets no more
 * packets, and the pool throws a {@link CompletionException} with the exception as its cause from every further call,
 * {@link #close()} included. The others are still closed in good order.
 *
 * <p>The pool is fed and closed by one thread at a time; {@link #statistics()} may be called by any. Waiting does not
 * end when the thread is interrupted; the interrupt stays pending. A handler that never returns makes the pool wait for
 * good.
 */
public final class AnalyzerPool implements AutoCloseable {

    private static final long TICK_NANOS = 100_000_000;

    /** A capture file runs through hundreds of ticks in this time; waking the threads each time would slow it down. */
    private static final long TRAVEL_NANOS = 50_000_000;

    private static final int GOLDEN_RATIO = 0x9e3779b9;

    private final PoolWorker[] workers;
    private final FlowHash flowHash;
    private final AtomicReference<@Nullable Throwable> failure;
    private long nextTick = Long.MIN_VALUE;
    private long latest;
    private long lastTravel = System.nanoTime();
    private Instant handedOver = Instant.EPOCH;
    private boolean closed;

    private AnalyzerPool(PoolWorker[] workers, FlowHash flowHash, AtomicReference<@Nullable Throwable> failure) {
        this.workers = workers;
        this.flowHash = flowHash;
        this.failure = failure;
    }

    /**
     * Builds the analyzers and starts their threads.
     *
     * @param threads  how many, at least 1
     * @param builders called with 0, 1, … for the builder of each analyzer; may return the same builder each time,
     *                 whose handlers are then called by all threads. The options should be the same in all
     * @return a pool, to be closed by the caller
     * @throws IllegalArgumentException if the number of threads is less than 1, or an option is out of its range
     * @throws IllegalStateException    if the implementation ({@code nsm-reassembly}) is not on the module or class
     *                                  path
     */
    public static AnalyzerPool start(int threads, IntFunction<AnalyzerBuilder> builders) {
        AnalyzerFactory factory = ServiceLoader.load(AnalyzerFactory.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no implementation of " + AnalyzerFactory.class.getName()
                        + " found; is nsm-reassembly missing?"));
        return start(threads, builders, factory);
    }

    static AnalyzerPool start(int threads, IntFunction<AnalyzerBuilder> builders, AnalyzerFactory factory) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads analyse nothing");
        }
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Analyzer> analyzers = new ArrayList<>();
        PoolWorker[] workers = new PoolWorker[threads];
        AnalyzerPool pool;
        try {
            AnalyzerConfiguration first = builders.apply(0).configuration();
            pool = new AnalyzerPool(workers, factory.flowHash(first), failure);
            for (int i = 0; i < threads; i++) {
                Analyzer analyzer =
                        factory.create(i == 0 ? first : builders.apply(i).configuration());
                analyzers.add(analyzer);
                workers[i] = new PoolWorker("nsm-analyzer-" + i, analyzer, error -> failure.compareAndSet(null, error));
            }
        } catch (Throwable error) {
            analyzers.forEach(Analyzer::close);
            throw error;
        }
        for (PoolWorker worker : workers) {
            worker.start();
        }
        return pool;
    }

    /**
     * Hands a packet to the analyzer of its flow. Waits while that analyzer has too much to do already.
     *
     * @param packet the packet; it and its bytes are used during the call only
     * @throws IllegalStateException if the pool is closed
     * @throws CompletionException   if an analyzer failed; the packet is not analysed
     */
    public void feed(Packet packet) {
        check();
        long time = packet.timeNanos();
        latest = Math.max(latest, time);
        if (time >= nextTick) {
            nextTick = time > Long.MAX_VALUE - TICK_NANOS ? Long.MAX_VALUE : time + TICK_NANOS;
            tick(time);
        }
        workers[indexOf(flowHash.hash(packet))].feed(packet);
    }

    /**
     * Lets time pass on a quiet link, and has the packets analysed that still wait for others to travel with. Does not
     * wait until that is done.
     *
     * @param time packet time
     * @throws IllegalStateException if the pool is closed
     * @throws CompletionException   if an analyzer failed
     */
    public void advanceTime(Instant time) {
        check();
        handOver(time);
    }

    /**
     * What the analyzers did so far, taken together. Packets under way are not counted yet; after {@link #close()}
     * everything is.
     *
     * @return the sums, each analyzer's as of its last batch
     */
    public Statistics statistics() {
        Statistics sum = workers[0].statistics();
        for (int i = 1; i < workers.length; i++) {
            sum = sum.plus(workers[i].statistics());
        }
        return sum;
    }

    /**
     * Has everything analysed that was fed, closes each analyzer on its thread, and waits until all this is done. Does
     * nothing the second time.
     *
     * @throws CompletionException if an analyzer failed, now or earlier; of several failures the first
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        // So that what ends with the capture ends at the same time in all of them.
        Instant end = Instant.ofEpochSecond(0, latest);
        if (end.isAfter(handedOver)) {
            handOver(end);
        }
        for (PoolWorker worker : workers) {
            worker.finish();
        }
        for (PoolWorker worker : workers) {
            worker.join();
        }
        rethrow();
    }

    private void tick(long time) {
        long now = System.nanoTime();
        boolean travels = now - lastTravel >= TRAVEL_NANOS;
        if (travels) {
            lastTravel = now;
        }
        handedOver = Instant.ofEpochSecond(0, time);
        for (PoolWorker worker : workers) {
            worker.tick(time, travels);
        }
    }

    private void handOver(Instant time) {
        handedOver = time;
        for (PoolWorker worker : workers) {
            worker.advanceTime(time);
        }
    }

    private void check() {
        if (closed) {
            throw new IllegalStateException("the pool is closed");
        }
        rethrow();
    }

    private void rethrow() {
        @Nullable Throwable error = failure.get();
        if (error != null) {
            throw new CompletionException("an analyzer of the pool failed", error);
        }
    }

    /** Spreads the hash before its upper bits choose, so that no quality of any of its bits is relied upon. */
    private int indexOf(int hash) {
        return (int) (Integer.toUnsignedLong(hash * GOLDEN_RATIO) * workers.length >>> Integer.SIZE);
    }
}
