package org.nsm.api.spi;

import org.nsm.api.event.Event;

/** The channels of an analyzer. */
public interface Channels {

    /**
     * Finds the channel of an event.
     *
     * @param type the record of the event
     * @param <E>  the same
     * @return always the same channel for the same type
     */
    <E extends Event> Channel<E> channel(Class<E> type);
}
