package org.nsm.api.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads addresses from text without ever asking a name server, as {@link java.net.InetAddress#getByName} would, and
 * without an exception for what is no address.
 */
final class IpLiteral {

    static final int IPV6_OCTETS = 16;

    private static final int IPV4_OCTETS = 4;

    private IpLiteral() {}

    /** The octets of {@code 192.0.2.1}, or null. */
    static byte @Nullable [] ipv4(String text) {
        byte[] octets = new byte[IPV4_OCTETS];
        int start = 0;
        for (int i = 0; i < IPV4_OCTETS; i++) {
            int end = i < IPV4_OCTETS - 1 ? text.indexOf('.', start) : text.length();
            int octet = end < 0 ? -1 : Digits.decimal(text, start, end, 3, 0xff);
            if (octet < 0) {
                return null;
            }
            octets[i] = (byte) octet;
            start = end + 1;
        }
        return octets;
    }

    /** The octets of an address in one of the forms of RFC 4291, section 2.2, or null. */
    static byte @Nullable [] ipv6(String text) {
        byte[] octets = new byte[IPV6_OCTETS];
        int filled = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 ? text.length() : colon;
            int added = colon < 0 && text.indexOf('.', at) >= 0
                    ? putIpv4(text.substring(at), octets, filled)
                    : putGroup(text, at, end, octets, filled);
            if (added == 0) {
                return null;
            }
            filled += added;
            at = end;
            if (colon >= 0) {
                at++;
                if (at == text.length()) {
                    return null;
                }
                if (text.charAt(at) == ':') {
                    if (gap >= 0) {
                        return null;
                    }
                    gap = filled;
                    at++;
                }
            }
        }
        if (gap < 0) {
            return filled == IPV6_OCTETS ? octets : null;
        }
        return filled == IPV6_OCTETS ? null : spread(octets, gap, filled);
    }

    /** Moves what follows the gap to the end. */
    private static byte[] spread(byte[] octets, int gap, int filled) {
        int resumed = IPV6_OCTETS - (filled - gap);
        System.arraycopy(octets, gap, octets, resumed, filled - gap);
        Arrays.fill(octets, gap, resumed, (byte) 0);
        return octets;
    }

    /** Adds the last 32 bits in the form of IPv4, and returns how many octets that made. */
    private static int putIpv4(String text, byte[] octets, int filled) {
        byte @Nullable [] ipv4 = ipv4(text);
        if (ipv4 == null || filled + IPV4_OCTETS > IPV6_OCTETS) {
            return 0;
        }
        System.arraycopy(ipv4, 0, octets, filled, IPV4_OCTETS);
        return IPV4_OCTETS;
    }

    /** Adds a group of one to four hexadecimal digits, and returns how many octets that made. */
    private static int putGroup(String text, int start, int end, byte[] octets, int filled) {
        if (end == start || end - start > 4 || filled + 2 > IPV6_OCTETS) {
            return 0;
        }
        int group = 0;
        for (int i = start; i < end; i++) {
            int digit = Digits.hexadecimal(text.charAt(i));
            if (digit < 0) {
                return 0;
            }
            group = group << 4 | digit;
        }
        octets[filled] = (byte) (group >> 8);
        octets[filled + 1] = (byte) group;
        return 2;
    }
}
