package org.nsm.reassembly.flow;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Packet;
import org.nsm.api.spi.FlowHash;
import org.nsm.reassembly.ip.IpPacket;
import org.nsm.reassembly.link.Frame;
import org.nsm.reassembly.link.LinkLayers;
import org.nsm.reassembly.tunnel.Tunnels;

/**
 * Hashes the pair of hosts that a packet goes between, the same for both directions.
 *
 * <p>Ports do not count. Fragments but the first have none, and what belongs to a connection often goes over other ports
 * of the same two hosts: data connections, tunnels that a control connection sets up, errors that ICMP reports. So
 * whatever two hosts exchange stays with one analyzer.
 *
 * <p>Of IP in IP and GRE the innermost pair counts: the tunnel is no connection of its own, and one between two sites
 * carries the traffic of many hosts. What UDP carries (VXLAN, Geneve, Teredo, GTP) goes with the hosts of its UDP flow,
 * which is a connection with events of its own and must not be torn apart.
 *
 * <p>The first fragment of a tunnel's packet shows the inner hosts; it is remembered for the later ones. A later fragment
 * that comes before the first, or a first one too short to show the inner addresses, goes with the outer pair, so that
 * its datagram may not be put together. Of a wireless frame that aggregates several packets the first one counts.
 *
 * <p>The hash is the same in all processes and on all machines. It allocates nothing per packet; a packet outside the heap is
 * copied to be read.
 */
public final class PacketFlowHash implements FlowHash {

    /** How many fragmented packets of tunnels are remembered, a power of two. */
    private static final int REMEMBERED = 4096;

    private final int maxTunnelDepth;
    private final Frame link = new Frame();
    private final IpPacket ip = new IpPacket();
    private final Tunnels tunnels = new Tunnels();
    private final long[] fragments = new long[REMEMBERED];
    private final int[] fragmentHashes = new int[REMEMBERED];
    private final long[] firstFragments;
    private byte[] copy = new byte[2048];

    /**
     * A hash that remembers no fragments yet.
     *
     * @param maxTunnelDepth how many tunnels inside each other the analyzers follow
     */
    public PacketFlowHash(int maxTunnelDepth) {
        this.maxTunnelDepth = maxTunnelDepth;
        firstFragments = new long[maxTunnelDepth];
    }

    @Override
    public int hash(Packet packet) {
        ByteBuf data = packet.data();
        int length = data.readableBytes();
        byte[] bytes;
        int from;
        if (data.hasArray()) {
            bytes = data.array();
            from = data.arrayOffset() + data.readerIndex();
        } else {
            bytes = copyOf(data, length);
            from = 0;
        }
        LinkLayers.decode(bytes, from, from + length, packet.originalLength(), packet.linkType(), link);
        return switch (link.payload()) {
            case IPV4, IPV6 -> hashIp(bytes);
            case ARP, OTHER, MALFORMED -> 0;
        };
    }

    private byte[] copyOf(ByteBuf data, int length) {
        if (copy.length < length) {
            copy = new byte[Math.max(length, copy.length * 2)];
        }
        data.getBytes(data.readerIndex(), copy, 0, length);
        return copy;
    }

    private int hashIp(byte[] bytes) {
        Frame frame = link;
        int firsts = 0;
        int hash = 0;
        for (int depth = 0; decode(bytes, frame); depth++) {
            hash = FlowKey.hash(0, ip.sourceHi(), ip.sourceLo(), 0, ip.destinationHi(), ip.destinationLo(), 0, 0);
            if (ip.isFragment() && ip.fragmentOffset() != 0) {
                hash = recall(fragmentKey(), hash);
                break;
            }
            if (depth == maxTunnelDepth || tunnels.inspect(ip) != Tunnels.Kind.IP) {
                break;
            }
            if (ip.isFragment()) {
                firstFragments[firsts++] = fragmentKey();
            }
            frame = tunnels.frame();
        }
        for (int i = 0; i < firsts; i++) {
            remember(firstFragments[i], hash);
        }
        return hash;
    }

    private boolean decode(byte[] bytes, Frame frame) {
        return ip.decode(bytes, frame.offset(), frame.end(), frame.wireEnd() - frame.offset(), false);
    }

    /** Two datagrams have the same key by a chance that need not be thought of. */
    private long fragmentKey() {
        long key = FlowKey.mix(ip.sourceHi()) + ip.sourceLo();
        key = FlowKey.mix(key) + ip.destinationHi();
        key = FlowKey.mix(key) + ip.destinationLo();
        key = FlowKey.mix(key) + ((long) ip.protocol() << 32 | ip.fragmentId() & 0xffff_ffffL);
        return FlowKey.mix(key);
    }

    private void remember(long key, int hash) {
        int slot = (int) key & REMEMBERED - 1;
        fragments[slot] = key;
        fragmentHashes[slot] = hash;
    }

    private int recall(long key, int otherwise) {
        int slot = (int) key & REMEMBERED - 1;
        return fragments[slot] == key ? fragmentHashes[slot] : otherwise;
    }
}
