package org.nsm.analyzers.table;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table of bounded size whose keys are pairs of 64-bit numbers, such as the two halves of the identifier of an open file.
 * Where it is full, what was put in first makes room.
 *
 * <p>Chained hashing in arrays that double until the limit; looking up, putting and removing take constant time and
 * allocate nothing once the arrays have grown. Hashes are keyed, so that nobody can choose identifiers that collide. Not thread
 * safe.
 *
 * @param <V> what is kept
 */
public final class RecentTable<V> {

    private static final int NONE = -1;
    private static final long SEED = new SecureRandom().nextLong();
    private static final int INITIAL_CAPACITY = 8;
    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};
    private static final @Nullable Object[] NO_VALUES = {};

    private final int limit;
    private int[] buckets = NO_INTS;
    private long[] high = NO_LONGS;
    private long[] low = NO_LONGS;
    private @Nullable Object[] values = NO_VALUES;

    /** The next entry in the same bucket, or the next free one. */
    private int[] next = NO_INTS;

    /** The neighbours by the time of their coming. */
    private int[] older = NO_INTS;

    private int[] younger = NO_INTS;
    private int oldest = NONE;
    private int youngest = NONE;
    private int free = NONE;
    private int size;

    /**
     * An empty table, which takes next to no memory.
     *
     * @param limit how many entries there can be, a power of two of at least 8
     */
    public RecentTable(int limit) {
        if (limit < INITIAL_CAPACITY || Integer.bitCount(limit) != 1) {
            throw new IllegalArgumentException("not a power of two of at least " + INITIAL_CAPACITY + ": " + limit);
        }
        this.limit = limit;
    }

    /**
     * How full it is.
     *
     * @return the number of entries
     */
    public int size() {
        return size;
    }

    /**
     * Looks up an entry.
     *
     * @param first  the first half of its key
     * @param second the second half
     * @return what is kept under the key, or null
     */
    public @Nullable V get(long first, long second) {
        int entry = find(first, second);
        return entry == NONE ? null : value(entry);
    }

    /**
     * Keeps something, in the place of what was kept under the key.
     *
     * @param first  the first half of the key
     * @param second the second half
     * @param value  what to keep
     * @return what had to leave since the table is full, or null
     */
    public @Nullable V put(long first, long second, V value) {
        int known = find(first, second);
        if (known != NONE) {
            values[known] = value;
            return null;
        }
        V evicted = null;
        if (size == limit) {
            evicted = value(oldest);
            unlink(oldest);
        } else if (free == NONE) {
            grow();
        }
        int entry = free;
        free = next[entry];
        high[entry] = first;
        low[entry] = second;
        values[entry] = value;
        int bucket = bucket(first, second);
        next[entry] = buckets[bucket];
        buckets[bucket] = entry;
        older[entry] = youngest;
        younger[entry] = NONE;
        if (youngest == NONE) {
            oldest = entry;
        } else {
            younger[youngest] = entry;
        }
        youngest = entry;
        size++;
        return evicted;
    }

    /**
     * Takes an entry out.
     *
     * @param first  the first half of its key
     * @param second the second half
     * @return what was kept under the key, or null
     */
    public @Nullable V remove(long first, long second) {
        int entry = find(first, second);
        if (entry == NONE) {
            return null;
        }
        V value = value(entry);
        unlink(entry);
        return value;
    }

    /**
     * Takes all entries out.
     *
     * @param taker gets what was kept, the oldest first
     */
    public void drain(Consumer<? super V> taker) {
        while (oldest != NONE) {
            V value = value(oldest);
            unlink(oldest);
            taker.accept(value);
        }
    }

    @SuppressWarnings("unchecked") // only put fills the array, and what is asked for is linked
    private V value(int entry) {
        return (V) Objects.requireNonNull(values[entry]);
    }

    private int find(long first, long second) {
        if (size == 0) {
            return NONE;
        }
        int entry = buckets[bucket(first, second)];
        while (entry != NONE && (high[entry] != first || low[entry] != second)) {
            entry = next[entry];
        }
        return entry;
    }

    private int bucket(long first, long second) {
        long mixed = (first ^ SEED) * 0x9e3779b97f4a7c15L;
        mixed = ((mixed ^ mixed >>> 32) + second) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 29) * 0x94d049bb133111ebL;
        return (int) (mixed >>> 32) & buckets.length - 1;
    }

    private void unlink(int entry) {
        int bucket = bucket(high[entry], low[entry]);
        if (buckets[bucket] == entry) {
            buckets[bucket] = next[entry];
        } else {
            int before = buckets[bucket];
            while (next[before] != entry) {
                before = next[before];
            }
            next[before] = next[entry];
        }
        if (older[entry] == NONE) {
            oldest = younger[entry];
        } else {
            younger[older[entry]] = younger[entry];
        }
        if (younger[entry] == NONE) {
            youngest = older[entry];
        } else {
            older[younger[entry]] = older[entry];
        }
        values[entry] = null;
        next[entry] = free;
        free = entry;
        size--;
    }

    private void grow() {
        int capacity = Math.max(INITIAL_CAPACITY, 2 * values.length);
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        older = Arrays.copyOf(older, capacity);
        younger = Arrays.copyOf(younger, capacity);
        next = Arrays.copyOf(next, capacity);
        values = Arrays.copyOf(values, capacity);
        for (int entry = size; entry < capacity; entry++) {
            next[entry] = entry + 1 < capacity ? entry + 1 : NONE;
        }
        free = size;
        buckets = new int[capacity];
        Arrays.fill(buckets, NONE);
        for (int entry = oldest; entry != NONE; entry = younger[entry]) {
            int bucket = bucket(high[entry], low[entry]);
            next[entry] = buckets[bucket];
            buckets[bucket] = entry;
        }
    }
}
