package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * A server hello (RFC 8446, section 4.1.3). The parts are views of the message.
 *
 * @param version           the version that the message names
 * @param random            32 octets
 * @param sessionId         at most 32 octets; empty in drafts of TLS 1.3 before the 22nd
 * @param cipher            the cipher suite
 * @param compressionMethod the compression method; 0 in those drafts
 * @param extensions        the extensions, for {@link ExtensionReader}; empty if there are none
 */
record ServerHello(
        int version, ByteBuf random, ByteBuf sessionId, int cipher, int compressionMethod, ByteBuf extensions) {

    private static final int MAX_SESSION_ID = 32;

    /**
     * Reads a hello.
     *
     * @param body the readable bytes are the message behind its header
     * @return the hello, or null if it is malformed
     */
    static @Nullable ServerHello parse(ByteBuf body) {
        Cursor cursor = new Cursor(body);
        int version = cursor.u16();
        boolean brief = ProtocolVersion.hasShortServerHello(version);
        ByteBuf random = cursor.octets(32);
        ByteBuf sessionId = brief ? Unpooled.EMPTY_BUFFER : cursor.vector8();
        int cipher = cursor.u16();
        int compressionMethod = brief ? 0 : cursor.u8();
        ByteBuf extensions = cursor.hasMore() ? cursor.vector16() : Unpooled.EMPTY_BUFFER;
        if (cursor.failed() || sessionId.readableBytes() > MAX_SESSION_ID) {
            return null;
        }
        return new ServerHello(version, random, sessionId, cipher, compressionMethod, extensions);
    }

    /** Whether the message has the form without session and compression method. */
    boolean brief() {
        return ProtocolVersion.hasShortServerHello(version);
    }
}
