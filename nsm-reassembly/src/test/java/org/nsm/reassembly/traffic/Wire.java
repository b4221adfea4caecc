package org.nsm.reassembly.traffic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.LinkType;
import org.nsm.api.Name;
import org.nsm.api.Packet;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.TcpEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.events.EventRecorder;

/** A wire with an analyzer on it that records every event. A millisecond passes before each packet. */
public final class Wire implements AutoCloseable {

    /** When everything begins. */
    public static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    /** The events of {@link #story()}. */
    private static final Set<String> STORY = Set.of(
            "new_connection",
            "connection_attempt",
            "connection_established",
            "partial_connection",
            "connection_partial_close",
            "connection_finished",
            "connection_half_finished",
            "connection_rejected",
            "connection_reset",
            "connection_pending",
            "connection_reused",
            "connection_timeout",
            "connection_state_remove",
            "content_gap");

    private final EventRecorder recorder = new EventRecorder();
    private final Analyzer analyzer;
    private Instant now = START;

    /** An analyzer with the defaults. */
    public Wire() {
        this(builder -> {});
    }

    /** An analyzer of which something was set up first. */
    public Wire(Consumer<AnalyzerBuilder> setUp) {
        AnalyzerBuilder builder = Analyzer.builder();
        setUp.accept(builder);
        analyzer = builder.onTimed(Event.class, recorder).build();
    }

    public Analyzer analyzer() {
        return analyzer;
    }

    public Instant now() {
        return now;
    }

    /** Time passes, without a packet; timers run with the next one. */
    public Wire pause(double seconds) {
        now = now.plusNanos((long) (seconds * 1e9));
        return this;
    }

    /** Time passes, and the analyzer is told. */
    public Wire quiet(double seconds) {
        pause(seconds);
        analyzer.advanceTime(now);
        return this;
    }

    /** An Ethernet frame passes. */
    public void frame(byte[] frame) {
        now = now.plus(Duration.ofMillis(1));
        analyzer.feed(Packet.of(now, LinkType.ETHERNET, Unpooled.wrappedBuffer(frame)));
    }

    @Override
    public void close() {
        analyzer.close();
    }

    // ------------------------------------------------------------------ what was seen

    /** The events of a kind. */
    public <E extends Event> List<E> events(Class<E> type) {
        return recorder.events(type);
    }

    /** The only event of a kind. */
    public <E extends Event> E event(Class<E> type) {
        List<E> events = events(type);
        if (events.size() != 1) {
            throw new AssertionError(events.size() + " " + type.getSimpleName() + " instead of one: " + names());
        }
        return events.get(0);
    }

    /** The documented names of all events. */
    public List<String> names() {
        return recorder.events().stream().map(Wire::name).toList();
    }

    /** The names of the events that tell of the life of connections. */
    public List<String> story() {
        return names().stream().filter(STORY::contains).toList();
    }

    /** The names of the oddities of connections. */
    public List<String> weirds() {
        return events(WeirdEvent.OfConnection.class).stream()
                .map(WeirdEvent.OfConnection::name)
                .toList();
    }

    /** When an event of a kind happened first, in seconds since the start. */
    public double timeOf(Class<? extends Event> type) {
        long nanos = recorder.timedEvents().stream()
                .filter(timed -> type.isInstance(timed.event()))
                .mapToLong(EventRecorder.TimedEvent::timeNanos)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + ": " + names()));
        return (nanos - START.getEpochSecond() * 1_000_000_000L) / 1e9;
    }

    /** The history of the only connection, as it was in the end. */
    public String history() {
        return event(ConnectionEvent.StateRemove.class).connection().history();
    }

    /** The bytes of a direction as they were delivered, of all connections. */
    public String contents(boolean isOrig) {
        StringBuilder all = new StringBuilder();
        for (TcpEvent.Contents piece : events(TcpEvent.Contents.class)) {
            if (piece.isOrig() == isOrig) {
                all.append(text(piece.contents()));
            }
        }
        return all.toString();
    }

    /** Forgets the events so far. */
    public void forget() {
        recorder.clear();
    }

    /** The readable bytes as text. */
    public static String text(ByteBuf bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static String name(Event event) {
        Name name = event.getClass().getAnnotation(Name.class);
        return name == null ? event.getClass().getSimpleName() : name.value();
    }
}
