package org.nsm.reassembly.icmp;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.EndpointState;
import org.nsm.api.event.Icmp;
import org.nsm.api.event.IcmpEvent;
import org.nsm.reassembly.flow.ByteViews;
import org.nsm.reassembly.flow.Core;
import org.nsm.reassembly.flow.FlowConnection;
import org.nsm.reassembly.flow.FlowEndpoint;
import org.nsm.reassembly.flow.FlowKey;
import org.nsm.reassembly.ip.Addresses;
import org.nsm.reassembly.ip.Bytes;
import org.nsm.reassembly.ip.IpPacket;

/** The messages of one kind, with their answers, that two hosts exchange. */
final class IcmpFlow extends FlowConnection {

    private static final int V6_ADDRESS = 16;

    private final IcmpLayer layer;
    private final FlowEndpoint originator = new FlowEndpoint();
    private final FlowEndpoint responder = new FlowEndpoint();
    private final int firstType;
    private final int firstCode;
    private final int firstLength;
    private final int firstHopLimit;
    private final boolean v6;
    private Icmp.@Nullable Info info;

    IcmpFlow(Core core, IcmpLayer layer, FlowKey key, IcmpMessage first) {
        super(core, key);
        this.layer = layer;
        firstType = first.type();
        firstCode = first.code();
        firstLength = first.length();
        firstHopLimit = first.hopLimit();
        v6 = first.v6();
    }

    @Override
    public FlowEndpoint originator() {
        return originator;
    }

    @Override
    public FlowEndpoint responder() {
        return responder;
    }

    void start(long inactivityNanos) {
        inactivityTimeout(inactivityNanos);
    }

    void packet(IpPacket ip, IcmpMessage message, boolean isOrig) {
        begin(ip, isOrig);
        if (!message.checksumIsRight()) {
            core.counters.badChecksums++;
            announce();
            weird("bad_ICMP_checksum", "");
            return;
        }
        touch();
        FlowEndpoint side = endpoint(isOrig);
        side.state(EndpointState.ACTIVE);
        side.addPayload(message.length());
        announce();
        if (message.v6()) {
            messageV6(message);
        } else {
            messageV4(message);
        }
        // The packet counters leave out what was not captured as a whole, as they leave out bad checksums.
        if (message.isWhole() && !isRemoved()) {
            count(ip.totalLength(), isOrig);
        }
    }

    private void messageV4(IcmpMessage message) {
        switch (message.type()) {
            case IcmpType.V4_ECHO_REQUEST -> echoRequest(message);
            case IcmpType.V4_ECHO_REPLY -> echoReply(message);
            case IcmpType.V4_UNREACHABLE -> unreachable(message);
            case IcmpType.V4_TIME_EXCEEDED -> timeExceeded(message);
            default -> other(message);
        }
    }

    private void messageV6(IcmpMessage message) {
        switch (message.type()) {
            case IcmpType.UNREACHABLE -> unreachable(message);
            case IcmpType.PACKET_TOO_BIG -> packetTooBig(message);
            case IcmpType.TIME_EXCEEDED -> timeExceeded(message);
            case IcmpType.PARAMETER_PROBLEM -> parameterProblem(message);
            case IcmpType.ECHO_REQUEST -> echoRequest(message);
            case IcmpType.ECHO_REPLY -> echoReply(message);
            case IcmpType.ROUTER_SOLICITATION -> routerSolicitation(message);
            case IcmpType.ROUTER_ADVERTISEMENT -> routerAdvertisement(message);
            case IcmpType.NEIGHBOR_SOLICITATION -> neighborSolicitation(message);
            case IcmpType.NEIGHBOR_ADVERTISEMENT -> neighborAdvertisement(message);
            case IcmpType.REDIRECT -> redirect(message);
            default -> {
                if (message.type() < IcmpType.LOWEST_INFORMATIONAL) {
                    otherError(message);
                } else {
                    other(message);
                }
            }
        }
    }

    // ------------------------------------------------------------------ messages of both versions

    private void other(IcmpMessage message) {
        if (layer.sent.wanted()) {
            layer.sent.raise(new IcmpEvent.Sent(this, info()));
        }
        if (layer.sentPayload.wanted()) {
            layer.sentPayload.raise(new IcmpEvent.SentPayload(this, info(), body(message)));
        }
    }

    private void echoRequest(IcmpMessage message) {
        if (layer.echoRequests.wanted()) {
            layer.echoRequests.raise(
                    new IcmpEvent.EchoRequest(this, info(), message.firstHalf(), message.secondHalf(), body(message)));
        }
    }

    private void echoReply(IcmpMessage message) {
        if (layer.echoReplies.wanted()) {
            layer.echoReplies.raise(
                    new IcmpEvent.EchoReply(this, info(), message.firstHalf(), message.secondHalf(), body(message)));
        }
    }

    private void unreachable(IcmpMessage message) {
        if (layer.unreachable.wanted()) {
            layer.unreachable.raise(new IcmpEvent.Unreachable(this, info(), message.code(), context(message)));
        }
    }

    private void timeExceeded(IcmpMessage message) {
        if (layer.timeExceeded.wanted()) {
            layer.timeExceeded.raise(new IcmpEvent.TimeExceeded(this, info(), message.code(), context(message)));
        }
    }

    // ------------------------------------------------------------------ errors of ICMPv6

    private void packetTooBig(IcmpMessage message) {
        if (layer.packetTooBig.wanted()) {
            layer.packetTooBig.raise(new IcmpEvent.PacketTooBig(this, info(), message.code(), context(message)));
        }
    }

    private void parameterProblem(IcmpMessage message) {
        if (layer.parameterProblems.wanted()) {
            layer.parameterProblems.raise(
                    new IcmpEvent.ParameterProblem(this, info(), message.code(), context(message)));
        }
    }

    private void otherError(IcmpMessage message) {
        if (layer.errorMessages.wanted()) {
            layer.errorMessages.raise(new IcmpEvent.ErrorMessage(this, info(), message.code(), context(message)));
        }
    }

    // ------------------------------------------------------------------ neighbour discovery

    private void routerSolicitation(IcmpMessage message) {
        if (layer.routerSolicitations.wanted()) {
            layer.routerSolicitations.raise(new IcmpEvent.RouterSolicitation(this, info(), options(message, 0)));
        }
    }

    private void routerAdvertisement(IcmpMessage message) {
        if (layer.routerAdvertisements.wanted()) {
            int flags = message.secondByte();
            layer.routerAdvertisements.raise(new IcmpEvent.RouterAdvertisement(
                    this,
                    info(),
                    message.firstByte(),
                    (flags & 0x80) != 0,
                    (flags & 0x40) != 0,
                    (flags & 0x20) != 0,
                    flags >>> 3 & 3,
                    (flags & 0x04) != 0,
                    flags & 3,
                    Duration.ofSeconds(message.secondHalf()),
                    Duration.ofMillis(word(message, 0)),
                    Duration.ofMillis(word(message, 4)),
                    options(message, 8)));
        }
    }

    private void neighborSolicitation(IcmpMessage message) {
        if (layer.neighborSolicitations.wanted()) {
            layer.neighborSolicitations.raise(new IcmpEvent.NeighborSolicitation(
                    this, info(), address(message, 0), options(message, V6_ADDRESS)));
        }
    }

    private void neighborAdvertisement(IcmpMessage message) {
        if (layer.neighborAdvertisements.wanted()) {
            int flags = message.firstByte();
            layer.neighborAdvertisements.raise(new IcmpEvent.NeighborAdvertisement(
                    this,
                    info(),
                    (flags & 0x80) != 0,
                    (flags & 0x40) != 0,
                    (flags & 0x20) != 0,
                    address(message, 0),
                    options(message, V6_ADDRESS)));
        }
    }

    private void redirect(IcmpMessage message) {
        if (layer.redirects.wanted()) {
            layer.redirects.raise(new IcmpEvent.Redirect(
                    this, info(), address(message, 0), address(message, V6_ADDRESS), options(message, 2 * V6_ADDRESS)));
        }
    }

    // ------------------------------------------------------------------ parts of messages

    /** What the exchange began with, the same object for all its messages. */
    private Icmp.Info info() {
        Icmp.Info known = info;
        if (known == null) {
            known = new Icmp.Info(
                    id().originatorAddress(),
                    id().responderAddress(),
                    firstType,
                    firstCode,
                    firstLength,
                    firstHopLimit,
                    v6);
            info = known;
        }
        return known;
    }

    private static ByteBuf body(IcmpMessage message) {
        return ByteViews.forEvent(message.bytes(), message.bodyOffset(), message.capturedBody());
    }

    private Icmp.Context context(IcmpMessage message) {
        return layer.quoted.read(message.bytes(), message.bodyOffset(), message.end(), message.v6());
    }

    private List<Icmp.NdOption> options(IcmpMessage message, int at) {
        return NeighborOptions.read(message.bytes(), message.bodyOffset() + at, message.end(), layer.quoted);
    }

    /** Four bytes of the body; 0 if they are not there. */
    private static long word(IcmpMessage message, int at) {
        return message.capturedBody() < at + 4 ? 0 : Bytes.u32(message.bytes(), message.bodyOffset() + at);
    }

    /** An address in the body; {@code ::} if it is not there. */
    private static InetAddress address(IcmpMessage message, int at) {
        return message.capturedBody() < at + V6_ADDRESS
                ? Addresses.of(true, 0, 0)
                : Addresses.v6(message.bytes(), message.bodyOffset() + at);
    }

    @Override
    protected void finish() {}
}
