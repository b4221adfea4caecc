package org.nsm.reassembly.tcp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of a stream that wait, none of which overlap, in the order of their sequence numbers.
 *
 * <p>They lie in runs of at most {@value #MAX_RUN}, so that a piece finds its place by two short searches, which touch few
 * objects, and moves few others, however many there are and in whatever order they come.
 */
final class HeldBlocks {

    private static final int MAX_RUN = 64;
    private static final int FIRST_RUN = 8;
    private static final int FEW_RUNS = 2;
    private static final long NOTHING = Long.MIN_VALUE;
    private static final @Nullable Run[] NO_RUNS = {};

    private @Nullable Run[] runs = NO_RUNS;
    private int firstRun;
    private int lastRun;
    private int size;

    /** What was looked for last, and the place of its run, where that has not changed since. */
    private long sought = NOTHING;

    private int soughtRun;

    /** The place in that run. */
    private int soughtPlace;

    /**
     * A piece.
     *
     * @param seq   the number of its first byte, not negative
     * @param bytes all of its bytes
     */
    record Block(long seq, byte[] bytes) {

        long end() {
            return seq + bytes.length;
        }
    }

    /** Neighbours. The only run may be empty, others are not. */
    private static final class Run {

        @Nullable Block[] blocks;

        /** Where each of the blocks begins and ends, so that a search does not touch them. */
        long[] begins;

        long[] ends;

        int first;
        int last;

        Run(int capacity) {
            blocks = new @Nullable Block[capacity];
            begins = new long[capacity];
            ends = new long[capacity];
        }

        boolean isFull() {
            return last - first == MAX_RUN;
        }

        long end() {
            return last == first ? NOTHING : ends[last - 1];
        }

        /** The place of the first block that ends behind a number. */
        int place(long seq) {
            int low = first;
            int high = last;
            while (low < high) {
                int middle = low + high >>> 1;
                if (ends[middle] > seq) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        Block at(int place) {
            Block block = blocks[place];
            if (block == null) {
                throw new IllegalStateException("hole in a run of blocks");
            }
            return block;
        }

        void add(int wanted, Block block) {
            int place = wanted;
            if (first > 0 && (place - first < last - place || last == blocks.length)) {
                System.arraycopy(blocks, first, blocks, first - 1, place - first);
                System.arraycopy(begins, first, begins, first - 1, place - first);
                System.arraycopy(ends, first, ends, first - 1, place - first);
                first--;
                place--;
            } else {
                if (last == blocks.length) {
                    blocks = Arrays.copyOf(blocks, last * 2);
                    begins = Arrays.copyOf(begins, last * 2);
                    ends = Arrays.copyOf(ends, last * 2);
                }
                System.arraycopy(blocks, place, blocks, place + 1, last - place);
                System.arraycopy(begins, place, begins, place + 1, last - place);
                System.arraycopy(ends, place, ends, place + 1, last - place);
                last++;
            }
            blocks[place] = block;
            begins[place] = block.seq();
            ends[place] = block.end();
        }

        /** Gives half of the blocks away, those at the end. */
        Run split() {
            Run behind = new Run(MAX_RUN);
            int kept = first + last >>> 1;
            behind.last = last - kept;
            System.arraycopy(blocks, kept, behind.blocks, 0, behind.last);
            System.arraycopy(begins, kept, behind.begins, 0, behind.last);
            System.arraycopy(ends, kept, behind.ends, 0, behind.last);
            Arrays.fill(blocks, kept, last, null);
            last = kept;
            return behind;
        }
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** The first one; null if there are none. */
    @Nullable Block first() {
        if (size == 0) {
            return null;
        }
        Run run = run(firstRun);
        return run.at(run.first);
    }

    /** The first one that ends behind a number; null if there is none. */
    @Nullable Block endingBehind(long seq) {
        if (size == 0) {
            return null;
        }
        seek(seq);
        return soughtRun == lastRun ? null : run(soughtRun).at(soughtPlace);
    }

    /** Where that one begins; {@link Long#MAX_VALUE} if there is none. */
    long beginBehind(long seq) {
        if (size == 0) {
            return Long.MAX_VALUE;
        }
        seek(seq);
        return soughtRun == lastRun ? Long.MAX_VALUE : run(soughtRun).begins[soughtPlace];
    }

    /** Adds one that overlaps none. */
    void add(Block block) {
        seek(block.seq());
        int place = soughtRun;
        int placeInRun = soughtPlace;
        sought = NOTHING;
        size++;
        if (place == lastRun) {
            append(block);
            return;
        }
        Run run = run(place);
        if (run.isFull()) {
            Run behind = run.split();
            addRun(place + 1, behind);
            if (placeInRun > run.last) {
                placeInRun -= run.last;
                run = behind;
            }
        }
        run.add(placeInRun, block);
    }

    /** Adds one behind all others. */
    private void append(Block block) {
        if (lastRun == firstRun || run(lastRun - 1).isFull()) {
            addRun(lastRun, new Run(size == 1 ? FIRST_RUN : MAX_RUN));
        }
        Run run = run(lastRun - 1);
        run.add(run.last, block);
    }

    /** Takes the first one out, of at least one. */
    void removeFirst() {
        sought = NOTHING;
        Run run = run(firstRun);
        run.blocks[run.first] = null;
        run.first++;
        size--;
        if (run.first == run.last) {
            runs[firstRun] = null;
            firstRun++;
            if (size == 0) {
                clear();
                keepForLater(run);
            }
        }
    }

    /** Where few segments overtake each other, their run serves again and again. */
    private void keepForLater(Run empty) {
        if (empty.blocks.length == FIRST_RUN) {
            empty.first = 0;
            empty.last = 0;
            addRun(0, empty);
        }
    }

    /** Takes all of them out. */
    void clear() {
        sought = NOTHING;
        if (runs.length > FEW_RUNS) {
            runs = NO_RUNS;
        }
        Arrays.fill(runs, null);
        firstRun = 0;
        lastRun = 0;
        size = 0;
    }

    private Run run(int place) {
        Run run = runs[place];
        if (run == null) {
            throw new IllegalStateException("hole in the runs of blocks");
        }
        return run;
    }

    /** Looks for the first block that ends behind a number. */
    private void seek(long seq) {
        if (seq == sought) {
            return;
        }
        int low = firstRun;
        int high = lastRun;
        while (low < high) {
            int middle = low + high >>> 1;
            if (run(middle).end() > seq) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        sought = seq;
        soughtRun = low;
        soughtPlace = low == lastRun ? 0 : run(low).place(seq);
    }

    private void addRun(int wanted, Run run) {
        int place = wanted;
        if (lastRun == runs.length) {
            int count = lastRun - firstRun;
            @Nullable Run[] roomier = new @Nullable Run[Math.max(FEW_RUNS, count * 2)];
            System.arraycopy(runs, firstRun, roomier, 0, count);
            runs = roomier;
            place -= firstRun;
            firstRun = 0;
            lastRun = count;
        }
        System.arraycopy(runs, place, runs, place + 1, lastRun - place);
        runs[place] = run;
        lastRun++;
    }
}
