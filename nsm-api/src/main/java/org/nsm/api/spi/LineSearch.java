package org.nsm.api.spi;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for the end of a line, eight bytes at a time. */
final class LineSearch {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LINE_FEEDS = ONES * '\n';
    private static final long CARRIAGE_RETURNS = ONES * '\r';

    private LineSearch() {}

    /**
     * Finds the first LF, or CR where that is asked for.
     *
     * @param data           where to look
     * @param start          the first index
     * @param end            behind the last one
     * @param carriageReturn whether a CR counts as well
     * @return its index, or -1
     */
    static int find(ByteBuf data, int start, int end, boolean carriageReturn) {
        if (!data.hasArray()) {
            return carriageReturn
                    ? data.forEachByte(start, end - start, ByteProcessor.FIND_CRLF)
                    : data.indexOf(start, end, (byte) '\n');
        }
        int shift = data.arrayOffset();
        int found = find(data.array(), shift + start, shift + end, carriageReturn);
        return found < 0 ? -1 : found - shift;
    }

    private static int find(byte[] bytes, int start, int end, boolean carriageReturn) {
        long second = carriageReturn ? CARRIAGE_RETURNS : LINE_FEEDS;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            long hits = zeros(word ^ LINE_FEEDS) | zeros(word ^ second);
            if (hits != 0) {
                return at + Long.numberOfTrailingZeros(hits) / Byte.SIZE;
            }
        }
        for (; at < end; at++) {
            if (bytes[at] == '\n' || carriageReturn && bytes[at] == '\r') {
                return at;
            }
        }
        return -1;
    }

    /** Has the high bit of the lowest byte that is zero, and perhaps of bytes above it. */
    private static long zeros(long word) {
        return word - ONES & ~word & HIGH_BITS;
    }
}
