package org.nsm.reassembly.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Option;
import org.nsm.api.event.Event;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.Subscription;
import org.nsm.events.EventRecorder;
import org.nsm.reassembly.flow.Core;
import org.nsm.reassembly.flow.FlowConnection;
import org.nsm.reassembly.ip.IpPacket;

/** An ICMP layer, and the events it raises. */
final class IcmpBench {

    final EventRecorder events = new EventRecorder();
    final Core core;
    private final IcmpLayer layer;
    private final IpPacket ip = new IpPacket();

    IcmpBench() {
        this(Map.of());
    }

    IcmpBench(Map<Option<?>, Object> options) {
        core = new Core(new AnalyzerConfiguration(
                List.of(new Subscription<>(Event.class, events)),
                (event, error) -> {
                    throw new AssertionError(error);
                },
                options,
                List.of(),
                Set.of()));
        layer = new IcmpLayer(core);
    }

    void at(double seconds) {
        long now = Math.round(seconds * 1e9);
        core.timers.advance(now);
        core.timeNanos(now);
    }

    /** Analyses a packet that is sound as far as IP is concerned. */
    @Nullable FlowConnection feed(byte[] packet) {
        return feed(packet, packet.length);
    }

    /** The same when only the beginning of it was captured. */
    @Nullable FlowConnection feed(byte[] packet, int captured) {
        assertThat(ip.decode(packet, 0, captured, packet.length, false)).isTrue();
        return layer.packet(ip);
    }

    /** Analyses what may be anything. */
    void feedAnything(byte[] packet, int captured) {
        if (ip.decode(packet, 0, captured, packet.length, false) && !ip.isFragment()) {
            layer.packet(ip);
        }
    }

    /** The only event of a type. */
    <E extends Event> E only(Class<E> type) {
        List<E> found = events.events(type);
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
