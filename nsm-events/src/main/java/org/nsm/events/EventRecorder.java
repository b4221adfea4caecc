package org.nsm.events;

import java.util.ArrayList;
import java.util.List;
import org.nsm.api.TimedEventHandler;
import org.nsm.api.event.Event;

/**
 * Keeps the events it is handed, for tests.
 *
 * <pre>{@code
 * EventRecorder recorder = new EventRecorder();
 * try (Analyzer analyzer = Analyzer.builder().onTimed(DnsEvent.class, recorder).build()) {
 *     …
 * }
 * assertThat(recorder.events(DnsEvent.AReply.class)).hasSize(2);
 * }</pre>
 *
 * <p>What is kept stays as it was when the event was raised: connections are replaced by their
 * {@link org.nsm.api.Connection#snapshot()}, and buffers by copies on the heap that need not be released, also inside
 * values and collections. An event without either is kept as it is; another is made anew by its canonical constructor.
 *
 * <p>Keeps everything until {@link #clear()}, without a limit. Safe for several threads, so that one recorder can serve
 * an {@link AnalyzerPool}; the order is then that of the calls.
 */
public final class EventRecorder implements TimedEventHandler<Event> {

    private final List<TimedEvent> recorded = new ArrayList<>();

    /** An empty recorder. */
    public EventRecorder() {}

    /**
     * Keeps an event.
     *
     * @param event     the event
     * @param timeNanos its time
     * @throws IllegalArgumentException if it is a record of the host's that this module may not read or make
     */
    @Override
    public void handle(Event event, long timeNanos) {
        TimedEvent detached = new TimedEvent(timeNanos, (Event) Detacher.detach(event));
        synchronized (recorded) {
            recorded.add(detached);
        }
    }

    /**
     * The events so far.
     *
     * @return a copy of the list, in the order of their arrival
     */
    public List<Event> events() {
        return events(Event.class);
    }

    /**
     * The events of one kind so far.
     *
     * @param type an event, the interface of a protocol, or {@link Event}
     * @param <E>  the type
     * @return a copy of the list, in the order of their arrival
     */
    public <E extends Event> List<E> events(Class<E> type) {
        synchronized (recorded) {
            return recorded.stream()
                    .map(TimedEvent::event)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }
    }

    /**
     * The events so far, with their times.
     *
     * @return a copy of the list, in the order of their arrival
     */
    public List<TimedEvent> timedEvents() {
        synchronized (recorded) {
            return List.copyOf(recorded);
        }
    }

    /** Forgets the events so far. */
    public void clear() {
        synchronized (recorded) {
            recorded.clear();
        }
    }

    /**
     * An event and when it was raised.
     *
     * @param timeNanos packet time, nanoseconds since the epoch
     * @param event     the event, detached
     */
    public record TimedEvent(long timeNanos, Event event) {}
}
