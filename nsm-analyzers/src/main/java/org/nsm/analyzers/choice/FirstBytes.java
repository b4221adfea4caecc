package org.nsm.analyzers.choice;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/** What a connection began with, in the order of delivery, until it is known who has to read it. */
final class FirstBytes {

    /** Datagrams may be empty, so that their bytes do not bound their number. */
    private static final int MAX_PIECES = 256;

    private byte[] bytes = {};
    private int size;
    private int[] pieceEnds = {};
    private boolean[] pieceIsOrig = {};
    private int pieces;

    /** Takes the pieces, one after the other. */
    @FunctionalInterface
    interface Taker {
        void take(boolean isOrig, ByteBuf piece);
    }

    /**
     * Adds a piece.
     *
     * @param append whether it may be added to the last piece if that came from the same side
     * @return false if there are too many
     */
    boolean add(boolean isOrig, ByteBuf data, int start, int length, boolean append) {
        boolean appended = append && pieces > 0 && pieceIsOrig[pieces - 1] == isOrig;
        if (!appended) {
            if (pieces == MAX_PIECES) {
                return false;
            }
            if (pieces == pieceEnds.length) {
                int capacity = Math.max(2, 2 * pieces);
                pieceEnds = Arrays.copyOf(pieceEnds, capacity);
                pieceIsOrig = Arrays.copyOf(pieceIsOrig, capacity);
            }
            pieceIsOrig[pieces++] = isOrig;
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
        }
        data.getBytes(start, bytes, size, length);
        size += length;
        pieceEnds[pieces - 1] = size;
        return true;
    }

    void replay(Taker taker) {
        int start = 0;
        for (int i = 0; i < pieces; i++) {
            taker.take(pieceIsOrig[i], Unpooled.wrappedBuffer(bytes, start, pieceEnds[i] - start));
            start = pieceEnds[i];
        }
    }
}
