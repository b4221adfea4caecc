package org.nsm.api;

import org.jspecify.annotations.Nullable;

/** What a captured packet begins with, by the numbers of the LINKTYPE_ registry that pcap and pcapng files use. */
public enum LinkType {
    /** BSD loopback: four bytes of protocol family in the byte order of the capturing host. */
    NULL(0),
    /** Ethernet (IEEE 802.3). */
    ETHERNET(1),
    /** PPP, with or without HDLC-like framing bytes (RFC 1661, RFC 1662). */
    PPP(9),
    /** FDDI (ANSI X3.139). */
    FDDI(10),
    /** PPP in HDLC-like framing (RFC 1662). */
    PPP_HDLC(50),
    /** PPPoE without the Ethernet header (RFC 2516). */
    PPP_ETHER(51),
    /** IPv4 or IPv6, told apart by the version field. */
    RAW(101),
    /** IEEE 802.11 wireless LAN. */
    IEEE802_11(105),
    /** OpenBSD loopback: four bytes of protocol family in network byte order. */
    LOOP(108),
    /** Linux cooked capture, version 1. */
    LINUX_SLL(113),
    /** IEEE 802.11 behind a radiotap header. */
    IEEE802_11_RADIOTAP(127),
    /** IPv4. */
    IPV4(228),
    /** IPv6. */
    IPV6(229),
    /** Linux netfilter log. */
    NFLOG(239),
    /** Linux cooked capture, version 2. */
    LINUX_SLL2(276),
    /** A number that is not supported. Its packets are counted and reported, not analysed. */
    UNKNOWN(-1);

    private static final LinkType[] VALUES = values();

    private final int code;

    LinkType(int code) {
        this.code = code;
    }

    /**
     * The number in the registry.
     *
     * @return 0 to 65535; -1 for {@link #UNKNOWN}
     */
    public int code() {
        return code;
    }

    /**
     * Finds a link type, older system-dependent numbers of raw IP included.
     *
     * @param code the number in a capture file
     * @return the link type, {@link #UNKNOWN} if it is not supported
     */
    public static LinkType of(int code) {
        if (code == 12 || code == 14) {
            return RAW;
        }
        @Nullable LinkType found = null;
        for (LinkType type : VALUES) {
            if (type.code == code) {
                found = type;
            }
        }
        return found == null ? UNKNOWN : found;
    }
}
