package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A server hello of SSL 2.0.
 *
 * @param version      0x0002
 * @param ciphers      the cipher suites that the server supports of those offered, three octets each; the client chooses
 * @param connectionId 16 to 32 octets that the server made up
 */
record Ssl2ServerHello(int version, ByteBuf ciphers, ByteBuf connectionId) {

    static final int TYPE = 4;

    /**
     * Reads a hello.
     *
     * @param message the readable bytes are the record behind its header, type included
     * @return the hello, or null if it is malformed
     */
    static @Nullable Ssl2ServerHello parse(ByteBuf message) {
        Cursor cursor = new Cursor(message);
        int type = cursor.u8();
        cursor.octets(2); // whether the session is resumed, and the type of the certificate
        int version = cursor.u16();
        int certificateLength = cursor.u16();
        int ciphersLength = cursor.u16();
        int connectionIdLength = cursor.u16();
        cursor.octets(certificateLength);
        ByteBuf ciphers = cursor.octets(ciphersLength);
        ByteBuf connectionId = cursor.octets(connectionIdLength);
        return cursor.failed() || type != TYPE || version != ProtocolVersion.SSL_2_0 || ciphersLength % 3 != 0
                ? null
                : new Ssl2ServerHello(version, ciphers, connectionId);
    }

    /** The first cipher suite, or 0 if the peers have none in common. */
    int firstCipher() {
        return ciphers.isReadable() ? ciphers.getUnsignedMedium(ciphers.readerIndex()) : 0;
    }
}
