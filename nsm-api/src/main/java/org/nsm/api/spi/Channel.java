package org.nsm.api.spi;

import org.nsm.api.event.Event;

/**
 * The way of one kind of event to its handlers. An analyzer resolves its channels once, and makes an event only when
 * somebody wants it:
 *
 * <pre>{@code
 * if (replies.wanted()) {
 *     replies.raise(new FingerEvent.Reply(connection(), text(line)));
 * }
 * }</pre>
 *
 * @param <E> the event
 */
public abstract class Channel<E extends Event> {

    private final boolean wanted;

    /**
     * For the dispatcher.
     *
     * @param wanted whether anybody listens
     */
    protected Channel(boolean wanted) {
        this.wanted = wanted;
    }

    /**
     * Whether anybody listens. Costs a field read.
     *
     * @return false if an event would be raised in vain
     */
    public final boolean wanted() {
        return wanted;
    }

    /**
     * Calls the handlers, in the order of their registration. What they throw does not come out here, unless the host
     * asked for that.
     *
     * @param event what happened, now
     */
    public abstract void raise(E event);
}
