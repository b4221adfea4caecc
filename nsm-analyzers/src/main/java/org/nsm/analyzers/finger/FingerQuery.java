package org.nsm.analyzers.finger;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The query line (RFC 1288, section 2.3): {@code [/W] [user] [@host]...}, with any blanks around each.
 *
 * @param full     whether the long form is asked for
 * @param username the user; empty for everybody
 * @param hostname whom to ask, and after further {@code @}s whom to have asked by that one; empty for the server itself
 */
record FingerQuery(boolean full, String username, String hostname) {

    /**
     * Reads a query.
     *
     * @param line the readable bytes are the line without its end; left where they are
     * @return the query; there is no line that is none
     */
    static FingerQuery parse(ByteBuf line) {
        String text = line.toString(StandardCharsets.ISO_8859_1).strip();
        boolean full = text.regionMatches(true, 0, "/W", 0, 2) && (text.length() == 2 || isBlank(text.charAt(2)));
        String target = full ? text.substring(2).strip() : text;
        int at = target.indexOf('@');
        return at < 0
                ? new FingerQuery(full, target, "")
                : new FingerQuery(full, target.substring(0, at), target.substring(at + 1));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
