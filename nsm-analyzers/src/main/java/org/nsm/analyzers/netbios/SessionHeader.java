package org.nsm.analyzers.netbios;

import io.netty.buffer.ByteBuf;

/** What precedes each message of a session: the type, seven reserved bits, and 17 bits of length (RFC 1002, section 4.3.1). */
final class SessionHeader {

    static final int LENGTH = 4;

    static final int MAX_PAYLOAD = 0x1ffff;

    private static final int LENGTH_EXTENSION = 0x01;

    /** The last three letters of the protocol ids of SMB. */
    private static final int SMB = 0x534d42;

    private static final int FIRST_SMB_ID = 0xfc;
    private static final int SMB1_ID = 0xff;

    private SessionHeader() {}

    static int type(ByteBuf bytes, int at) {
        return bytes.getUnsignedByte(at);
    }

    /** How many octets follow the header; the reserved bits are not looked at. */
    static int payloadLength(ByteBuf bytes, int at) {
        return (bytes.getUnsignedByte(at + 1) & LENGTH_EXTENSION) << 16 | bytes.getUnsignedShort(at + 2);
    }

    /** Whether the octets are the beginning of a message of SMB 1. */
    static boolean isSmb1(ByteBuf payload) {
        return isSmb(payload, payload.readerIndex(), SMB1_ID);
    }

    private static boolean isSmb(ByteBuf bytes, int at, int firstId) {
        return bytes.writerIndex() - at >= 4
                && bytes.getUnsignedByte(at) >= firstId
                && bytes.getUnsignedMedium(at + 1) == SMB;
    }

    /**
     * Whether messages begin with the first octet of a segment, where nothing is known of what came before: well-formed
     * headers lead to a message of SMB or exactly to the end.
     *
     * @param bytes the readable octets are the segment
     */
    static boolean begins(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (end - at >= LENGTH && isWellFormed(bytes, at)) {
            if (type(bytes, at) == MessageType.SESSION_MESSAGE && isSmb(bytes, at + LENGTH, FIRST_SMB_ID)) {
                return true;
            }
            at += LENGTH + payloadLength(bytes, at);
            if (at == end) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing reserved is used, and the message has what its type needs. Octets of zero are none. */
    private static boolean isWellFormed(ByteBuf bytes, int at) {
        int type = type(bytes, at);
        boolean hasPayload = payloadLength(bytes, at) > 0;
        return MessageType.isOfSession(type)
                && (bytes.getUnsignedByte(at + 1) & ~LENGTH_EXTENSION) == 0
                && (hasPayload || type == MessageType.POSITIVE_RESPONSE || type == MessageType.KEEP_ALIVE);
    }
}
