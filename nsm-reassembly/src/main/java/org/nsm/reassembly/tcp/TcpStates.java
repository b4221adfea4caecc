package org.nsm.reassembly.tcp;

import org.nsm.api.EndpointState;

/**
 * Moves the sides of a connection from state to state (RFC 9293, section 3.3.2, as an observer sees it who may have come
 * late and sees what either side may never have received).
 *
 * <p>The outcome of a segment is kept until the next one; the connection reads it and acts on it.
 */
final class TcpStates {

    private boolean established;
    private boolean bothPartial;
    private boolean rejected;
    private boolean reset;
    private boolean closing;
    private boolean finishing;
    private boolean resetLater;
    private boolean attempting;

    /** The handshake is done. */
    boolean established() {
        return established;
    }

    /** Both sides talk, though neither was seen to begin. */
    boolean bothPartial() {
        return bothPartial;
    }

    /** The responder refused. */
    boolean rejected() {
        return rejected;
    }

    /** A side broke off. */
    boolean reset() {
        return reset;
    }

    /** The sender has nothing more to say. */
    boolean closing() {
        return closing;
    }

    /** The sender closed in good order, so that the end of the connection is worth an event. */
    boolean finishing() {
        return finishing;
    }

    /** A side that had closed broke off: a reset, unless the other side closes in time. */
    boolean resetLater() {
        return resetLater;
    }

    /** A connection is being asked for. */
    boolean attempting() {
        return attempting;
    }

    /** Takes the next segment. */
    void update(TcpConnection connection, TcpSegment segment, TcpEndpoint side, TcpEndpoint peer, boolean isOrig) {
        established = false;
        bothPartial = false;
        rejected = false;
        reset = false;
        closing = false;
        finishing = false;
        resetLater = false;
        attempting = false;
        switch (side.state()) {
            case INACTIVE -> inactive(connection, segment, side, peer, isOrig);
            case SYN_SENT, SYN_ACK_SENT -> handshake(connection, segment, side, peer);
            case ESTABLISHED, PARTIAL -> open(connection, segment, side, peer);
            case CLOSED -> closed(connection, segment, side, peer);
            case RESET -> afterReset(connection, segment);
            case ACTIVE -> throw new IllegalStateException("no state of TCP");
        }
    }

    private void inactive(
            TcpConnection connection, TcpSegment segment, TcpEndpoint side, TcpEndpoint peer, boolean isOrig) {
        if (segment.has(TcpSegment.SYN)) {
            if (isOrig) {
                originatorSyn(connection, segment, side, peer);
            } else {
                responderSyn(connection, segment, side, peer);
            }
        }
        if (segment.has(TcpSegment.FIN)) {
            side.state(EndpointState.CLOSED);
            closing = true;
            finishing = true;
            if (peer.state() != EndpointState.INACTIVE && !segment.has(TcpSegment.SYN)) {
                connection.weird("spontaneous_FIN", "");
            }
        }
        if (segment.has(TcpSegment.RST)) {
            boolean answersSyn = isHandshake(peer.state());
            boolean answersSynAck = isOrig && peer.state() == EndpointState.ESTABLISHED;
            rejected = !isOrig && answersSyn || answersSynAck;
            if (peer.state() != EndpointState.INACTIVE && !rejected && !segment.has(TcpSegment.SYN)) {
                connection.weird("spontaneous_RST", "");
            }
            side.state(EndpointState.RESET);
            closing |= !rejected;
            finishing = !rejected;
        }
        if (segment.control() == 0) {
            inactiveWithoutControl(connection, segment, side, peer, isOrig);
        }
    }

    private void originatorSyn(TcpConnection connection, TcpSegment segment, TcpEndpoint side, TcpEndpoint peer) {
        if (!segment.has(TcpSegment.ACK)) {
            side.state(EndpointState.SYN_SENT);
        } else if (peer.state() == EndpointState.INACTIVE || peer.state() == EndpointState.SYN_SENT) {
            connection.weird("connection_originator_SYN_ack", "");
            side.state(EndpointState.SYN_ACK_SENT);
        } else {
            side.state(EndpointState.ESTABLISHED);
        }
        attempting = true;
    }

    private void responderSyn(TcpConnection connection, TcpSegment segment, TcpEndpoint side, TcpEndpoint peer) {
        if (!segment.has(TcpSegment.ACK)) {
            if (peer.state() == EndpointState.SYN_ACK_SENT && segment.seq() == side.start()) {
                // The SYN-ACK overtook the SYN that it answers.
                connection.rolesWereSwapped();
                peer.state(EndpointState.ESTABLISHED);
                side.state(EndpointState.ESTABLISHED);
                established = true;
                return;
            }
            connection.weird("simultaneous_open", "");
            side.state(EndpointState.SYN_SENT);
            return;
        }
        boolean acknowledgesSyn =
                segment.ack() - peer.start() > 0 && segment.ack() - (int) (peer.start() + peer.last()) <= 0;
        if (peer.state() != EndpointState.INACTIVE && peer.state() != EndpointState.PARTIAL && !acknowledgesSyn) {
            connection.weird("bad_SYN_ack", "");
        }
        side.state(EndpointState.ESTABLISHED);
        if (isHandshake(peer.state())) {
            peer.state(EndpointState.ESTABLISHED);
        } else if (peer.state() == EndpointState.INACTIVE) {
            connection.weird("unsolicited_SYN_response", "");
        }
        established = peer.state() != EndpointState.PARTIAL;
    }

    private void inactiveWithoutControl(
            TcpConnection connection, TcpSegment segment, TcpEndpoint side, TcpEndpoint peer, boolean isOrig) {
        if (!isOrig
                && segment.has(TcpSegment.ACK)
                && segment.payloadLength() == 0
                && peer.state() == EndpointState.SYN_SENT) {
            return;
        }
        if (segment.has(TcpSegment.ACK) && peer.state() == EndpointState.ESTABLISHED) {
            side.state(EndpointState.ESTABLISHED);
            connection.setPartial(false);
        } else {
            side.state(EndpointState.PARTIAL);
            bothPartial = peer.state() == EndpointState.PARTIAL;
        }
    }

    private static boolean isHandshake(EndpointState state) {
        return state == EndpointState.SYN_SENT || state == EndpointState.SYN_ACK_SENT;
    }

    private void handshake(TcpConnection connection, TcpSegment segment, TcpEndpoint side, TcpEndpoint peer) {
        if (segment.has(TcpSegment.SYN) && segment.has(TcpSegment.ACK) && isHandshake(peer.state())) {
            // Both asked at once, and this side agrees (RFC 9293, section 3.5).
            side.state(EndpointState.ESTABLISHED);
            peer.state(EndpointState.ESTABLISHED);
            established = true;
        }
        if (segment.has(TcpSegment.FIN)) {
            if (peer.state() == EndpointState.INACTIVE || peer.state() == EndpointState.SYN_SENT) {
                connection.weird("inappropriate_FIN", "");
            }
            side.state(EndpointState.CLOSED);
            closing = true;
            finishing = true;
        }
        if (segment.has(TcpSegment.RST)) {
            side.state(EndpointState.RESET);
            reset = true;
            closing = true;
        } else if (segment.control() == 0 && segment.payloadLength() > 0 && peer.state() == EndpointState.INACTIVE) {
            connection.weird("data_before_established", "");
        }
    }

    private void open(TcpConnection connection, TcpSegment segment, TcpEndpoint side, TcpEndpoint peer) {
        if (segment.has(TcpSegment.SYN)
                && !segment.has(TcpSegment.ACK)
                && side.state() == EndpointState.PARTIAL
                && peer.state() == EndpointState.INACTIVE) {
            connection.weird("SYN_after_partial", "");
            side.state(EndpointState.SYN_SENT);
        }
        if (segment.has(TcpSegment.FIN) && !segment.has(TcpSegment.RST)) {
            side.state(EndpointState.CLOSED);
            if (peer.state() == EndpointState.RESET && peer.previousState() == EndpointState.CLOSED) {
                // The peer's RST came after its FIN, and this side closes in good order after all.
                peer.state(EndpointState.CLOSED);
            }
            closing = true;
            finishing = true;
        }
        if (segment.has(TcpSegment.RST)) {
            side.state(EndpointState.RESET);
            reset = peer.state() != EndpointState.RESET || peer.previousState() != EndpointState.ESTABLISHED;
            closing = true;
        }
    }

    private void closed(TcpConnection connection, TcpSegment segment, TcpEndpoint side, TcpEndpoint peer) {
        if (segment.has(TcpSegment.SYN)) {
            connection.weird("SYN_after_close", "");
        }
        if (segment.has(TcpSegment.RST) && peer.state() != EndpointState.CLOSED) {
            side.state(EndpointState.RESET);
            resetLater = true;
        }
    }

    private void afterReset(TcpConnection connection, TcpSegment segment) {
        if (segment.has(TcpSegment.SYN)) {
            connection.weird("SYN_after_reset", "");
        }
        if (segment.has(TcpSegment.FIN)) {
            connection.weird("FIN_after_reset", "");
        }
        if (segment.payloadLength() > 0 && segment.control() == 0) {
            connection.weird("data_after_reset", "");
        }
    }
}
