package org.nsm.analyzers.windows;

import java.time.Instant;

/** A time as Windows counts it (MS-DTYP, section 2.3.3): ticks of 100 ns since the beginning of 1601, in UTC. */
public final class FileTime {

    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final int NANOS_PER_TICK = 100;

    /** From 1601 to 1970. */
    private static final long EPOCH_SECONDS = 11_644_473_600L;

    private FileTime() {}

    /**
     * Reads a time.
     *
     * @param ticks any 64 bits, unsigned; 0 is taken for the beginning of 1601
     * @return the instant, exactly
     */
    public static Instant instant(long ticks) {
        long seconds = Long.divideUnsigned(ticks, TICKS_PER_SECOND);
        long rest = Long.remainderUnsigned(ticks, TICKS_PER_SECOND);
        return Instant.ofEpochSecond(seconds - EPOCH_SECONDS, rest * NANOS_PER_TICK);
    }
}
