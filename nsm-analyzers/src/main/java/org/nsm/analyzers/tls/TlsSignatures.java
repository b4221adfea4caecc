package org.nsm.analyzers.tls;

import org.nsm.api.spi.Signature;

/** What handshakes begin with, on any port. */
public final class TlsSignatures {

    /** A record of any version, a client hello in it, and the version that this names. */
    private static final String CLIENT_HELLO = "\\x16\\x03[\\x00-\\x04]..\\x01\\x00..\\x03[\\x00-\\x04]";

    /** A client hello in the form of SSL 2.0. */
    private static final String SSL2_CLIENT_HELLO = "[\\x80-\\xff].\\x01(\\x00\\x02|\\x03[\\x00-\\x03])";

    /** A server hello, perhaps behind a warning, or nothing but an alert. */
    private static final String SERVER_HELLO =
            "\\x15\\x03[\\x00-\\x04]\\x00\\x02|\\x16\\x03[\\x00-\\x04]..\\x02\\x00..[\\x03\\x7f]";

    private static final String SSL2_SERVER_HELLO = "[\\x80-\\xff].\\x04..\\x00\\x02";

    /** Recognises TLS by what both sides say, since one side alone may talk to the wrong server. */
    public static final Signature TLS =
            Signature.both(CLIENT_HELLO + "|" + SSL2_CLIENT_HELLO, SERVER_HELLO + "|" + SSL2_SERVER_HELLO);

    /** Recognises DTLS by a client or server hello in the first epoch, of either side. */
    public static final Signature DTLS =
            Signature.either("\\x16\\xfe[\\xfc\\xfd\\xff]\\x00\\x00.{8}[\\x01\\x02\\x03]\\x00");

    private TlsSignatures() {}
}
