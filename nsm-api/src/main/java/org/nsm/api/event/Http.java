package org.nsm.api.event;

import java.time.Instant;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** What HTTP messages are counted by, the decoding of their targets, and what a host can steer (RFC 9110, RFC 9112). */
public final class Http {

    private Http() {}

    /**
     * How a message ended and how large it was.
     *
     * @param start            when its first line was seen
     * @param interrupted      whether it ended before it was complete
     * @param finishMessage    how it ended, such as {@code message ends normally}
     * @param bodyLength       the octets of the body, with its transfer and content codings decoded, gaps included
     * @param contentGapLength the octets of the body that the capture lacks
     * @param headerLength     the octets of the first line and the header, without line ends
     */
    @Name("http_message_stat")
    public record MessageStat(
            Instant start,
            boolean interrupted,
            @Name("finish_msg") String finishMessage,
            long bodyLength,
            long contentGapLength,
            long headerLength) {}

    /**
     * What a connection had.
     *
     * @param numRequests    the number of requests
     * @param numReplies     the number of replies
     * @param requestVersion the version of the requests as a number, such as 1.1; 0 if there was none
     * @param replyVersion   the version of the replies likewise
     */
    @Name("http_stats_rec")
    public record Stats(long numRequests, long numReplies, double requestVersion, double replyVersion) {}

    /**
     * Decodes the percent-encodings of a URI or a part of one (RFC 3986, section 2.1). Decoding a whole URI can make a
     * character look like a delimiter that it was encoded not to be. Documented as {@code unescape_URI}.
     *
     * @param uri the URI, each octet a character of ISO-8859-1
     * @return the decoded octets in the same form; a percent sign that no two hexadecimal digits follow stays as it is
     */
    public static String unescapeUri(String uri) {
        int escape = uri.indexOf('%');
        if (escape < 0) {
            return uri;
        }
        StringBuilder unescaped = new StringBuilder(uri.length());
        int copied = 0;
        while (escape >= 0) {
            int octet = escapedOctet(uri, escape);
            if (octet < 0) {
                escape = uri.indexOf('%', escape + 1);
            } else {
                unescaped.append(uri, copied, escape).append((char) octet);
                copied = escape + 3;
                escape = uri.indexOf('%', copied);
            }
        }
        return unescaped.append(uri, copied, uri.length()).toString();
    }

    /** The octet that an escape stands for, or a negative number if it is malformed. */
    private static int escapedOctet(String uri, int percent) {
        if (percent + 2 >= uri.length()) {
            return -1;
        }
        return Digits.hexadecimal(uri.charAt(percent + 1)) << 4 | Digits.hexadecimal(uri.charAt(percent + 2));
    }

    /** What a host can steer on a connection that carries HTTP; found by {@link Connection#control}. */
    public interface Control {

        /**
         * Spares the rest of the body of the message that is under way in one direction: no more
         * {@link HttpEvent.EntityData} is raised for it, and nothing is decoded for that: octets behind this count in
         * {@link MessageStat#bodyLength} as they are on the wire. The message is still followed
         * to its end, and the next one is reported in full. Does nothing between messages. Documented as
         * {@code skip_http_entity_data}.
         *
         * @param isOrig whether the request is meant, else the reply
         */
        void skipEntityData(boolean isOrig);
    }
}
