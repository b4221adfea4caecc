package org.nsm.api.spi;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Port;
import org.nsm.api.Transport;
import org.nsm.api.event.Event;

/**
 * The registration of an analyzer: its tag, where its protocol is looked for, and how an analyzer is made for one
 * connection. Reads as a line of a table:
 *
 * <pre>{@code
 * Protocol.tcp(AnalyzerTag.FINGER).port(79).analyzer(FingerAnalyzer::new)
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Protocol {

    private final AnalyzerTag tag;
    private final String service;
    private final Set<Port> ports;
    private final boolean partial;
    private final @Nullable Class<? extends Event> emptyEvent;
    private final boolean endsSilently;
    private final @Nullable Signature signature;
    private final Consumer<? super ProtocolContext> preparation;
    private final @Nullable StreamFactory streamFactory;
    private final @Nullable UdpFactory udpFactory;

    private Protocol(
            Builder<?> builder,
            @Nullable StreamFactory streamFactory,
            @Nullable UdpFactory udpFactory,
            Set<Port> ports) {
        this(
                builder.tag,
                builder.service == null ? builder.tag.name() : builder.service,
                ports,
                builder.partial,
                builder.emptyEvent,
                builder.endsSilently,
                builder.signature,
                builder.preparation,
                streamFactory,
                udpFactory);
    }

    private Protocol(
            AnalyzerTag tag,
            String service,
            Set<Port> ports,
            boolean partial,
            @Nullable Class<? extends Event> emptyEvent,
            boolean endsSilently,
            @Nullable Signature signature,
            Consumer<? super ProtocolContext> preparation,
            @Nullable StreamFactory streamFactory,
            @Nullable UdpFactory udpFactory) {
        this.tag = tag;
        this.service = service;
        this.ports = ports;
        this.partial = partial;
        this.emptyEvent = emptyEvent;
        this.endsSilently = endsSilently;
        this.signature = signature;
        this.preparation = preparation;
        this.streamFactory = streamFactory;
        this.udpFactory = udpFactory;
    }

    /**
     * Starts the registration of a protocol over TCP, or over another stream as a child.
     *
     * @param tag the analyzer
     * @return its registration
     */
    public static TcpBuilder tcp(AnalyzerTag tag) {
        return new TcpBuilder(tag);
    }

    /**
     * Starts the registration of a protocol over UDP.
     *
     * @param tag the analyzer
     * @return its registration
     */
    public static UdpBuilder udp(AnalyzerTag tag) {
        return new UdpBuilder(tag);
    }

    /**
     * The analyzer.
     *
     * @return its tag
     */
    public AnalyzerTag tag() {
        return tag;
    }

    /**
     * What carries the protocol.
     *
     * @return UDP for an analyzer of datagrams, TCP for one of streams
     */
    public Transport transport() {
        return udpFactory == null ? Transport.TCP : Transport.UDP;
    }

    /**
     * The name under which a confirmed connection lists the protocol.
     *
     * @return the short name, by default that of the tag
     */
    public String service() {
        return service;
    }

    /**
     * The responder's ports on which every connection is taken for this protocol.
     *
     * @return the ports, sorted
     */
    public Set<Port> ports() {
        return ports;
    }

    /**
     * What the analyzer has to tell even of connections that carried nothing.
     *
     * @return the event it raises when they end, or null if none
     */
    public @Nullable Class<? extends Event> emptyEvent() {
        return emptyEvent;
    }

    /**
     * Whether the analyzer also wants connections whose beginning was not seen.
     *
     * @return true if it can start anywhere in a stream
     */
    public boolean acceptsPartial() {
        return partial;
    }

    /**
     * Whether nothing is said when a flow of this protocol ends.
     *
     * @return true if this protocol alone makes no {@link org.nsm.api.event.ConnectionEvent.UdpSessionDone}
     */
    public boolean endsSilently() {
        return endsSilently;
    }

    /**
     * How the protocol is recognised on other ports.
     *
     * @return the signature, or null if it cannot be
     */
    public @Nullable Signature signature() {
        return signature;
    }

    /**
     * What is done once for each {@link org.nsm.api.Analyzer}, before there are connections.
     *
     * @return what prepares; does nothing where nothing was registered
     */
    public Consumer<? super ProtocolContext> preparation() {
        return preparation;
    }

    /**
     * How an analyzer of a stream is made.
     *
     * @return the factory, or null for a protocol over UDP
     */
    public @Nullable StreamFactory streamFactory() {
        return streamFactory;
    }

    /**
     * How an analyzer of datagrams is made.
     *
     * @return the factory, or null for a protocol over TCP
     */
    public @Nullable UdpFactory udpFactory() {
        return udpFactory;
    }

    /**
     * The same registration on other ports.
     *
     * @param newPorts all the ports
     * @return the registration
     */
    public Protocol withPorts(Collection<Port> newPorts) {
        return new Protocol(
                tag,
                service,
                sorted(newPorts),
                partial,
                emptyEvent,
                endsSilently,
                signature,
                preparation,
                streamFactory,
                udpFactory);
    }

    private static Set<Port> sorted(Collection<Port> ports) {
        return Collections.unmodifiableSet(new TreeSet<>(ports));
    }

    /** Makes the analyzer of one stream. */
    @FunctionalInterface
    public interface StreamFactory {

        /**
         * Makes it.
         *
         * @param context what the analyzer knows of its surroundings
         * @return a new analyzer
         */
        StreamAnalyzer create(AnalyzerContext context);
    }

    /** Makes the analyzer of one UDP flow. */
    @FunctionalInterface
    public interface UdpFactory {

        /**
         * Makes it.
         *
         * @param context what the analyzer knows of its surroundings
         * @return a new analyzer
         */
        UdpAnalyzer create(AnalyzerContext context);
    }

    /**
     * What registrations of both transports have.
     *
     * @param <B> the builder itself
     */
    public abstract static sealed class Builder<B extends Builder<B>> {

        private final AnalyzerTag tag;
        private final Transport transport;
        private final TreeSet<Port> ports = new TreeSet<>();
        private @Nullable String service;
        private @Nullable Signature signature;
        private Consumer<? super ProtocolContext> preparation = context -> {};
        private boolean partial;
        private @Nullable Class<? extends Event> emptyEvent;
        private boolean endsSilently;

        private Builder(AnalyzerTag tag, Transport transport) {
            this.tag = tag;
            this.transport = transport;
        }

        abstract B self();

        /**
         * Looks for the protocol on responder ports.
         *
         * @param numbers the port numbers
         * @return this registration
         */
        public B port(int... numbers) {
            for (int number : numbers) {
                ports.add(new Port(number, transport));
            }
            return self();
        }

        /**
         * Names the protocol otherwise than its analyzer.
         *
         * @param name the name under which connections list it
         * @return this registration
         */
        public B service(String name) {
            service = name;
            return self();
        }

        /**
         * Recognises the protocol by the first bytes, on any port.
         *
         * @param recognised how
         * @return this registration
         */
        public B signature(Signature recognised) {
            signature = recognised;
            return self();
        }

        /**
         * Takes connections of which it gets nothing, too, because they carried nothing or their beginning was not seen:
         * the analyzer is made when they end, and ended at once, if somebody listens to what it tells of them. For protocols
         * over streams that tell something of each connection.
         *
         * @param event what it tells
         * @return this registration
         */
        public B acceptsEmpty(Class<? extends Event> event) {
            emptyEvent = event;
            return self();
        }

        /**
         * Takes connections whose beginning was not seen, too.
         *
         * @return this registration
         */
        public B acceptsPartial() {
            partial = true;
            return self();
        }

        /**
         * Prepares what the analyzers of all connections share when the {@link org.nsm.api.Analyzer} is built, rather than
         * with its first connection. What it throws comes out of {@code build()}: for options that cannot be followed,
         * such as a file that cannot be read, an {@link IllegalArgumentException} that names the option.
         *
         * @param prepared called once for each analyzer; keeps what it makes with {@link ProtocolContext#shared}
         * @return this registration
         */
        public B prepare(Consumer<? super ProtocolContext> prepared) {
            preparation = prepared;
            return self();
        }
    }

    /** The registration of a protocol over a stream. */
    public static final class TcpBuilder extends Builder<TcpBuilder> {

        private TcpBuilder(AnalyzerTag tag) {
            super(tag, Transport.TCP);
        }

        @Override
        TcpBuilder self() {
            return this;
        }

        /**
         * Ends the registration.
         *
         * @param factory makes an analyzer for each connection
         * @return the registration
         */
        public Protocol analyzer(StreamFactory factory) {
            return new Protocol(this, factory, null, sorted(super.ports));
        }
    }

    /** The registration of a protocol over datagrams. */
    public static final class UdpBuilder extends Builder<UdpBuilder> {

        private UdpBuilder(AnalyzerTag tag) {
            super(tag, Transport.UDP);
        }

        @Override
        UdpBuilder self() {
            return this;
        }

        /**
         * Says nothing when a flow ends, because the protocol has no sessions of which the end would mean something.
         * Otherwise that is a {@link org.nsm.api.event.ConnectionEvent.UdpSessionDone}.
         *
         * @return this registration
         */
        public UdpBuilder endsSilently() {
            super.endsSilently = true;
            return this;
        }

        /**
         * Ends the registration.
         *
         * @param factory makes an analyzer for each flow
         * @return the registration
         */
        public Protocol analyzer(UdpFactory factory) {
            return new Protocol(this, null, factory, sorted(super.ports));
        }
    }
}
