package org.nsm.analyzers.tls;

/** How a cipher suite of TLS 1.2 and below makes a secret, as far as the messages that this takes can be read. */
enum KeyExchange {
    /** In another way, or no such suite. */
    OTHER(Share.NONE, false, false),
    /** The client encrypts a secret (RFC 5246, section 7.4.7.1). */
    RSA(Share.SECRET, false, false),
    /** Diffie-Hellman, signed (RFC 5246, section 7.4.3). */
    DHE(Share.FINITE_FIELD, false, true),
    /** Diffie-Hellman without authentication. */
    DH_ANON(Share.FINITE_FIELD, false, false),
    /** Diffie-Hellman on a curve, signed (RFC 8422, section 5.4). */
    ECDHE(Share.CURVE, false, true),
    /** Diffie-Hellman on a curve without authentication. */
    ECDH_ANON(Share.CURVE, false, false),
    /** RSA and a pre-shared key (RFC 4279, section 4). */
    RSA_PSK(Share.SECRET, true, false),
    /** Diffie-Hellman and a pre-shared key (RFC 4279, section 3). */
    DHE_PSK(Share.FINITE_FIELD, true, false),
    /** Diffie-Hellman on a curve and a pre-shared key (RFC 5489, section 2). */
    ECDHE_PSK(Share.CURVE, true, false);

    /** What is exchanged. */
    enum Share {
        NONE,
        SECRET,
        FINITE_FIELD,
        CURVE
    }

    private final Share share;
    private final boolean preSharedKey;
    private final boolean signed;

    KeyExchange(Share share, boolean preSharedKey, boolean signed) {
        this.share = share;
        this.preSharedKey = preSharedKey;
        this.signed = signed;
    }

    Share share() {
        return share;
    }

    /** Whether both messages begin with an identity, or a hint at one. */
    boolean preSharedKey() {
        return preSharedKey;
    }

    /** Whether the server signs its share. */
    boolean signed() {
        return signed;
    }
}
