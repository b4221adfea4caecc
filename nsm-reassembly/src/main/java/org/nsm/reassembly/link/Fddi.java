package org.nsm.reassembly.link;

/** FDDI frames (ANSI X3.139): a frame control byte, two addresses, and LLC (RFC 1188). */
final class Fddi {

    private static final int HEADER = 13;
    private static final int FORMAT_MASK = 0x30;
    private static final int LLC_FORMAT = 0x10;

    private Fddi() {}

    static void frame(byte[] bytes, Frame out) {
        if (!out.header(HEADER)) {
            return;
        }
        int frameControl = Wire.u8(bytes, out.offset);
        out.destinationMac = out.offset + 1;
        out.sourceMac = out.offset + 7;
        out.offset += HEADER;
        if ((frameControl & FORMAT_MASK) == LLC_FORMAT) {
            Ethernet.logicalLink(bytes, out);
        } else {
            // Tokens, station management and beacons carry no packets.
            out.foreign();
        }
    }
}
