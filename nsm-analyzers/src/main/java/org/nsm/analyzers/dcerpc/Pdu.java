package org.nsm.analyzers.dcerpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Reads one PDU after the other: the header that all types share, and what lies behind the body (C706, section 12.6.3). */
final class Pdu {

    /** Octets of the header. */
    static final int HEADER = 16;

    /** The length of a PDU has 16 bits. */
    static final int MAX_LENGTH = 0xffff;

    static final int REQUEST = 0;
    static final int RESPONSE = 2;
    static final int FAULT = 3;
    static final int BIND = 11;
    static final int BIND_ACK = 12;
    static final int ALTER_CONTEXT = 14;
    static final int ALTER_CONTEXT_RESP = 15;
    static final int AUTH3 = 16;

    /** The last type there is over connections (MS-RPCE, section 2.2.2). */
    private static final int LAST_TYPE = 20;

    /** Where the results of a response begin. */
    static final int RESPONSE_STUB = 24;

    private static final int VERSION = 5;

    private static final int FIRST_FRAGMENT = 1;
    private static final int LAST_FRAGMENT = 2;
    private static final int OBJECT_UUID = 0x80;

    /** In front of the authentication data: type, level, padding, reserved, context (C706, section 13.2.6.1). */
    private static final int TRAILER_HEADER = 8;

    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private int start;
    private boolean littleEndian;

    /**
     * How long a PDU is.
     *
     * @param header its readable bytes are the header
     * @return the length, or -1 if this is no header
     */
    static int length(ByteBuf header) {
        int start = header.readerIndex();
        if (header.getByte(start) != VERSION) {
            return -1;
        }
        int length = isLittleEndian(header, start)
                ? header.getUnsignedShortLE(start + 8)
                : header.getUnsignedShort(start + 8);
        return length < HEADER ? -1 : length;
    }

    /** Whether a PDU may begin with the readable bytes. */
    static boolean mayBegin(ByteBuf bytes) {
        int start = bytes.readerIndex();
        return bytes.readableBytes() >= HEADER
                && bytes.getUnsignedByte(start + 1) <= 1
                && bytes.getUnsignedByte(start + 2) <= LAST_TYPE
                && length(bytes) > 0;
    }

    /** The representation of integers (C706, section 14.1), for all but the type and the flags. */
    private static boolean isLittleEndian(ByteBuf bytes, int start) {
        return (bytes.getByte(start + 4) & 0xf0) != 0;
    }

    /**
     * Takes a PDU.
     *
     * @param pdu its readable bytes are the whole PDU, of which {@link #length} told the length
     * @return false if its authentication data do not fit into it
     */
    boolean take(ByteBuf pdu) {
        bytes = pdu;
        start = pdu.readerIndex();
        littleEndian = isLittleEndian(pdu, start);
        return HEADER + trailerLength() <= length();
    }

    /** Lets go of the buffer. */
    void forget() {
        bytes = Unpooled.EMPTY_BUFFER;
    }

    boolean littleEndian() {
        return littleEndian;
    }

    private int length() {
        return bytes.writerIndex() - start;
    }

    int type() {
        return bytes.getUnsignedByte(start + 2);
    }

    private boolean has(int flag) {
        return (bytes.getByte(start + 3) & flag) != 0;
    }

    boolean isFirstFragment() {
        return has(FIRST_FRAGMENT);
    }

    boolean isLastFragment() {
        return has(LAST_FRAGMENT);
    }

    /** By which number a request, its fragments and what answers it belong together. */
    int callId() {
        return int32(12);
    }

    private int authLength() {
        return uint16(10);
    }

    private int trailerLength() {
        int length = authLength();
        return length == 0 ? 0 : TRAILER_HEADER + length;
    }

    /** The type of the authentication data (C706, section 13.2.6.1); 0 if there are none. */
    int authType() {
        return authLength() == 0 ? 0 : bytes.getUnsignedByte(start + bodyEnd());
    }

    /** How well the authentication data protect the PDU (C706, section 13.2.6.1); 0 if there are none. */
    int authLevel() {
        return authLength() == 0 ? 0 : bytes.getUnsignedByte(start + bodyEnd() + 1);
    }

    /** The authentication data; empty if there are none. */
    ByteBuf authData() {
        int length = authLength();
        return bytes.slice(bytes.writerIndex() - length, length);
    }

    /** Where the body ends, which begins behind the header: counted, as all positions here, from the start of the PDU. */
    int bodyEnd() {
        return length() - trailerLength();
    }

    /** Where the arguments of a request begin. */
    int requestStub() {
        return has(OBJECT_UUID) ? 40 : 24;
    }

    int uint8(int position) {
        return bytes.getUnsignedByte(start + position);
    }

    int uint16(int position) {
        return littleEndian ? bytes.getUnsignedShortLE(start + position) : bytes.getUnsignedShort(start + position);
    }

    int int32(int position) {
        return littleEndian ? bytes.getIntLE(start + position) : bytes.getInt(start + position);
    }

    ByteBuf slice(int position, int length) {
        return bytes.slice(start + position, length);
    }

    /** Whether octets of the PDU are these. */
    boolean hasAt(int position, ByteBuf octets) {
        int length = octets.readableBytes();
        for (int i = 0; i < length; i++) {
            if (bytes.getByte(start + position + i) != octets.getByte(octets.readerIndex() + i)) {
                return false;
            }
        }
        return true;
    }
}
