package org.nsm.reassembly.engine;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Analyzer;
import org.nsm.api.Connection;
import org.nsm.api.LinkType;
import org.nsm.api.Packet;
import org.nsm.api.Statistics;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.reassembly.arp.ArpLayer;
import org.nsm.reassembly.flow.Core;
import org.nsm.reassembly.flow.Counters;
import org.nsm.reassembly.flow.FlowConnection;
import org.nsm.reassembly.flow.FlowKey;
import org.nsm.reassembly.flow.FlowKind;
import org.nsm.reassembly.flow.MacAddress;
import org.nsm.reassembly.flow.PacketOrigin;
import org.nsm.reassembly.ip.Addresses;
import org.nsm.reassembly.link.Frame;
import org.nsm.reassembly.link.LinkLayers;

/** The analyzer: lets time pass, takes the link layer off each packet and hands on what is inside. */
final class Engine implements Analyzer {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** In 2259. A broken clock must not be so late that adding a timeout, at most a year, overflows. */
    private static final long LAST_TIME =
            Long.MAX_VALUE - Duration.ofDays(3 * 366).toNanos();

    private final Core core;
    private final IpLayer ip;
    private final ArpLayer arp;
    private final Frame frame = new Frame();
    private byte[] scratch = new byte[0];
    private boolean started;
    private long latest;
    private boolean closed;

    Engine(AnalyzerConfiguration configuration) {
        core = new Core(configuration);
        ip = new IpLayer(core);
        arp = new ArpLayer(core);
    }

    @Override
    public void feed(Packet packet) {
        requireOpen();
        moveTimeTo(packet.timeNanos());
        ByteBuf data = packet.data();
        int length = data.readableBytes();
        core.counters.packets++;
        core.counters.bytes += length;
        int wireLength = Math.max(length, packet.originalLength());
        if (data.hasArray()) {
            analyse(data.array(), data.arrayOffset() + data.readerIndex(), length, wireLength, packet.linkType());
        } else {
            // The hot path reads plain arrays; what lies elsewhere is copied once.
            if (scratch.length < length) {
                scratch = new byte[Math.max(length, 1 << 16)];
            }
            data.getBytes(data.readerIndex(), scratch, 0, length);
            analyse(scratch, 0, length, wireLength, packet.linkType());
        }
    }

    private void analyse(byte[] bytes, int offset, int length, int wireLength, LinkType linkType) {
        LinkLayers.decode(bytes, offset, offset + length, wireLength, linkType, frame);
        do {
            networkPacket(bytes, linkType);
        } while (LinkLayers.next(bytes, frame));
    }

    private void networkPacket(byte[] bytes, LinkType linkType) {
        switch (frame.payload()) {
            case IPV4, IPV6 -> {
                int mac = frame.sourceMac();
                core.origin.link(
                        frame.vlan(), frame.innerVlan(), mac < 0 ? PacketOrigin.NONE : MacAddress.read(bytes, mac));
                ip.packet(bytes, frame.offset(), frame.end(), frame.wireEnd() - frame.offset());
            }
            case ARP -> arp.packet(bytes, frame);
            case OTHER, MALFORMED -> countOthers(linkType);
        }
    }

    private void countOthers(LinkType linkType) {
        Counters counters = core.counters;
        if (linkType == LinkType.UNKNOWN) {
            counters.unknownLinkType++;
        } else if (frame.payload() == Frame.Payload.MALFORMED) {
            counters.malformed++;
        } else {
            counters.notIp++;
        }
        String weird = frame.weird();
        if (weird != null) {
            core.weird(weird);
        }
    }

    @Override
    public void advanceTime(Instant time) {
        requireOpen();
        long seconds = Math.max(0, Math.min(time.getEpochSecond(), LAST_TIME / NANOS_PER_SECOND));
        moveTimeTo(Math.max(latest, seconds * NANOS_PER_SECOND + time.getNano()));
    }

    private void moveTimeTo(long timeNanos) {
        long time = Math.max(0, Math.min(timeNanos, LAST_TIME));
        core.timeNanos(time);
        if (!started || time > latest) {
            started = true;
            latest = time;
            core.timers.advance(time);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the analyzer is closed");
        }
    }

    @Override
    public Instant time() {
        return Instant.ofEpochSecond(0, latest);
    }

    @Override
    public Statistics statistics() {
        Counters c = core.counters;
        return new Statistics(
                c.packets,
                c.bytes,
                c.unknownLinkType,
                c.notIp,
                c.malformed,
                c.badChecksums,
                c.fragments,
                c.datagramsReassembled,
                c.datagramsDropped,
                c.tunnelled,
                c.connections,
                core.flows.size(),
                c.evictedConnections,
                c.bufferedBytes,
                c.droppedBytes,
                c.gapBytes,
                core.dispatcher().events(),
                core.dispatcher().handlerErrors(),
                c.analyzerErrors);
    }

    @Override
    public @Nullable Connection connection(Connection.Id id) {
        boolean v6 = id.originatorAddress().getAddress().length > 4;
        int kind = FlowKind.of(id.responderPort().transport()) | (v6 ? FlowKind.V6 : 0);
        FlowKey key = new FlowKey()
                .set(
                        Addresses.hi(id.originatorAddress()),
                        Addresses.lo(id.originatorAddress()),
                        id.originatorPort().number(),
                        Addresses.hi(id.responderAddress()),
                        Addresses.lo(id.responderAddress()),
                        id.responderPort().number(),
                        kind);
        FlowConnection found = core.flows.find(key);
        if (found == null && (kind & FlowKind.ICMP) == FlowKind.ICMP) {
            found = core.flows.find(key.set(
                    Addresses.hi(id.originatorAddress()),
                    Addresses.lo(id.originatorAddress()),
                    id.originatorPort().number(),
                    Addresses.hi(id.responderAddress()),
                    Addresses.lo(id.responderAddress()),
                    id.responderPort().number(),
                    kind | FlowKind.ONE_WAY));
        }
        return found;
    }

    @Override
    public void forEachConnection(Consumer<? super Connection> visitor) {
        liveConnections().forEach(visitor);
    }

    /** A copy, since what a visitor or a last event does may move the table. */
    private List<FlowConnection> liveConnections() {
        List<FlowConnection> live = new ArrayList<>(core.flows.size());
        for (int place = 0; place < core.flows.capacity(); place++) {
            FlowConnection connection = core.flows.at(place);
            if (connection != null) {
                live.add(connection);
            }
        }
        return live;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            core.timeNanos(latest);
            Throwable last = null;
            for (FlowConnection connection : liveConnections()) {
                try {
                    connection.removeAtEnd();
                } catch (Throwable toComeOut) {
                    last = toComeOut;
                }
            }
            if (last != null) {
                Core.rethrow(last);
            }
        }
    }
}
