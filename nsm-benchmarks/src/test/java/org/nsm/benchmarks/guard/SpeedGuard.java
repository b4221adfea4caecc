package org.nsm.benchmarks.guard;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Holds what a workload costs against what it cost when that was written down.
 *
 * <p>Time is CPU time of this thread, and in units of {@link Calibration}, which takes turns with the workload, so that the
 * machine, and what else it does, cancel out by and large. The best of all rounds counts on both sides: noise only adds.
 */
final class SpeedGuard {

    /** By how much the time may exceed what was written down. Neighbours in the caches hit one side more than the other. */
    static final double TIME_MARGIN = 3.0;

    /** By how much allocation may: it does not depend on the machine, but on what the compiler got to. */
    static final double ALLOCATION_MARGIN = 1.25;

    /** Bytes a packet that come on top, since a margin of nothing is nothing. */
    static final double ALLOCATION_SLACK = 8;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PACKETS_PER_ROUND = 10_000;

    private final Workload workload;
    private final Calibration calibration = new Calibration();
    private double bestCalibration = Double.MAX_VALUE;
    private double bestNanos = Double.MAX_VALUE;
    private double bestBytes = Double.MAX_VALUE;
    private long guardAgainstElimination;

    /**
     * What a packet costs.
     *
     * @param units units of calibration
     * @param bytes bytes allocated
     */
    record Cost(double units, double bytes) {

        /** What is worse than it was, in words; empty if nothing is. */
        List<String> worseThan(Cost kept) {
            List<String> complaints = new ArrayList<>();
            if (units > kept.units * TIME_MARGIN) {
                complaints.add(String.format(
                        Locale.ROOT,
                        "a packet takes %.3f units of time, more than %.1f times the %.3f kept",
                        units,
                        TIME_MARGIN,
                        kept.units));
            }
            double allowed = kept.bytes * ALLOCATION_MARGIN + ALLOCATION_SLACK;
            if (bytes > allowed) {
                complaints.add(String.format(
                        Locale.ROOT,
                        "a packet allocates %.1f bytes, more than %.1f, which the %.1f kept allow",
                        bytes,
                        allowed,
                        kept.bytes));
            }
            return complaints;
        }
    }

    SpeedGuard(Workload workload) {
        this.workload = workload;
    }

    /** Measures once more. */
    void round() {
        long start = THREADS.getCurrentThreadCpuTime();
        guardAgainstElimination += calibration.run();
        bestCalibration =
                Math.min(bestCalibration, (double) (THREADS.getCurrentThreadCpuTime() - start) / Calibration.UNITS);
        int passes = Math.max(1, PACKETS_PER_ROUND / workload.packets());
        double packets = (double) passes * workload.packets();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < passes; i++) {
            workload.run();
        }
        bestNanos = Math.min(bestNanos, (THREADS.getCurrentThreadCpuTime() - start) / packets);
        bestBytes = Math.min(bestBytes, (THREADS.getCurrentThreadAllocatedBytes() - allocated) / packets);
    }

    /** What the best rounds so far say. */
    Cost cost() {
        return new Cost(bestNanos / bestCalibration, bestBytes);
    }

    /** Something that depends on the calibration, which is not to be optimised away. */
    long witness() {
        return guardAgainstElimination;
    }
}
