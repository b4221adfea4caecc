package org.nsm.analyzers;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.EndpointState;
import org.nsm.api.Port;
import org.nsm.api.Transport;
import org.nsm.api.event.Tunnel;
import org.nsm.api.spi.Flow;

/** A connection without packets. */
public final class FakeFlow implements Flow {

    /** Whether its beginning was missed. */
    public boolean partial;

    /** Whether an analyzer swapped the roles. */
    public boolean reversed;

    /** Whether bytes are missing. */
    public boolean hasGap;

    /** How much payload each side is said to have sent. */
    public long size;

    /** What was scheduled. */
    public final List<Runnable> scheduled = new java.util.ArrayList<>();

    /** The packets found inside. */
    public int tunnelled;

    private final Id id;
    private final Set<String> services = new LinkedHashSet<>();
    private final Map<Class<?>, Object> controls = new HashMap<>();

    private FakeFlow(Id id) {
        this.id = id;
    }

    /** A connection from 10.0.0.1 to 10.0.0.2. */
    public static FakeFlow to(int port, Transport transport) {
        return new FakeFlow(new Id(
                address("10.0.0.1"), new Port(40000, transport), address("10.0.0.2"), new Port(port, transport)));
    }

    /** An address. */
    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    @Override
    public boolean partial() {
        return partial;
    }

    @Override
    public boolean hasGap() {
        return hasGap;
    }

    @Override
    public void addService(String name) {
        services.add(name);
    }

    @Override
    public <T> void offer(Class<T> type, T control) {
        controls.put(type, control);
    }

    @Override
    public void schedule(Duration delay, Runnable action) {
        scheduled.add(action);
    }

    @Override
    public void inactivityTimeout(Duration timeout) {}

    @Override
    public void tunnelled(ByteBuf packet, Tunnel.Type type) {
        tunnelled++;
    }

    @Override
    public Id id() {
        return id;
    }

    @Override
    public Endpoint originator() {
        return new Side();
    }

    @Override
    public Endpoint responder() {
        return new Side();
    }

    @Override
    public Instant startTime() {
        return Instant.EPOCH;
    }

    @Override
    public Duration duration() {
        return Duration.ZERO;
    }

    @Override
    public Set<String> services() {
        return services;
    }

    @Override
    public String history() {
        return "";
    }

    @Override
    public String uid() {
        return "C1";
    }

    @Override
    public List<Tunnel.EncapsulatingConnection> tunnel() {
        return List.of();
    }

    @Override
    public @Nullable Integer vlan() {
        return null;
    }

    @Override
    public @Nullable Integer innerVlan() {
        return null;
    }

    @Override
    public Connection snapshot() {
        return this;
    }

    @Override
    public long sequenceNumber(boolean isOrig) {
        return 0;
    }

    @Override
    public <T> Optional<T> control(Class<T> type) {
        return Optional.ofNullable(type.cast(controls.get(type)));
    }

    @Override
    public void reverse() {
        reversed = true;
    }

    private final class Side implements Endpoint {

        @Override
        public long size() {
            return size;
        }

        @Override
        public EndpointState state() {
            return EndpointState.ESTABLISHED;
        }

        @Override
        public long packets() {
            return 0;
        }

        @Override
        public long ipBytes() {
            return 0;
        }

        @Override
        public int flowLabel() {
            return 0;
        }

        @Override
        public @Nullable String l2Addr() {
            return null;
        }
    }
}
