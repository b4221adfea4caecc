package org.nsm.reassembly.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.EndpointState;
import org.nsm.api.event.Tunnel;

/** A connection as it was at one moment. Steers nothing. */
record ConnectionSnapshot(
        Id id,
        Side originator,
        Side responder,
        Instant startTime,
        Duration duration,
        Set<String> services,
        String history,
        String uid,
        List<Tunnel.EncapsulatingConnection> tunnel,
        @Nullable Integer vlan,
        @Nullable Integer innerVlan,
        long originatorSequenceNumber,
        long responderSequenceNumber)
        implements Connection {

    /** One side as it was. */
    record Side(
            long size,
            EndpointState state,
            long packets,
            long ipBytes,
            int flowLabel,
            @Nullable String l2Addr) implements Endpoint {

        static Side of(Endpoint side) {
            return new Side(side.size(), side.state(), side.packets(), side.ipBytes(), side.flowLabel(), side.l2Addr());
        }
    }

    static ConnectionSnapshot of(Connection c) {
        return new ConnectionSnapshot(
                c.id(),
                Side.of(c.originator()),
                Side.of(c.responder()),
                c.startTime(),
                c.duration(),
                Set.copyOf(c.services()),
                c.history(),
                c.uid(),
                c.tunnel(),
                c.vlan(),
                c.innerVlan(),
                c.sequenceNumber(true),
                c.sequenceNumber(false));
    }

    @Override
    public Connection snapshot() {
        return this;
    }

    @Override
    public long sequenceNumber(boolean isOrig) {
        return isOrig ? originatorSequenceNumber : responderSequenceNumber;
    }
}
