package org.nsm.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

/**
 * Finds the packet that took longest. On a busy machine that is the one during which another process had the core, so that
 * the CPU time is looked at as well. Asking for it costs more than most packets do: it is asked for once in a while, and
 * whenever a packet took long.
 */
final class LongestFeed {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int STRIDE = 64;
    private static final long LONG_NANOS = 500_000;

    private int untilCpu;
    private long cpuBefore;
    private long start;
    private long nanos;
    private long cpuNanos;

    /** A packet is about to be fed. */
    void begin() {
        if (--untilCpu < 0) {
            untilCpu = STRIDE;
            cpuBefore = THREADS.getCurrentThreadCpuTime();
        }
        start = System.nanoTime();
    }

    /** The packet was fed. */
    void end() {
        long took = System.nanoTime() - start;
        nanos = Math.max(nanos, took);
        if (took > LONG_NANOS) {
            untilCpu = 0;
            cpuNanos = Math.max(cpuNanos, Math.min(took, THREADS.getCurrentThreadCpuTime() - cpuBefore));
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "longest feed %.2f ms; of CPU time %.2f ms at most",
                nanos / 1e6,
                Math.max(cpuNanos, Math.min(nanos, LONG_NANOS)) / 1e6);
    }
}
