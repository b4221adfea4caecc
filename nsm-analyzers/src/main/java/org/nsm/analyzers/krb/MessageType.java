package org.nsm.analyzers.krb;

/** The messages: the number is that of the application tag and of the field {@code msg-type} (RFC 4120, section 5.10). */
final class MessageType {

    static final int AS_REQ = 10;
    static final int AS_REP = 11;
    static final int TGS_REQ = 12;
    static final int TGS_REP = 13;
    static final int AP_REQ = 14;
    static final int AP_REP = 15;
    static final int SAFE = 20;
    static final int PRIV = 21;
    static final int CRED = 22;
    static final int ERROR = 30;

    private MessageType() {}
}
