package org.nsm.reassembly.link;

import org.nsm.reassembly.link.Frame.Payload;

/** The loopback interface of BSD systems: four bytes of address family, in the byte order of whoever captured. */
final class Loopback {

    private static final int HEADER = 4;

    private Loopback() {}

    static void frame(byte[] bytes, Frame out) {
        if (!out.header(HEADER)) {
            return;
        }
        int family = Wire.i32(bytes, out.offset);
        if ((family & 0xffff0000) != 0) {
            family = Integer.reverseBytes(family); // families are small: this was the other byte order
        }
        out.offset += HEADER;
        switch (family) {
            case 2 -> out.found(Payload.IPV4, EtherType.IPV4);
            // AF_INET6 of Linux, of NetBSD and OpenBSD, of FreeBSD, of Darwin
            case 10, 24, 28, 30 -> out.found(Payload.IPV6, EtherType.IPV6);
            default -> out.foreign();
        }
    }
}
