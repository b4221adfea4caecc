package org.nsm.reassembly.flow;

/** Recognises the counts that history and threshold events are raised at: 1, 10, 100 and so on. */
public final class PowersOfTen {

    private PowersOfTen() {}

    /**
     * Whether a count is one of them.
     *
     * @param count a number that is not negative
     * @return true for 1, 10, 100 …
     */
    public static boolean contain(long count) {
        long power = 1;
        while (power < count) {
            power *= 10;
        }
        return power == count;
    }
}
