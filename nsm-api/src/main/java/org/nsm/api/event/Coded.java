package org.nsm.api.event;

import org.jspecify.annotations.Nullable;

/**
 * A number on the wire that normally stands for a documented constant, and may be any other.
 *
 * <p>In the JSON form it is the name of the constant, or the number where there is none.
 *
 * @param constant the constant, or null for a number that is not documented
 * @param code     the number as it was on the wire, unsigned; -1 where the event says that there was none
 * @param <E>      the documented constants
 */
public record Coded<E extends Enum<E>>(@Nullable E constant, long code) {

    /**
     * Whether the number stands for a constant.
     *
     * @param expected the constant
     * @return whether it is that one
     */
    public boolean is(E expected) {
        return constant == expected;
    }

    /** The name of the constant, or the number. */
    @Override
    public String toString() {
        return constant == null ? Long.toString(code) : constant.name();
    }
}
