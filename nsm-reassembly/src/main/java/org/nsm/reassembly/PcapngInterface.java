package org.nsm.reassembly;

import org.nsm.api.LinkType;

/** An interface description block: what the packets of one interface begin with, and how their times count. */
final class PcapngInterface {

    private static final int OPTIONS = 16;
    private static final int OPTION_HEADER = 4;
    private static final int OPTION_END = 0;
    private static final int OPTION_TIME_RESOLUTION = 9;
    private static final int OPTION_CHECK_SEQUENCE = 13;
    private static final int OPTION_TIME_OFFSET = 14;

    private static final int POWER_OF_TWO = 0x80;
    private static final int MICROSECONDS = 6;
    private static final int NANOSECONDS = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** 10 to the power of the index: all that an unsigned long can hold. */
    private static final long[] POWERS_OF_TEN = new long[20];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    final LinkType linkType;

    /** How much of a packet is captured at most; {@link Long#MAX_VALUE} for all of it. */
    final long snapLength;

    /** How many bytes at the end of each packet are its frame check sequence. */
    final int checkSequence;

    private final int resolution;
    private final long offsetSeconds;

    /**
     * Reads the block at the reading position.
     *
     * @param end where its options end
     */
    PcapngInterface(CaptureInput block, int end) {
        linkType = LinkType.of(block.u16(8));
        long snap = block.u32(12);
        snapLength = snap == 0 ? Long.MAX_VALUE : snap;
        int timeResolution = MICROSECONDS;
        long timeOffset = 0;
        int check = 0;
        int at = OPTIONS;
        while (end - at >= OPTION_HEADER) {
            int code = block.u16(at);
            int length = block.u16(at + 2);
            at += OPTION_HEADER;
            if (code == OPTION_END || length > end - at) {
                break;
            }
            if (code == OPTION_TIME_RESOLUTION && length == 1) {
                timeResolution = block.u8(at);
            } else if (code == OPTION_CHECK_SEQUENCE && length == 1) {
                check = bytes(block.u8(at));
            } else if (code == OPTION_TIME_OFFSET && length == 8) {
                timeOffset = block.i64(at);
            }
            at += length + 3 & ~3;
        }
        resolution = timeResolution;
        offsetSeconds = timeOffset;
        checkSequence = check;
    }

    /**
     * A time of this interface.
     *
     * @param units an unsigned number of units of the interface's resolution
     * @return nanoseconds since the epoch, at most {@link Long#MAX_VALUE} and at least {@link Long#MIN_VALUE}
     */
    long nanos(long units) {
        long nanos = (resolution & POWER_OF_TWO) != 0
                ? binary(units, resolution & ~POWER_OF_TWO)
                : decimal(units, resolution);
        return offsetSeconds == 0 ? nanos : saturatedSum(nanos, saturatedNanos(offsetSeconds));
    }

    /** Units of 10<sup>-exponent</sup> seconds. */
    private static long decimal(long units, int exponent) {
        if (exponent > NANOSECONDS) {
            int finer = exponent - NANOSECONDS;
            return finer < POWERS_OF_TEN.length ? Long.divideUnsigned(units, POWERS_OF_TEN[finer]) : 0;
        }
        long factor = POWERS_OF_TEN[NANOSECONDS - exponent];
        return Long.compareUnsigned(units, Long.MAX_VALUE / factor) > 0 ? Long.MAX_VALUE : units * factor;
    }

    /** Units of 2<sup>-exponent</sup> seconds. */
    private static long binary(long units, int exponent) {
        // the 128 bits of units * 10^9, both unsigned
        long high = Math.multiplyHigh(units, NANOS_PER_SECOND) + (units >> 63 & NANOS_PER_SECOND);
        long low = units * NANOS_PER_SECOND;
        if (exponent >= 64) {
            return high >>> exponent - 64;
        }
        boolean tooLarge = high >>> exponent != 0;
        long shifted = exponent == 0 ? low : low >>> exponent | high << 64 - exponent;
        return tooLarge || shifted < 0 ? Long.MAX_VALUE : shifted;
    }

    private static long saturatedNanos(long seconds) {
        long limit = Long.MAX_VALUE / NANOS_PER_SECOND;
        if (seconds > limit) {
            return Long.MAX_VALUE;
        }
        return seconds < -limit ? Long.MIN_VALUE : seconds * NANOS_PER_SECOND;
    }

    private static long saturatedSum(long a, long b) {
        long sum = a + b;
        boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
        if (!overflow) {
            return sum;
        }
        return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** The option counts bits, but its specification has 4 for an example: fewer bits than a byte has must be bytes. */
    private static int bytes(int bitsOrBytes) {
        return bitsOrBytes < 8 ? bitsOrBytes : bitsOrBytes / 8;
    }
}
