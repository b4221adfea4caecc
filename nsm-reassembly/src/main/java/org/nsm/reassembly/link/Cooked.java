package org.nsm.reassembly.link;

/** What Linux gives instead of a link-layer header when packets of several interfaces are captured together. */
final class Cooked {

    private static final int VERSION_1_HEADER = 16;
    private static final int VERSION_2_HEADER = 20;

    private static final int ARPHRD_FRAME_RELAY_ACCESS = 770;
    private static final int ARPHRD_RADIOTAP = 803;
    private static final int ARPHRD_NETLINK = 824;

    /** Instead of an EtherType: an IEEE 802.2 header follows. */
    private static final int PROTOCOL_LOGICAL_LINK = 4;

    private static final int MAC = 6;

    private Cooked() {}

    static void version1(byte[] bytes, Frame out) {
        if (!out.header(VERSION_1_HEADER)) {
            return;
        }
        int hardware = Wire.u16(bytes, out.offset + 2);
        if (Wire.u16(bytes, out.offset + 4) == MAC) {
            out.sourceMac = out.offset + 6;
        }
        int protocol = Wire.u16(bytes, out.offset + 14);
        out.offset += VERSION_1_HEADER;
        payload(bytes, hardware, protocol, out);
    }

    static void version2(byte[] bytes, Frame out) {
        if (!out.header(VERSION_2_HEADER)) {
            return;
        }
        int protocol = Wire.u16(bytes, out.offset);
        int hardware = Wire.u16(bytes, out.offset + 8);
        if (Wire.u8(bytes, out.offset + 11) == MAC) {
            out.sourceMac = out.offset + 12;
        }
        out.offset += VERSION_2_HEADER;
        payload(bytes, hardware, protocol, out);
    }

    private static void payload(byte[] bytes, int hardware, int protocol, Frame out) {
        switch (hardware) {
            case ARPHRD_RADIOTAP -> Radiotap.frame(bytes, out);
            case ARPHRD_FRAME_RELAY_ACCESS, ARPHRD_NETLINK -> out.foreign(); // the protocol is no EtherType here
            default -> {
                if (protocol >= EtherType.LOWEST) {
                    Ethernet.payload(bytes, protocol, out);
                } else if (protocol == PROTOCOL_LOGICAL_LINK) {
                    Ethernet.logicalLink(bytes, out);
                } else {
                    out.foreign();
                }
            }
        }
    }
}
