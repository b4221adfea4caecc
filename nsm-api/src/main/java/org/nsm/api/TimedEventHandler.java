package org.nsm.api;

import org.nsm.api.event.Event;

/**
 * Takes events of one kind together with their time.
 *
 * @param <E> the kind, as of {@link EventHandler}
 */
@FunctionalInterface
public interface TimedEventHandler<E extends Event> {

    /**
     * An event happened.
     *
     * @param event     the event
     * @param timeNanos the packet time it was raised at, nanoseconds since the epoch
     */
    void handle(E event, long timeNanos);
}
