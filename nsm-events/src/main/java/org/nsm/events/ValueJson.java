package org.nsm.events;

/** The JSON of one kind of value. Has no state of its own, so that all threads share it. */
@FunctionalInterface
interface ValueJson {

    /**
     * Appends a value.
     *
     * @param value of the right kind
     * @param out   where to
     */
    void write(Object value, JsonBuffer out);
}
