package org.nsm.analyzers.krb;

import org.nsm.api.spi.Signature;

/** What a conversation with a key distribution centre begins with. */
public final class KrbSignatures {

    /** AS-REQ or TGS-REQ of version 5, up to the value of its second field (RFC 4120, section 5.4.1). */
    private static final String REQUEST = "[\\x6a\\x6c].{1,4}\\x30.{1,4}\\xa1\\x03\\x02\\x01\\x05\\xa2\\x03\\x02\\x01";

    /** AS-REP, TGS-REP or KRB-ERROR of version 5 (RFC 4120, sections 5.4.2 and 5.9.1). */
    private static final String ANSWER =
            "[\\x6b\\x6d\\x7e].{1,4}\\x30.{1,4}\\xa0\\x03\\x02\\x01\\x05\\xa1\\x03\\x02\\x01";

    /** A request, or an answer from the other side. */
    public static final Signature DATAGRAM = Signature.either(REQUEST).or(Signature.either(ANSWER));

    /** The same behind its length (RFC 4120, section 7.2.2). */
    public static final Signature STREAM = Signature.either(".{4}" + REQUEST).or(Signature.either(".{4}" + ANSWER));

    private KrbSignatures() {}
}
