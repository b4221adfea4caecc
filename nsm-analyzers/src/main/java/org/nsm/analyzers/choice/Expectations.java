package org.nsm.analyzers.choice;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Connection;
import org.nsm.api.Port;
import org.nsm.api.spi.Flow;

/**
 * Connections that others announced. A look-up costs nothing unless one to that port was, and two hash look-ups otherwise. The
 * number is bounded: the oldest makes room for another.
 */
final class Expectations {

    private final Map<Key, List<Expected>> table = new LinkedHashMap<>();

    /** Ports of which some connection was announced; most connections are to others, and need not be looked up. */
    private final BitSet ports = new BitSet(Port.MAX_NUMBER + 1);

    private final long maxKeys;

    private record Key(@Nullable InetAddress originator, InetAddress responder, Port port) {

        // Written out for the same reason as those of AnalyzerTag.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && Objects.equals(originator, key.originator)
                    && responder.equals(key.responder)
                    && port.equals(key.port);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(originator) * 961 + responder.hashCode() * 31 + port.hashCode();
        }
    }

    private record Expected(AnalyzerTag analyzer, long untilNanos) {}

    Expectations(long maxKeys) {
        this.maxKeys = maxKeys;
    }

    void add(
            @Nullable InetAddress originator,
            InetAddress responder,
            Port port,
            AnalyzerTag analyzer,
            Duration timeout,
            long nowNanos) {
        Key key = new Key(originator, responder, port);
        List<Expected> expected = table.remove(key);
        if (expected == null) {
            makeRoom(nowNanos);
            expected = new ArrayList<>(1);
        }
        expected.removeIf(e -> e.untilNanos <= nowNanos || e.analyzer.equals(analyzer));
        expected.add(new Expected(analyzer, nowNanos + timeout.toNanos()));
        table.put(key, expected);
        ports.set(port.number());
    }

    private void makeRoom(long nowNanos) {
        Iterator<List<Expected>> oldest = table.values().iterator();
        while (oldest.hasNext()) {
            List<Expected> expected = oldest.next();
            expected.removeIf(e -> e.untilNanos <= nowNanos);
            if (!expected.isEmpty() && table.size() < maxKeys) {
                return;
            }
            oldest.remove();
        }
    }

    /** What was announced for a connection that begins now; empty for nothing. */
    List<AnalyzerTag> of(Flow connection, long nowNanos) {
        if (!ports.get(connection.responderPort())) {
            return List.of();
        }
        Connection.Id id = connection.id();
        List<AnalyzerTag> found = new ArrayList<>(1);
        collect(new Key(id.originatorAddress(), id.responderAddress(), id.responderPort()), nowNanos, found);
        collect(new Key(null, id.responderAddress(), id.responderPort()), nowNanos, found);
        return found;
    }

    private void collect(Key key, long nowNanos, List<AnalyzerTag> found) {
        List<Expected> expected = table.get(key);
        if (expected != null) {
            for (Expected one : expected) {
                if (one.untilNanos > nowNanos && !found.contains(one.analyzer)) {
                    found.add(one.analyzer);
                }
            }
        }
    }
}
