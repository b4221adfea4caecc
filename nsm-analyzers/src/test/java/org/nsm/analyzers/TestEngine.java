package org.nsm.analyzers;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nsm.analyzers.choice.ProtocolChoiceFactory;
import org.nsm.api.HandlerErrorListener;
import org.nsm.api.Option;
import org.nsm.api.event.Event;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.Subscription;
import org.nsm.events.EventDispatcher;

/** Stands in for the engine below the stage: connections and their bytes come from the test. */
public final class TestEngine implements ApplicationStage.Engine {

    /** All events, in the order in which they were raised. */
    public final List<Event> events = new ArrayList<>();

    /** What analyzers threw. */
    public final List<Throwable> failures = new ArrayList<>();

    /** Packet time. */
    public long timeNanos = 1_000_000_000L;

    private final AnalyzerConfiguration configuration;
    private final EventDispatcher dispatcher;

    private TestEngine(List<Protocol> protocols, Map<Option<?>, Object> options, Class<? extends Event> heard) {
        HandlerErrorListener rethrow = (event, error) -> {
            throw new AssertionError(error);
        };
        configuration = new AnalyzerConfiguration(
                List.of(new Subscription<>(heard, (event, time) -> events.add(event))),
                rethrow,
                options,
                protocols,
                Set.of());
        dispatcher = new EventDispatcher(configuration, () -> timeNanos);
    }

    /** An engine with some protocols. */
    public static TestEngine with(Protocol... protocols) {
        return new TestEngine(List.of(protocols), Map.of(), Event.class);
    }

    /** The same with an option. */
    public <T> TestEngine set(Option<T> option, T value) {
        Map<Option<?>, Object> options = new LinkedHashMap<>(configuration.options());
        options.put(option, value);
        return new TestEngine(configuration.protocols(), options, Event.class);
    }

    /** The same with a host that wants no other events. */
    public TestEngine hearing(Class<? extends Event> type) {
        return new TestEngine(configuration.protocols(), configuration.options(), type);
    }

    /** A stage on top of this. */
    public ApplicationStage stage() {
        return new ProtocolChoiceFactory().create(this);
    }

    /** The events of one kind. */
    public <E extends Event> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** A text as bytes. */
    public static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    @Override
    public AnalyzerConfiguration configuration() {
        return configuration;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public void analyzerFailed(Throwable error) {
        failures.add(error);
    }

    @Override
    public <E extends Event> Channel<E> channel(Class<E> type) {
        return dispatcher.channel(type);
    }
}
