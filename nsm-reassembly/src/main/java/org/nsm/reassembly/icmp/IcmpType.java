package org.nsm.reassembly.icmp;

/** The types of messages that are more than their numbers here, and which of them answer each other. */
final class IcmpType {

    /** Stands for the counterpart of a message that has none. */
    static final int NONE = -1;

    // RFC 792
    static final int V4_ECHO_REPLY = 0;
    static final int V4_UNREACHABLE = 3;
    static final int V4_ECHO_REQUEST = 8;
    static final int V4_TIME_EXCEEDED = 11;

    // RFC 4443
    static final int UNREACHABLE = 1;
    static final int PACKET_TOO_BIG = 2;
    static final int TIME_EXCEEDED = 3;
    static final int PARAMETER_PROBLEM = 4;
    static final int LOWEST_INFORMATIONAL = 128;
    static final int ECHO_REQUEST = 128;
    static final int ECHO_REPLY = 129;

    // RFC 4861
    static final int ROUTER_SOLICITATION = 133;
    static final int ROUTER_ADVERTISEMENT = 134;
    static final int NEIGHBOR_SOLICITATION = 135;
    static final int NEIGHBOR_ADVERTISEMENT = 136;
    static final int REDIRECT = 137;

    private IcmpType() {}

    /**
     * The type of the message that goes the other way in the same exchange.
     *
     * @param v6   whether the numbers are those of ICMPv6
     * @param type the type of one message
     * @return the other type, or {@link #NONE} for a message that nothing answers
     */
    static int counterpart(boolean v6, int type) {
        return v6 ? counterpartV6(type) : counterpartV4(type);
    }

    private static int counterpartV4(int type) {
        return switch (type) {
            case 0 -> 8; // echo (RFC 792)
            case 8 -> 0;
            case 9 -> 10; // router discovery (RFC 1256)
            case 10 -> 9;
            case 13 -> 14; // timestamp (RFC 792)
            case 14 -> 13;
            case 15 -> 16; // information (RFC 792)
            case 16 -> 15;
            case 17 -> 18; // address mask (RFC 950)
            case 18 -> 17;
            default -> NONE;
        };
    }

    private static int counterpartV6(int type) {
        return switch (type) {
            case 128 -> 129; // echo (RFC 4443)
            case 129 -> 128;
            case 130 -> 131; // multicast listeners (RFC 2710)
            case 131 -> 130;
            case 133 -> 134; // routers (RFC 4861)
            case 134 -> 133;
            case 135 -> 136; // neighbours (RFC 4861)
            case 136 -> 135;
            case 139 -> 140; // node information (RFC 4620)
            case 140 -> 139;
            case 144 -> 145; // home agent discovery (RFC 6275)
            case 145 -> 144;
            default -> NONE;
        };
    }
}
