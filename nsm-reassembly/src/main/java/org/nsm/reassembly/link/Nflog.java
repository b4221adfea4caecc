package org.nsm.reassembly.link;

import org.nsm.reassembly.link.Frame.Payload;

/**
 * A message of the Linux netfilter log: a header, then attributes, one of which is the packet. Numbers are in the byte
 * order of whoever captured, which only the attributes themselves show.
 */
final class Nflog {

    private static final int HEADER = 4;
    private static final int ATTRIBUTE_HEADER = 4;
    private static final int ATTRIBUTE_PAYLOAD = 9;
    private static final int FAMILY_IPV4 = 2;
    private static final int FAMILY_IPV6 = 10;

    private Nflog() {}

    static void message(byte[] bytes, Frame out) {
        if (!out.header(HEADER)) {
            return;
        }
        int family = Wire.u8(bytes, out.offset);
        out.offset += HEADER;
        while (out.remaining() >= ATTRIBUTE_HEADER) {
            // types are small: the byte that is zero is the high one
            boolean little = bytes[out.offset + 3] == 0;
            int length = little ? Wire.u16le(bytes, out.offset) : Wire.u16(bytes, out.offset);
            int type = little ? Wire.u16le(bytes, out.offset + 2) : Wire.u16(bytes, out.offset + 2);
            if (length < ATTRIBUTE_HEADER) {
                out.malformed(Weird.BAD_NFLOG_ATTRIBUTE);
                return;
            }
            if (type == ATTRIBUTE_PAYLOAD) {
                out.offset += ATTRIBUTE_HEADER;
                out.limit(length - ATTRIBUTE_HEADER);
                packet(family, out);
                return;
            }
            int padded = length + 3 & ~3;
            if (padded > out.remaining()) {
                out.malformed(Weird.TRUNCATED_LINK_HEADER);
                return;
            }
            out.offset += padded;
        }
        out.malformed(Weird.NFLOG_WITHOUT_PACKET);
    }

    private static void packet(int family, Frame out) {
        switch (family) {
            case FAMILY_IPV4 -> out.found(Payload.IPV4, EtherType.IPV4);
            case FAMILY_IPV6 -> out.found(Payload.IPV6, EtherType.IPV6);
            default -> out.foreign();
        }
    }
}
