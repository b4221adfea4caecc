package org.nsm.analyzers.ncp;

import io.netty.buffer.ByteBuf;

/**
 * A frame over TCP: a signature and the length of the whole frame, of requests also a version and how large a reply may
 * be; then the type, a sequence number, the low half of the connection's number, the task, its high half, and the body.
 * Numbers are big endian. The body of a request begins with its function, that of a reply with completion code and
 * status.
 */
final class NcpFrame {

    /** Signature and length. */
    static final int PREFIX = 8;

    /** From the type to the high half of the connection's number. */
    private static final int COMMON = 6;

    private static final int REQUEST_TYPE = PREFIX + 8;
    private static final int REPLY_TYPE = PREFIX;
    private static final int LENGTH = 4;

    /** Completion code and status. */
    private static final int REPLY_STATUS = 2;

    /** The function that another octet tells more of. */
    private static final int NAME_SPACE_FUNCTION = 0x57;

    private NcpFrame() {}

    /** How long the frame is, from its signature to its end. */
    static long length(ByteBuf bytes) {
        return bytes.getUnsignedInt(bytes.readerIndex() + LENGTH);
    }

    private static int typeAt(boolean request) {
        return request ? REQUEST_TYPE : REPLY_TYPE;
    }

    /** Whether a frame has all that must precede the rest of its body. */
    static boolean isComplete(boolean request, ByteBuf frame) {
        return frame.readableBytes() >= typeAt(request) + COMMON + (request ? 0 : REPLY_STATUS);
    }

    /** The type of a complete frame. */
    static int type(boolean request, ByteBuf frame) {
        return frame.getUnsignedShort(frame.readerIndex() + typeAt(request));
    }

    /** How many octets of a complete frame are body. */
    static int bodyLength(boolean request, ByteBuf frame) {
        return frame.readableBytes() - typeAt(request) - COMMON;
    }

    /** The function of a complete request: its first octet; of 0x57 also the second one, if there is one. */
    static int function(ByteBuf request) {
        int length = bodyLength(true, request);
        if (length == 0) {
            return 0;
        }
        int body = request.readerIndex() + REQUEST_TYPE + COMMON;
        int function = request.getUnsignedByte(body);
        if (function != NAME_SPACE_FUNCTION) {
            return function;
        }
        return function << 8 | (length > 1 ? request.getUnsignedByte(body + 1) : 0);
    }

    /** How the request of a complete reply went. */
    static int completionCode(ByteBuf reply) {
        return reply.getUnsignedByte(reply.readerIndex() + REPLY_TYPE + COMMON);
    }

    /**
     * Whether a frame begins with the first octet of a segment, where nothing is known of what came before: a known type
     * lies where it should.
     *
     * @param bytes the readable octets are the segment
     */
    static boolean begins(boolean request, ByteBuf bytes) {
        return isComplete(request, bytes)
                && switch (type(request, bytes)) {
                    case 0x1111, 0x2222, 0x3333, 0x5555, 0x7777, 0x9999 -> true;
                    default -> false;
                };
    }
}
