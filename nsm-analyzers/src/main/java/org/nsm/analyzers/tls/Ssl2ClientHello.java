package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A client hello in the form of SSL 2.0 (RFC 6101, appendix E), which clients of later versions used as well.
 *
 * @param version   the version that the client wants to speak
 * @param ciphers   the cipher suites, three octets each
 * @param sessionId the session to resume
 * @param challenge 16 to 32 octets that the client made up
 */
record Ssl2ClientHello(int version, ByteBuf ciphers, ByteBuf sessionId, ByteBuf challenge) {

    static final int TYPE = 1;

    /**
     * Reads a hello.
     *
     * @param message the readable bytes are the record behind its header, type included
     * @return the hello, or null if it is malformed
     */
    static @Nullable Ssl2ClientHello parse(ByteBuf message) {
        Cursor cursor = new Cursor(message);
        int type = cursor.u8();
        int version = cursor.u16();
        int ciphersLength = cursor.u16();
        int sessionIdLength = cursor.u16();
        int challengeLength = cursor.u16();
        ByteBuf ciphers = cursor.octets(ciphersLength);
        ByteBuf sessionId = cursor.octets(sessionIdLength);
        ByteBuf challenge = cursor.octets(challengeLength);
        boolean known = version == ProtocolVersion.SSL_2_0 || ProtocolVersion.inStreams(version);
        return cursor.failed() || type != TYPE || !known || ciphersLength % 3 != 0
                ? null
                : new Ssl2ClientHello(version, ciphers, sessionId, challenge);
    }
}
