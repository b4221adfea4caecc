package org.nsm.reassembly.flow;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Port;
import org.nsm.api.event.ConnSizeEvent;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.Tunnel;
import org.nsm.api.spi.Flow;
import org.nsm.reassembly.ip.Addresses;
import org.nsm.reassembly.ip.IpPacket;

/**
 * A live connection of any transport: who talks to whom, since when, how much, and when it is to be forgotten.
 *
 * <p>What is rarely asked for (addresses as objects, the name, services, timers of analyzers) is made when it is.
 */
public abstract class FlowConnection implements Flow {

    private static final long NEVER = Long.MAX_VALUE;

    /** A peer that repeats SYNs with new numbers adds a letter each time; nobody reads more of them than this. */
    private static final int MAX_HISTORY = 1 << 10;

    /** What the parts of the analyzer share. */
    protected final Core core;

    final int kind;
    long originatorHi;
    long originatorLo;
    long responderHi;
    long responderLo;
    int originatorPort;
    int responderPort;

    private final long startNanos;
    private long lastNanos;
    private final int vlan;
    private final int innerVlan;
    private List<Tunnel.EncapsulatingConnection> tunnel;
    private byte[] history = new byte[8];
    private int historyLength;
    private boolean announced;
    private boolean removed;
    private final TimerWheel.Timer inactivity = new InactivityTimer();
    private long inactivityNanos = NEVER;
    private @Nullable String uid;
    private @Nullable Id id;
    private @Nullable Set<String> services;
    private @Nullable IdentityHashMap<Class<?>, Object> controls;
    private @Nullable List<TimerWheel.Timer> scheduled;
    private @Nullable Encapsulation encapsulation;

    /**
     * A new connection, its originator the sender of the packet at hand.
     *
     * @param core the shared parts
     * @param key  the sender and the receiver
     */
    protected FlowConnection(Core core, FlowKey key) {
        this.core = core;
        kind = key.kind;
        originatorHi = key.sourceHi;
        originatorLo = key.sourceLo;
        originatorPort = key.sourcePort;
        responderHi = key.destinationHi;
        responderLo = key.destinationLo;
        responderPort = key.destinationPort;
        startNanos = core.timeNanos();
        lastNanos = startNanos;
        vlan = core.origin.vlan();
        innerVlan = core.origin.innerVlan();
        tunnel = core.origin.tunnel();
    }

    @Override
    public abstract FlowEndpoint originator();

    @Override
    public abstract FlowEndpoint responder();

    @Override
    public FlowEndpoint endpoint(boolean isOrig) {
        return isOrig ? originator() : responder();
    }

    /** Called once, when the connection is removed: finish the analyzers. */
    protected abstract void finish();

    /** Called when the capture ends, before {@link #remove()}: raise what only a later packet or time would have decided. */
    protected void endOfCapture() {}

    // ------------------------------------------------------------------ packets

    /**
     * Begins with a packet: what holds for every transport.
     *
     * @param ip     the packet
     * @param isOrig whether the originator sent it
     */
    protected final void begin(IpPacket ip, boolean isOrig) {
        FlowEndpoint side = endpoint(isOrig);
        if (side.firstPacket()) {
            side.linkAddress(core.origin.sourceMac());
            side.flowLabel(ip.flowLabel());
        } else if (side.flowLabel() != ip.flowLabel()) {
            int old = side.flowLabel();
            side.flowLabel(ip.flowLabel());
            if (core.flowLabelChanged.wanted()) {
                core.flowLabelChanged.raise(new ConnectionEvent.FlowLabelChanged(this, isOrig, old, ip.flowLabel()));
            }
        }
        List<Tunnel.EncapsulatingConnection> carriedBy = core.origin.tunnel();
        if (carriedBy != tunnel && !carriedBy.equals(tunnel)) {
            tunnel = carriedBy;
            if (core.tunnelChanged.wanted()) {
                core.tunnelChanged.raise(new ConnectionEvent.TunnelChanged(this, carriedBy));
            }
        }
    }

    /** Reports the connection, once; called when the state of it shows what its first packet did. */
    protected final void announce() {
        if (!announced) {
            announced = true;
            if (core.newConnection.wanted()) {
                core.newConnection.raise(new ConnectionEvent.New(this));
            }
        }
    }

    /**
     * Ends with a packet: counts it.
     *
     * @param ipLength its total length
     * @param isOrig   whether the originator sent it
     */
    protected final void count(int ipLength, boolean isOrig) {
        FlowEndpoint side = endpoint(isOrig);
        side.countPacket(ipLength);
        if ((side.bytesThreshold() | side.packetsThreshold()) != 0) {
            checkThresholds(isOrig);
        }
    }

    private void checkThresholds(boolean isOrig) {
        FlowEndpoint side = endpoint(isOrig);
        long bytes = side.bytesThreshold();
        if (bytes != 0 && side.ipBytes() >= bytes) {
            side.bytesThreshold(0);
            core.bytesThresholdCrossed.raise(new ConnSizeEvent.BytesThresholdCrossed(this, bytes, isOrig));
        }
        long packets = side.packetsThreshold();
        if (packets != 0 && side.packets() >= packets) {
            side.packetsThreshold(0);
            core.packetsThresholdCrossed.raise(new ConnSizeEvent.PacketsThresholdCrossed(this, packets, isOrig));
        }
    }

    /** Moves the time of the last packet to now. */
    protected final void touch() {
        lastNanos = core.timeNanos();
    }

    long lastNanos() {
        return lastNanos;
    }

    /**
     * How long nothing was seen.
     *
     * @param now the present time
     * @return nanoseconds since the last packet
     */
    public final long idle(long now) {
        return now - lastNanos;
    }

    /**
     * Swaps the addresses of the sides, because what was taken for the first packet is an answer; the implementation
     * swaps its endpoints. The history says so.
     */
    protected void flipRoles() {
        long hi = originatorHi;
        long lo = originatorLo;
        int port = originatorPort;
        originatorHi = responderHi;
        originatorLo = responderLo;
        originatorPort = responderPort;
        responderHi = hi;
        responderLo = lo;
        responderPort = port;
        id = null;
        addHistory('^', true);
    }

    /**
     * Adds a letter to the history.
     *
     * @param letter for the originator, upper case
     * @param isOrig whether it is the originator's
     */
    protected final void addHistory(char letter, boolean isOrig) {
        if (historyLength == history.length) {
            if (historyLength >= MAX_HISTORY) {
                return;
            }
            history = Arrays.copyOf(history, historyLength * 2);
        }
        history[historyLength++] = (byte) (isOrig ? letter : Character.toLowerCase(letter));
    }

    // ------------------------------------------------------------------ end of life

    /** Ends the connection: finishes its analyzers, reports the removal, forgets it. Does nothing the second time. */
    public final void remove() {
        if (removed) {
            return;
        }
        core.timers.cancel(inactivity);
        try {
            finish();
            announce();
            if (core.stateRemove.wanted()) {
                core.stateRemove.raise(new ConnectionEvent.StateRemove(this));
            }
        } finally {
            // Also when the host wants an exception of its handlers to come out.
            removed = true;
            core.flows.remove(this);
            if (scheduled != null) {
                scheduled.forEach(core.timers::cancel);
            }
        }
    }

    /** Ends the connection at the end of the capture. */
    public final void removeAtEnd() {
        if (!removed) {
            try {
                endOfCapture();
            } finally {
                remove();
            }
        }
    }

    /** Ends the connection because nothing more is to be expected of it. */
    protected final void removeByTimeout() {
        try {
            if (!removed && core.timeout.wanted()) {
                core.timeout.raise(new ConnectionEvent.Timeout(this));
            }
        } finally {
            remove();
        }
    }

    /** Whether the connection is over. */
    public final boolean isRemoved() {
        return removed;
    }

    @Override
    public final void inactivityTimeout(Duration timeout) {
        inactivityTimeout(timeout.toNanos());
    }

    /**
     * As {@link #inactivityTimeout(Duration)}.
     *
     * @param nanos the time; 0 for never
     */
    protected final void inactivityTimeout(long nanos) {
        inactivityNanos = nanos == 0 ? NEVER : nanos;
        if (nanos == 0 || removed) {
            core.timers.cancel(inactivity);
        } else if (!inactivity.isRunning()) {
            core.timers.start(inactivity, core.timeNanos() + nanos);
        } else {
            core.timers.start(inactivity, lastNanos + nanos);
        }
    }

    /** Looks lazily: packets do not move the timer, it moves itself when it finds that there were some. */
    private final class InactivityTimer extends TimerWheel.Timer {

        @Override
        protected void expire(long now) {
            long due = lastNanos + inactivityNanos;
            if (due <= now) {
                removeByTimeout();
            } else {
                core.timers.start(this, due);
            }
        }
    }

    @Override
    public final void schedule(Duration delay, Runnable action) {
        if (removed) {
            return;
        }
        TimerWheel.Timer timer = new TimerWheel.Timer() {
            @Override
            protected void expire(long now) {
                if (scheduled != null) {
                    scheduled.remove(this);
                }
                action.run();
            }
        };
        if (scheduled == null) {
            scheduled = new ArrayList<>(1);
        }
        scheduled.add(timer);
        core.timers.start(timer, core.timeNanos() + delay.toNanos());
    }

    // ------------------------------------------------------------------ what hosts and analyzers see

    /**
     * Reports something odd.
     *
     * @param name   its name
     * @param detail what exactly, or empty
     */
    public final void weird(String name, String detail) {
        core.weird(name, this, detail);
    }

    @Override
    public final Id id() {
        Id known = id;
        if (known == null) {
            boolean v6 = (kind & FlowKind.V6) != 0;
            known = new Id(
                    Addresses.of(v6, originatorHi, originatorLo),
                    new Port(originatorPort, FlowKind.transport(kind)),
                    Addresses.of(v6, responderHi, responderLo),
                    new Port(responderPort, FlowKind.transport(kind)));
            id = known;
        }
        return known;
    }

    @Override
    public final int responderPort() {
        return responderPort;
    }

    @Override
    public final Instant startTime() {
        return Instant.ofEpochSecond(0, startNanos);
    }

    @Override
    public final Duration duration() {
        return Duration.ofNanos(Math.max(0, lastNanos - startNanos));
    }

    @Override
    public final Set<String> services() {
        return services == null ? Set.of() : Collections.unmodifiableSet(services);
    }

    @Override
    public final void addService(String name) {
        if (services == null) {
            services = new TreeSet<>();
        }
        services.add(name);
    }

    @Override
    public final String history() {
        return new String(history, 0, historyLength, StandardCharsets.US_ASCII);
    }

    @Override
    public final String uid() {
        if (uid == null) {
            uid = core.newUid();
        }
        return uid;
    }

    @Override
    public final List<Tunnel.EncapsulatingConnection> tunnel() {
        return tunnel;
    }

    @Override
    public final @Nullable Integer vlan() {
        return vlan == PacketOrigin.NONE ? null : vlan;
    }

    @Override
    public final @Nullable Integer innerVlan() {
        return innerVlan == PacketOrigin.NONE ? null : innerVlan;
    }

    @Override
    public final ConnectionSnapshot snapshot() {
        return ConnectionSnapshot.of(this);
    }

    @Override
    public final boolean setBytesThreshold(boolean isOrig, long threshold) {
        requireNotNegative(threshold);
        if (removed) {
            return false;
        }
        endpoint(isOrig).bytesThreshold(threshold);
        checkThresholds(isOrig);
        return true;
    }

    @Override
    public final long bytesThreshold(boolean isOrig) {
        return endpoint(isOrig).bytesThreshold();
    }

    @Override
    public final boolean setPacketsThreshold(boolean isOrig, long threshold) {
        requireNotNegative(threshold);
        if (removed) {
            return false;
        }
        endpoint(isOrig).packetsThreshold(threshold);
        checkThresholds(isOrig);
        return true;
    }

    @Override
    public final long packetsThreshold(boolean isOrig) {
        return endpoint(isOrig).packetsThreshold();
    }

    private static void requireNotNegative(long threshold) {
        if (threshold < 0) {
            throw new IllegalArgumentException("threshold " + threshold + " is negative");
        }
    }

    @Override
    public long sequenceNumber(boolean isOrig) {
        return 0;
    }

    @Override
    public final <T> void offer(Class<T> type, T control) {
        if (controls == null) {
            controls = new IdentityHashMap<>(2);
        }
        controls.put(type, control);
    }

    @Override
    public final <T> Optional<T> control(Class<T> type) {
        return removed || controls == null ? Optional.empty() : Optional.ofNullable(type.cast(controls.get(type)));
    }

    @Override
    public boolean partial() {
        return false;
    }

    @Override
    public boolean hasGap() {
        return false;
    }

    @Override
    public void reverse() {}

    @Override
    public final void tunnelled(ByteBuf packet, Tunnel.Type type) {
        core.analyseInner(packet, layers(type));
    }

    /**
     * This connection as what carries others.
     *
     * @param type how it carries them
     * @return what carries it, and itself
     */
    public final List<Tunnel.EncapsulatingConnection> layers(Tunnel.Type type) {
        Encapsulation around = encapsulation;
        if (around == null || around.type != type || around.outer != tunnel) {
            around = new Encapsulation(type, tunnel, new Tunnel.EncapsulatingConnection(id(), type, uid()));
            encapsulation = around;
        }
        return around.layers;
    }

    /** This connection as what carries others, behind what carries it. */
    private static final class Encapsulation {

        private final Tunnel.Type type;
        private final List<Tunnel.EncapsulatingConnection> outer;
        private final List<Tunnel.EncapsulatingConnection> layers;

        Encapsulation(
                Tunnel.Type type,
                List<Tunnel.EncapsulatingConnection> outer,
                Tunnel.EncapsulatingConnection innermost) {
            this.type = type;
            this.outer = outer;
            List<Tunnel.EncapsulatingConnection> all = new ArrayList<>(outer);
            all.add(innermost);
            layers = List.copyOf(all);
        }
    }

    final int hash(long seed) {
        return FlowKey.hash(
                seed, originatorHi, originatorLo, originatorPort, responderHi, responderLo, responderPort, kind);
    }

    @Override
    public String toString() {
        return id().toString();
    }
}
