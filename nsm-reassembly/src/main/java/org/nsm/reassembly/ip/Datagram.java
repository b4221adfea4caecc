package org.nsm.reassembly.ip;

import java.util.Arrays;

/**
 * The parts of a datagram that arrived so far. They lie where they will be in the whole packet, behind room for its
 * header, so that nothing moves when the last one comes.
 */
final class Datagram {

    /** What is known of where it ends before a last fragment was seen. */
    private static final int UNKNOWN = -1;

    private static final int SMALLEST_BUFFER = 2048;
    private static final byte[] NO_BYTES = new byte[0];

    /** How the bytes of a fragment relate to those that are here already. */
    enum Overlap {
        /** All of them are new. */
        NONE,
        /** All of them are here, and they are the same. */
        REPEATED,
        /** Some of them are here, and these are the same. */
        SAME,
        /** Some of them are here, and they differ. */
        DIFFERENT
    }

    /** When its first fragment arrived. */
    final long startedNanos;

    private byte[] bytes = NO_BYTES;
    private int headerLength;
    private boolean headerKnown;
    private int end = UNKNOWN;
    private boolean abandoned;

    /** The parts that are here as pairs of first and last-but-one, in order; neither touch nor overlap. */
    private int[] ranges = new int[4];

    private int rangeCount;

    Datagram(long startedNanos) {
        this.startedNanos = startedNanos;
    }

    /** The whole packet, once {@link #isComplete()}. */
    byte[] bytes() {
        return bytes;
    }

    /** The bytes of memory held. */
    int capacity() {
        return bytes.length;
    }

    int headerLength() {
        return headerLength;
    }

    boolean headerKnown() {
        return headerKnown;
    }

    /** Where the payload ends as far as fragments told; -1 if no last one came. */
    int end() {
        return end;
    }

    void end(int payloadEnd) {
        end = payloadEnd;
    }

    /** Where the payload ends that is here. */
    int highest() {
        return rangeCount == 0 ? 0 : ranges[2 * rangeCount - 1];
    }

    /** How many parts there are with holes between them. */
    int rangeCount() {
        return rangeCount;
    }

    boolean isComplete() {
        return headerKnown && end != UNKNOWN && rangeCount == 1 && ranges[0] == 0 && ranges[1] == end;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Forgets all bytes, and remembers that the datagram was given up. */
    void abandon() {
        abandoned = true;
        bytes = NO_BYTES;
        rangeCount = 0;
    }

    /** Keeps a place for a header of this length, which will mostly turn out right. */
    void expectHeader(int length) {
        headerLength = length;
    }

    /** Takes the header of the packet. */
    void header(byte[] from, int at, int length) {
        int payload = highest();
        if (length != headerLength && payload > 0) {
            reserve(length + payload);
            System.arraycopy(bytes, headerLength, bytes, length, payload);
        }
        headerLength = length;
        reserve(length);
        System.arraycopy(from, at, bytes, 0, length);
        headerKnown = true;
    }

    /** Compares a part of the payload with what is here. */
    Overlap compare(byte[] from, int at, int first, int last) {
        Overlap result = Overlap.NONE;
        for (int i = 0; i < 2 * rangeCount; i += 2) {
            int low = Math.max(ranges[i], first);
            int high = Math.min(ranges[i + 1], last);
            if (low < high) {
                int difference = Arrays.mismatch(
                        bytes, headerLength + low, headerLength + high, from, at + low - first, at + high - first);
                if (difference >= 0) {
                    return Overlap.DIFFERENT;
                }
                result = low == first && high == last ? Overlap.REPEATED : Overlap.SAME;
            }
        }
        return result;
    }

    /** Takes a part of the payload; of what is here already nothing changes. */
    void store(byte[] from, int at, int first, int last) {
        if (first == last) {
            return;
        }
        reserve(headerLength + last);
        int before = 0;
        while (before < 2 * rangeCount && ranges[before + 1] < first) {
            before += 2;
        }
        int low = first;
        int high = last;
        int missing = first;
        int behind = before;
        for (; behind < 2 * rangeCount && ranges[behind] <= last; behind += 2) {
            copy(from, at - first, missing, ranges[behind]);
            missing = Math.max(missing, ranges[behind + 1]);
            low = Math.min(low, ranges[behind]);
            high = Math.max(high, ranges[behind + 1]);
        }
        copy(from, at - first, missing, last);
        replaceRanges(before, behind, low, high);
    }

    private void copy(byte[] from, int origin, int first, int last) {
        if (first < last) {
            System.arraycopy(from, origin + first, bytes, headerLength + first, last - first);
        }
    }

    /** Puts one range in the place of those between two positions. */
    private void replaceRanges(int before, int behind, int low, int high) {
        int used = 2 * rangeCount;
        int change = before + 2 - behind;
        if (used + change > ranges.length) {
            ranges = Arrays.copyOf(ranges, ranges.length * 2);
        }
        System.arraycopy(ranges, behind, ranges, before + 2, used - behind);
        ranges[before] = low;
        ranges[before + 1] = high;
        rangeCount += change / 2;
    }

    private void reserve(int length) {
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, Math.max(SMALLEST_BUFFER, bytes.length * 2)));
        }
    }
}
