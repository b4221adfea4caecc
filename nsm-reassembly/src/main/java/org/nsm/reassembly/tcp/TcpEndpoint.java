package org.nsm.reassembly.tcp;

import org.nsm.api.EndpointState;
import org.nsm.reassembly.flow.FlowEndpoint;

/**
 * One side of a TCP connection: its sequence space, its state, and what of it was in the history.
 *
 * <p>Sequence numbers are kept relative to the side's SYN, which is 0, in 64 bits, so that they never wrap. A side whose
 * SYN was not seen is taken to have sent it right before its first byte.
 */
final class TcpEndpoint extends FlowEndpoint {

    /** Jumps of a SYN or RST beyond this are not believed: they are stray or forged more often than real. */
    private static final int MAX_JUMP = 1 << 20;

    private final TcpStream stream;
    private EndpointState previousState = EndpointState.INACTIVE;
    private boolean started;
    private int start;
    private long last;
    private long acknowledged;
    private long finEnd = -1;
    private int window;
    private boolean heard;
    private boolean peerHeard;
    private boolean wantsToClose;
    private boolean closePending;
    private boolean closed;
    private boolean eofRaised;

    private int letters;
    private long lastSyn;
    private long lastFin;
    private long lastRst;
    private long checksumErrors;
    private long zeroWindows;
    private long retransmissions;
    private int ends;

    TcpEndpoint(TcpStream stream) {
        this.stream = stream;
    }

    /** The bytes that this side sends. */
    TcpStream stream() {
        return stream;
    }

    // ------------------------------------------------------------------ sequence space

    /** Starts the sequence space. */
    void startAt(int seq) {
        start = seq;
        last = 0;
        acknowledged = 0;
        started = true;
    }

    /** Whether anything is known of the sequence space. */
    boolean isStarted() {
        return started;
    }

    /** The number of the SYN. */
    int start() {
        return start;
    }

    /** The relative number of what this side sent, near the highest one sent so far; negative for numbers before the start. */
    long relative(int seq) {
        return last + (seq - (int) (start + last));
    }

    /** The relative number of an acknowledgement that the peer sent. */
    long relativeAck(int ack) {
        return acknowledged + (ack - (int) (start + acknowledged));
    }

    /** One past the highest number sent. */
    long last() {
        return last;
    }

    /** The highest number that the peer acknowledged. */
    long acknowledged() {
        return acknowledged;
    }

    /** Moves on to the end of a segment; returns how far, negative or 0 for one that brings nothing new. */
    long advance(long end, int control, boolean firstAfterSyn) {
        long delta = end - last;
        boolean jump = delta > MAX_JUMP || delta < -MAX_JUMP;
        if ((control & (TcpSegment.SYN | TcpSegment.RST)) != 0 && jump) {
            return delta;
        }
        if ((control & TcpSegment.FIN) != 0 && firstAfterSyn && end > 0) {
            // Of a connection beyond 2 GB perhaps only SYN and FIN were seen.
            last = Math.max(last, end);
        } else if (state() != EndpointState.RESET && delta > 0) {
            last = end;
        }
        return delta;
    }

    /** The peer acknowledged. */
    void acknowledge(long ack, boolean zeroOnWire) {
        // A zero far away is a broken header rather than a wrapped number.
        if (ack > acknowledged && !(zeroOnWire && ack - acknowledged > MAX_JUMP)) {
            acknowledged = ack;
        }
    }

    /** The number behind the FIN, once there was one, else -1. */
    long finEnd() {
        return finEnd;
    }

    void finEnd(long end) {
        finEnd = end;
    }

    /** The window that this side last advertised, unscaled. */
    int window() {
        return window;
    }

    void window(int advertised) {
        window = advertised;
    }

    /** Whether bytes up to the highest number sent are still to be delivered. */
    boolean hasUndelivered() {
        long fin = finEnd > 0 ? 1 : 0;
        return !stream.isDead() && stream.delivered() < last - fin;
    }

    /** Whether the peer has yet to confirm bytes that this side sent. */
    boolean hasUnacknowledged() {
        long fin = finEnd > 0 ? 1 : 0;
        return !stream.isDead() && Math.max(1, acknowledged) < last - fin;
    }

    @Override
    public long size() {
        if (previousState == EndpointState.SYN_SENT && state() == EndpointState.RESET && !peerHeard) {
            return 0;
        }
        long octets = Math.max(last, acknowledged) - 1 - (finEnd > 0 ? 1 : 0);
        return Math.max(0, octets);
    }

    void setPeerHeard() {
        peerHeard = true;
    }

    // ------------------------------------------------------------------ state

    @Override
    public void state(EndpointState newState) {
        previousState = state();
        super.state(newState);
    }

    /** The state before the present one. */
    EndpointState previousState() {
        return previousState;
    }

    /** Whether a packet of this side was seen. */
    boolean heard() {
        return heard;
    }

    void setHeard() {
        heard = true;
    }

    /** Whether this side asked for the end of the connection, so that the end is worth an event. */
    boolean wantsToClose() {
        return wantsToClose;
    }

    void setWantsToClose() {
        wantsToClose = true;
    }

    /** Whether this side wants to close once its bytes are delivered. */
    boolean closePending() {
        return closePending;
    }

    void setClosePending(boolean pending) {
        closePending = pending;
    }

    /** Whether this side counts as closed: after its FIN or RST, when all its bytes were delivered. */
    boolean closed() {
        return closed;
    }

    void setClosed() {
        closed = true;
    }

    /** Whether the end of the stream was reported; sets it. */
    boolean raiseEofOnce() {
        boolean first = !eofRaised;
        eofRaised = true;
        return first;
    }

    // ------------------------------------------------------------------ history

    private static final int SEEN_SYN = 1;
    private static final int SEEN_FIN = 2;
    private static final int SEEN_RST = 4;
    private static final int SEEN_ACK = 8;
    private static final int SEEN_DATA = 16;
    private static final int SEEN_FIN_RST = 32;
    private static final int SEEN_MIX = 64;
    private static final char NO_LETTER = 0;

    private boolean firstTime(int bit) {
        boolean first = (letters & bit) == 0;
        letters |= bit;
        return first;
    }

    /** The letter that a segment adds to the history, or 0. */
    char letter(TcpSegment segment, long seq) {
        switch (segment.control()) {
            case 0 -> {
                if (segment.payloadLength() > 0) {
                    return firstTime(SEEN_DATA) ? 'D' : NO_LETTER;
                }
                return segment.has(TcpSegment.ACK) && firstTime(SEEN_ACK) ? 'A' : NO_LETTER;
            }
            case TcpSegment.SYN -> {
                boolean fresh = firstTime(SEEN_SYN) || lastSyn != seq;
                lastSyn = seq;
                return !fresh ? NO_LETTER : segment.has(TcpSegment.ACK) ? 'H' : 'S';
            }
            case TcpSegment.FIN -> {
                long end = seq + segment.payloadLength();
                boolean fresh = firstTime(SEEN_FIN) || lastFin != end;
                lastFin = end;
                return fresh ? 'F' : NO_LETTER;
            }
            case TcpSegment.RST -> {
                boolean fresh = firstTime(SEEN_RST) || lastRst != seq;
                lastRst = seq;
                return fresh ? 'R' : NO_LETTER;
            }
            case TcpSegment.FIN | TcpSegment.RST, TcpSegment.FIN | TcpSegment.RST | TcpSegment.SYN -> {
                return firstTime(SEEN_FIN_RST) ? 'I' : NO_LETTER;
            }
            default -> {
                return firstTime(SEEN_MIX) ? 'Q' : NO_LETTER;
            }
        }
    }

    long countChecksumError() {
        return ++checksumErrors;
    }

    /** Counts a FIN or RST. */
    int countEnd() {
        return ++ends;
    }

    long countZeroWindow() {
        return ++zeroWindows;
    }

    long countRetransmission() {
        return ++retransmissions;
    }
}
