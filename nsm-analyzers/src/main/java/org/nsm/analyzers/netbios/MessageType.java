package org.nsm.analyzers.netbios;

/** What the first octet of a message says (RFC 1002, sections 4.3.1 and 4.4.1). */
final class MessageType {

    static final int SESSION_MESSAGE = 0x00;
    static final int SESSION_REQUEST = 0x81;
    static final int POSITIVE_RESPONSE = 0x82;
    static final int NEGATIVE_RESPONSE = 0x83;
    static final int RETARGET_RESPONSE = 0x84;
    static final int KEEP_ALIVE = 0x85;

    private static final int FIRST_DATAGRAM = 0x10;
    private static final int LAST_DATAGRAM = 0x16;

    private MessageType() {}

    static boolean isOfSession(int type) {
        return type == SESSION_MESSAGE || type >= SESSION_REQUEST && type <= KEEP_ALIVE;
    }

    static boolean isOfDatagram(int type) {
        return type >= FIRST_DATAGRAM && type <= LAST_DATAGRAM;
    }

    /** Whether only who was called sends it. */
    static boolean isResponse(int type) {
        return type >= POSITIVE_RESPONSE && type <= RETARGET_RESPONSE;
    }
}
