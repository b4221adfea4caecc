package org.nsm.reassembly.link;

/** Why a link layer leads to no network-layer packet: the values of {@link Frame#weird()}. */
public final class Weird {

    /** A header does not fit into what was captured. */
    public static final String TRUNCATED_LINK_HEADER = "truncated_link_header";

    /** More headers are stacked than {@link LinkLayers#MAX_HEADERS}. */
    public static final String TOO_MANY_LINK_HEADERS = "too_many_link_headers";

    /** Ethernet, or a tag of it, announces a protocol that is not decoded. */
    public static final String NON_IP_PACKET_IN_ETHERNET = "non_ip_packet_in_ethernet";

    /** The same of PPPoE, as when PPP negotiates. */
    public static final String NON_IP_PACKET_IN_PPPOE = "non_ip_packet_in_pppoe_encapsulation";

    /** The same of IEEE 802.11. */
    public static final String NON_IP_PACKET_IN_IEEE802_11 = "non_ip_packet_in_ieee802_11";

    /** What lies behind MPLS labels looks neither like IP nor like Ethernet. */
    public static final String NON_IP_PACKET_IN_MPLS = "non_ip_packet_in_mpls";

    /** Any other link layer announces a protocol that is not decoded. */
    public static final String NON_IP_PACKET = "non_ip_packet";

    /** The link type is not supported. */
    public static final String UNKNOWN_LINK_TYPE = "unknown_link_type";

    /** Raw IP whose version is neither 4 nor 6. */
    public static final String UNKNOWN_IP_VERSION = "unknown_ip_version";

    /** A PPPoE session header with another version, type or code than RFC 2516 gives it. */
    public static final String BAD_PPPOE_HEADER = "bad_pppoe_header";

    /** A radiotap header of another version, or shorter than its fixed part. */
    public static final String BAD_RADIOTAP_HEADER = "bad_radiotap_header";

    /** The frame was received with a wrong frame check sequence: its bytes cannot be trusted. */
    public static final String BAD_FRAME_CHECK_SEQUENCE = "bad_frame_check_sequence";

    /** A part of an IEEE 802.11 frame that was sent in fragments; they are not put together. */
    public static final String LINK_LAYER_FRAGMENT = "link_layer_fragment";

    /** An attribute of a netfilter log message that is shorter than its own header. */
    public static final String BAD_NFLOG_ATTRIBUTE = "bad_nflog_attribute";

    /** A netfilter log message without a packet. */
    public static final String NFLOG_WITHOUT_PACKET = "nflog_without_packet";

    private Weird() {}
}
