package org.nsm.api;

/** Where one side of a connection stands. */
public enum EndpointState {
    /** Nothing was seen of this side yet. */
    INACTIVE(0),
    /** TCP: sent a SYN. */
    SYN_SENT(1),
    /** TCP: sent a SYN with an ACK, without being the answer to one. */
    SYN_ACK_SENT(2),
    /** TCP: sent data or acknowledgements, though its SYN was never seen. */
    PARTIAL(3),
    /** TCP: the handshake of this side is done. */
    ESTABLISHED(4),
    /** TCP: sent a FIN. */
    CLOSED(5),
    /** TCP: sent a RST. */
    RESET(6),
    /** UDP: sent a datagram. */
    ACTIVE(1);

    private final int code;

    EndpointState(int code) {
        this.code = code;
    }

    /**
     * The documented number, which TCP and UDP count apart.
     *
     * @return 0 to 6
     */
    public int code() {
        return code;
    }
}
