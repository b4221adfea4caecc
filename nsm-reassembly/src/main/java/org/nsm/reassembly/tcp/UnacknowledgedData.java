package org.nsm.reassembly.tcp;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Keeps copies of bytes that were delivered and not acknowledged yet, to compare retransmissions with. Kept only for
 * hosts that listen to inconsistencies; what goes beyond the limit is not compared.
 */
final class UnacknowledgedData {

    /** The largest window without scaling: what a sender normally has under way. */
    private static final int MAX_BYTES = 1 << 16;

    private record Piece(long seq, byte[] bytes) {

        long end() {
            return seq + bytes.length;
        }
    }

    private final Deque<Piece> pieces = new ArrayDeque<>();
    private int held;

    void add(long seq, byte[] bytes, int offset, int length) {
        if (held + length <= MAX_BYTES) {
            held += length;
            pieces.addLast(new Piece(seq, Arrays.copyOfRange(bytes, offset, offset + length)));
        }
    }

    void acknowledged(long ack) {
        while (!pieces.isEmpty() && pieces.getFirst().end() <= ack) {
            held -= pieces.removeFirst().bytes.length;
        }
    }

    void compare(long seq, byte[] bytes, int offset, int length, StreamReassembler.Policy policy) {
        long end = seq + length;
        for (Piece piece : pieces) {
            long from = Math.max(seq, piece.seq);
            int common = (int) (Math.min(end, piece.end()) - from);
            if (common > 0) {
                int old = (int) (from - piece.seq);
                int fresh = offset + (int) (from - seq);
                if (!Arrays.equals(piece.bytes, old, old + common, bytes, fresh, fresh + common)) {
                    policy.inconsistent(piece.bytes, old, bytes, fresh, common);
                }
            }
        }
    }
}
