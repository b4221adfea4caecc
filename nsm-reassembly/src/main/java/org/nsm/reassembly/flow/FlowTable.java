package org.nsm.reassembly.flow;

import org.jspecify.annotations.Nullable;

/**
 * Finds the connection of a packet by addresses, ports and protocol, whichever side sent it.
 *
 * <p>Open addressing with linear probing in two parallel arrays, hashes and connections; removal shifts back what would
 * no longer be found. A lookup reads neighbouring hashes and one connection, and allocates nothing. The table doubles at
 * half load and never shrinks below what it held. Hashes are keyed, so that nobody can choose addresses that collide.
 *
 * <p>Not thread safe.
 */
public final class FlowTable {

    private static final int INITIAL_CAPACITY = 1 << 10;

    private final long seed;
    private int[] hashes = new int[INITIAL_CAPACITY];
    private @Nullable FlowConnection[] connections = new @Nullable FlowConnection[INITIAL_CAPACITY];
    private int size;

    /**
     * An empty table.
     *
     * @param seed keys the hashes
     */
    public FlowTable(long seed) {
        this.seed = seed;
    }

    /**
     * Finds a connection.
     *
     * @param key the sender and the receiver of a packet; {@link FlowKey#isOrig()} of it is set by a hit
     * @return the connection, or null
     */
    public @Nullable FlowConnection find(FlowKey key) {
        int hash = key.hash(seed);
        int mask = hashes.length - 1;
        for (int i = hash & mask; ; i = i + 1 & mask) {
            FlowConnection connection = connections[i];
            if (connection == null) {
                return null;
            }
            if (hashes[i] == hash && key.matches(connection)) {
                return connection;
            }
        }
    }

    /**
     * Adds a connection that is not in the table.
     *
     * @param connection the connection
     */
    public void add(FlowConnection connection) {
        if (size * 2 >= hashes.length) {
            grow();
        }
        insert(connection, connection.hash(seed));
        size++;
    }

    /**
     * Removes a connection, if it is in the table.
     *
     * @param connection the connection
     */
    public void remove(FlowConnection connection) {
        int mask = hashes.length - 1;
        int hole = connection.hash(seed) & mask;
        while (connections[hole] != connection) {
            if (connections[hole] == null) {
                return;
            }
            hole = hole + 1 & mask;
        }
        size--;
        for (int i = hole + 1 & mask; connections[i] != null; i = i + 1 & mask) {
            // What belongs at or before the hole must move into it to be found.
            if ((i - hashes[i] & mask) >= (i - hole & mask)) {
                connections[hole] = connections[i];
                hashes[hole] = hashes[i];
                hole = i;
            }
        }
        connections[hole] = null;
    }

    /** How many connections there are. */
    public int size() {
        return size;
    }

    /** How many places there are, for walks by {@link #at}. */
    public int capacity() {
        return hashes.length;
    }

    /**
     * What stands at a place.
     *
     * @param place 0 to {@link #capacity()} - 1
     * @return a connection, or null
     */
    public @Nullable FlowConnection at(int place) {
        return connections[place];
    }

    private void insert(FlowConnection connection, int hash) {
        int mask = hashes.length - 1;
        int i = hash & mask;
        while (connections[i] != null) {
            i = i + 1 & mask;
        }
        connections[i] = connection;
        hashes[i] = hash;
    }

    private void grow() {
        int[] oldHashes = hashes;
        @Nullable FlowConnection[] old = connections;
        hashes = new int[oldHashes.length * 2];
        connections = new @Nullable FlowConnection[hashes.length];
        for (int i = 0; i < old.length; i++) {
            FlowConnection connection = old[i];
            if (connection != null) {
                insert(connection, oldHashes[i]);
            }
        }
    }
}
