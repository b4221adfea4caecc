package org.nsm.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Holds a run against what its input may cost: time of the processor and bytes allocated, both linear in the length of
 * the input. The bounds are far above what is usual and far below what quadratic work on a few kilobytes takes.
 */
public final class Cost {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** An analyzer with its tables, and the classes that the first runs load. */
    private static final long FIXED_BYTES = 64 << 20;

    private static final long BYTES_PER_BYTE = 32 << 10;
    private static final long FIXED_NANOS = 2_000_000_000L;
    private static final long NANOS_PER_BYTE = 200_000;
    private static final int ATTEMPTS = 3;

    /** While fuzzing, what counts the coverage and watches comparisons costs many times what the code under test does. */
    private static final int SLACK = System.getenv("JAZZER_FUZZ") == null ? 1 : 16;

    private Cost() {}

    /** Runs something, and again where it cost too much, since the first runs load classes and instrument them. */
    public static void check(long inputLength, Runnable run) {
        long allowedBytes = SLACK * (FIXED_BYTES + inputLength * BYTES_PER_BYTE);
        long allowedNanos = SLACK * (FIXED_NANOS + inputLength * NANOS_PER_BYTE);
        for (int attempt = 1; ; attempt++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            run.run();
            long nanos = THREADS.getCurrentThreadCpuTime() - start;
            allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            if (allocated <= allowedBytes && nanos <= allowedNanos) {
                return;
            }
            if (attempt == ATTEMPTS) {
                throw new AssertionError(nanos / 1_000_000 + " ms and " + allocated
                        + " bytes allocated for an input of " + inputLength + " bytes");
            }
        }
    }
}
