package org.nsm.analyzers.choice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Option;
import org.nsm.api.Options;
import org.nsm.api.Port;
import org.nsm.api.Transport;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Flow;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.ProtocolContext;

/**
 * Chooses the analyzers of each connection: those that another connection announced for it, or else those whose port it
 * is; and, besides, those whose signature its first bytes match.
 */
final class ProtocolChoice implements ApplicationStage, ProtocolContext {

    private final Engine engine;
    private final Map<AnalyzerTag, Protocol> streamProtocols = new HashMap<>();
    private final Map<AnalyzerTag, Protocol> datagramProtocols = new HashMap<>();
    private final Set<Protocol> listeningToEmpty = new HashSet<>();
    private final PortTable streamPorts;
    private final PortTable datagramPorts;
    private final @Nullable SignatureTable streamSignatures;
    private final @Nullable SignatureTable datagramSignatures;
    private final Expectations expectations;
    private final Map<Class<?>, Object> shared = new HashMap<>();
    private final Channel<ProtocolEvent.Confirmation> confirmations;
    private final Channel<ProtocolEvent.Violation> violations;
    private final Channel<ProtocolEvent.ScheduledAnalyzerApplied> applied;
    private final Channel<WeirdEvent.OfConnection> weirds;
    private final Channel<ConnectionEvent.UdpSessionDone> sessionsDone;
    private long freeDetectionBytes;
    private long freeAnalyzerBytes;
    private int analyzerId;

    ProtocolChoice(Engine engine) {
        this.engine = engine;
        AnalyzerConfiguration configuration = engine.configuration();
        for (Protocol protocol : configuration.protocols()) {
            (protocol.transport() == Transport.UDP ? datagramProtocols : streamProtocols).put(protocol.tag(), protocol);
            Class<? extends Event> emptyEvent = protocol.emptyEvent();
            if (emptyEvent != null && engine.channel(emptyEvent).wanted()) {
                listeningToEmpty.add(protocol);
            }
        }
        streamPorts = new PortTable(configuration.protocols(), Transport.TCP);
        datagramPorts = new PortTable(configuration.protocols(), Transport.UDP);
        streamSignatures = signatures(configuration.protocols(), Transport.TCP);
        datagramSignatures = signatures(configuration.protocols(), Transport.UDP);
        expectations = new Expectations(configuration.option(Options.MAX_EXPECTED_CONNECTIONS));
        freeDetectionBytes = configuration.option(Options.MAX_DETECTION_BYTES);
        freeAnalyzerBytes = configuration.option(Options.MAX_ANALYZER_BYTES);
        confirmations = engine.channel(ProtocolEvent.Confirmation.class);
        violations = engine.channel(ProtocolEvent.Violation.class);
        applied = engine.channel(ProtocolEvent.ScheduledAnalyzerApplied.class);
        sessionsDone = engine.channel(ConnectionEvent.UdpSessionDone.class);
        weirds = engine.channel(WeirdEvent.OfConnection.class);
    }

    /** Lets the protocols prepare. Not in the constructor, since they want this as their context. */
    ProtocolChoice prepared() {
        for (Protocol protocol : engine.configuration().protocols()) {
            protocol.preparation().accept(this);
        }
        return this;
    }

    private static @Nullable SignatureTable signatures(List<Protocol> protocols, Transport transport) {
        List<Protocol> recognisable = protocols.stream()
                .filter(protocol -> protocol.transport() == transport && protocol.signature() != null)
                .toList();
        return recognisable.isEmpty() ? null : new SignatureTable(recognisable);
    }

    @Override
    public @Nullable StreamSink stream(Flow flow) {
        List<Protocol> candidates = candidates(flow, streamPorts, streamProtocols);
        return candidates.isEmpty() && streamSignatures == null ? null : new StreamFan(this, flow, candidates);
    }

    @Override
    public @Nullable DatagramSink datagrams(Flow flow) {
        List<Protocol> candidates = candidates(flow, datagramPorts, datagramProtocols);
        return candidates.isEmpty() && datagramSignatures == null ? null : new DatagramFan(this, flow, candidates);
    }

    private List<Protocol> candidates(Flow flow, PortTable ports, Map<AnalyzerTag, Protocol> byTag) {
        List<AnalyzerTag> expected = expectations.of(flow, engine.timeNanos());
        if (expected.isEmpty()) {
            return ports.at(flow.responderPort());
        }
        List<Protocol> announced = new ArrayList<>(expected.size());
        for (AnalyzerTag tag : expected) {
            Protocol protocol = byTag.get(tag);
            if (protocol != null) {
                announced.add(protocol);
                if (applied.wanted()) {
                    applied.raise(new ProtocolEvent.ScheduledAnalyzerApplied(flow, tag));
                }
            }
        }
        return announced;
    }

    /** Reports the end of a flow whose protocol has sessions. */
    void raiseSessionDone(Flow flow) {
        if (sessionsDone.wanted()) {
            sessionsDone.raise(new ConnectionEvent.UdpSessionDone(flow));
        }
    }

    /** Whether the analyzer of a connection that carried nothing would have a listener. */
    boolean listensToEmpty(Protocol protocol) {
        return listeningToEmpty.contains(protocol);
    }

    Engine engine() {
        return engine;
    }

    @Nullable Protocol streamProtocol(AnalyzerTag tag) {
        return streamProtocols.get(tag);
    }

    @Nullable Protocol datagramProtocol(AnalyzerTag tag) {
        return datagramProtocols.get(tag);
    }

    @Nullable SignatureTable streamSignatures() {
        return streamSignatures;
    }

    @Nullable SignatureTable datagramSignatures() {
        return datagramSignatures;
    }

    Expectations expectations() {
        return expectations;
    }

    Channel<ProtocolEvent.Confirmation> confirmations() {
        return confirmations;
    }

    Channel<ProtocolEvent.Violation> violations() {
        return violations;
    }

    Channel<WeirdEvent.OfConnection> weirds() {
        return weirds;
    }

    int nextAnalyzerId() {
        return ++analyzerId;
    }

    /** Takes memory for first bytes, if there is so much left. */
    boolean reserveDetectionBytes(int count) {
        if (count > freeDetectionBytes) {
            return false;
        }
        freeDetectionBytes -= count;
        return true;
    }

    void releaseDetectionBytes(int count) {
        freeDetectionBytes += count;
    }

    boolean reserveAnalyzerBytes(int count) {
        if (count > freeAnalyzerBytes) {
            return false;
        }
        freeAnalyzerBytes -= count;
        return true;
    }

    void releaseAnalyzerBytes(int count) {
        freeAnalyzerBytes += count;
    }

    @Override
    public <E extends Event> Channel<E> channel(Class<E> type) {
        return engine.channel(type);
    }

    @Override
    public <T> T option(Option<T> option) {
        return engine.configuration().option(option);
    }

    @Override
    public <T> T shared(Class<T> type, Function<? super ProtocolContext, ? extends T> create) {
        Object present = shared.get(type);
        if (present == null) {
            present = create.apply(this);
            shared.put(type, present);
        }
        return type.cast(present);
    }

    /** Which protocols are registered for a port. */
    private static final class PortTable {

        private final @Nullable List<Protocol>[] byPort;

        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
        PortTable(List<Protocol> protocols, Transport transport) {
            byPort = new List[Port.MAX_NUMBER + 1];
            for (Protocol protocol : protocols) {
                if (protocol.transport() == transport) {
                    for (Port port : protocol.ports()) {
                        List<Protocol> present = byPort[port.number()];
                        if (present == null) {
                            present = new ArrayList<>(1);
                            byPort[port.number()] = present;
                        }
                        present.add(protocol);
                    }
                }
            }
        }

        List<Protocol> at(int port) {
            List<Protocol> protocols = byPort[port];
            return protocols == null ? List.of() : protocols;
        }
    }
}
