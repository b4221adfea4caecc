package org.nsm.api.spi;

import org.nsm.api.TimedEventHandler;
import org.nsm.api.event.Event;

/**
 * A handler and what it listens to.
 *
 * @param type    an event, the interface of a protocol, or {@link Event}
 * @param handler called with every event of the type
 * @param <E>     the type
 */
public record Subscription<E extends Event>(Class<E> type, TimedEventHandler<? super E> handler) {}
