package org.nsm.analyzers.gtpv1;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.Gtpv1;

/**
 * The header of a message with its extension headers (3GPP TS 29.060, section 6). One object is read into again and again.
 */
final class Gtpv1Message {

    static final int CREATE_REQUEST = 16;
    static final int CREATE_RESPONSE = 17;
    static final int UPDATE_REQUEST = 18;
    static final int UPDATE_RESPONSE = 19;
    static final int DELETE_REQUEST = 20;
    static final int DELETE_RESPONSE = 21;
    static final int G_PDU = 255;

    /** What a datagram turned out to be. */
    enum Kind {
        /** A message. */
        MESSAGE,
        /** A message of GTP', which is for charging. */
        CHARGING,
        /** A message of another version. */
        OTHER_VERSION,
        /** The beginning of a message only, or one with an extension header without length. */
        BROKEN
    }

    private static final int FIXED = 8;
    private static final int OPTIONAL = 4;
    private static final int PROTOCOL_TYPE = 0x10;
    private static final int RESERVED = 0x08;
    private static final int EXTENSION = 0x04;
    private static final int SEQUENCE = 0x02;
    private static final int PDU_NUMBER = 0x01;

    private int flags;
    private int type;
    private int length;
    private long teid;
    private int seq;
    private int pduNumber;
    private int nextType;
    private int body;

    /**
     * Reads the header. The length in it is not needed: a datagram is one message.
     *
     * @param bytes the readable bytes are the datagram; left where they are
     * @return what it is; the other methods tell about a message only
     */
    Kind decode(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int available = bytes.readableBytes();
        if (available == 0) {
            return Kind.BROKEN;
        }
        flags = bytes.getUnsignedByte(at);
        if (flags >>> 5 != 1) {
            return Kind.OTHER_VERSION;
        }
        if ((flags & PROTOCOL_TYPE) == 0) {
            return Kind.CHARGING;
        }
        if (available < FIXED) {
            return Kind.BROKEN;
        }
        type = bytes.getUnsignedByte(at + 1);
        length = bytes.getUnsignedShort(at + 2);
        teid = bytes.getUnsignedInt(at + 4);
        body = at + FIXED;
        return !hasOptional() || decodeOptional(bytes) ? Kind.MESSAGE : Kind.BROKEN;
    }

    private boolean hasOptional() {
        return (flags & (EXTENSION | SEQUENCE | PDU_NUMBER)) != 0;
    }

    private boolean decodeOptional(ByteBuf bytes) {
        int at = body;
        if (bytes.writerIndex() - at < OPTIONAL) {
            return false;
        }
        seq = bytes.getUnsignedShort(at);
        pduNumber = bytes.getUnsignedByte(at + 2);
        nextType = bytes.getUnsignedByte(at + 3);
        body = at + OPTIONAL;
        return (flags & EXTENSION) == 0 || skipExtensions(bytes);
    }

    /** Each extension header is its length in units of four bytes, its contents, and the type of the next one. */
    private boolean skipExtensions(ByteBuf bytes) {
        int end = bytes.writerIndex();
        int next = nextType;
        while (next != 0) {
            int extension = body < end ? bytes.getUnsignedByte(body) * 4 : 0;
            if (extension == 0 || extension > end - body) {
                return false;
            }
            body += extension;
            next = bytes.getUnsignedByte(body - 1);
        }
        return true;
    }

    /** The kind of message. */
    int type() {
        return type;
    }

    /** Where what the message says begins: its information elements, or the packet. */
    int body() {
        return body;
    }

    /** The header as events have it. */
    Gtpv1.Header header() {
        boolean optional = hasOptional();
        return new Gtpv1.Header(
                1,
                true,
                (flags & RESERVED) != 0,
                (flags & EXTENSION) != 0,
                (flags & SEQUENCE) != 0,
                (flags & PDU_NUMBER) != 0,
                type,
                length,
                teid,
                optional ? seq : null,
                optional ? pduNumber : null,
                optional ? nextType : null);
    }
}
