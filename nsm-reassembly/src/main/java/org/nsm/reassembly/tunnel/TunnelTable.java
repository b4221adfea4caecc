package org.nsm.reassembly.tunnel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.Port;
import org.nsm.api.Transport;
import org.nsm.api.event.Tunnel;
import org.nsm.reassembly.ip.Addresses;
import org.nsm.reassembly.ip.IpPacket;

/**
 * The tunnels that ride on IP itself, which are no connections but stand for one in what they carry. A tunnel is a pair of
 * hosts, whichever of them sends; who sent its first packet is its originator, and its type stays that of this packet.
 *
 * <p>The lists that come out are made once and given again and again. The table is bounded: the tunnel that was silent
 * longest makes room, and is another one, with another name, if it speaks again.
 */
public final class TunnelTable {

    private static final Port NO_PORT = new Port(0, Transport.UNKNOWN);

    private final Supplier<String> uids;
    private final LinkedHashMap<Pair, Entry> tunnels;
    private final Pair pair = new Pair();

    /**
     * A table without tunnels.
     *
     * @param maxTunnels how many are remembered, at least 1
     * @param uids       names new ones
     */
    public TunnelTable(int maxTunnels, Supplier<String> uids) {
        this.uids = uids;
        tunnels = new LeastRecentlyUsed(maxTunnels);
    }

    /**
     * What carries the packet inside another one.
     *
     * @param ip    the packet that carries
     * @param type  how it does
     * @param outer what carries that packet itself, outermost first
     * @return the outer ones and this one behind them, unmodifiable; the same object as long as {@code outer} is
     */
    public List<Tunnel.EncapsulatingConnection> layers(
            IpPacket ip, Tunnel.Type type, List<Tunnel.EncapsulatingConnection> outer) {
        pair.set(ip);
        Entry known = tunnels.get(pair);
        if (known == null) {
            known = new Entry(new Tunnel.EncapsulatingConnection(id(ip), type, uids.get()), outer);
            tunnels.put(new Pair(pair), known);
        } else if (known.outer != outer) {
            known.outer(outer);
        }
        return known.layers;
    }

    private static Connection.Id id(IpPacket ip) {
        return new Connection.Id(
                Addresses.of(ip.isV6(), ip.sourceHi(), ip.sourceLo()),
                NO_PORT,
                Addresses.of(ip.isV6(), ip.destinationHi(), ip.destinationLo()),
                NO_PORT);
    }

    private static final class Entry {

        private final Tunnel.EncapsulatingConnection tunnel;
        private List<Tunnel.EncapsulatingConnection> outer;
        private List<Tunnel.EncapsulatingConnection> layers;

        Entry(Tunnel.EncapsulatingConnection tunnel, List<Tunnel.EncapsulatingConnection> outer) {
            this.tunnel = tunnel;
            this.outer = outer;
            layers = join(outer, tunnel);
        }

        void outer(List<Tunnel.EncapsulatingConnection> changed) {
            outer = changed;
            layers = join(changed, tunnel);
        }

        private static List<Tunnel.EncapsulatingConnection> join(
                List<Tunnel.EncapsulatingConnection> outer, Tunnel.EncapsulatingConnection innermost) {
            List<Tunnel.EncapsulatingConnection> all = new ArrayList<>(outer);
            all.add(innermost);
            return List.copyOf(all);
        }
    }

    private static final class LeastRecentlyUsed extends LinkedHashMap<Pair, Entry> {

        private static final long serialVersionUID = 1;

        private final int limit;

        LeastRecentlyUsed(int limit) {
            super(16, 0.75f, true);
            this.limit = limit;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, TunnelTable.Entry> eldest) {
            return size() > limit;
        }
    }

    /** Two addresses, the smaller one first, and whether they are IPv6. Ordered, so that collisions cost a search only. */
    private static final class Pair implements Comparable<Pair> {

        private boolean v6;
        private long firstHi;
        private long firstLo;
        private long secondHi;
        private long secondLo;

        Pair() {}

        Pair(Pair other) {
            v6 = other.v6;
            firstHi = other.firstHi;
            firstLo = other.firstLo;
            secondHi = other.secondHi;
            secondLo = other.secondLo;
        }

        void set(IpPacket ip) {
            v6 = ip.isV6();
            int order = Long.compare(ip.sourceHi(), ip.destinationHi());
            boolean inOrder = order != 0 ? order < 0 : ip.sourceLo() <= ip.destinationLo();
            firstHi = inOrder ? ip.sourceHi() : ip.destinationHi();
            firstLo = inOrder ? ip.sourceLo() : ip.destinationLo();
            secondHi = inOrder ? ip.destinationHi() : ip.sourceHi();
            secondLo = inOrder ? ip.destinationLo() : ip.sourceLo();
        }

        @Override
        public int hashCode() {
            long sum = ((firstHi * 31 + firstLo) * 31 + secondHi) * 31 + secondLo;
            return Long.hashCode(sum * 0x9e3779b97f4a7c15L);
        }

        @Override
        public boolean equals(@Nullable Object object) {
            return object instanceof Pair other && compareTo(other) == 0;
        }

        @Override
        public int compareTo(Pair other) {
            int order = Boolean.compare(v6, other.v6);
            order = order != 0 ? order : Long.compare(firstLo, other.firstLo);
            order = order != 0 ? order : Long.compare(secondLo, other.secondLo);
            order = order != 0 ? order : Long.compare(firstHi, other.firstHi);
            return order != 0 ? order : Long.compare(secondHi, other.secondHi);
        }
    }
}
