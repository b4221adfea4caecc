package org.nsm.reassembly.tcp;

import org.jspecify.annotations.Nullable;
import org.nsm.api.ContentsDirection;
import org.nsm.api.ContentsSink;
import org.nsm.api.EndpointState;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.Tcp;
import org.nsm.api.event.TcpEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.reassembly.flow.Core;
import org.nsm.reassembly.flow.FlowConnection;
import org.nsm.reassembly.flow.FlowKey;
import org.nsm.reassembly.flow.PowersOfTen;
import org.nsm.reassembly.ip.IpPacket;

/** A TCP connection, as an observer on the way between its sides sees it. */
final class TcpConnection extends FlowConnection {

    private final TcpLayer layer;
    private final TcpTimers timers;
    private TcpEndpoint originator;
    private TcpEndpoint responder;
    private ApplicationStage.@Nullable StreamSink analyzers;
    private boolean begun;
    private boolean partial;
    private boolean gap;
    private boolean firstAckSeen;
    private boolean halfFinished;
    private boolean finished;
    private boolean splitRoutingReported;
    private boolean over;
    private boolean resetAfterClose;
    private boolean inactivityStarted;

    TcpConnection(Core core, TcpLayer layer, FlowKey key) {
        super(core, key);
        this.layer = layer;
        timers = new TcpTimers(core.timers, this, layer.settings);
        originator = new TcpEndpoint(new TcpStream(core, layer, this));
        responder = new TcpEndpoint(new TcpStream(core, layer, this));
    }

    @Override
    public TcpEndpoint originator() {
        return originator;
    }

    @Override
    public TcpEndpoint responder() {
        return responder;
    }

    @Override
    public TcpEndpoint endpoint(boolean isOrig) {
        return isOrig ? originator : responder;
    }

    TcpEndpoint peerOf(TcpEndpoint side) {
        return side == originator ? responder : originator;
    }

    TcpEndpoint sideOf(TcpStream stream) {
        return originator.stream() == stream ? originator : responder;
    }

    @Override
    protected void flipRoles() {
        super.flipRoles();
        TcpEndpoint side = originator;
        originator = responder;
        responder = side;
    }

    // ------------------------------------------------------------------ packets

    /** Analyses a packet of this connection. */
    void packet(IpPacket ip, TcpSegment segment, TcpSegment.Fault fault, boolean isOrig) {
        begin(ip, isOrig);
        if (fault != TcpSegment.Fault.NONE) {
            announceWithContents();
            weird(fault.weird, "");
        } else if (layer.settings.verifyChecksums && !TcpSegment.checksumIsRight(ip)) {
            checksumError(endpoint(isOrig), isOrig);
        } else {
            int ipLength = ip.claimedLength();
            TcpEndpoint side = endpoint(isOrig);
            analyse(ip, segment, isOrig);
            count(ipLength, side == originator);
        }
    }

    private void checksumError(TcpEndpoint side, boolean isOrig) {
        core.counters.badChecksums++;
        long errors = side.countChecksumError();
        boolean threshold = PowersOfTen.contain(errors);
        if (threshold) {
            addHistory('C', isOrig);
        }
        announceWithContents();
        weird("bad_TCP_checksum", "");
        if (threshold && errors > 1 && layer.channels.checksumErrors.wanted()) {
            layer.channels.checksumErrors.raise(new TcpEvent.MultipleChecksumErrors(this, isOrig, errors));
        }
    }

    private void analyse(IpPacket ip, TcpSegment segment, boolean fromOriginator) {
        TcpEndpoint side = endpoint(fromOriginator);
        TcpEndpoint peer = peerOf(side);
        if (!side.heard()) {
            decidePartial(segment, fromOriginator);
            side.setHeard();
            peer.setPeerHeard();
        }
        startSequenceSpaces(segment, side, peer);
        long seq = side.relative(segment.seq());
        char letter = side.letter(segment, seq);
        if (letter != 0) {
            addHistory(letter, fromOriginator);
        }
        long zeroWindows = checkWindow(segment, side, peer, fromOriginator);
        checkStorm(segment, side);
        if (!bothClosed()) {
            touch();
        }
        boolean firstAck = isFirstAck(segment, side, fromOriginator);
        // What a RST carries is a comment, no part of the stream (RFC 9293, section 3.5.3).
        long end = seq + segment.sequenceLength() - (segment.has(TcpSegment.RST) ? segment.payloadLength() : 0);
        if (segment.has(TcpSegment.FIN)) {
            side.finEnd(end);
        }
        long ack = acknowledge(segment, peer);
        long inFlight = side.last() - Math.max(1, side.acknowledged());
        long advance = side.advance(end, segment.control(), side.last() == 1);
        long retransmissions = 0;
        if (advance < 0 && segment.payloadLength() > 0 && side.state() != EndpointState.RESET) {
            retransmissions = checkRetransmission(side, fromOriginator);
        }
        layer.states.update(this, segment, side, peer, fromOriginator);
        // A swap of the roles by this very packet changes who the sender is.
        boolean isOrig = side == originator;
        raiseStateEvents(ip, segment, isOrig, firstAck);
        raiseThresholds(isOrig, zeroWindows, retransmissions);
        raisePacketEvents(segment, seq, ack, advance, inFlight, peer, isOrig);
        boolean closing = layer.states.closing();
        if (layer.states.finishing()) {
            side.setWantsToClose();
        }
        payload(segment, seq, side);
        checkEndOfStream(side);
        checkEndOfStream(peer);
        closePending(peer, side);
        if (layer.states.rejected()) {
            side.setClosed();
        }
        if (closing) {
            close(side, peer);
        } else {
            closePending(side, peer);
        }
    }

    private long now() {
        return core.timeNanos();
    }

    private void decidePartial(TcpSegment segment, boolean isOrig) {
        if (isOrig) {
            partial = !segment.has(TcpSegment.SYN) || segment.has(TcpSegment.ACK);
        } else if (!partial) {
            partial = !segment.has(TcpSegment.SYN);
        }
    }

    private void startSequenceSpaces(TcpSegment segment, TcpEndpoint side, TcpEndpoint peer) {
        EndpointState state = side.state();
        if (state == EndpointState.INACTIVE) {
            if (segment.has(TcpSegment.SYN)) {
                side.startAt(segment.seq());
            } else {
                side.startAt(segment.seq() - 1);
            }
        } else if (segment.has(TcpSegment.SYN)
                && segment.seq() != side.start()
                && state != EndpointState.CLOSED
                && state != EndpointState.RESET) {
            weird("SYN_seq_jump", "");
            side.startAt(segment.seq());
        }
        if (segment.has(TcpSegment.ACK) && peer.state() == EndpointState.INACTIVE) {
            if (segment.control() == 0 && state != EndpointState.INACTIVE && state != EndpointState.PARTIAL) {
                reportSplitRouting();
            }
            peer.startAt(segment.ack() - 1);
        }
    }

    private void reportSplitRouting() {
        if (!splitRoutingReported) {
            splitRoutingReported = true;
            weird("possible_split_routing", "");
        }
    }

    private long checkWindow(TcpSegment segment, TcpEndpoint side, TcpEndpoint peer, boolean isOrig) {
        side.window(segment.window());
        boolean meansSomething = !segment.has(TcpSegment.RST)
                && side.state() != EndpointState.RESET
                && peer.state() != EndpointState.CLOSED;
        if (segment.window() != 0 || !meansSomething) {
            return 0;
        }
        long zeroWindows = side.countZeroWindow();
        if (!PowersOfTen.contain(zeroWindows)) {
            return 0;
        }
        addHistory('W', isOrig);
        return zeroWindows;
    }

    /** Reports FINs or RSTs without end, each close upon the other. */
    private void checkStorm(TcpSegment segment, TcpEndpoint side) {
        if ((segment.control() & (TcpSegment.FIN | TcpSegment.RST)) != 0
                && side.countEnd() >= layer.settings.stormThreshold
                && idle(now()) < layer.settings.stormInterarrival) {
            weird(segment.has(TcpSegment.FIN) ? "FIN_storm" : "RST_storm", "");
        }
    }

    private long checkRetransmission(TcpEndpoint side, boolean isOrig) {
        long retransmissions = side.countRetransmission();
        if (!PowersOfTen.contain(retransmissions)) {
            return 0;
        }
        addHistory('T', isOrig);
        return retransmissions;
    }

    private boolean isFirstAck(TcpSegment segment, TcpEndpoint side, boolean isOrig) {
        boolean first = !firstAckSeen
                && isOrig
                && segment.has(TcpSegment.ACK)
                && (side.state() == EndpointState.SYN_SENT || side.state() == EndpointState.ESTABLISHED);
        firstAckSeen |= first;
        return first;
    }

    /** Returns the relative number that was acknowledged, 0 for none. */
    private long acknowledge(TcpSegment segment, TcpEndpoint peer) {
        if (!segment.has(TcpSegment.ACK)) {
            return 0;
        }
        long ack = peer.relativeAck(segment.ack());
        if (ack < 0) {
            weird("TCP_ack_underflow_or_misorder", "");
            return 0;
        }
        if (!segment.has(TcpSegment.RST)) {
            peer.acknowledge(ack, segment.ack() == 0);
            peer.stream().acknowledged(peer.acknowledged());
        }
        return ack;
    }

    private void payload(TcpSegment segment, long seq, TcpEndpoint side) {
        if (segment.payloadLength() == 0 || segment.has(TcpSegment.RST)) {
            return;
        }
        if (seq < 0) {
            weird("TCP_seq_underflow_or_misorder", "");
        } else if (segment.capturedPayload() < segment.payloadLength()) {
            weird("truncated_tcp_payload", "");
        } else {
            side.stream().segment(seq + (segment.has(TcpSegment.SYN) ? 1 : 0), segment);
        }
    }

    // ------------------------------------------------------------------ events

    private void announceWithContents() {
        announce();
        if (!begun) {
            begun = true;
            if (layer.channels.newContents.wanted()) {
                layer.channels.newContents.raise(new TcpEvent.NewConnectionContents(this));
            }
            ApplicationStage stage = core.stage();
            analyzers = stage == null ? null : stage.stream(this);
            timers.startSession(now(), layer.settings.synTimeout);
        }
    }

    private void raiseStateEvents(IpPacket ip, TcpSegment segment, boolean isOrig, boolean firstAck) {
        TcpStates states = layer.states;
        TcpChannels channels = layer.channels;
        announceWithContents();
        if (segment.has(TcpSegment.SYN) && channels.synPacket.wanted()) {
            channels.synPacket.raise(new TcpEvent.ConnectionSynPacket(this, synPacket(ip, segment, isOrig)));
        }
        if (firstAck && channels.firstAck.wanted()) {
            channels.firstAck.raise(new TcpEvent.ConnectionFirstAck(this));
        }
        if (states.attempting()) {
            timers.startAttempt(now());
        }
        if (states.established() && channels.established.wanted()) {
            channels.established.raise(new TcpEvent.ConnectionEstablished(this));
        }
        if (states.bothPartial() && channels.partial.wanted()) {
            channels.partial.raise(new TcpEvent.PartialConnection(this));
        }
        if (states.rejected() && channels.rejected.wanted()) {
            channels.rejected.raise(new TcpEvent.ConnectionRejected(this));
        }
        if (states.reset() && channels.reset.wanted()) {
            channels.reset.raise(new TcpEvent.ConnectionReset(this));
        }
        if (states.resetLater()) {
            resetAfterClose = true;
            timers.startDelete(now(), layer.settings.resetDelay);
        }
        if (!inactivityStarted && (isBeyondHandshake(originator) || isBeyondHandshake(responder))) {
            inactivityStarted = true;
            inactivityTimeout(layer.settings.inactivityTimeout);
        }
    }

    private static boolean isBeyondHandshake(TcpEndpoint side) {
        return switch (side.state()) {
            case INACTIVE, SYN_SENT, SYN_ACK_SENT -> false;
            default -> true;
        };
    }

    private void raiseThresholds(boolean isOrig, long zeroWindows, long retransmissions) {
        if (zeroWindows > 1 && layer.channels.zeroWindows.wanted()) {
            layer.channels.zeroWindows.raise(new TcpEvent.MultipleZeroWindows(this, isOrig, zeroWindows));
        }
        if (retransmissions > 1 && layer.channels.retransmissions.wanted()) {
            layer.channels.retransmissions.raise(new TcpEvent.MultipleRetransmissions(this, isOrig, retransmissions));
        }
    }

    private void raisePacketEvents(
            TcpSegment segment, long seq, long ack, long advance, long inFlight, TcpEndpoint peer, boolean isOrig) {
        TcpChannels channels = layer.channels;
        if (advance <= 0 && segment.payloadLength() > 0 && channels.rexmit.wanted()) {
            channels.rexmit.raise(new TcpEvent.Rexmit(
                    this, isOrig, seq, segment.payloadLength(), Math.max(0, inFlight), peer.window()));
        }
        if (channels.packet.wanted()) {
            channels.packet.raise(new TcpEvent.Packet(
                    this,
                    isOrig,
                    segment.flagLetters(),
                    seq,
                    ack,
                    segment.payloadLength(),
                    core.views().ofPacket(segment.bytes(), segment.payloadOffset(), segment.capturedPayload())));
        }
        if (channels.option.wanted()) {
            TcpOptions options = layer.options.of(segment);
            while (options.next()) {
                channels.option.raise(new TcpEvent.Option(this, isOrig, options.kind(), options.length()));
            }
        }
    }

    private Tcp.SynPacket synPacket(IpPacket ip, TcpSegment segment, boolean isOrig) {
        int scale = -1;
        int maximumSegmentSize = 0;
        boolean sack = false;
        TcpOptions options = layer.options.of(segment);
        while (options.next()) {
            switch (options.kind()) {
                case TcpOptions.MAXIMUM_SEGMENT_SIZE -> maximumSegmentSize = options.u16();
                case TcpOptions.WINDOW_SCALE -> scale = options.u8();
                case TcpOptions.SACK_PERMITTED -> sack = true;
                default -> {
                    // The others are not part of the event.
                }
            }
        }
        return new Tcp.SynPacket(
                isOrig,
                !ip.isV6() && ip.dontFragment(),
                ip.ttl(),
                ip.totalLength(),
                segment.window(),
                scale,
                maximumSegmentSize,
                sack);
    }

    // ------------------------------------------------------------------ ends

    boolean bothClosed() {
        return originator.closed() && responder.closed();
    }

    /** Whether either side is closed, so that a SYN begins something new. */
    boolean isClosed() {
        return originator.closed() || responder.closed();
    }

    private static boolean dataPending(TcpEndpoint side, TcpEndpoint peer) {
        return side.hasUndelivered() || side.state() != EndpointState.RESET && peer.hasUnacknowledged();
    }

    private void checkEndOfStream(TcpEndpoint side) {
        boolean over = side.finEnd() > 0 || side.closed() || side.state() == EndpointState.RESET;
        if (over && !dataPending(side, peerOf(side)) && side.raiseEofOnce()) {
            boolean isOrig = side == originator;
            if (layer.channels.eof.wanted()) {
                layer.channels.eof.raise(new TcpEvent.ConnectionEof(this, isOrig));
            }
            if (analyzers != null) {
                analyzers.endOfStream(isOrig);
            }
        }
    }

    private void closePending(TcpEndpoint side, TcpEndpoint peer) {
        if (side.closePending()) {
            close(side, peer);
        }
    }

    /** A side sent its FIN or RST. It counts as closed when no bytes are on their way any more. */
    private void close(TcpEndpoint side, TcpEndpoint peer) {
        side.setClosePending(side.state() != EndpointState.RESET && dataPending(side, peer));
        if (side.closePending()) {
            return;
        }
        side.setClosed();
        checkEndOfStream(side);
        boolean alone = peer.state() == EndpointState.INACTIVE;
        boolean reset = side.state() == EndpointState.RESET;
        boolean firstWords = side.previousState() == EndpointState.INACTIVE;
        if (peer.closed() || reset && !alone || alone && !firstWords) {
            over = true;
            reportClose(side, alone);
            timers.startDelete(now() - idle(now()), layer.settings.closeDelay);
        } else if (firstWords && !alone) {
            // Its first words are its last: perhaps it said others that were not seen.
            timers.startPartialClose(now());
        } else {
            timers.startSession(now(), layer.settings.sessionTimer);
        }
    }

    /** Reports the end, unless the side that brought it about broke off without having asked for it. */
    private void reportClose(TcpEndpoint side, boolean half) {
        if (!side.wantsToClose()) {
            return;
        }
        if (half) {
            if (!halfFinished && layer.channels.halfFinished.wanted()) {
                layer.channels.halfFinished.raise(new TcpEvent.ConnectionHalfFinished(this));
            }
            halfFinished = true;
        } else {
            if (!finished && layer.channels.finished.wanted()) {
                layer.channels.finished.raise(new TcpEvent.ConnectionFinished(this));
            }
            finished = true;
        }
    }

    void attemptFailed() {
        if (layer.channels.attempt.wanted()) {
            layer.channels.attempt.raise(new TcpEvent.ConnectionAttempt(this));
        }
        remove();
    }

    void partiallyClosed() {
        if (layer.channels.partialClose.wanted()) {
            layer.channels.partialClose.raise(new TcpEvent.ConnectionPartialClose(this));
        }
        remove();
    }

    void expired() {
        removeByTimeout();
    }

    /** A new connection between the same ports takes the place of this one. */
    void reused() {
        if (layer.channels.reused.wanted()) {
            layer.channels.reused.raise(new ConnectionEvent.Reused(this));
        }
        remove();
    }

    @Override
    protected void endOfCapture() {
        if (timers.endOfCapture(now()) || over || bothClosed()) {
            return;
        }
        if (resetAfterClose) {
            if (layer.channels.reset.wanted()) {
                layer.channels.reset.raise(new TcpEvent.ConnectionReset(this));
            }
        } else if (layer.channels.pending.wanted()) {
            layer.channels.pending.raise(new TcpEvent.ConnectionPending(this));
        }
    }

    @Override
    protected void finish() {
        timers.cancelAll();
        originator.stream().clear();
        responder.stream().clear();
        releaseAnalyzers();
    }

    // ------------------------------------------------------------------ what others ask

    /** What takes the streams, or null. */
    ApplicationStage.@Nullable StreamSink analyzers() {
        return analyzers;
    }

    /** Nobody wants the streams any more. */
    void releaseAnalyzers() {
        if (analyzers != null) {
            analyzers.end();
            analyzers = null;
        }
    }

    void noteGap() {
        gap = true;
    }

    void setPartial(boolean isPartial) {
        partial = isPartial;
    }

    /** What was taken for the originator is the responder, and the handshake is complete. */
    void rolesWereSwapped() {
        partial = false;
        flipRoles();
    }

    @Override
    public boolean partial() {
        return partial;
    }

    @Override
    public boolean hasGap() {
        return gap;
    }

    @Override
    public long sequenceNumber(boolean isOrig) {
        return Math.max(0, endpoint(isOrig).last());
    }

    @Override
    public boolean setContentsFile(ContentsDirection direction, @Nullable ContentsSink sink) {
        if (isRemoved()) {
            return false;
        }
        switch (direction) {
            case ORIGINATOR -> originator.stream().recording(sink);
            case RESPONDER -> responder.stream().recording(sink);
            case BOTH -> {
                originator.stream().recording(sink);
                responder.stream().recording(sink);
            }
            case NONE -> {
                originator.stream().recording(null);
                responder.stream().recording(null);
            }
        }
        return true;
    }

    @Override
    public @Nullable ContentsSink contentsFile(ContentsDirection direction) {
        ContentsSink fromOriginator = originator.stream().recording();
        return switch (direction) {
            case NONE -> null;
            case ORIGINATOR -> fromOriginator;
            case RESPONDER -> responder.stream().recording();
            case BOTH -> fromOriginator == responder.stream().recording() ? fromOriginator : null;
        };
    }
}
