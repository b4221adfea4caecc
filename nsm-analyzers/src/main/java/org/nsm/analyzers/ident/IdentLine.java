package org.nsm.analyzers.ident;

import org.jspecify.annotations.Nullable;

/**
 * A line of either side (RFC 1413, section 6): {@code port , port} and, of the server, {@code : kind : ...} behind it.
 *
 * @param serverPort the port at the side that is asked; -1 if out of range
 * @param clientPort the port at the side that asks; -1 if out of range
 * @param rest       what follows the ports, without the blanks in front of it
 */
record IdentLine(int serverPort, int clientPort, String rest) {

    private static final int OUT_OF_RANGE = -1;
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Who owns a connection.
     *
     * @param system the operating system, its character set left out
     * @param userId the identifier, as it was sent
     */
    record Owner(String system, String userId) {}

    /**
     * Reads a line.
     *
     * @return the line, or null if it does not begin with two ports
     */
    static @Nullable IdentLine parse(String line) {
        int first = skipBlanks(line, 0);
        int firstEnd = skipDigits(line, first);
        int comma = skipBlanks(line, firstEnd);
        if (firstEnd == first || comma == line.length() || line.charAt(comma) != ',') {
            return null;
        }
        int second = skipBlanks(line, comma + 1);
        int secondEnd = skipDigits(line, second);
        return secondEnd == second
                ? null
                : new IdentLine(
                        port(line, first, firstEnd),
                        port(line, second, secondEnd),
                        line.substring(skipBlanks(line, secondEnd)));
    }

    /**
     * The error of a reply.
     *
     * @return the error up to the end of the line, or null if the reply has none
     */
    @Nullable String error() {
        return field("ERROR");
    }

    /**
     * The owner that a reply names.
     *
     * @return the owner, or null if the reply names none
     */
    @Nullable Owner owner() {
        String text = field("USERID");
        int colon = text == null ? -1 : text.indexOf(':');
        if (text == null || colon < 0) {
            return null;
        }
        int comma = text.indexOf(',');
        String system = text.substring(0, comma >= 0 && comma < colon ? comma : colon);
        return new Owner(system.stripTrailing(), text.substring(skipBlanks(text, colon + 1)));
    }

    boolean portsInRange() {
        return serverPort != OUT_OF_RANGE && clientPort != OUT_OF_RANGE;
    }

    /** What follows {@code : kind :}. */
    private @Nullable String field(String kind) {
        if (!rest.startsWith(":")) {
            return null;
        }
        int start = skipBlanks(rest, 1);
        int colon = skipBlanks(rest, start + kind.length());
        return rest.startsWith(kind, start) && colon < rest.length() && rest.charAt(colon) == ':'
                ? rest.substring(skipBlanks(rest, colon + 1))
                : null;
    }

    private static int port(String line, int start, int end) {
        int port = 0;
        for (int i = start; i < end; i++) {
            port = 10 * port + line.charAt(i) - '0';
            if (port > HIGHEST_PORT) {
                return OUT_OF_RANGE;
            }
        }
        return port;
    }

    private static int skipDigits(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static int skipBlanks(String line, int from) {
        int at = Math.min(from, line.length());
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
