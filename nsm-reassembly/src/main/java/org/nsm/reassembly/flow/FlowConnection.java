package org.nsm.reassembly.flow;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    /** The first letters, the first one in the lowest byte; more of them are rare, and stand in an array. */
    private long history;

    private byte @Nullable [] moreHistory;
    private int historyLength;
    private boolean announced;
    private boolean removed;
    private @Nullable InactivityTimer inactivity;
    private long inactivityNanos = NEVER;
    private @Nullable Thresholds thresholds;
    private @Nullable String uid;
    private @Nullable Id id;
    private Set<String> services = Set.of();
    private @Nullable Class<?> controlType;
    private @Nullable Object control;

    /** All of them, where there are several. */
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
        Thresholds present = thresholds;
        if (present != null) {
            checkThresholds(present, side, isOrig);
        }
    }

    private void checkThresholds(Thresholds present, FlowEndpoint side, boolean isOrig) {
        long bytes = present.bytes(side);
        if (bytes != 0 && side.ipBytes() >= bytes) {
            present.bytes(side, 0);
            core.bytesThresholdCrossed.raise(new ConnSizeEvent.BytesThresholdCrossed(this, bytes, isOrig));
        }
        long packets = present.packets(side);
        if (packets != 0 && side.packets() >= packets) {
            present.packets(side, 0);
            core.packetsThresholdCrossed.raise(new ConnSizeEvent.PacketsThresholdCrossed(this, packets, isOrig));
        }
    }

    /** What the host wants to know of; few connections have it. Goes with the sides, also where their roles are swapped. */
    private static final class Thresholds {

        private final FlowEndpoint first;
        private long firstBytes;
        private long firstPackets;
        private long secondBytes;
        private long secondPackets;

        Thresholds(FlowEndpoint first) {
            this.first = first;
        }

        long bytes(FlowEndpoint side) {
            return side == first ? firstBytes : secondBytes;
        }

        void bytes(FlowEndpoint side, long threshold) {
            if (side == first) {
                firstBytes = threshold;
            } else {
                secondBytes = threshold;
            }
        }

        long packets(FlowEndpoint side) {
            return side == first ? firstPackets : secondPackets;
        }

        void packets(FlowEndpoint side, long threshold) {
            if (side == first) {
                firstPackets = threshold;
            } else {
                secondPackets = threshold;
            }
        }
    }

    private Thresholds thresholds() {
        Thresholds present = thresholds;
        if (present == null) {
            present = new Thresholds(originator());
            thresholds = present;
        }
        return present;
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
        int octet = isOrig ? letter : Character.toLowerCase(letter);
        if (historyLength < Long.BYTES) {
            history |= (long) octet << Byte.SIZE * historyLength++;
            return;
        }
        byte[] more = moreHistory;
        int place = historyLength - Long.BYTES;
        if (more == null) {
            more = new byte[Long.BYTES];
            moreHistory = more;
        } else if (place == more.length) {
            if (historyLength >= MAX_HISTORY) {
                return;
            }
            more = Arrays.copyOf(more, Math.min(2 * place, MAX_HISTORY - Long.BYTES));
            moreHistory = more;
        }
        more[place] = (byte) octet;
        historyLength++;
    }

    // ------------------------------------------------------------------ end of life

    /** Ends the connection: finishes its analyzers, reports the removal, forgets it. Does nothing the second time. */
    public final void remove() {
        if (removed) {
            return;
        }
        cancelInactivity();
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
            cancelInactivity();
            return;
        }
        InactivityTimer timer = inactivity;
        if (timer == null) {
            timer = new InactivityTimer();
            inactivity = timer;
        }
        core.timers.start(timer, (timer.isRunning() ? lastNanos : core.timeNanos()) + nanos);
    }

    private void cancelInactivity() {
        if (inactivity != null) {
            core.timers.cancel(inactivity);
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
        return services;
    }

    @Override
    public final void addService(String name) {
        services = core.serviceSets.with(services, name);
    }

    @Override
    public final String history() {
        byte[] letters = new byte[historyLength];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = i < Long.BYTES || moreHistory == null
                    ? (byte) (history >>> Byte.SIZE * i)
                    : moreHistory[i - Long.BYTES];
        }
        return new String(letters, StandardCharsets.US_ASCII);
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
        Thresholds present = thresholds();
        present.bytes(endpoint(isOrig), threshold);
        checkThresholds(present, endpoint(isOrig), isOrig);
        return true;
    }

    @Override
    public final long bytesThreshold(boolean isOrig) {
        return thresholds == null ? 0 : thresholds.bytes(endpoint(isOrig));
    }

    @Override
    public final boolean setPacketsThreshold(boolean isOrig, long threshold) {
        requireNotNegative(threshold);
        if (removed) {
            return false;
        }
        Thresholds present = thresholds();
        present.packets(endpoint(isOrig), threshold);
        checkThresholds(present, endpoint(isOrig), isOrig);
        return true;
    }

    @Override
    public final long packetsThreshold(boolean isOrig) {
        return thresholds == null ? 0 : thresholds.packets(endpoint(isOrig));
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
        if (controls == null && (controlType == null || controlType == type)) {
            controlType = type;
            this.control = control;
            return;
        }
        if (controls == null) {
            controls = new IdentityHashMap<>(2);
            controls.put(controlType, this.control);
        }
        controls.put(type, control);
    }

    @Override
    public final <T> Optional<T> control(Class<T> type) {
        if (removed) {
            return Optional.empty();
        }
        Object offered = controls != null ? controls.get(type) : controlType == type ? control : null;
        return Optional.ofNullable(type.cast(offered));
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
