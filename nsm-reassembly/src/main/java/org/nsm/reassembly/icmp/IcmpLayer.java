package org.nsm.reassembly.icmp;

import org.jspecify.annotations.Nullable;
import org.nsm.api.Options;
import org.nsm.api.event.IcmpEvent;
import org.nsm.api.spi.Channel;
import org.nsm.reassembly.flow.Core;
import org.nsm.reassembly.flow.FlowConnection;
import org.nsm.reassembly.flow.FlowKey;
import org.nsm.reassembly.flow.FlowKind;
import org.nsm.reassembly.ip.IpPacket;

/**
 * Takes packets of ICMP and ICMPv6 and finds the exchanges that they belong to.
 *
 * <p>The type of a message stands for the sender's port. A message that can be answered, or is an answer, has the type
 * of the other one as the receiver's port, so that both are found as one connection. The receiver's port of any other
 * message is its code, and what goes the other way does not belong to it.
 */
public final class IcmpLayer {

    final Channel<IcmpEvent.Sent> sent;
    final Channel<IcmpEvent.SentPayload> sentPayload;
    final Channel<IcmpEvent.EchoRequest> echoRequests;
    final Channel<IcmpEvent.EchoReply> echoReplies;
    final Channel<IcmpEvent.ErrorMessage> errorMessages;
    final Channel<IcmpEvent.Unreachable> unreachable;
    final Channel<IcmpEvent.PacketTooBig> packetTooBig;
    final Channel<IcmpEvent.TimeExceeded> timeExceeded;
    final Channel<IcmpEvent.ParameterProblem> parameterProblems;
    final Channel<IcmpEvent.RouterSolicitation> routerSolicitations;
    final Channel<IcmpEvent.RouterAdvertisement> routerAdvertisements;
    final Channel<IcmpEvent.NeighborSolicitation> neighborSolicitations;
    final Channel<IcmpEvent.NeighborAdvertisement> neighborAdvertisements;
    final Channel<IcmpEvent.Redirect> redirects;
    final QuotedPacket quoted = new QuotedPacket();

    private final Core core;
    private final FlowKey key = new FlowKey();
    private final IcmpMessage message = new IcmpMessage();
    private final boolean verifyChecksums;
    private final long inactivityNanos;

    /**
     * The ICMP layer of an analyzer.
     *
     * @param core the shared parts
     */
    public IcmpLayer(Core core) {
        this.core = core;
        sent = core.channel(IcmpEvent.Sent.class);
        sentPayload = core.channel(IcmpEvent.SentPayload.class);
        echoRequests = core.channel(IcmpEvent.EchoRequest.class);
        echoReplies = core.channel(IcmpEvent.EchoReply.class);
        errorMessages = core.channel(IcmpEvent.ErrorMessage.class);
        unreachable = core.channel(IcmpEvent.Unreachable.class);
        packetTooBig = core.channel(IcmpEvent.PacketTooBig.class);
        timeExceeded = core.channel(IcmpEvent.TimeExceeded.class);
        parameterProblems = core.channel(IcmpEvent.ParameterProblem.class);
        routerSolicitations = core.channel(IcmpEvent.RouterSolicitation.class);
        routerAdvertisements = core.channel(IcmpEvent.RouterAdvertisement.class);
        neighborSolicitations = core.channel(IcmpEvent.NeighborSolicitation.class);
        neighborAdvertisements = core.channel(IcmpEvent.NeighborAdvertisement.class);
        redirects = core.channel(IcmpEvent.Redirect.class);
        verifyChecksums = !core.configuration().option(Options.IGNORE_CHECKSUMS);
        inactivityNanos = core.nanos(Options.ICMP_INACTIVITY_TIMEOUT);
    }

    /**
     * Analyses a packet.
     *
     * @param ip a packet of ICMP or ICMPv6 that is no fragment
     * @return the connection it belongs to, or null if it has no sound header
     */
    public @Nullable FlowConnection packet(IpPacket ip) {
        if (!message.decode(ip, verifyChecksums)) {
            core.counters.malformed++;
            core.weird("truncated_header", ip);
            return null;
        }
        int counterpart = IcmpType.counterpart(message.v6(), message.type());
        if (counterpart == IcmpType.NONE) {
            key.set(ip, message.type(), message.code(), FlowKind.ICMP | FlowKind.ONE_WAY);
        } else {
            key.set(ip, message.type(), counterpart, FlowKind.ICMP);
        }
        IcmpFlow flow;
        boolean isOrig = true;
        if (core.flows.find(key) instanceof IcmpFlow known) {
            flow = known;
            isOrig = key.isOrig();
        } else {
            flow = new IcmpFlow(core, this, key, message);
            core.add(flow);
            flow.start(inactivityNanos);
        }
        flow.packet(ip, message, isOrig);
        return flow;
    }
}
