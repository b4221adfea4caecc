package org.nsm.reassembly.tcp;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.nsm.reassembly.flow.Counters;

/**
 * Keeps copies of bytes that were delivered and not acknowledged yet, and of some that were, to compare retransmissions
 * with. Kept only for hosts that listen to inconsistencies; what goes beyond the limits is not compared.
 */
final class UnacknowledgedData {

    /** The largest window without scaling: what a sender normally has under way. */
    private static final int MAX_BYTES = 1 << 16;

    /** So that bytes sent one by one do not make each comparison long. */
    private static final int MAX_PIECES = 1 << 10;

    /** Of all connections together. */
    private static final long MAX_BYTES_OF_ALL = 1 << 26;

    /** What a piece takes besides its bytes. */
    private static final int PIECE_OVERHEAD = 64;

    private record Piece(long seq, byte[] bytes) {

        long end() {
            return seq + bytes.length;
        }
    }

    private final Deque<Piece> pieces = new ArrayDeque<>(1);
    private final long maxOld;
    private final Counters counters;
    private int held;

    /** As many acknowledged pieces as that are kept, too. */
    UnacknowledgedData(long maxOld, Counters counters) {
        this.maxOld = maxOld;
        this.counters = counters;
    }

    void add(long seq, byte[] bytes, int offset, int length) {
        if (held + length <= MAX_BYTES
                && pieces.size() < MAX_PIECES
                && counters.comparedBytes + length + PIECE_OVERHEAD <= MAX_BYTES_OF_ALL) {
            held += length;
            counters.comparedBytes += length + PIECE_OVERHEAD;
            pieces.addLast(new Piece(seq, Arrays.copyOfRange(bytes, offset, offset + length)));
        }
    }

    void acknowledged(long ack) {
        int old = 0;
        for (Piece piece : pieces) {
            if (piece.end() > ack) {
                break;
            }
            old++;
        }
        for (; old > maxOld; old--) {
            int length = pieces.removeFirst().bytes.length;
            held -= length;
            counters.comparedBytes -= length + PIECE_OVERHEAD;
        }
    }

    /** Forgets everything: nobody seems to acknowledge, or it is not seen. */
    void clear() {
        counters.comparedBytes -= held + (long) PIECE_OVERHEAD * pieces.size();
        pieces.clear();
        held = 0;
    }

    void compare(long seq, byte[] bytes, int offset, int length, StreamReassembler.Policy policy) {
        long end = seq + length;
        for (Piece piece : pieces) {
            long from = Math.max(seq, piece.seq);
            long overlap = Math.min(end, piece.end()) - from;
            if (overlap > 0) {
                int common = (int) overlap;
                int old = (int) (from - piece.seq);
                int fresh = offset + (int) (from - seq);
                if (!Arrays.equals(piece.bytes, old, old + common, bytes, fresh, fresh + common)) {
                    policy.inconsistent(piece.bytes, old, bytes, fresh, common);
                }
            }
        }
    }
}
