package org.nsm.events;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Analyzer;
import org.nsm.api.Packet;
import org.nsm.api.Statistics;

/**
 * One analyzer of a pool, its thread, and the batches that travel to it.
 *
 * <p>The batches form a ring. The feeding thread owns those it may still fill, the worker those it has not emptied, and
 * each counts what it handed over. Who has none left parks. The feeding thread, once it parked, waits until several of the
 * ring are free: being woken costs as much as dozens of packets. A worker whose analyzer failed goes on emptying batches,
 * without analysing them, so that nobody waits for it in vain.
 */
final class PoolWorker {

    /**
     * How many batches may be under way, a power of two. Traffic comes in bursts: of 3,000 packets in a row, three quarters may
     * be for the same of two analyzers. And where threads outnumber the cores, each stands still for milliseconds. The other
     * analyzers have work in the meantime only if that many packets wait for them.
     */
    static final int RING = 128;

    /** How many of them must be free before a feeding thread that parked goes on. */
    private static final int WORTH_WAKING = 8;

    private final Analyzer analyzer;
    private final Consumer<Throwable> failures;
    private final Thread thread;
    /** Made by the feeding thread when they are needed for the first time. */
    private final @Nullable PacketBatch[] ring = new PacketBatch[RING];

    private volatile Statistics statistics;

    /** How many batches were handed to the worker; written by the feeding thread. */
    private volatile int filled;

    /** How many of them it handed back; written by the worker. */
    private volatile int emptied;

    private volatile boolean workerParked;
    private volatile @Nullable Thread waitingFeeder;

    // of the feeding thread
    private int handedOver;
    private @Nullable PacketBatch filling;

    PoolWorker(String name, Analyzer analyzer, Consumer<Throwable> failures) {
        this.analyzer = analyzer;
        this.failures = failures;
        this.statistics = analyzer.statistics();
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    // ------------------------------------------------------------------ for the feeding thread

    void feed(Packet packet) {
        batchFor(packet.data().readableBytes()).add(packet);
    }

    /** Lets time pass between the packets, and has them travel if the last ones did long enough ago. */
    void tick(long timeNanos, boolean travels) {
        batchFor(0).mark(timeNanos);
        if (travels) {
            handOver();
        }
    }

    void advanceTime(Instant time) {
        batch().advanceTime(time);
        handOver();
    }

    void finish() {
        batch().markLast();
        handOver();
    }

    /** Waits for the thread to end. An interrupt does not end the waiting. */
    void join() {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The counters as they were after the last batch; for any thread. */
    Statistics statistics() {
        return statistics;
    }

    /** One with room for so many bytes more. */
    private PacketBatch batchFor(int length) {
        if (filling != null && !filling.accepts(length)) {
            handOver();
        }
        return batch();
    }

    private PacketBatch batch() {
        if (filling == null) {
            if (handedOver - emptied == RING) {
                awaitRoom();
            }
            filling = batchAt(handedOver);
        }
        return filling;
    }

    private PacketBatch batchAt(int number) {
        PacketBatch batch = ring[number & RING - 1];
        if (batch == null) {
            batch = new PacketBatch();
            ring[number & RING - 1] = batch;
        }
        return batch;
    }

    private void handOver() {
        filling = null;
        filled = ++handedOver;
        if (workerParked) {
            LockSupport.unpark(thread);
        }
    }

    /** Waits until it is worth going on. An interrupt does not end the waiting. */
    private void awaitRoom() {
        boolean interrupted = false;
        waitingFeeder = Thread.currentThread();
        while (handedOver - emptied > RING - WORTH_WAKING) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        waitingFeeder = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // ------------------------------------------------------------------ of the worker

    private void run() {
        boolean failed = false;
        boolean last = false;
        for (int taken = 0; !last; taken++) {
            if (filled == taken) {
                awaitBatch(taken);
            }
            PacketBatch batch = batchAt(taken);
            last = batch.isLast();
            failed |= fails(batch, failed);
            handBack(taken + 1);
        }
        try {
            analyzer.close();
            statistics = analyzer.statistics();
        } catch (Throwable error) {
            failures.accept(error);
        }
    }

    /**
     * Analyses a batch, or only empties it. Whatever leaves the analyzer, the exception of a handler's listener say, is for
     * the feeding thread to learn of. Allocates nothing, since there may be no memory left.
     */
    private boolean fails(PacketBatch batch, boolean onlyEmpty) {
        try {
            if (!onlyEmpty) {
                batch.deliverTo(analyzer);
                statistics = analyzer.statistics();
            }
            return false;
        } catch (Throwable error) {
            failures.accept(error);
            return true;
        } finally {
            batch.clear();
        }
    }

    private void awaitBatch(int taken) {
        boolean interrupted = false;
        workerParked = true;
        while (filled == taken) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        workerParked = false;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void handBack(int count) {
        emptied = count;
        Thread waiting = waitingFeeder;
        if (waiting != null && filled - count <= RING - WORTH_WAKING) {
            LockSupport.unpark(waiting);
        }
    }
}
