package org.nsm.reassembly.tcp;

import org.jspecify.annotations.Nullable;
import org.nsm.api.EndpointState;
import org.nsm.reassembly.flow.Core;
import org.nsm.reassembly.flow.FlowConnection;
import org.nsm.reassembly.flow.FlowKey;
import org.nsm.reassembly.flow.FlowKind;
import org.nsm.reassembly.ip.IpPacket;

/** Takes TCP packets and finds their connections. */
public final class TcpLayer {

    final TcpSettings settings;
    final TcpChannels channels;
    final TcpStates states = new TcpStates();
    final TcpOptions options = new TcpOptions();

    private final Core core;
    private final FlowKey key = new FlowKey();
    private final TcpSegment segment = new TcpSegment();

    /**
     * The TCP layer of an analyzer.
     *
     * @param core the shared parts
     */
    public TcpLayer(Core core) {
        this.core = core;
        settings = new TcpSettings(core);
        channels = new TcpChannels(core);
    }

    /**
     * Analyses a packet.
     *
     * @param ip a packet that is no fragment
     * @return the connection it belongs to, or null if its header is not all there
     */
    public @Nullable FlowConnection packet(IpPacket ip) {
        TcpSegment.Fault fault = segment.decode(ip);
        if (fault != TcpSegment.Fault.NONE) {
            core.counters.malformed++;
            if (!TcpSegment.hasFixedPart(ip)) {
                core.weird(fault.weird, ip);
                return null;
            }
        }
        key.set(ip, segment.sourcePort(), segment.destinationPort(), FlowKind.TCP);
        FlowConnection found = core.flows.find(key);
        TcpConnection connection;
        boolean isOrig = true;
        if (found instanceof TcpConnection known && !isReuse(known, key.isOrig(), fault)) {
            connection = known;
            isOrig = key.isOrig();
        } else {
            if (found instanceof TcpConnection old) {
                old.reused();
            }
            connection = new TcpConnection(core, this, key);
            if (core.likelyServerPorts.tcpIsReversed(
                    segment.sourcePort(),
                    segment.destinationPort(),
                    segment.has(TcpSegment.SYN),
                    segment.has(TcpSegment.ACK))) {
                connection.flipRoles();
                isOrig = false;
            }
            core.add(connection);
        }
        connection.packet(ip, segment, fault, isOrig);
        return connection;
    }

    /** Whether a segment begins a new connection between the ports of an old one. */
    private boolean isReuse(TcpConnection old, boolean isOrig, TcpSegment.Fault fault) {
        if (fault != TcpSegment.Fault.NONE || !segment.has(TcpSegment.SYN)) {
            return false;
        }
        if (segment.has(TcpSegment.ACK)) {
            return old.isClosed() && old.originator().state() == EndpointState.INACTIVE;
        }
        if (old.isClosed()) {
            return true;
        }
        TcpEndpoint sender = old.endpoint(isOrig);
        if (!sender.isStarted()) {
            // Nothing good was seen of this side, or the SYNs of both cross each other (RFC 9293, section 3.5).
            return false;
        }
        return segment.seq() != sender.start();
    }
}
