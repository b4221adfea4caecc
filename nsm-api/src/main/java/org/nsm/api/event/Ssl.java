package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** What handshakes of TLS carry, and what a host can steer (RFC 5246, RFC 8446). */
public final class Ssl {

    private Ssl() {}

    /**
     * A signature algorithm in the form of TLS 1.2 (RFC 5246, section 7.4.1.4.1). TLS 1.3 makes one number of the two
     * octets (RFC 8446, section 4.2.3).
     *
     * @param hashAlgorithm      0 to 255, the first octet; 256 if the version of the protocol has no such field
     * @param signatureAlgorithm 0 to 255, the second octet; 256 likewise
     */
    @Name("SSL::SignatureAndHashAlgorithm")
    public record SignatureAndHashAlgorithm(
            @Name("HashAlgorithm") int hashAlgorithm,
            @Name("SignatureAlgorithm") int signatureAlgorithm) {}

    /** What a host can steer on a connection that carries TLS or DTLS; found by {@link Connection#control}. */
    public interface Control {

        /**
         * Declares the handshake finished, for a host that knows so from elsewhere. Records of both sides count as
         * encrypted from the next one on, and {@link SslEvent.Established} is no longer raised. Does nothing once the
         * connection is established. Documented as {@code set_ssl_established}.
         */
        void setEstablished();
    }
}
