package org.nsm.analyzers.netbios;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The name called, first in a session request: a label of letters from A to P, two for each octet (RFC 1001, section 14.1;
 * RFC 1002, section 4.3.2). The scope in further labels is not part of it.
 */
final class CalledName {

    /** Names have 16 octets; what has so many more is none. */
    private static final int MAX_OCTETS = 30;

    private CalledName() {}

    /**
     * Decodes the name.
     *
     * @param payload the readable octets are what follows the header of the request
     * @return a character for each octet, padding and suffix included; null for what is no such name
     */
    static @Nullable String decode(ByteBuf payload) {
        if (!payload.isReadable()) {
            return null;
        }
        int at = payload.readerIndex() + 1;
        int octets = payload.getUnsignedByte(at - 1) / 2;
        if (octets == 0 || octets > MAX_OCTETS || payload.writerIndex() - at < 2 * octets) {
            return null;
        }
        char[] name = new char[octets];
        for (int i = 0; i < octets; i++) {
            int high = payload.getByte(at + 2 * i) - 'A';
            int low = payload.getByte(at + 2 * i + 1) - 'A';
            if (high < 0 || high > 15 || low < 0 || low > 15) {
                return null;
            }
            name[i] = (char) (high << 4 | low);
        }
        return new String(name);
    }
}
