package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * A client hello (RFC 8446, section 4.1.2; RFC 6347, section 4.2.1). The parts are views of the message.
 *
 * @param version            the version
 * @param random             32 octets
 * @param sessionId          at most 32 octets
 * @param ciphers            the cipher suites, two octets each
 * @param compressionMethods the compression methods, an octet each
 * @param extensions         the extensions, for {@link ExtensionReader}; empty if there are none
 */
record ClientHello(
        int version,
        ByteBuf random,
        ByteBuf sessionId,
        ByteBuf ciphers,
        ByteBuf compressionMethods,
        ByteBuf extensions) {

    private static final int MAX_SESSION_ID = 32;

    /**
     * Reads a hello.
     *
     * @param body     the readable bytes are the message behind its header
     * @param datagram whether it is one of DTLS, which may carry a cookie
     * @return the hello, or null if it is malformed
     */
    static @Nullable ClientHello parse(ByteBuf body, boolean datagram) {
        Cursor cursor = new Cursor(body);
        int version = cursor.u16();
        ByteBuf random = cursor.octets(32);
        ByteBuf sessionId = cursor.vector8();
        if (datagram) {
            cursor.vector8();
        }
        ByteBuf ciphers = cursor.vector16();
        ByteBuf compressionMethods = cursor.vector8();
        ByteBuf extensions = cursor.hasMore() ? cursor.vector16() : Unpooled.EMPTY_BUFFER;
        if (cursor.failed() || sessionId.readableBytes() > MAX_SESSION_ID || ciphers.readableBytes() % 2 != 0) {
            return null;
        }
        return new ClientHello(version, random, sessionId, ciphers, compressionMethods, extensions);
    }
}
