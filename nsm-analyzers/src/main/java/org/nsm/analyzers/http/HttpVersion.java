package org.nsm.analyzers.http;

/** The version of a message as one number: major times ten plus minor (RFC 9112, section 2.3). */
final class HttpVersion {

    /** There is a version, but it cannot be read. */
    static final int UNREADABLE = 0;

    /** There is none, as in a simple request. */
    static final int SIMPLE = 9;

    static final int HTTP_1_0 = 10;
    static final int HTTP_1_1 = 11;

    private HttpVersion() {}

    /** The version behind {@code HTTP/}, or {@link #UNREADABLE}. */
    static int parse(byte[] line, int from, int end) {
        if (end - from < 3 || !isDigit(line[from]) || line[from + 1] != '.' || !isDigit(line[from + 2])) {
            return UNREADABLE;
        }
        return 10 * (line[from] - '0') + line[from + 2] - '0';
    }

    static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    /** Whether a line has {@code HTTP/} somewhere. */
    static boolean startsAt(byte[] line, int at, int end) {
        return end - at >= 5
                && line[at] == 'H'
                && line[at + 1] == 'T'
                && line[at + 2] == 'T'
                && line[at + 3] == 'P'
                && line[at + 4] == '/';
    }

    static String text(int version) {
        return switch (version) {
            case UNREADABLE -> "0.0";
            case SIMPLE -> "0.9";
            case HTTP_1_0 -> "1.0";
            case HTTP_1_1 -> "1.1";
            default -> version / 10 + "." + version % 10;
        };
    }

    static double number(int version) {
        return version / 10.0;
    }
}
