package org.nsm.api.event;

import org.nsm.api.Name;

/** What mail and messages in its format carry (RFC 5322, RFC 2045). */
public final class Mime {

    private Mime() {}

    /**
     * A header field (RFC 5322, section 2.2).
     *
     * @param name  the name in upper case
     * @param value the value without surrounding blanks; the lines of a folded one are joined
     */
    @Name("mime_header_rec")
    public record Header(String name, String value) {}
}
