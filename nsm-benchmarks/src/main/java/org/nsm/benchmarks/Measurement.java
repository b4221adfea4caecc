package org.nsm.benchmarks;

import com.sun.management.OperatingSystemMXBean;
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
 * @param allocated how many bytes it allocated on the heap; -1 if that is not known
 */
public record Measurement(long packets, long bytes, long nanos, long cpuNanos, long allocated) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Stands for a number of bytes that nobody counted. */
    static final long UNKNOWN = -1;

    /**
     * How much was worked on.
     *
     * @param packets the number of packets
     * @param bytes   the number of their bytes
     */
    public record Volume(long packets, long bytes) {}

    /** Something that is measured. */
    @FunctionalInterface
    interface Work {

        /** Does it. */
        Measurement measure() throws IOException;
    }

    /** Something that goes through packets. */
    @FunctionalInterface
    public interface Reading {

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
     * @param reading what to do, on this thread
     * @return what it cost
     * @throws IOException if packets cannot be read
     */
    public static Measurement of(Reading reading) throws IOException {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        Volume volume = reading.run();
        long nanos = System.nanoTime() - start;
        return new Measurement(
                volume.packets,
                volume.bytes,
                nanos,
                THREADS.getCurrentThreadCpuTime() - cpu,
                THREADS.getCurrentThreadAllocatedBytes() - allocated);
    }

    /**
     * Measures something that several threads do: the CPU time is that of the whole process, and what they allocate is
     * not known.
     */
    static Measurement ofProcess(Reading reading) throws IOException {
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        Volume volume = reading.run();
        long nanos = System.nanoTime() - start;
        return new Measurement(volume.packets, volume.bytes, nanos, SYSTEM.getProcessCpuTime() - cpu, UNKNOWN);
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
        String speed = String.format(
                Locale.ROOT,
                "%,10.0f packets/s %,7.1f MB/s %,10.0f packets/CPU-s",
                packetsPerSecond(),
                bytes * 1e3 / nanos,
                packetsPerCpuSecond());
        return allocated < 0 || packets == 0
                ? speed
                : speed + String.format(Locale.ROOT, " %8.1f B/packet allocated", (double) allocated / packets);
    }
}
