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
     * An event happened. What this throws is counted and told to the {@link HandlerErrorListener}, and the analysis goes
     * on; only {@link VirtualMachineError}s other than {@link StackOverflowError} leave {@link Analyzer#feed}.
     *
     * @param event the event; see {@link org.nsm.api.event} for what of it may be kept
     */
    void handle(E event);
}
