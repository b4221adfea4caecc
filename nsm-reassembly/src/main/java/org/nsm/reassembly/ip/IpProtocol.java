package org.nsm.reassembly.ip;

/** The protocol numbers of IP that the engine knows (IANA Assigned Internet Protocol Numbers). */
public final class IpProtocol {

    /** IPv6 hop-by-hop options (RFC 8200, section 4.3). */
    public static final int HOP_BY_HOP = 0;
    /** ICMP (RFC 792). */
    public static final int ICMP = 1;
    /** IPv4 in IP (RFC 2003). */
    public static final int IPV4 = 4;
    /** TCP (RFC 9293). */
    public static final int TCP = 6;
    /** UDP (RFC 768). */
    public static final int UDP = 17;
    /** IPv6 in IP (RFC 2473). */
    public static final int IPV6 = 41;
    /** IPv6 routing header (RFC 8200, section 4.4). */
    public static final int ROUTING = 43;
    /** IPv6 fragment header (RFC 8200, section 4.5). */
    public static final int FRAGMENT = 44;
    /** Generic routing encapsulation (RFC 2784). */
    public static final int GRE = 47;
    /** Encapsulating security payload (RFC 4303). */
    public static final int ESP = 50;
    /** Authentication header (RFC 4302). */
    public static final int AH = 51;
    /** ICMPv6 (RFC 4443). */
    public static final int ICMPV6 = 58;
    /** Nothing follows (RFC 8200, section 4.7). */
    public static final int NO_NEXT_HEADER = 59;
    /** IPv6 destination options (RFC 8200, section 4.6). */
    public static final int DESTINATION_OPTIONS = 60;
    /** Mobility header (RFC 6275, section 6.1). */
    public static final int MOBILITY = 135;

    private IpProtocol() {}
}
