package org.nsm.reassembly.engine;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Options;
import org.nsm.api.event.IpEvent;
import org.nsm.api.event.Tunnel;
import org.nsm.api.spi.Channel;
import org.nsm.reassembly.flow.Core;
import org.nsm.reassembly.flow.FlowConnection;
import org.nsm.reassembly.icmp.IcmpLayer;
import org.nsm.reassembly.ip.Defragmenter;
import org.nsm.reassembly.ip.IpPacket;
import org.nsm.reassembly.ip.IpProtocol;
import org.nsm.reassembly.ip.PacketHeaders;
import org.nsm.reassembly.tcp.TcpLayer;
import org.nsm.reassembly.tunnel.TunnelTable;
import org.nsm.reassembly.tunnel.Tunnels;
import org.nsm.reassembly.udp.UdpLayer;

/** Takes IP packets, also those inside others: joins fragments, opens tunnels, and hands on to the transport. */
final class IpLayer implements Core.InnerPackets {

    /** Pairs of hosts between which packets are carried in packets; a gateway has few, and each costs some 200 bytes. */
    private static final int MAX_TUNNELS = 1 << 14;

    private final Core core;
    private final TcpLayer tcp;
    private final UdpLayer udp;
    private final IcmpLayer icmp;
    private final Defragmenter fragments;
    private final Tunnels inside = new Tunnels();
    private final TunnelTable tunnels;
    private final Channel<IpEvent.ExtensionHeaders> extensionHeaders;
    private final Channel<IpEvent.Esp> esp;
    private final Channel<IpEvent.MobileIpv6> mobileIpv6;
    private final boolean verifyChecksums;

    /** One for each depth of tunnels, since the outer packet is still at work while the inner one is. */
    private final IpPacket[] packets;

    private int depth;

    IpLayer(Core core) {
        this.core = core;
        tcp = new TcpLayer(core);
        udp = new UdpLayer(core);
        icmp = new IcmpLayer(core);
        fragments = new Defragmenter(
                core.counters,
                core.nanos(Options.FRAG_TIMEOUT),
                Math.toIntExact(core.configuration().option(Options.MAX_INCOMPLETE_DATAGRAMS)),
                core::weird);
        tunnels = new TunnelTable(MAX_TUNNELS, core::newUid);
        extensionHeaders = core.channel(IpEvent.ExtensionHeaders.class);
        esp = core.channel(IpEvent.Esp.class);
        mobileIpv6 = core.channel(IpEvent.MobileIpv6.class);
        verifyChecksums = !core.configuration().option(Options.IGNORE_CHECKSUMS);
        packets = new IpPacket[Math.toIntExact(core.configuration().option(Options.MAX_TUNNEL_DEPTH)) + 1];
        for (int i = 0; i < packets.length; i++) {
            packets[i] = new IpPacket();
        }
        core.innerPackets(this);
    }

    /** Analyses a packet that the link carried. */
    void packet(byte[] bytes, int offset, int end, int wireLength) {
        depth = 0;
        decode(bytes, offset, end, wireLength, false);
    }

    private void decode(byte[] bytes, int offset, int end, int wireLength, boolean joined) {
        IpPacket ip = packets[depth];
        if (!ip.decode(bytes, offset, end, wireLength, joined)) {
            core.counters.malformed++;
            String weird = ip.weird();
            core.weird(weird == null ? "malformed_IP" : weird);
        } else if (verifyChecksums && !joined && !ip.headerChecksumIsRight()) {
            core.counters.badChecksums++;
            core.weird("bad_IP_checksum", ip);
        } else if (!ip.isFragment()) {
            transport(ip);
        } else if (fragments.add(ip, core.timeNanos())) {
            int length = fragments.length();
            decode(fragments.bytes(), 0, length, length, true);
        } else if (Defragmenter.standsAlone(ip)) {
            transport(ip);
        }
    }

    private void transport(IpPacket ip) {
        FlowConnection flow = switch (ip.protocol()) {
            case IpProtocol.TCP -> tcp.packet(ip);
            case IpProtocol.UDP -> udp.packet(ip);
            case IpProtocol.ICMP -> ip.isV6() ? unknown(ip) : icmp.packet(ip);
            case IpProtocol.ICMPV6 -> ip.isV6() ? icmp.packet(ip) : unknown(ip);
            case IpProtocol.IPV4, IpProtocol.IPV6, IpProtocol.GRE -> tunnel(ip);
            case IpProtocol.ESP -> esp(ip);
            case IpProtocol.MOBILITY -> mobility(ip);
            case IpProtocol.NO_NEXT_HEADER -> null;
            default -> unknown(ip);
        };
        if (flow != null && ip.hasExtensions() && extensionHeaders.wanted()) {
            extensionHeaders.raise(new IpEvent.ExtensionHeaders(flow, PacketHeaders.of(ip)));
        }
    }

    private @Nullable FlowConnection unknown(IpPacket ip) {
        core.unknownProtocol(ip);
        return null;
    }

    private @Nullable FlowConnection esp(IpPacket ip) {
        if (esp.wanted()) {
            esp.raise(new IpEvent.Esp(PacketHeaders.of(ip)));
        }
        return null;
    }

    private @Nullable FlowConnection mobility(IpPacket ip) {
        if (mobileIpv6.wanted()) {
            mobileIpv6.raise(new IpEvent.MobileIpv6(PacketHeaders.of(ip)));
        }
        return null;
    }

    private @Nullable FlowConnection tunnel(IpPacket ip) {
        Tunnels.Kind kind = inside.inspect(ip);
        String weird = inside.weird();
        if (weird != null) {
            core.weird(weird, ip);
        }
        if (kind == Tunnels.Kind.IP) {
            List<Tunnel.EncapsulatingConnection> layers = tunnels.layers(ip, inside.type(), core.origin.tunnel());
            int offset = inside.frame().offset();
            analyse(ip.bytes(), offset, inside.frame().end(), inside.frame().wireEnd() - offset, layers);
        }
        return null;
    }

    @Override
    public void analyse(ByteBuf packet, List<Tunnel.EncapsulatingConnection> layers) {
        int length = packet.readableBytes();
        if (packet.hasArray()) {
            int offset = packet.arrayOffset() + packet.readerIndex();
            analyse(packet.array(), offset, offset + length, length, layers);
        } else {
            byte[] copy = new byte[length];
            packet.getBytes(packet.readerIndex(), copy);
            analyse(copy, 0, length, length, layers);
        }
    }

    @Override
    public void analyse(
            byte[] bytes, int offset, int end, int wireLength, List<Tunnel.EncapsulatingConnection> layers) {
        if (depth + 1 >= packets.length) {
            core.weird("exceeded_tunnel_max_depth_in_tunnel", packets[depth]);
            return;
        }
        core.counters.tunnelled++;
        List<Tunnel.EncapsulatingConnection> outer = core.origin.tunnel();
        core.origin.tunnel(layers);
        depth++;
        try {
            decode(bytes, offset, end, wireLength, false);
        } finally {
            depth--;
            core.origin.tunnel(outer);
        }
    }
}
