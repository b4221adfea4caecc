package org.nsm.analyzers.http;

import org.jspecify.annotations.Nullable;

/** What is to be expected of the replies still to come, in their order. */
final class ExpectedReplies {

    /** Clients pipeline a few; of a connection whose replies are not seen, the oldest requests are forgotten. */
    private static final int MAX = 4_096;

    private static final Expectation[] VALUES = Expectation.values();

    private byte[] kinds = new byte[4];
    private int first;
    private int count;

    void add(Expectation kind) {
        if (count == kinds.length) {
            if (count == MAX) {
                remove();
            } else {
                grow();
            }
        }
        kinds[(first + count) % kinds.length] = (byte) kind.ordinal();
        count++;
    }

    private void grow() {
        byte[] larger = new byte[kinds.length * 4];
        for (int i = 0; i < count; i++) {
            larger[i] = kinds[(first + i) % kinds.length];
        }
        kinds = larger;
        first = 0;
    }

    @Nullable Expectation first() {
        return count == 0 ? null : VALUES[kinds[first]];
    }

    void remove() {
        if (count > 0) {
            first = (first + 1) % kinds.length;
            count--;
        }
    }

    void clear() {
        count = 0;
    }
}
