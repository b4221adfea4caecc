package org.nsm.reassembly.link;

/** The EtherTypes that are decoded, by the IEEE registry. */
final class EtherType {

    static final int IPV4 = 0x0800;
    static final int ARP = 0x0806;
    static final int TRANSPARENT_BRIDGING = 0x6558;
    static final int VLAN = 0x8100;
    static final int IPV6 = 0x86dd;
    static final int MPLS = 0x8847;
    static final int MPLS_MULTICAST = 0x8848;
    static final int PPPOE_SESSION = 0x8864;
    static final int PROVIDER_VLAN = 0x88a8;
    static final int PROVIDER_BACKBONE = 0x88e7;
    static final int FABRIC_PATH = 0x8903;
    static final int VN_TAG = 0x8926;
    static final int OLD_PROVIDER_VLAN = 0x9100;

    /** IEEE 802.3 3.2.6: what is less is the length of the frame, or nothing. */
    static final int LOWEST = 0x0600;

    private EtherType() {}

    /** Whether this is one of those that are decoded. */
    static boolean known(int type) {
        return switch (type) {
            case IPV4,
                    ARP,
                    TRANSPARENT_BRIDGING,
                    VLAN,
                    IPV6,
                    MPLS,
                    MPLS_MULTICAST,
                    PPPOE_SESSION,
                    PROVIDER_VLAN,
                    PROVIDER_BACKBONE,
                    FABRIC_PATH,
                    VN_TAG,
                    OLD_PROVIDER_VLAN -> true;
            default -> false;
        };
    }
}
