package org.nsm.analyzers.tls;

/** The handshake messages whose content is read (RFC 8446, section 4; RFC 5246, section 7.4; RFC 6347, section 4.3.2). */
final class HandshakeType {

    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int NEW_SESSION_TICKET = 4;
    static final int SERVER_KEY_EXCHANGE = 12;
    static final int CLIENT_KEY_EXCHANGE = 16;
    static final int CERTIFICATE_STATUS = 22;

    private HandshakeType() {}
}
