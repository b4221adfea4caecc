package org.nsm.events;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nsm.api.HandlerErrorListener;
import org.nsm.api.TimedEventHandler;
import org.nsm.api.event.Event;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;
import org.nsm.api.spi.Subscription;

/**
 * The channels of one analyzer: knows which handlers of the host want which event, and calls them.
 *
 * <p>A channel is looked up once per kind of event, by a walk over all subscriptions, and kept. Raising an event then
 * costs a call per handler and allocates nothing. An event that nobody wants has a channel that does nothing.
 *
 * <p>Whatever a handler throws stays here: it is counted, the {@link HandlerErrorListener} is told, and the next
 * handler is called. The exceptions to this are an {@link OutOfMemoryError} and the other {@link VirtualMachineError}s
 * except {@link StackOverflowError}, which leave the channel at once, since nothing that follows could be relied upon.
 * What the listener throws leaves the channel as well, and the handlers behind it do not see that event. Such an
 * exception passes through the analyzer that raised the event; {@link #thrownByListener} tells it from a fault of that
 * analyzer.
 *
 * <p>Belongs to the thread of its analyzer.
 */
public final class EventDispatcher implements Channels {

    private final List<Subscription<?>> subscriptions;
    private final HandlerErrorListener errorListener;
    private final LongSupplier clock;
    private final Map<Class<?>, Channel<?>> channels = new HashMap<>();

    private long events;
    private long handlerErrors;
    private @Nullable Throwable listenerFailure;

    /**
     * Makes the channels of an analyzer.
     *
     * @param configuration holds the handlers and who is told when one of them throws
     * @param clock         gives the present packet time in nanoseconds since the epoch; asked once for each event that
     *                      somebody wants
     */
    public EventDispatcher(AnalyzerConfiguration configuration, LongSupplier clock) {
        this.subscriptions = configuration.subscriptions();
        this.errorListener = configuration.handlerErrorListener();
        this.clock = clock;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Its handlers are those that listen to the record, to an interface of it, or to {@link Event}, in the order of
     * their registration.
     *
     * @throws IllegalArgumentException if the type is not a record: only records happen, interfaces are listened to
     */
    @Override
    @SuppressWarnings("unchecked") // filled below with the channel of just this type
    public <E extends Event> Channel<E> channel(Class<E> type) {
        @Nullable Channel<?> known = channels.get(type);
        if (known == null) {
            known = newChannel(type);
            channels.put(type, known);
        }
        return (Channel<E>) known;
    }

    /**
     * How many events had at least one handler.
     *
     * @return the number of calls of {@link Channel#raise} on channels that are wanted
     */
    public long events() {
        return events;
    }

    /**
     * How many calls of handlers ended in an exception.
     *
     * @return the number, each handler of an event counted by itself
     */
    public long handlerErrors() {
        return handlerErrors;
    }

    /**
     * Whether an exception is the host's wish to stop, and not a fault of the analyzer that it came through. Who
     * catches the failures of analyzers lets such a one pass.
     *
     * @param error what was caught
     * @return true for the last exception that the {@link HandlerErrorListener} threw
     */
    public boolean thrownByListener(Throwable error) {
        return error == listenerFailure;
    }

    private <E extends Event> Channel<E> newChannel(Class<E> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException("events are records: " + type.getName());
        }
        List<TimedEventHandler<? super E>> handlers = new ArrayList<>();
        for (Subscription<?> subscription : subscriptions) {
            if (subscription.type().isAssignableFrom(type)) {
                handlers.add(handler(subscription));
            }
        }
        return switch (handlers.size()) {
            case 0 -> nobody();
            case 1 -> new One<>(this, handlers.get(0));
            default -> new Several<>(this, handlers);
        };
    }

    @SuppressWarnings("unchecked") // the handler takes all of the subscription's type, of which E is one
    private static <E extends Event> TimedEventHandler<? super E> handler(Subscription<?> subscription) {
        return (TimedEventHandler<? super E>) subscription.handler();
    }

    @SuppressWarnings("unchecked") // takes any event, since it looks at none
    private static <E extends Event> Channel<E> nobody() {
        return (Channel<E>) Nobody.INSTANCE;
    }

    private void failed(Event event, Throwable error) {
        if (error instanceof VirtualMachineError fatal && !(error instanceof StackOverflowError)) {
            throw fatal;
        }
        handlerErrors++;
        try {
            errorListener.handlerFailed(event, error);
        } catch (Throwable wish) {
            listenerFailure = wish;
            throw wish;
        }
    }

    /** For the events that nobody listens to. */
    private static final class Nobody extends Channel<Event> {

        static final Nobody INSTANCE = new Nobody();

        private Nobody() {
            super(false);
        }

        @Override
        public void raise(Event event) {}
    }

    /** For events with a single handler, by far the most. */
    private static final class One<E extends Event> extends Channel<E> {

        private final EventDispatcher dispatcher;
        private final TimedEventHandler<? super E> handler;

        One(EventDispatcher dispatcher, TimedEventHandler<? super E> handler) {
            super(true);
            this.dispatcher = dispatcher;
            this.handler = handler;
        }

        @Override
        public void raise(E event) {
            dispatcher.events++;
            try {
                handler.handle(event, dispatcher.clock.getAsLong());
            } catch (Throwable error) {
                dispatcher.failed(event, error);
            }
        }
    }

    private static final class Several<E extends Event> extends Channel<E> {

        private final EventDispatcher dispatcher;
        private final TimedEventHandler<? super E>[] handlers;

        @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of a generic type cannot be made otherwise
        Several(EventDispatcher dispatcher, List<TimedEventHandler<? super E>> handlers) {
            super(true);
            this.dispatcher = dispatcher;
            this.handlers = handlers.toArray(new TimedEventHandler[0]);
        }

        @Override
        public void raise(E event) {
            dispatcher.events++;
            long timeNanos = dispatcher.clock.getAsLong();
            for (TimedEventHandler<? super E> handler : handlers) {
                try {
                    handler.handle(event, timeNanos);
                } catch (Throwable error) {
                    dispatcher.failed(event, error);
                }
            }
        }
    }
}
