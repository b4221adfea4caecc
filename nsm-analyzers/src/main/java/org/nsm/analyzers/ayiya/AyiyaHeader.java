package org.nsm.analyzers.ayiya;

import io.netty.buffer.ByteBuf;

/**
 * The header in front of a packet (draft-massar-v6ops-ayiya-02, section 3): lengths and methods in half octets, the next
 * header, the time, who sent it, and a signature.
 */
final class AyiyaHeader {

    /** The fixed part: four octets and the epoch. */
    private static final int FIXED = 8;

    private static final int FORWARD = 1;

    private AyiyaHeader() {}

    /**
     * How long the header is.
     *
     * @param bytes the readable bytes are the datagram; left where they are
     * @return the number of bytes in front of the payload, or -1 if the datagram ends before
     */
    static int length(ByteBuf bytes) {
        int available = bytes.readableBytes();
        if (available < FIXED) {
            return -1;
        }
        int at = bytes.readerIndex();
        int identity = 1 << (bytes.getUnsignedByte(at) >>> 4);
        int signature = (bytes.getUnsignedByte(at + 1) >>> 4) * 4;
        int length = FIXED + identity + signature;
        return length > available ? -1 : length;
    }

    /** Whether a datagram with a whole header asks for its payload to be passed on. */
    static boolean isForward(ByteBuf bytes) {
        return (bytes.getUnsignedByte(bytes.readerIndex() + 2) & 0x0f) == FORWARD;
    }

    /** The number of what a whole header is followed by. */
    static int nextHeader(ByteBuf bytes) {
        return bytes.getUnsignedByte(bytes.readerIndex() + 3);
    }
}
