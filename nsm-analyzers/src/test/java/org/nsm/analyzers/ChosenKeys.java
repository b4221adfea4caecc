package org.nsm.analyzers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongSupplier;

/** Whether a table is as fast with keys that somebody chose to collide as with others. */
public final class ChosenKeys {

    private static final int MARGIN = 8;
    private static final int ATTEMPTS = 100;

    private ChosenKeys() {}

    /**
     * Compares the best times, for as long as it takes until the machine gave both a quiet moment.
     *
     * @param chosen looks up such keys, and says how long that took
     * @param usual  the same with others
     */
    public static void assertNoSlower(LongSupplier chosen, LongSupplier usual) {
        double bestOfChosen = Double.MAX_VALUE;
        double best = Double.MAX_VALUE;
        int attempts = 0;
        do {
            bestOfChosen = Math.min(bestOfChosen, chosen.getAsLong());
            best = Math.min(best, usual.getAsLong());
        } while (bestOfChosen > MARGIN * best && ++attempts < ATTEMPTS);
        assertThat(bestOfChosen).isLessThanOrEqualTo(MARGIN * best);
    }
}
