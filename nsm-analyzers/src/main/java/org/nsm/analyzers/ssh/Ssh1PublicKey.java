package org.nsm.analyzers.ssh;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The host key in the message SSH_SMSG_PUBLIC_KEY of version 1. The message has a cookie, the server key, the host key and
 * some flags; a key is its size in bits, the exponent and the modulus.
 *
 * @param modulus  in network order
 * @param exponent in network order
 */
record Ssh1PublicKey(ByteBuf modulus, ByteBuf exponent) {

    private static final int COOKIE_OCTETS = 8;
    private static final int KEY_SIZE_OCTETS = 4;
    private static final int BIT_COUNT_OCTETS = 2;

    /**
     * Reads the message.
     *
     * @param message what follows the octet of the message type
     * @return views of the host key, or null if the message is malformed
     */
    static @Nullable Ssh1PublicKey parse(ByteBuf message) {
        int serverKey = message.readerIndex() + COOKIE_OCTETS + KEY_SIZE_OCTETS;
        int serverKeyEnd = numberEnd(message, numberEnd(message, serverKey));
        if (serverKeyEnd < 0) {
            return null;
        }
        int exponent = serverKeyEnd + KEY_SIZE_OCTETS;
        int modulus = numberEnd(message, exponent);
        int end = numberEnd(message, modulus);
        return end < 0 ? null : new Ssh1PublicKey(number(message, modulus, end), number(message, exponent, modulus));
    }

    /** Where a number ends: a bit count and as many octets as that takes. -1 if it does not end in the message. */
    private static int numberEnd(ByteBuf message, int start) {
        if (start < 0 || message.writerIndex() - start < BIT_COUNT_OCTETS) {
            return -1;
        }
        int end = start + BIT_COUNT_OCTETS + (message.getUnsignedShort(start) + 7) / 8;
        return end <= message.writerIndex() ? end : -1;
    }

    private static ByteBuf number(ByteBuf message, int start, int end) {
        int octets = start + BIT_COUNT_OCTETS;
        return message.slice(octets, end - octets).asReadOnly();
    }
}
