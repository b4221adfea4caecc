package org.nsm.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.nsm.api.event.Event;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.AnalyzerFactory;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.ProtocolProvider;
import org.nsm.api.spi.Subscription;

/**
 * Collects the handlers and settings of an {@link Analyzer}. May build several analyzers; each gets what was set up to
 * then, and they share the handlers.
 */
public final class AnalyzerBuilder {

    private final List<Subscription<?>> subscriptions = new ArrayList<>();
    private final Map<Option<?>, Object> options = new LinkedHashMap<>();
    private final List<Protocol> protocols = new ArrayList<>();
    private final Map<AnalyzerTag, TreeSet<Port>> addedPorts = new HashMap<>();
    private final Map<AnalyzerTag, TreeSet<Port>> removedPorts = new HashMap<>();
    private final TreeSet<Port> likelyServerPorts = new TreeSet<>();
    private boolean standardProtocols = true;
    private HandlerErrorListener handlerErrorListener = AnalyzerBuilder::logHandlerError;

    AnalyzerBuilder() {}

    /**
     * Registers a handler. Handlers of the same event run in the order of their registration, however they were
     * registered.
     *
     * @param type    an event, the interface of a protocol for all its events, or {@link Event} for every event
     * @param handler called with each such event
     * @param <E>     the type
     * @return this builder
     */
    public <E extends Event> AnalyzerBuilder on(Class<E> type, EventHandler<? super E> handler) {
        return onTimed(type, (event, timeNanos) -> handler.handle(event));
    }

    /**
     * Registers a handler that also gets the time, on the terms of {@link #on(Class, EventHandler)}.
     *
     * @param type    an event, the interface of a protocol, or {@link Event}
     * @param handler called with each such event and its time
     * @param <E>     the type
     * @return this builder
     */
    public <E extends Event> AnalyzerBuilder onTimed(Class<E> type, TimedEventHandler<? super E> handler) {
        subscriptions.add(new Subscription<>(type, handler));
        return this;
    }

    /**
     * Decides what happens when a handler throws. By default it is logged and counted.
     *
     * @param listener called with each failure
     * @return this builder
     */
    public AnalyzerBuilder onHandlerError(HandlerErrorListener listener) {
        handlerErrorListener = listener;
        return this;
    }

    /**
     * Sets an option.
     *
     * @param option the option
     * @param value  its value, checked by {@link #build()}
     * @param <T>    the type of the value
     * @return this builder
     */
    public <T> AnalyzerBuilder set(Option<T> option, T value) {
        options.put(option, value);
        return this;
    }

    /**
     * Adds a protocol of the host's own. One with the same tag and transport takes the place of one
     * that was found by itself.
     *
     * @param protocol the protocol
     * @return this builder
     */
    public AnalyzerBuilder protocol(Protocol protocol) {
        protocols.add(protocol);
        return this;
    }

    /**
     * Leaves out the protocols that are found by themselves. What remains are the events of packets, connections and
     * their contents, for less time and memory, and the protocols that were added with {@link #protocol}.
     *
     * @return this builder
     */
    public AnalyzerBuilder withoutStandardProtocols() {
        standardProtocols = false;
        return this;
    }

    /**
     * Has an analyzer look at the connections to a port, next to those it looks at anyway.
     *
     * @param tag  the analyzer
     * @param port the responder's port, of the transport whose registration of the analyzer is meant
     * @return this builder
     */
    public AnalyzerBuilder addPort(AnalyzerTag tag, Port port) {
        removedPorts.computeIfAbsent(tag, t -> new TreeSet<>()).remove(port);
        addedPorts.computeIfAbsent(tag, t -> new TreeSet<>()).add(port);
        return this;
    }

    /**
     * Takes a port from an analyzer. Where the analyzer recognises its protocol by the payload, it still does.
     *
     * @param tag  the analyzer
     * @param port the responder's port
     * @return this builder
     */
    public AnalyzerBuilder removePort(AnalyzerTag tag, Port port) {
        addedPorts.computeIfAbsent(tag, t -> new TreeSet<>()).remove(port);
        removedPorts.computeIfAbsent(tag, t -> new TreeSet<>()).add(port);
        return this;
    }

    /**
     * Adds a port to those that servers are likely to have. Where the beginning of a connection was not seen, they tell
     * which side is the responder. The ports of the documented protocols are among them anyway.
     *
     * @param port the port
     * @return this builder
     */
    public AnalyzerBuilder likelyServerPort(Port port) {
        likelyServerPorts.add(port);
        return this;
    }

    /**
     * Builds the analyzer.
     *
     * @return a new analyzer, to be closed by the caller
     * @throws IllegalArgumentException if an option is out of its range, or cannot be followed, as with a file that cannot
     *                                  be read; the message names the option, the value and the range or reason
     * @throws IllegalStateException    if the implementation ({@code nsm-reassembly}) is not on the module or class path
     */
    public Analyzer build() {
        AnalyzerConfiguration configuration = configuration();
        return ServiceLoader.load(AnalyzerFactory.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no implementation of " + AnalyzerFactory.class.getName()
                        + " found; is nsm-reassembly missing?"))
                .create(configuration);
    }

    /**
     * What was set up so far, for who makes analyzers by other means than {@link #build()}.
     *
     * @return a configuration that later calls of this builder do not change
     * @throws IllegalArgumentException if an option is out of its range
     */
    public AnalyzerConfiguration configuration() {
        options.forEach(AnalyzerBuilder::check);
        return new AnalyzerConfiguration(
                List.copyOf(subscriptions),
                handlerErrorListener,
                Map.copyOf(options),
                configuredProtocols(),
                Set.copyOf(likelyServerPorts));
    }

    /** One analyzer may have a registration for each transport. */
    private static Map.Entry<AnalyzerTag, Transport> key(Protocol protocol) {
        return Map.entry(protocol.tag(), protocol.transport());
    }

    /** The protocols with their ports as the host wants them; the last registration of a tag and transport wins. */
    private List<Protocol> configuredProtocols() {
        Map<Map.Entry<AnalyzerTag, Transport>, Protocol> byKey = new LinkedHashMap<>();
        if (standardProtocols) {
            for (ProtocolProvider provider : ServiceLoader.load(ProtocolProvider.class)) {
                provider.protocols().forEach(protocol -> byKey.put(key(protocol), protocol));
            }
        }
        protocols.forEach(protocol -> byKey.put(key(protocol), protocol));
        return byKey.values().stream().map(this::withConfiguredPorts).toList();
    }

    private Protocol withConfiguredPorts(Protocol protocol) {
        TreeSet<Port> ports = new TreeSet<>(protocol.ports());
        ports.addAll(addedPorts.getOrDefault(protocol.tag(), new TreeSet<>()));
        ports.removeAll(removedPorts.getOrDefault(protocol.tag(), new TreeSet<>()));
        ports.removeIf(port -> port.transport() != protocol.transport());
        return protocol.withPorts(ports);
    }

    @SuppressWarnings("unchecked") // set() put a value of the option's type there
    private static <T> void check(Option<T> option, Object value) {
        option.check((T) value);
    }

    /** Looks the logger up each time: loading the logging of the JDK takes longer than building an analyzer. */
    private static void logHandlerError(Event event, Throwable error) {
        System.getLogger("org.nsm")
                .log(
                        System.Logger.Level.WARNING,
                        () -> "a handler of " + event.getClass().getName() + " failed",
                        error);
    }
}
