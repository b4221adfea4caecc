package org.nsm.api.event;

import org.nsm.api.Name;

/** What mail and messages in its format carry (RFC 5322, RFC 2045). */
public final class Mime {

    private Mime() {}

    /**
     * A header field (RFC 5322, section 2.2).
     *
     * @param name  the name in upper case
     * @param value the value without the blanks in front of it; the lines of a folded one are joined. Blanks behind it
     *              are kept in mail, where they belong to it, and not in HTTP (RFC 9112, section 5.1)
     */
    @Name("mime_header_rec")
    public record Header(String name, String value) {}
}
