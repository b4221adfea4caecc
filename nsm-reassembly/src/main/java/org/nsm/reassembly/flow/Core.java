package org.nsm.reassembly.flow;

import io.netty.buffer.ByteBuf;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Option;
import org.nsm.api.Options;
import org.nsm.api.event.ConnSizeEvent;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.Tunnel;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Channel;
import org.nsm.events.EventDispatcher;
import org.nsm.reassembly.ip.Addresses;
import org.nsm.reassembly.ip.IpPacket;

/** What the parts of one analyzer share: time, timers, connections, counters, and the way of events to the host. */
public final class Core implements ApplicationStage.Engine {

    private final AnalyzerConfiguration configuration;
    private final EventDispatcher dispatcher;
    private final @Nullable ApplicationStage stage;
    private final UidGenerator uids = new UidGenerator(new SecureRandom());
    private ByteViews views = new ByteViews();
    private long now;

    /** The timers. */
    public final TimerWheel timers = new TimerWheel();
    /** The live connections. */
    public final FlowTable flows = new FlowTable(new SecureRandom().nextLong());
    /** What is counted. */
    public final Counters counters = new Counters();
    /** What is known of the packet at hand besides its bytes. */
    public final PacketOrigin origin = new PacketOrigin();
    /** The ports that give responders away. */
    public final LikelyServerPorts likelyServerPorts;

    final ServiceSets serviceSets = new ServiceSets();
    final Channel<ConnectionEvent.New> newConnection;
    final Channel<ConnectionEvent.StateRemove> stateRemove;
    final Channel<ConnectionEvent.Timeout> timeout;
    final Channel<ConnectionEvent.TunnelChanged> tunnelChanged;
    final Channel<ConnectionEvent.FlowLabelChanged> flowLabelChanged;
    final Channel<ConnSizeEvent.BytesThresholdCrossed> bytesThresholdCrossed;
    final Channel<ConnSizeEvent.PacketsThresholdCrossed> packetsThresholdCrossed;
    private final Channel<WeirdEvent.OfConnection> connectionWeirds;
    private final Channel<WeirdEvent.OfFlow> flowWeirds;
    private final Channel<WeirdEvent.OfNetwork> networkWeirds;
    private final long maxConnections;
    private @Nullable InnerPackets innerPackets;
    private int evictionHand;

    /** Analyses packets that connections carry. */
    public interface InnerPackets {

        /**
         * Analyses an IP packet found inside another one.
         *
         * @param packet its readable bytes are the packet
         * @param tunnel everything that carries it, outermost first
         */
        void analyse(ByteBuf packet, List<Tunnel.EncapsulatingConnection> tunnel);

        /**
         * As {@link #analyse(ByteBuf, List)}, for bytes in an array.
         *
         * @param bytes      the array
         * @param offset     the first byte of the packet
         * @param end        behind its last captured byte
         * @param wireLength how long it was on the wire
         * @param tunnel     everything that carries it
         */
        void analyse(byte[] bytes, int offset, int end, int wireLength, List<Tunnel.EncapsulatingConnection> tunnel);
    }

    /**
     * The core of a new analyzer.
     *
     * @param configuration what the host set up
     */
    public Core(AnalyzerConfiguration configuration) {
        this.configuration = configuration;
        dispatcher = new EventDispatcher(configuration, () -> now);
        likelyServerPorts = new LikelyServerPorts(configuration.likelyServerPorts());
        maxConnections = configuration.option(Options.MAX_CONNECTIONS);
        newConnection = channel(ConnectionEvent.New.class);
        stateRemove = channel(ConnectionEvent.StateRemove.class);
        timeout = channel(ConnectionEvent.Timeout.class);
        tunnelChanged = channel(ConnectionEvent.TunnelChanged.class);
        flowLabelChanged = channel(ConnectionEvent.FlowLabelChanged.class);
        bytesThresholdCrossed = channel(ConnSizeEvent.BytesThresholdCrossed.class);
        packetsThresholdCrossed = channel(ConnSizeEvent.PacketsThresholdCrossed.class);
        connectionWeirds = channel(WeirdEvent.OfConnection.class);
        flowWeirds = channel(WeirdEvent.OfFlow.class);
        networkWeirds = channel(WeirdEvent.OfNetwork.class);
        Iterator<ApplicationStage.Factory> stages =
                ServiceLoader.load(ApplicationStage.Factory.class).iterator();
        stage = stages.hasNext() ? stages.next().create(this) : null;
    }

    /**
     * Takes what analyses the packets inside tunnels.
     *
     * @param analysis the IP layer
     */
    public void innerPackets(InnerPackets analysis) {
        innerPackets = analysis;
    }

    @Override
    public AnalyzerConfiguration configuration() {
        return configuration;
    }

    @Override
    public long timeNanos() {
        return now;
    }

    /**
     * Moves time on. Timers are run by the caller.
     *
     * @param timeNanos the new time, not before the present one
     */
    public void timeNanos(long timeNanos) {
        now = timeNanos;
    }

    @Override
    public <E extends Event> Channel<E> channel(Class<E> type) {
        return dispatcher.channel(type);
    }

    /** Who calls the handlers. */
    public EventDispatcher dispatcher() {
        return dispatcher;
    }

    /** What follows reassembly, or null if nothing does. */
    public @Nullable ApplicationStage stage() {
        return stage;
    }

    @Override
    public void analyzerFailed(Throwable error) {
        if (isFatal(error) || dispatcher.thrownByListener(error)) {
            rethrow(error);
        }
        counters.analyzerErrors++;
    }

    /**
     * Whether an error is the virtual machine's rather than that of the code that threw it, so that the host has to learn of
     * it.
     *
     * @param error what was caught
     * @return false for a stack overflow, which is the code's
     */
    public static boolean isFatal(Throwable error) {
        return error instanceof VirtualMachineError && !(error instanceof StackOverflowError);
    }

    /**
     * Throws what was caught, whatever it is.
     *
     * @param error what was caught
     * @param <T>   stands for an exception that needs no declaration
     * @throws T always
     */
    @SuppressWarnings("unchecked") // erased, so that nothing is cast
    public static <T extends Throwable> void rethrow(Throwable error) throws T {
        throw (T) error;
    }

    /**
     * An option in nanoseconds.
     *
     * @param option an option that is a span of time
     * @return its value
     */
    public long nanos(Option<Duration> option) {
        return configuration.option(option).toNanos();
    }

    /**
     * Adds a connection and reports it later by {@link FlowConnection#announce()}. The table being full, one of the
     * longest silent connections makes room.
     *
     * @param connection the connection
     */
    public void add(FlowConnection connection) {
        if (flows.size() >= maxConnections) {
            evictOne();
        }
        counters.connections++;
        flows.add(connection);
    }

    /** Removes the longest silent of a few connections, so that room costs a bounded time. */
    private void evictOne() {
        FlowConnection oldest = null;
        int mask = flows.capacity() - 1;
        for (int seen = 0, looked = 0; seen < 16 && looked <= mask; looked++) {
            FlowConnection candidate = flows.at(evictionHand & mask);
            evictionHand = evictionHand + 1 & mask;
            if (candidate != null) {
                seen++;
                if (oldest == null || candidate.lastNanos() < oldest.lastNanos()) {
                    oldest = candidate;
                }
            }
        }
        if (oldest != null) {
            counters.evictedConnections++;
            oldest.weird("connection_evicted", "");
            oldest.remove();
        }
    }

    /** A name that nothing else has. */
    public String newUid() {
        return uids.next();
    }

    /**
     * Analyses a packet found inside another one, of which the bytes may still be in use.
     *
     * @param bytes      the array
     * @param offset     the first byte of the packet
     * @param end        behind its last captured byte
     * @param wireLength how long it was on the wire
     * @param tunnel     everything that carries it
     */
    public void analyseInner(
            byte[] bytes, int offset, int end, int wireLength, List<Tunnel.EncapsulatingConnection> tunnel) {
        if (innerPackets != null) {
            ByteViews outer = views;
            views = outer.inside();
            try {
                innerPackets.analyse(bytes, offset, end, wireLength, tunnel);
            } finally {
                views = outer;
            }
        }
    }

    void analyseInner(ByteBuf packet, List<Tunnel.EncapsulatingConnection> tunnel) {
        if (innerPackets != null) {
            ByteViews outer = views;
            views = outer.inside();
            try {
                innerPackets.analyse(packet, tunnel);
            } finally {
                views = outer;
            }
        }
    }

    /** The buffers around the bytes of the packet at hand; a packet inside another one has its own. */
    public ByteViews views() {
        return views;
    }

    /**
     * Reports something odd about a connection.
     *
     * @param name       its name
     * @param connection where
     * @param detail     what exactly, or empty
     */
    public void weird(String name, FlowConnection connection, String detail) {
        if (connectionWeirds.wanted()) {
            connectionWeirds.raise(new WeirdEvent.OfConnection(name, connection, detail));
        }
    }

    /**
     * Reports something odd about a packet that has addresses.
     *
     * @param name its name
     * @param ip   the packet
     */
    public void weird(String name, IpPacket ip) {
        if (flowWeirds.wanted()) {
            flowWeirds.raise(new WeirdEvent.OfFlow(
                    name,
                    Addresses.of(ip.isV6(), ip.sourceHi(), ip.sourceLo()),
                    Addresses.of(ip.isV6(), ip.destinationHi(), ip.destinationLo())));
        }
    }

    /**
     * Reports a packet of a protocol that is not analysed.
     *
     * @param ip the packet
     */
    public void unknownProtocol(IpPacket ip) {
        if (flowWeirds.wanted()) {
            weird("unknown_protocol_" + ip.protocol(), ip);
        }
    }

    /**
     * Reports something odd about a packet of which nothing else is known.
     *
     * @param name its name
     */
    public void weird(String name) {
        if (networkWeirds.wanted()) {
            networkWeirds.raise(new WeirdEvent.OfNetwork(name));
        }
    }
}
