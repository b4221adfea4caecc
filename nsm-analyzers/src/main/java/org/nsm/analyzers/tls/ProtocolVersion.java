package org.nsm.analyzers.tls;

/** The numbers of the versions, and what they change about the layout of messages. */
final class ProtocolVersion {

    static final int SSL_2_0 = 0x0002;
    static final int SSL_3_0 = 0x0300;
    static final int TLS_1_2 = 0x0303;
    static final int TLS_1_3 = 0x0304;
    static final int DTLS_1_2 = 0xfefd;
    static final int DTLS_1_3 = 0xfefc;

    private static final int SSL_3_MAJOR = 0x03;
    private static final int DTLS_MAJOR = 0xfe;

    /** Drafts of TLS 1.3 number themselves 0x7f00 and their own number. */
    private static final int DRAFT_MAJOR = 0x7f;

    private ProtocolVersion() {}

    /** Whether a record over a stream may carry it. */
    static boolean inStreams(int version) {
        return version >> 8 == SSL_3_MAJOR && version <= TLS_1_3 || version >> 8 == DRAFT_MAJOR;
    }

    /** Whether a record in a datagram may carry it: DTLS 1.0 is 0xfeff, and there is no 1.1. */
    static boolean inDatagrams(int version) {
        return version >> 8 == DTLS_MAJOR && version != 0xfefe && version >= DTLS_1_3;
    }

    /** Whether only application data records are encrypted, and all that is encrypted looks like those. */
    static boolean isTls13(int version) {
        return version == TLS_1_3 || version == DTLS_1_3 || version >> 8 == DRAFT_MAJOR;
    }

    /**
     * Whether a server hello that names this version leaves out the session and the compression method. So it was until
     * draft 22 of TLS 1.3, since which the hello names TLS 1.2.
     */
    static boolean hasShortServerHello(int helloVersion) {
        return helloVersion == TLS_1_3 || helloVersion >> 8 == DRAFT_MAJOR;
    }

    /** Whether a signature says which algorithm made it (RFC 5246, section 4.7). */
    static boolean namesSignatureAlgorithm(int version) {
        return version >> 8 == DTLS_MAJOR ? version <= DTLS_1_2 : version >= TLS_1_2;
    }
}
