package org.nsm.reassembly.tcp;

import java.util.Arrays;

/**
 * Puts the bytes of one direction into order.
 *
 * <p>Bytes that are next in line go through without a copy. Those above a hole are copied into blocks, sorted by sequence
 * number in an array; where segments overlap, the bytes that came first win. A hole is closed by the bytes that belong
 * there, or given up when the peer acknowledges what lies behind it.
 *
 * <p>Numbers are relative: 0 is the SYN, 1 the first byte. Memory is bounded by {@link Policy#mayHold} and by the number
 * of blocks; finding a place takes a binary search and the moving of the blocks behind it.
 */
final class StreamReassembler {

    /** Attackers can make holes of one byte; this many blocks are a full window of small segments and cheap to move. */
    private static final int MAX_BLOCKS = 1 << 13;

    /** What a block costs besides its bytes. */
    static final int BLOCK_OVERHEAD = 64;

    private static final Block[] NO_BLOCKS = new Block[0];

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

    private record Block(long seq, byte[] bytes, int offset, int length) {

        long end() {
            return seq + length;
        }
    }

    private final Policy policy;
    private long delivered = 1;
    private Block[] blocks = NO_BLOCKS;
    private int first;
    private int last;
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
        for (int i = first; i < last; i++) {
            policy.released(blocks[i].length + BLOCK_OVERHEAD);
        }
        blocks = NO_BLOCKS;
        first = 0;
        last = 0;
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
        if (first == last) {
            pass(bytes, offset + skip, length - skip);
        } else {
            compare(delivered, bytes, offset + skip, end);
            fill(bytes, offset + skip, end);
        }
    }

    /** The peer has all bytes below this number: holes before it will not be closed any more. */
    void acknowledged(long ack) {
        while (!dead && delivered < ack) {
            if (first < last && blocks[first].seq <= delivered) {
                passBlocks();
            } else {
                skipTo(first < last ? Math.min(ack, blocks[first].seq) : ack);
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
            if (first < last && blocks[first].seq <= delivered) {
                passBlocks();
            } else {
                long until = first < last ? Math.min(end, blocks[first].seq) : end;
                pass(bytes, offset + (int) (delivered - base), (int) (until - delivered));
            }
        }
        passBlocks();
    }

    /** Delivers the blocks that are next in line. */
    private void passBlocks() {
        while (first < last && blocks[first].seq <= delivered) {
            Block block = blocks[first];
            first++;
            held -= block.length;
            policy.released(block.length + BLOCK_OVERHEAD);
            int skip = (int) Math.min(block.length, delivered - block.seq);
            if (!dead && skip < block.length) {
                pass(block.bytes, block.offset + skip, block.length - skip);
            }
        }
        if (first == last) {
            first = 0;
            last = 0;
        }
    }

    private void insert(long seq, byte[] bytes, int offset, long end) {
        compare(seq, bytes, offset, end);
        long at = seq;
        while (at < end && !dead) {
            int place = placeOf(at);
            if (at <= delivered) {
                // Making room went past the hole below.
                segment(at, bytes, offset + (int) (at - seq), (int) (end - at));
                return;
            }
            if (place < last && blocks[place].seq <= at) {
                at = blocks[place].end();
                continue;
            }
            long pieceEnd = place < last ? Math.min(end, blocks[place].seq) : end;
            int length = (int) (pieceEnd - at);
            if (reserve(length, at)) {
                add(placeOf(at), at, bytes, offset + (int) (at - seq), length);
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
            if (last - first < MAX_BLOCKS && policy.mayHold(length + BLOCK_OVERHEAD)) {
                return true;
            }
            skipTo(first < last ? Math.min(seq, blocks[first].seq) : seq);
            passBlocks();
        }
        return false;
    }

    private void add(int place, long seq, byte[] bytes, int offset, int length) {
        if (last == blocks.length) {
            Block[] roomier = new Block[Math.max(8, (last - first) * 2)];
            System.arraycopy(blocks, first, roomier, 0, last - first);
            blocks = roomier;
            last -= first;
            place -= first;
            first = 0;
        }
        System.arraycopy(blocks, place, blocks, place + 1, last - place);
        blocks[place] = new Block(seq, Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
        last++;
        held += length;
    }

    /** The first block that ends behind a number. */
    private int placeOf(long seq) {
        int low = first;
        int high = last;
        while (low < high) {
            int middle = low + high >>> 1;
            if (blocks[middle].end() > seq) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void compare(long seq, byte[] bytes, int offset, long end) {
        for (int i = placeOf(seq); i < last && blocks[i].seq < end; i++) {
            Block block = blocks[i];
            long from = Math.max(seq, block.seq);
            int length = (int) (Math.min(end, block.end()) - from);
            int oldOffset = block.offset + (int) (from - block.seq);
            int freshOffset = offset + (int) (from - seq);
            if (!Arrays.equals(block.bytes, oldOffset, oldOffset + length, bytes, freshOffset, freshOffset + length)) {
                policy.inconsistent(block.bytes, oldOffset, bytes, freshOffset, length);
            }
        }
    }
}
