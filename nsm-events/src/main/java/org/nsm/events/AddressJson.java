package org.nsm.events;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** IP addresses as text: dotted decimal, and of IPv6 the canonical form (RFC 5952). */
final class AddressJson {

    private static final int IPV4_LENGTH = 4;
    private static final int GROUPS = 8;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int MAPPED_MARK = 5;

    private AddressJson() {}

    static void write(InetAddress address, JsonBuffer out) {
        byte[] bytes = address.getAddress();
        out.ascii('"');
        if (bytes.length == IPV4_LENGTH) {
            dotted(bytes, 0, out);
        } else {
            groups(bytes, out);
        }
        out.ascii('"');
    }

    private static void dotted(byte[] bytes, int from, JsonBuffer out) {
        for (int i = 0; i < IPV4_LENGTH; i++) {
            if (i > 0) {
                out.ascii('.');
            }
            out.signed(bytes[from + i] & 0xff);
        }
    }

    /** The longest run of two or more zero groups, the first of several, becomes two colons (section 4.2). */
    private static void groups(byte[] bytes, JsonBuffer out) {
        int gap = -1;
        int gapLength = 1;
        int run = 0;
        for (int i = 0; i < GROUPS; i++) {
            run = group(bytes, i) == 0 ? run + 1 : 0;
            if (run > gapLength) {
                gapLength = run;
                gap = i - run + 1;
            }
        }
        boolean mapped = gap == 0 && gapLength == MAPPED_MARK && group(bytes, MAPPED_MARK) == 0xffff;
        int i = 0;
        while (i < GROUPS) {
            if (i == gap) {
                out.ascii(':');
                out.ascii(':');
                i += gapLength;
                continue;
            }
            if (i > 0 && i != gap + gapLength) {
                out.ascii(':');
            }
            if (mapped && i > MAPPED_MARK) {
                dotted(bytes, 2 * i, out);
                return;
            }
            hex(group(bytes, i), out);
            i++;
        }
    }

    private static int group(byte[] bytes, int i) {
        return (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
    }

    private static void hex(int group, JsonBuffer out) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            if (group >>> shift != 0 || shift == 0) {
                out.ascii((char) HEX[group >>> shift & 0xf]);
            }
        }
    }
}
