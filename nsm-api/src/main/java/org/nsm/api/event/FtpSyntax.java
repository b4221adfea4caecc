package org.nsm.api.event;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Port;

/** How FTP writes addresses (RFC 959, RFC 2428). The time of each function is linear in the length of its text. */
final class FtpSyntax {

    private static final int IPV4_OCTETS = 4;
    private static final int HOST_PORT_OCTETS = IPV4_OCTETS + 2;
    private static final int MAX_OCTET_DIGITS = 3;
    private static final int MAX_PORT_DIGITS = 5;

    private static final Ftp.DataPort NO_HOST_PORT = invalid(new byte[IPV4_OCTETS]);
    private static final Ftp.DataPort NO_EXTENDED_PORT = invalid(new byte[IpLiteral.IPV6_OCTETS]);

    private FtpSyntax() {}

    /** The whole text is {@code h1,h2,h3,h4,p1,p2}. */
    static Ftp.DataPort hostPort(String text) {
        byte[] octets = new byte[HOST_PORT_OCTETS];
        int start = 0;
        for (int i = 0; i < HOST_PORT_OCTETS; i++) {
            int end = i < HOST_PORT_OCTETS - 1 ? text.indexOf(',', start) : text.length();
            int octet = end < 0 ? -1 : Digits.decimal(text, start, end, MAX_OCTET_DIGITS, 0xff);
            if (octet < 0) {
                return NO_HOST_PORT;
            }
            octets[i] = (byte) octet;
            start = end + 1;
        }
        byte[] host = {octets[0], octets[1], octets[2], octets[3]};
        return valid(host, (octets[4] & 0xff) << 8 | octets[5] & 0xff);
    }

    /** The first run of digits and commas in the text that is {@code h1,h2,h3,h4,p1,p2}. */
    static Ftp.DataPort findHostPort(String text) {
        int end;
        for (int start = 0; start < text.length(); start = end + 1) {
            end = start;
            while (end < text.length() && (Digits.isDecimal(text.charAt(end)) || text.charAt(end) == ',')) {
                end++;
            }
            if (end > start) {
                Ftp.DataPort found = hostPort(text.substring(start, end));
                if (found.valid()) {
                    return found;
                }
            }
        }
        return NO_HOST_PORT;
    }

    /** The whole text is {@code |family|address|port|}. */
    static Ftp.DataPort extendedPort(String text) {
        if (text.isEmpty() || !isDelimiter(text.charAt(0))) {
            return NO_EXTENDED_PORT;
        }
        char delimiter = text.charAt(0);
        int familyEnd = text.indexOf(delimiter, 1);
        int hostEnd = familyEnd < 0 ? -1 : text.indexOf(delimiter, familyEnd + 1);
        int portEnd = hostEnd < 0 ? -1 : text.indexOf(delimiter, hostEnd + 1);
        if (portEnd != text.length() - 1) {
            return NO_EXTENDED_PORT;
        }
        byte @Nullable [] host = host(text.substring(1, familyEnd), text.substring(familyEnd + 1, hostEnd));
        int port = Digits.decimal(text, hostEnd + 1, portEnd, MAX_PORT_DIGITS, Port.MAX_NUMBER);
        return host == null || port < 0 ? NO_EXTENDED_PORT : valid(host, port);
    }

    /** The first {@code (|||port|)} in the text. */
    static Ftp.DataPort findExtendedPort(String text) {
        for (int open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
            int port = portOnly(text, open + 1);
            if (port >= 0) {
                return valid(new byte[IpLiteral.IPV6_OCTETS], port);
            }
        }
        return NO_EXTENDED_PORT;
    }

    /** The port of {@code |||port|)} at an offset, or -1. */
    private static int portOnly(String text, int start) {
        int digits = start + 3;
        if (digits >= text.length() || !isDelimiter(text.charAt(start))) {
            return -1;
        }
        char delimiter = text.charAt(start);
        if (text.charAt(start + 1) != delimiter || text.charAt(start + 2) != delimiter) {
            return -1;
        }
        // A digit may be the delimiter as well, so the end of the number cannot be told by its digits.
        for (int end = digits + 1; end <= digits + MAX_PORT_DIGITS && end + 1 < text.length(); end++) {
            if (text.charAt(end) == delimiter && text.charAt(end + 1) == ')') {
                return Digits.decimal(text, digits, end, MAX_PORT_DIGITS, Port.MAX_NUMBER);
            }
        }
        return -1;
    }

    private static boolean isDelimiter(char c) {
        return c > ' ' && c < 0x7f;
    }

    private static byte @Nullable [] host(String family, String address) {
        return switch (family) {
            case "1" -> IpLiteral.ipv4(address);
            case "2" -> IpLiteral.ipv6(address);
            default -> null;
        };
    }

    private static Ftp.DataPort valid(byte[] host, int port) {
        return new Ftp.DataPort(address(host), Port.tcp(port), true);
    }

    private static Ftp.DataPort invalid(byte[] unspecified) {
        return new Ftp.DataPort(address(unspecified), Port.tcp(0), false);
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("addresses have 4 or 16 octets", impossible);
        }
    }
}
