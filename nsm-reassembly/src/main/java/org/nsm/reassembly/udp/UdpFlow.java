package org.nsm.reassembly.udp;

import org.jspecify.annotations.Nullable;
import org.nsm.api.EndpointState;
import org.nsm.api.event.UdpEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.reassembly.flow.Core;
import org.nsm.reassembly.flow.FlowConnection;
import org.nsm.reassembly.flow.FlowEndpoint;
import org.nsm.reassembly.flow.FlowKey;
import org.nsm.reassembly.flow.PowersOfTen;
import org.nsm.reassembly.flow.TimerWheel;
import org.nsm.reassembly.ip.IpPacket;

/** The datagrams that two UDP ports exchange. */
final class UdpFlow extends FlowConnection {

    private final UdpLayer layer;
    private FlowEndpoint originator = new FlowEndpoint();
    private FlowEndpoint responder = new FlowEndpoint();
    private ApplicationStage.@Nullable DatagramSink analyzers;
    private boolean analyzersChosen;
    private boolean reversed;
    private @Nullable Session session;
    private long originatorChecksumErrors;
    private long responderChecksumErrors;

    UdpFlow(Core core, UdpLayer layer, FlowKey key) {
        super(core, key);
        this.layer = layer;
    }

    @Override
    public FlowEndpoint originator() {
        return originator;
    }

    @Override
    public FlowEndpoint responder() {
        return responder;
    }

    /** The first datagram is an answer. */
    @Override
    public void reverse() {
        flipRoles();
        reversed = !reversed;
        FlowEndpoint side = originator;
        originator = responder;
        responder = side;
    }

    void start(long inactivityNanos, long sessionNanos) {
        // A session is over after twice its time of silence at the latest, which makes another timer superfluous.
        if (sessionNanos == 0 || inactivityNanos != 0 && inactivityNanos < 2 * sessionNanos) {
            inactivityTimeout(inactivityNanos);
        }
        if (sessionNanos > 0) {
            session = new Session(sessionNanos);
            core.timers.start(session, core.timeNanos() + sessionNanos);
        }
    }

    /** Looks now and then whether an answer is still to be expected. */
    private final class Session extends TimerWheel.Timer {

        private final long nanos;

        Session(long nanos) {
            this.nanos = nanos;
        }

        @Override
        protected void expire(long now) {
            if (idle(now) >= nanos) {
                removeByTimeout();
            } else {
                core.timers.start(this, now + nanos);
            }
        }
    }

    @Override
    protected void endOfCapture() {
        if (session != null) {
            removeByTimeout();
        }
    }

    void packet(IpPacket ip, UdpHeader udp, boolean isOrig) {
        // The header object serves the packets inside this one, too, so what is needed later is read now.
        int ipLength = ip.claimedLength();
        begin(ip, isOrig);
        if (udp.checksumIsRight()) {
            boolean whole = ip.isWhole();
            boolean wasReversed = reversed;
            datagram(ip, udp, isOrig);
            if (whole) {
                count(ipLength, isOrig ^ reversed ^ wasReversed);
            }
        } else {
            checksumError(isOrig);
        }
    }

    private void checksumError(boolean isOrig) {
        core.counters.badChecksums++;
        long errors = isOrig ? ++originatorChecksumErrors : ++responderChecksumErrors;
        boolean threshold = PowersOfTen.contain(errors);
        if (threshold) {
            addHistory('C', isOrig);
        }
        announce();
        weird("bad_UDP_checksum", "");
        if (threshold && errors > 1 && layer.checksumErrors.wanted()) {
            layer.checksumErrors.raise(new UdpEvent.MultipleChecksumErrors(this, isOrig, errors));
        }
    }

    private void datagram(IpPacket ip, UdpHeader udp, boolean isOrig) {
        touch();
        FlowEndpoint side = endpoint(isOrig);
        if (side.state() == EndpointState.INACTIVE) {
            side.state(EndpointState.ACTIVE);
            addHistory('D', isOrig);
        }
        side.addPayload(udp.claimedPayload());
        announce();
        if (udp.claimedPayload() != udp.payloadLength()) {
            weird("UDP_datagram_length_mismatch", "");
        }
        if (layer.contents.wanted()) {
            layer.contents.raise(new UdpEvent.Contents(
                    this, isOrig, core.views().ofPacket(ip.bytes(), udp.payloadOffset(), udp.capturedPayload())));
        }
        if (isOrig) {
            if (layer.requests.wanted()) {
                layer.requests.raise(new UdpEvent.Request(this));
            }
        } else if (layer.replies.wanted()) {
            layer.replies.raise(new UdpEvent.Reply(this));
        }
        if (udp.capturedPayload() == udp.payloadLength()) {
            ApplicationStage.DatagramSink sink = analyzers();
            if (sink != null) {
                sink.datagram(isOrig, core.views().forAnalyzer(ip.bytes(), udp.payloadOffset(), udp.capturedPayload()));
            }
        }
    }

    /** Chosen by the first datagram that is sound. */
    private ApplicationStage.@Nullable DatagramSink analyzers() {
        if (!analyzersChosen) {
            analyzersChosen = true;
            ApplicationStage stage = core.stage();
            analyzers = stage == null ? null : stage.datagrams(this);
        }
        return analyzers;
    }

    @Override
    protected void finish() {
        if (session != null) {
            core.timers.cancel(session);
        }
        if (analyzers != null) {
            analyzers.end();
        }
    }
}
