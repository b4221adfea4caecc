package org.nsm.reassembly.tcp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nsm.reassembly.tcp.HeldBlocks.Block;

/**
 * Puts the bytes of one direction into order.
 *
 * <p>Bytes that are next in line go through without a copy. Those above a hole are copied into blocks; where
 * segments overlap, the bytes that came first win. A hole is closed by the bytes that belong there, or given up when the
 * peer acknowledges what lies behind it.
 *
 * <p>Numbers are relative: 0 is the SYN, 1 the first byte. Memory is bounded by {@link Policy#mayHold} and by the number
 * of blocks; {@link HeldBlocks} finds their places.
 */
final class StreamReassembler {

    /** Attackers can make holes of one byte; this many blocks are a full window of small segments. */
    private static final int MAX_BLOCKS = 1 << 13;

    /** What a block costs besides its bytes. */
    static final int BLOCK_OVERHEAD = 96;

    /** Most streams never hold anything. All share this, and add nothing to it. */
    private static final HeldBlocks NONE = new HeldBlocks();

    /** Where bytes go, and what is decided elsewhere. */
    interface Policy {

        /** The next bytes of the stream; {@link #delivered()} already counts them. */
        void deliver(long seq, byte[] bytes, int offset, int length);

        /** Bytes that will never come. */
        void gap(long seq, long length);

        /** Overlapping bytes differ. */
        void inconsistent(byte[] old, int oldOffset, byte[] fresh, int freshOffset, int length);

        /** Whether so many more bytes may be held; the answer false makes the oldest hole be given up. */
        boolean mayHold(int bytes);

        /** Bytes that {@link #mayHold} allowed are free again. */
        void released(int bytes);
    }

    private final Policy policy;
    private long delivered = 1;
    private HeldBlocks blocks = NONE;
    private long held;
    private boolean dead;

    StreamReassembler(Policy policy) {
        this.policy = policy;
    }

    /** The number of the next byte to be delivered. */
    long delivered() {
        return delivered;
    }

    /** How many bytes wait above a hole. */
    long held() {
        return held;
    }

    boolean isDead() {
        return dead;
    }

    /** Delivers nothing any more. */
    void kill() {
        dead = true;
        clear();
    }

    /** Frees what is held. */
    void clear() {
        for (Block block; (block = blocks.first()) != null; ) {
            blocks.removeFirst();
            policy.released(block.bytes().length + BLOCK_OVERHEAD);
        }
        held = 0;
    }

    /** Takes payload that was captured whole. */
    void segment(long seq, byte[] bytes, int offset, int length) {
        long end = seq + length;
        if (dead || end <= delivered) {
            return;
        }
        if (seq > delivered) {
            insert(seq, bytes, offset, end);
            return;
        }
        int skip = (int) (delivered - seq);
        if (blocks.size() == 0) {
            pass(bytes, offset + skip, length - skip);
        } else {
            compare(delivered, bytes, offset + skip, end);
            fill(bytes, offset + skip, end);
        }
    }

    /** The peer has all bytes below this number: holes before it will not be closed any more. */
    void acknowledged(long ack) {
        while (!dead && delivered < ack) {
            Block block = blocks.first();
            if (block != null && block.seq() <= delivered) {
                passBlocks();
            } else {
                skipTo(block != null ? Math.min(ack, block.seq()) : ack);
            }
        }
        passBlocks();
    }

    private void skipTo(long seq) {
        long from = delivered;
        delivered = seq;
        policy.gap(from, seq - from);
    }

    private void pass(byte[] bytes, int offset, int length) {
        long seq = delivered;
        delivered += length;
        policy.deliver(seq, bytes, offset, length);
    }

    /** Delivers from a segment what blocks do not have, and the blocks in between. */
    private void fill(byte[] bytes, int offset, long end) {
        long base = delivered;
        while (!dead && delivered < end) {
            Block block = blocks.first();
            if (block != null && block.seq() <= delivered) {
                passBlocks();
            } else {
                long until = block != null ? Math.min(end, block.seq()) : end;
                pass(bytes, offset + (int) (delivered - base), (int) (until - delivered));
            }
        }
        passBlocks();
    }

    /** Delivers the blocks that are next in line. */
    private void passBlocks() {
        for (Block block; (block = blocks.first()) != null && block.seq() <= delivered; ) {
            blocks.removeFirst();
            int length = block.bytes().length;
            held -= length;
            policy.released(length + BLOCK_OVERHEAD);
            int skip = (int) Math.min(length, delivered - block.seq());
            if (!dead && skip < length) {
                pass(block.bytes(), skip, length - skip);
            }
        }
    }

    private void insert(long seq, byte[] bytes, int offset, long end) {
        compare(seq, bytes, offset, end);
        long at = seq;
        while (at < end && !dead) {
            if (at <= delivered) {
                // Making room went past the hole below.
                segment(at, bytes, offset + (int) (at - seq), (int) (end - at));
                return;
            }
            Block overlapping = overlapping(at, at + 1);
            if (overlapping != null) {
                at = overlapping.end();
                continue;
            }
            long pieceEnd = Math.min(end, blocks.beginBehind(at));
            int length = (int) (pieceEnd - at);
            if (reserve(length, at)) {
                int from = offset + (int) (at - seq);
                if (blocks == NONE) {
                    blocks = new HeldBlocks();
                }
                blocks.add(new Block(at, Arrays.copyOfRange(bytes, from, from + length)));
                held += length;
                at = pieceEnd;
            }
        }
    }

    /**
     * Reserves the memory of a block. Gives up the oldest holes until there is room, at most up to where the block begins:
     * then its bytes are next in line and need none. False if nothing was reserved.
     */
    private boolean reserve(int length, long seq) {
        while (!dead && delivered < seq) {
            if (blocks.size() < MAX_BLOCKS && policy.mayHold(length + BLOCK_OVERHEAD)) {
                return true;
            }
            Block block = blocks.first();
            skipTo(block != null ? Math.min(seq, block.seq()) : seq);
            passBlocks();
        }
        return false;
    }

    private void compare(long seq, byte[] bytes, int offset, long end) {
        long from = seq;
        for (Block block; (block = overlapping(from, end)) != null; from = block.end()) {
            long first = Math.max(from, block.seq());
            int length = (int) (Math.min(end, block.end()) - first);
            byte[] old = block.bytes();
            int oldOffset = (int) (first - block.seq());
            int freshOffset = offset + (int) (first - seq);
            if (!Arrays.equals(old, oldOffset, oldOffset + length, bytes, freshOffset, freshOffset + length)) {
                policy.inconsistent(old, oldOffset, bytes, freshOffset, length);
            }
        }
    }

    /** The first block of which there are bytes from a number up to another; null if there is none. */
    private @Nullable Block overlapping(long from, long end) {
        return blocks.beginBehind(from) < end ? blocks.endingBehind(from) : null;
    }
}
