package org.nsm.api;

import org.nsm.api.event.Event;

/**
 * Takes events of one kind.
 *
 * @param <E> the kind: an event, all events of a protocol, or {@link Event} for every event
 */
@FunctionalInterface
public interface EventHandler<E extends Event> {

    /**
     * An event happened.
     *
     * @param event the event; see {@link org.nsm.api.event} for what of it may be kept
     */
    void handle(E event);
}
