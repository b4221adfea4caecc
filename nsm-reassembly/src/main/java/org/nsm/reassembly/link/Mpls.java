package org.nsm.reassembly.link;

import org.nsm.reassembly.link.Frame.Payload;

/**
 * A stack of MPLS labels (RFC 3032). Nothing in it says what it carries, so that the first bytes behind it must: IP by
 * its version, Ethernet with the control word of a pseudowire (RFC 4448) or without by a type that makes sense.
 */
final class Mpls {

    private static final int LABEL = 4;
    private static final int BOTTOM_OF_STACK = 0x01;
    private static final int CONTROL_WORD = 4;

    private Mpls() {}

    static void stack(byte[] bytes, Frame out) {
        boolean bottom;
        do {
            if (!out.header(LABEL)) {
                return;
            }
            bottom = (bytes[out.offset + 2] & BOTTOM_OF_STACK) != 0;
            out.offset += LABEL;
        } while (!bottom);
        if (!out.header(1)) {
            return;
        }
        switch (Wire.u8(bytes, out.offset) >> 4) {
            case 4 -> out.found(Payload.IPV4, EtherType.IPV4);
            case 6 -> out.found(Payload.IPV6, EtherType.IPV6);
            default -> pseudowire(bytes, out);
        }
    }

    private static void pseudowire(byte[] bytes, Frame out) {
        if (startsControlWord(bytes, out) && isEthernet(bytes, out.offset + CONTROL_WORD, out.end)) {
            out.offset += CONTROL_WORD;
            Ethernet.frame(bytes, out);
        } else if (isEthernet(bytes, out.offset, out.end)) {
            Ethernet.frame(bytes, out);
        } else {
            out.other(Weird.NON_IP_PACKET_IN_MPLS);
        }
    }

    /** RFC 4448 4.6: four bits that tell it from IP and twelve reserved ones, all zero, before the sequence number. */
    private static boolean startsControlWord(byte[] bytes, Frame out) {
        return out.remaining() >= CONTROL_WORD && Wire.u16(bytes, out.offset) == 0;
    }

    private static boolean isEthernet(byte[] bytes, int offset, int end) {
        return end - offset >= Ethernet.HEADER && EtherType.known(Wire.u16(bytes, offset + 12));
    }
}
