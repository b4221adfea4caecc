package org.nsm.reassembly.flow;

import org.nsm.api.Transport;

/** What must be equal besides addresses and ports for packets to belong together, as bits of a number. */
public final class FlowKind {

    /** TCP. */
    public static final int TCP = 1;
    /** UDP. */
    public static final int UDP = 2;
    /** ICMP or ICMPv6. */
    public static final int ICMP = 3;
    /** Messages that have no answer, so that those of the other direction do not belong to them. */
    public static final int ONE_WAY = 4;
    /** IPv6, where the same bits could also be an IPv4-mapped address. */
    public static final int V6 = 8;

    private FlowKind() {}

    static Transport transport(int kind) {
        return switch (kind & 3) {
            case TCP -> Transport.TCP;
            case UDP -> Transport.UDP;
            case ICMP -> Transport.ICMP;
            default -> Transport.UNKNOWN;
        };
    }

    /**
     * The kind for looking a connection up by its ports.
     *
     * @param transport what the ports belong to
     * @return the kind, without the other bits
     */
    public static int of(Transport transport) {
        return switch (transport) {
            case TCP -> TCP;
            case UDP -> UDP;
            case ICMP -> ICMP;
            case UNKNOWN -> 0;
        };
    }
}
