package org.nsm.analyzers.tls;

/** What a record carries (RFC 8446, section 5.1). */
final class ContentType {

    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;
    static final int HEARTBEAT = 24;

    /** An encrypted record of DTLS with a connection identifier in its header (RFC 9146, section 4). */
    static final int TLS12_CID = 25;

    /** An acknowledgement of DTLS 1.3 (RFC 9147, section 7). */
    static final int ACK = 26;

    private ContentType() {}

    static boolean inStreams(int type) {
        return type >= CHANGE_CIPHER_SPEC && type <= HEARTBEAT;
    }

    static boolean inDatagrams(int type) {
        return type >= CHANGE_CIPHER_SPEC && type <= ACK;
    }
}
