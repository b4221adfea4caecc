package org.nsm.analyzers.teredo;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Port;
import org.nsm.api.event.Teredo;
import org.nsm.reassembly.ip.Addresses;

/**
 * What is in front of the IPv6 packet in a datagram (RFC 4380, section 5.1.1): an authentication, then an origin
 * indication, each of which may be missing. One object is read into again and again.
 */
final class TeredoEncapsulation {

    private static final int INDICATOR = 2;
    private static final int ORIGIN_INDICATOR = 0x0000;
    private static final int AUTHENTICATION_INDICATOR = 0x0001;
    private static final int ORIGIN_LENGTH = 8;

    /** Indicator, the two lengths, nonce and confirmation. */
    private static final int AUTHENTICATION_FIXED = 13;

    private static final int ABSENT = -1;

    private int authentication = ABSENT;
    private int origin = ABSENT;
    private int packet;

    /**
     * Finds the parts of a datagram.
     *
     * @param bytes the readable bytes are the datagram; left where they are
     * @return false if it does not lead to the beginning of an IPv6 packet
     */
    boolean decode(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        authentication = ABSENT;
        origin = ABSENT;
        if (begins(bytes, at, end, AUTHENTICATION_INDICATOR)) {
            int length = authenticationLength(bytes, at, end);
            if (length > end - at) {
                return false;
            }
            authentication = at;
            at += length;
        }
        if (begins(bytes, at, end, ORIGIN_INDICATOR)) {
            if (ORIGIN_LENGTH > end - at) {
                return false;
            }
            origin = at;
            at += ORIGIN_LENGTH;
        }
        packet = at;
        return at < end && bytes.getUnsignedByte(at) >>> 4 == 6;
    }

    private static boolean begins(ByteBuf bytes, int at, int end, int indicator) {
        return end - at >= INDICATOR && bytes.getUnsignedShort(at) == indicator;
    }

    /** The length of an authentication; of one that breaks off before its lengths, more than there is. */
    private static int authenticationLength(ByteBuf bytes, int at, int end) {
        return end - at < AUTHENTICATION_FIXED
                ? AUTHENTICATION_FIXED
                : AUTHENTICATION_FIXED + bytes.getUnsignedByte(at + 2) + bytes.getUnsignedByte(at + 3);
    }

    /** Where the IPv6 packet begins. */
    int packet() {
        return packet;
    }

    /** Whether there is an authentication. */
    boolean hasAuthentication() {
        return authentication != ABSENT;
    }

    /** Whether there is an origin indication. */
    boolean hasOrigin() {
        return origin != ABSENT;
    }

    /** The authentication, in views of the bytes that were read; null if there is none. */
    Teredo.@Nullable Authentication authentication(ByteBuf bytes) {
        if (authentication == ABSENT) {
            return null;
        }
        int id = authentication + 4;
        int idLength = bytes.getUnsignedByte(authentication + 2);
        int value = id + idLength;
        int valueLength = bytes.getUnsignedByte(authentication + 3);
        int nonce = value + valueLength;
        return new Teredo.Authentication(
                bytes.slice(id, idLength).asReadOnly(),
                bytes.slice(value, valueLength).asReadOnly(),
                bytes.getLong(nonce),
                bytes.getUnsignedByte(nonce + 8));
    }

    /** The origin indication of the bytes that were read; null if there is none. */
    Teredo.@Nullable Origin origin(ByteBuf bytes) {
        if (origin == ABSENT) {
            return null;
        }
        InetAddress address = Addresses.of(false, 0, ~bytes.getInt(origin + 4));
        return new Teredo.Origin(Port.udp(bytes.getUnsignedShort(origin + 2) ^ 0xffff), address);
    }

    /**
     * Whether some bytes are trailers (RFC 6081, section 4): a type, a length and as much data, any number of times.
     *
     * @param bytes the buffer, of which bytes behind the readable ones are looked at, too
     * @param from  the first byte
     * @param to    behind the last byte
     * @return false if the last trailer does not end there
     */
    static boolean areTrailers(ByteBuf bytes, int from, int to) {
        int at = from;
        while (to - at >= 2) {
            at += 2 + bytes.getUnsignedByte(at + 1);
        }
        return at == to;
    }
}
