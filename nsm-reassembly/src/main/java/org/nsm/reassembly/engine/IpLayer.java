package org.nsm.reassembly.engine;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.nsm.api.Options;
import org.nsm.api.event.Tunnel;
import org.nsm.reassembly.flow.Core;
import org.nsm.reassembly.ip.IpPacket;
import org.nsm.reassembly.ip.IpProtocol;
import org.nsm.reassembly.tcp.TcpLayer;
import org.nsm.reassembly.udp.UdpLayer;

/** Takes IP packets, also those inside others: joins fragments, opens tunnels, and hands on to the transport. */
final class IpLayer implements Core.InnerPackets {

    private final Core core;
    private final TcpLayer tcp;
    private final UdpLayer udp;
    private final boolean verifyChecksums;

    /** What is needed at each depth of tunnels, since the outer packet is still at work while the inner one is. */
    private final Level[] levels;

    private int depth;

    private static final class Level {

        private final IpPacket packet = new IpPacket();
    }

    IpLayer(Core core) {
        this.core = core;
        tcp = new TcpLayer(core);
        udp = new UdpLayer(core);
        verifyChecksums = !core.configuration().option(Options.IGNORE_CHECKSUMS);
        levels = new Level[Math.toIntExact(core.configuration().option(Options.MAX_TUNNEL_DEPTH)) + 1];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = new Level();
        }
        core.innerPackets(this);
    }

    /** Analyses a packet that the link carried. */
    void packet(byte[] bytes, int offset, int end, int wireLength) {
        depth = 0;
        decode(bytes, offset, end, wireLength, false);
    }

    private void decode(byte[] bytes, int offset, int end, int wireLength, boolean joined) {
        IpPacket ip = levels[depth].packet;
        if (!ip.decode(bytes, offset, end, wireLength, joined)) {
            core.counters.malformed++;
            String weird = ip.weird();
            core.weird(weird == null ? "malformed_IP" : weird);
        } else if (verifyChecksums && !joined && !ip.headerChecksumIsRight()) {
            core.counters.badChecksums++;
            core.weird("bad_IP_checksum", ip);
        } else if (ip.isFragment()) {
            core.counters.fragments++;
        } else {
            transport(ip);
        }
    }

    private void transport(IpPacket ip) {
        switch (ip.protocol()) {
            case IpProtocol.TCP -> tcp.packet(ip);
            case IpProtocol.UDP -> udp.packet(ip);
            default -> core.weird("unknown_protocol", ip);
        }
    }

    @Override
    public void analyse(ByteBuf packet, List<Tunnel.EncapsulatingConnection> tunnel) {
        if (depth + 1 >= levels.length) {
            core.weird("exceeded_tunnel_max_depth");
            return;
        }
        List<Tunnel.EncapsulatingConnection> outer = core.origin.tunnel();
        depth++;
        core.origin.tunnel(tunnel);
        core.counters.tunnelled++;
        int length = packet.readableBytes();
        decode(
                packet.array(),
                packet.arrayOffset() + packet.readerIndex(),
                packet.arrayOffset() + packet.writerIndex(),
                length,
                false);
        core.origin.tunnel(outer);
        depth--;
    }
}
