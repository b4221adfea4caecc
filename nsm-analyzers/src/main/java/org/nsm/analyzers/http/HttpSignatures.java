package org.nsm.analyzers.http;

import org.nsm.api.spi.Signature;

/** How HTTP is recognised on any port. */
public final class HttpSignatures {

    /** A request line and the beginning of a status line (RFC 9112, sections 3 and 4), of which the rest may be malformed. */
    public static final Signature HTTP =
            Signature.both("\\s*[!#-'*+.^_`|~A-Za-z0-9-]+[ \\t]+[^\\r\\n]*HTTP/[0-9]", "HTTP/[0-9]");

    private HttpSignatures() {}
}
