package org.nsm.reassembly.link;

import org.nsm.reassembly.link.Frame.Payload;

/** Ethernet II, IEEE 802.3 with LLC and SNAP, and the tags and encapsulations that an EtherType announces. */
final class Ethernet {

    /** Two addresses and a type or length. */
    static final int HEADER = 14;

    /** IEEE 802.3 3.2.6: the largest value of the field that is a length. */
    private static final int MAX_LENGTH = 1500;

    private static final int SNAP_SAP = 0xaa;
    private static final int IP_SAP = 0x06;
    private static final int UNNUMBERED_INFORMATION = 0x03;

    /** RFC 1042: a SNAP header with this organization holds an EtherType. */
    private static final int OUI_ENCAPSULATED_ETHERNET = 0x000000;

    /** IEEE 802.1H: the same, for frames that bridges must restore as Ethernet II. */
    private static final int OUI_BRIDGE_TUNNEL = 0x0000f8;

    private Ethernet() {}

    static void frame(byte[] bytes, Frame out) {
        if (!out.header(HEADER)) {
            return;
        }
        out.within(Weird.NON_IP_PACKET_IN_ETHERNET);
        out.destinationMac = out.offset;
        out.sourceMac = out.offset + 6;
        int type = Wire.u16(bytes, out.offset + 12);
        out.offset += HEADER;
        payload(bytes, type, out);
    }

    /** What follows a field that holds an EtherType, or the length of an IEEE 802.3 frame. */
    static void payload(byte[] bytes, int type, Frame out) {
        if (type < EtherType.LOWEST) {
            if (type <= MAX_LENGTH) {
                out.limit(type);
                logicalLink(bytes, out);
            } else {
                out.foreign();
            }
            return;
        }
        out.etherType = type;
        switch (type) {
            case EtherType.IPV4 -> out.payload(Payload.IPV4);
            case EtherType.IPV6 -> out.payload(Payload.IPV6);
            case EtherType.ARP -> out.payload(Payload.ARP);
            case EtherType.VLAN, EtherType.PROVIDER_VLAN, EtherType.OLD_PROVIDER_VLAN -> vlan(bytes, out);
            case EtherType.MPLS, EtherType.MPLS_MULTICAST -> Mpls.stack(bytes, out);
            case EtherType.PPPOE_SESSION -> Ppp.session(bytes, out);
            case EtherType.VN_TAG -> tagged(bytes, 4, out);
            case EtherType.PROVIDER_BACKBONE -> encapsulated(bytes, 4, out); // priority, flags and I-SID (802.1ah)
            case EtherType.FABRIC_PATH -> encapsulated(bytes, 2, out); // forwarding tag and time to live
            case EtherType.TRANSPARENT_BRIDGING -> encapsulated(bytes, 0, out);
            default -> out.foreign();
        }
    }

    /** IEEE 802.2: service access points, and SNAP. */
    static void logicalLink(byte[] bytes, Frame out) {
        if (!out.header(3)) {
            return;
        }
        int destination = Wire.u8(bytes, out.offset);
        int source = Wire.u8(bytes, out.offset + 1);
        int control = Wire.u8(bytes, out.offset + 2);
        boolean information = destination == source && control == UNNUMBERED_INFORMATION;
        if (information && destination == SNAP_SAP) {
            subnetworkAccess(bytes, out);
        } else if (information && destination == IP_SAP) {
            out.offset += 3;
            out.found(Payload.IPV4, EtherType.IPV4);
        } else {
            out.foreign();
        }
    }

    /** IEEE 802: behind the three bytes of LLC an organization, and a number that means what the organization wants. */
    private static void subnetworkAccess(byte[] bytes, Frame out) {
        if (!out.header(8)) {
            return;
        }
        int organization = Wire.i32(bytes, out.offset + 2) & 0xffffff;
        int type = Wire.u16(bytes, out.offset + 6);
        out.offset += 8;
        boolean etherType = organization == OUI_ENCAPSULATED_ETHERNET || organization == OUI_BRIDGE_TUNNEL;
        if (etherType && type >= EtherType.LOWEST) {
            payload(bytes, type, out);
        } else {
            out.foreign();
        }
    }

    private static void vlan(byte[] bytes, Frame out) {
        if (out.remaining() >= 2) {
            out.vlan(Wire.u16(bytes, out.offset) & 0xfff);
        }
        tagged(bytes, 2, out);
    }

    /** A tag with another type or length behind it. */
    private static void tagged(byte[] bytes, int tag, Frame out) {
        if (!out.header(tag + 2)) {
            return;
        }
        int type = Wire.u16(bytes, out.offset + tag);
        out.offset += tag + 2;
        payload(bytes, type, out);
    }

    /** A header with a whole Ethernet frame behind it. */
    private static void encapsulated(byte[] bytes, int header, Frame out) {
        if (out.header(header)) {
            out.offset += header;
            frame(bytes, out);
        }
    }
}
