package org.nsm.events;

import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Analyzer;
import org.nsm.api.Packet;
import org.nsm.api.Statistics;

/**
 * One analyzer of a pool, its thread, and the batches that travel to it.
 *
 * <p>The batches form a ring. The feeding thread owns those it may still fill, the worker those it has not emptied, and
 * two semaphores count how many either has. A worker whose analyzer failed goes on emptying batches, without analysing
 * them, so that nobody waits for it in vain.
 */
final class PoolWorker {

    private static final int RING = 8;

    private final Analyzer analyzer;
    private final Consumer<Throwable> failures;
    private final Thread thread;
    private final PacketBatch[] ring = new PacketBatch[RING];
    private final Semaphore free = new Semaphore(RING);
    private final Semaphore filled = new Semaphore(0);
    private volatile Statistics statistics;

    // of the feeding thread
    private int next;
    private @Nullable PacketBatch filling;

    PoolWorker(String name, Analyzer analyzer, Consumer<Throwable> failures) {
        this.analyzer = analyzer;
        this.failures = failures;
        this.statistics = analyzer.statistics();
        for (int i = 0; i < RING; i++) {
            ring[i] = new PacketBatch();
        }
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    // ------------------------------------------------------------------ for the feeding thread

    void feed(Packet packet) {
        int length = packet.data().readableBytes();
        if (filling != null && !filling.accepts(length)) {
            handOver();
        }
        batch().add(packet);
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

    private PacketBatch batch() {
        if (filling == null) {
            free.acquireUninterruptibly();
            filling = ring[next];
        }
        return filling;
    }

    private void handOver() {
        filling = null;
        next = (next + 1) % RING;
        filled.release();
    }

    // ------------------------------------------------------------------ of the worker

    private void run() {
        boolean failed = false;
        boolean last = false;
        for (int i = 0; !last; i = (i + 1) % RING) {
            filled.acquireUninterruptibly();
            PacketBatch batch = ring[i];
            last = batch.isLast();
            failed = failed || fails(() -> batch.deliverTo(analyzer));
            batch.clear();
            if (!failed) {
                statistics = analyzer.statistics();
            }
            free.release();
        }
        fails(() -> {
            analyzer.close();
            statistics = analyzer.statistics();
        });
    }

    /**
     * The exception of a handler's listener, and whatever else leaves the analyzer, is for the feeding thread to learn
     * of.
     */
    private boolean fails(Runnable action) {
        try {
            action.run();
            return false;
        } catch (Throwable error) {
            failures.accept(error);
            return true;
        }
    }
}
