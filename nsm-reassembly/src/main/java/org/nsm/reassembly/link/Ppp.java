package org.nsm.reassembly.link;

import org.nsm.reassembly.link.Frame.Payload;

/** PPP (RFC 1661), its HDLC-like framing (RFC 1662), PPP over Ethernet (RFC 2516), and Cisco HDLC (RFC 1547 4.3.1). */
final class Ppp {

    private static final int ALL_STATIONS = 0xff;
    private static final int UNNUMBERED_INFORMATION = 0x03;
    private static final int CISCO_UNICAST = 0x0f;
    private static final int CISCO_BROADCAST = 0x8f;

    private static final int PROTOCOL_IPV4 = 0x0021;
    private static final int PROTOCOL_IPV6 = 0x0057;
    private static final int PROTOCOL_MPLS = 0x0281;
    private static final int PROTOCOL_MPLS_MULTICAST = 0x0283;

    private static final int PPPOE_HEADER = 6;
    private static final int PPPOE_VERSION_AND_TYPE = 0x11;

    private Ppp() {}

    /** A frame that may begin with an HDLC address and control, which the peers may have agreed to leave out. */
    static void frame(byte[] bytes, Frame out) {
        if (out.remaining() >= 2
                && Wire.u8(bytes, out.offset) == ALL_STATIONS
                && Wire.u8(bytes, out.offset + 1) == UNNUMBERED_INFORMATION) {
            out.offset += 2;
        }
        protocol(bytes, out);
    }

    /** A frame of a serial line: PPP or Cisco HDLC. */
    static void hdlc(byte[] bytes, Frame out) {
        if (!out.header(1)) {
            return;
        }
        int address = Wire.u8(bytes, out.offset);
        if (address != CISCO_UNICAST && address != CISCO_BROADCAST) {
            frame(bytes, out);
        } else if (out.header(4)) {
            int type = Wire.u16(bytes, out.offset + 2);
            out.offset += 4;
            if (type >= EtherType.LOWEST) {
                Ethernet.payload(bytes, type, out);
            } else {
                out.foreign();
            }
        }
    }

    /** PPPoE without an Ethernet header: of a session, or of the discovery that leads to one. */
    static void overEthernet(byte[] bytes, Frame out) {
        boolean discovery = out.remaining() >= 2 && bytes[out.offset + 1] != 0;
        if (discovery) {
            out.foreign();
        } else {
            session(bytes, out);
        }
    }

    /** PPPoE with an established session. What lies behind its length is the padding of Ethernet. */
    static void session(byte[] bytes, Frame out) {
        if (!out.header(PPPOE_HEADER)) {
            return;
        }
        if (Wire.u8(bytes, out.offset) != PPPOE_VERSION_AND_TYPE || bytes[out.offset + 1] != 0) {
            out.malformed(Weird.BAD_PPPOE_HEADER);
            return;
        }
        int length = Wire.u16(bytes, out.offset + 4);
        out.offset += PPPOE_HEADER;
        out.limit(length);
        out.within(Weird.NON_IP_PACKET_IN_PPPOE);
        protocol(bytes, out);
    }

    /** RFC 1661 2: the first byte of a protocol number is even, the last one odd; a first byte of 0 may be left out. */
    private static void protocol(byte[] bytes, Frame out) {
        if (!out.header(1)) {
            return;
        }
        int protocol = Wire.u8(bytes, out.offset);
        if ((protocol & 1) != 0) {
            out.offset += 1;
        } else if (out.header(2)) {
            protocol = Wire.u16(bytes, out.offset);
            out.offset += 2;
        } else {
            return;
        }
        switch (protocol) {
            case PROTOCOL_IPV4 -> out.found(Payload.IPV4, EtherType.IPV4);
            case PROTOCOL_IPV6 -> out.found(Payload.IPV6, EtherType.IPV6);
            case PROTOCOL_MPLS, PROTOCOL_MPLS_MULTICAST -> Mpls.stack(bytes, out);
            default -> out.foreign();
        }
    }
}
