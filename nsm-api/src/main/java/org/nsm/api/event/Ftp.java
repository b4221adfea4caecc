package org.nsm.api.event;

import java.net.InetAddress;
import org.nsm.api.Name;
import org.nsm.api.Port;

/** The addresses of data connections, as FTP writes them (RFC 959, RFC 2428). */
public final class Ftp {

    private Ftp() {}

    /**
     * Where a data connection is to go.
     *
     * @param address the host; the unspecified address if the text gave none or was malformed
     * @param port    the TCP port; {@code 0/tcp} if the text was malformed
     * @param valid   whether the text was well-formed
     */
    @Name("ftp_port")
    public record DataPort(
            @Name("h") InetAddress address, @Name("p") Port port, boolean valid) {}

    /**
     * Reads the argument of PORT (RFC 959, section 5.3.2), as in {@code 10,0,0,1,4,31}. Documented as
     * {@code parse_ftp_port}.
     *
     * @param argument six numbers of at most three digits, 0 to 255, with commas between them; surrounding blanks do
     *                 not matter
     * @return the address and port, or {@code 0.0.0.0} and {@code 0/tcp} if the argument is malformed
     */
    public static DataPort parsePort(String argument) {
        return FtpSyntax.hostPort(argument.strip());
    }

    /**
     * Reads the argument of EPRT (RFC 2428, section 2), as in {@code |1|10.0.0.1|1055|} or
     * {@code |2|2001:db8::1|1055|}. Documented as {@code parse_eftp_port}.
     *
     * @param argument a delimiter (ASCII 33 to 126), the family (1 for IPv4, 2 for IPv6), an address of that family and
     *                 a port of at most five digits, the delimiter behind each; surrounding blanks do not matter
     * @return the address and port, or {@code ::} and {@code 0/tcp} if the argument is malformed
     */
    public static DataPort parseEprt(String argument) {
        return FtpSyntax.extendedPort(argument.strip());
    }

    /**
     * Finds the address in a reply to PASV (RFC 959, section 4.1.2; RFC 1123, section 4.1.2.6), as in
     * {@code Entering Passive Mode (10,0,0,1,4,31).} Documented as {@code parse_ftp_pasv}.
     *
     * @param reply the text of the reply, with or without its code; the first six numbers in the form of
     *              {@link #parsePort} count, in parentheses or not
     * @return the address and port, or {@code 0.0.0.0} and {@code 0/tcp} if there are none
     */
    public static DataPort parsePasv(String reply) {
        return FtpSyntax.findHostPort(reply);
    }

    /**
     * Finds the port in a reply to EPSV (RFC 2428, section 3), as in
     * {@code Entering Extended Passive Mode (|||6446|)}. The host is the one that the control connection goes to.
     * Documented as {@code parse_ftp_epsv}.
     *
     * @param reply the text of the reply, with or without its code; the first parenthesis that holds three times the
     *              same delimiter (ASCII 33 to 126), a port of at most five digits and the delimiter again counts
     * @return {@code ::} and the port; {@code ::} and {@code 0/tcp} if there is none
     */
    public static DataPort parseEpsv(String reply) {
        return FtpSyntax.findExtendedPort(reply);
    }

    /**
     * Writes the argument of PORT (RFC 959, section 5.3.2), as in {@code 10,0,0,1,4,31}. Documented as
     * {@code fmt_ftp_port}.
     *
     * @param address the host; PORT has room for IPv4 only
     * @param port    the port
     * @return the argument
     * @throws IllegalArgumentException if the address is not IPv4
     */
    public static String formatPort(InetAddress address, Port port) {
        byte[] octets = address.getAddress();
        if (octets.length != 4) {
            throw new IllegalArgumentException("PORT cannot carry " + address.getHostAddress());
        }
        StringBuilder argument = new StringBuilder("255,255,255,255,255,255".length());
        for (byte octet : octets) {
            argument.append(octet & 0xff).append(',');
        }
        return argument.append(port.number() >> 8)
                .append(',')
                .append(port.number() & 0xff)
                .toString();
    }
}
