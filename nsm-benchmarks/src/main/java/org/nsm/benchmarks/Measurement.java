package org.nsm.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What a piece of work cost the thread that did it.
 *
 * @param packets   how many packets it went through
 * @param bytes     how many bytes these have
 * @param nanos     how long it took
 * @param cpuNanos  how long the thread was at work meanwhile; of a busy machine this says more
 * @param allocated how many bytes it allocated on the heap
 */
public record Measurement(long packets, long bytes, long nanos, long cpuNanos, long allocated) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * How much was worked on.
     *
     * @param packets the number of packets
     * @param bytes   the number of their bytes
     */
    public record Volume(long packets, long bytes) {}

    /** Something that goes through packets. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it.
         *
         * @return what it went through
         * @throws IOException if packets cannot be read
         */
        Volume run() throws IOException;
    }

    /**
     * Measures.
     *
     * @param work what to do, on this thread
     * @return what it cost
     * @throws IOException if packets cannot be read
     */
    public static Measurement of(Work work) throws IOException {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        Volume volume = work.run();
        long nanos = System.nanoTime() - start;
        return new Measurement(
                volume.packets,
                volume.bytes,
                nanos,
                THREADS.getCurrentThreadCpuTime() - cpu,
                THREADS.getCurrentThreadAllocatedBytes() - allocated);
    }

    /**
     * The speed.
     *
     * @return packets in a second
     */
    public double packetsPerSecond() {
        return packets * 1e9 / nanos;
    }

    /**
     * The speed that a core of its own would give.
     *
     * @return packets in a second of CPU time of the thread
     */
    public double packetsPerCpuSecond() {
        return packets * 1e9 / cpuNanos;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,12.0f packets/s %,9.1f MB/s %,12.0f packets/CPU-s %9.2f B allocated/packet",
                packetsPerSecond(),
                bytes * 1e3 / nanos,
                packetsPerCpuSecond(),
                packets == 0 ? 0.0 : (double) allocated / packets);
    }
}
