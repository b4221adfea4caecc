package org.nsm.events;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.EndpointState;
import org.nsm.api.Port;
import org.nsm.api.event.Tunnel;

/** A connection with settable values, live until its snapshot is taken. */
final class TestConnection implements Connection {

    String uid = "CHhAvVGS1DHFjwGM9";
    Id id = new Id(address("10.0.0.1"), Port.tcp(49208), address("10.0.0.2"), Port.tcp(445));
    String history = "ShADd";
    Set<String> services = Set.of();
    List<Tunnel.EncapsulatingConnection> tunnel = List.of();

    @Nullable Integer vlan;

    @Nullable Integer innerVlan;

    @Nullable String originatorL2Address;

    boolean detached;

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public Id id() {
        return id;
    }

    @Override
    public Endpoint originator() {
        return new Side(100, EndpointState.ESTABLISHED, 3, 220, 0, originatorL2Address);
    }

    @Override
    public Endpoint responder() {
        return new Side(5_000_000_000L, EndpointState.CLOSED, 4, 5_000_000_160L, 7, null);
    }

    @Override
    public Instant startTime() {
        return Instant.ofEpochSecond(1323202695, 370_647_000);
    }

    @Override
    public Duration duration() {
        return Duration.ofMillis(1500);
    }

    @Override
    public Set<String> services() {
        return services;
    }

    @Override
    public String history() {
        return history;
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public List<Tunnel.EncapsulatingConnection> tunnel() {
        return tunnel;
    }

    @Override
    public @Nullable Integer vlan() {
        return vlan;
    }

    @Override
    public @Nullable Integer innerVlan() {
        return innerVlan;
    }

    @Override
    public Connection snapshot() {
        if (detached) {
            return this;
        }
        TestConnection copy = new TestConnection();
        copy.uid = uid;
        copy.id = id;
        copy.history = history;
        copy.services = services;
        copy.tunnel = tunnel;
        copy.vlan = vlan;
        copy.innerVlan = innerVlan;
        copy.originatorL2Address = originatorL2Address;
        copy.detached = true;
        return copy;
    }

    @Override
    public long sequenceNumber(boolean isOrig) {
        return 0;
    }

    private record Side(
            long size,
            EndpointState state,
            long packets,
            long ipBytes,
            int flowLabel,
            @Nullable String l2Addr) implements Endpoint {}
}
