package org.nsm.analyzers.ntlm;

import io.netty.buffer.ByteBuf;

/**
 * Where a message keeps one of its payloads (MS-NLMP, section 2.2.1): a length of 16 bits, the room for it, and an offset
 * of 32 bits from the beginning of the message. Names the position of these eight octets in the message, and the flag
 * without which they are to be ignored.
 */
enum Field {
    NEGOTIATE_DOMAIN(16, Flags.DOMAIN_SUPPLIED),
    NEGOTIATE_WORKSTATION(24, Flags.WORKSTATION_SUPPLIED),
    CHALLENGE_TARGET_NAME(12, Flags.REQUEST_TARGET),
    CHALLENGE_TARGET_INFORMATION(40, Flags.TARGET_INFORMATION),
    AUTHENTICATE_LM_RESPONSE(12, 0),
    AUTHENTICATE_NT_RESPONSE(20, 0),
    AUTHENTICATE_DOMAIN(28, 0),
    AUTHENTICATE_USER(36, 0),
    AUTHENTICATE_WORKSTATION(44, 0),
    AUTHENTICATE_SESSION_KEY(52, 0);

    private final int position;
    private final int flag;

    Field(int position, int flag) {
        this.position = position;
        this.flag = flag;
    }

    /** Whether the message has this payload, be it empty. */
    boolean announced(int flags) {
        return flag == 0 || (flags & flag) != 0;
    }

    /** How many octets the payload has; 0 for none. */
    int length(ByteBuf message) {
        return message.getUnsignedShortLE(message.readerIndex() + position);
    }

    /** Where the payload begins, from the beginning of the message; means nothing where the length is 0. */
    long offset(ByteBuf message) {
        return message.getUnsignedIntLE(message.readerIndex() + position + 4);
    }

    /** Whether the payload lies in the message. */
    boolean fits(ByteBuf message) {
        int length = length(message);
        return length == 0 || offset(message) + length <= message.readableBytes();
    }

    /** Where the payload begins in the buffer. Only for payloads that fit; the end of the buffer for an empty one. */
    int index(ByteBuf message) {
        return length(message) == 0 ? message.writerIndex() : message.readerIndex() + (int) offset(message);
    }
}
