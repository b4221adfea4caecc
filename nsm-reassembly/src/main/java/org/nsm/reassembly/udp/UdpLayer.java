package org.nsm.reassembly.udp;

import org.jspecify.annotations.Nullable;
import org.nsm.api.Options;
import org.nsm.api.event.UdpEvent;
import org.nsm.api.spi.Channel;
import org.nsm.reassembly.flow.Core;
import org.nsm.reassembly.flow.FlowConnection;
import org.nsm.reassembly.flow.FlowKey;
import org.nsm.reassembly.flow.FlowKind;
import org.nsm.reassembly.ip.IpPacket;
import org.nsm.reassembly.tunnel.Tunnels;

/** Takes UDP packets and finds their flows. */
public final class UdpLayer {

    final Channel<UdpEvent.Request> requests;
    final Channel<UdpEvent.Reply> replies;
    final Channel<UdpEvent.Contents> contents;
    final Channel<UdpEvent.MultipleChecksumErrors> checksumErrors;

    private final Core core;
    private final FlowKey key = new FlowKey();
    private final SessionTimeouts sessions;
    private final Tunnels inside = new Tunnels();
    private final UdpHeader header = new UdpHeader();
    private final boolean verifyChecksums;
    private final long inactivityNanos;

    /**
     * The UDP layer of an analyzer.
     *
     * @param core the shared parts
     */
    public UdpLayer(Core core) {
        this.core = core;
        requests = core.channel(UdpEvent.Request.class);
        replies = core.channel(UdpEvent.Reply.class);
        contents = core.channel(UdpEvent.Contents.class);
        checksumErrors = core.channel(UdpEvent.MultipleChecksumErrors.class);
        verifyChecksums = !core.configuration().option(Options.IGNORE_CHECKSUMS);
        sessions = new SessionTimeouts(core);
        inactivityNanos = core.nanos(Options.UDP_INACTIVITY_TIMEOUT);
    }

    /**
     * Analyses a packet.
     *
     * @param ip a packet that is no fragment
     * @return the flow it belongs to, or null if it has no sound header
     */
    public @Nullable FlowConnection packet(IpPacket ip) {
        if (!header.decode(ip, verifyChecksums)) {
            core.counters.malformed++;
            core.weird("truncated_header", ip);
            return null;
        }
        key.set(ip, header.sourcePort(), header.destinationPort(), FlowKind.UDP);
        FlowConnection found = core.flows.find(key);
        UdpFlow flow;
        boolean isOrig = true;
        if (found instanceof UdpFlow known) {
            flow = known;
            isOrig = key.isOrig();
        } else {
            flow = new UdpFlow(core, this, key);
            if (core.likelyServerPorts.udpIsReversed(header.sourcePort(), header.destinationPort())) {
                flow.reverse();
                isOrig = false;
            }
            core.add(flow);
            flow.start(inactivityNanos, sessions.nanos(isOrig ? header.destinationPort() : header.sourcePort()));
        }
        boolean mayCarry = Tunnels.isTunnelPort(header.destinationPort()) && header.checksumIsRight();
        int payload = header.payloadOffset();
        int wireLength = header.payloadLength();
        int port = header.destinationPort();
        flow.packet(ip, header, isOrig);
        if (mayCarry) {
            openTunnel(ip, flow, payload, wireLength, port);
        }
        return flow;
    }

    private void openTunnel(IpPacket ip, UdpFlow flow, int payload, int wireLength, int port) {
        Tunnels.Kind kind = inside.inspectDatagram(ip.bytes(), payload, ip.end(), wireLength, port);
        String weird = inside.weird();
        if (weird != null) {
            flow.weird(weird, "");
        }
        if (kind == Tunnels.Kind.IP) {
            int offset = inside.frame().offset();
            core.analyseInner(
                    ip.bytes(),
                    offset,
                    inside.frame().end(),
                    inside.frame().wireEnd() - offset,
                    flow.layers(inside.type()));
        }
    }
}
