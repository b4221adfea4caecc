package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Ssl.SignatureAndHashAlgorithm;

/** The parts of a server key exchange message (RFC 5246, section 7.4.3; RFC 8422, section 5.4). All views of it. */
final class ServerKeyExchange {

    /** The curve is one of the registry, not described in full. */
    private static final int NAMED_CURVE = 3;

    /** Stands for both numbers where the version does not name the algorithm. */
    private static final SignatureAndHashAlgorithm UNNAMED = new SignatureAndHashAlgorithm(256, 256);

    /** Stands for a curve that the server describes in full, which hardly any ever did (RFC 8422, section 5.4). */
    static final Curve EXPLICIT = new Curve(0, Unpooled.EMPTY_BUFFER);

    private ServerKeyExchange() {}

    /**
     * A share on a curve.
     *
     * @param curve the named curve
     * @param point the server's public key
     */
    record Curve(int curve, ByteBuf point) {}

    /**
     * A share in a finite field.
     *
     * @param prime     the modulus
     * @param generator the generator
     * @param publicKey the server's public key
     */
    record FiniteField(ByteBuf prime, ByteBuf generator, ByteBuf publicKey) {}

    /**
     * The signature over the share.
     *
     * @param algorithm how it was made
     * @param signature the signature
     */
    record Signature(SignatureAndHashAlgorithm algorithm, ByteBuf signature) {}

    /**
     * Reads a share on a curve.
     *
     * @param cursor stands in front of the share; afterwards behind it, of {@link #EXPLICIT} curves behind everything
     * @return the share, or null if it is malformed
     */
    static @Nullable Curve curve(Cursor cursor) {
        int type = cursor.u8();
        if (type != NAMED_CURVE && !cursor.failed()) {
            cursor.rest();
            return EXPLICIT;
        }
        int curve = cursor.u16();
        ByteBuf point = cursor.vector8();
        return cursor.failed() ? null : new Curve(curve, point);
    }

    /** Reads a share in a finite field, or returns null if it is malformed. */
    static @Nullable FiniteField finiteField(Cursor cursor) {
        FiniteField share = new FiniteField(cursor.vector16(), cursor.vector16(), cursor.vector16());
        return cursor.failed() ? null : share;
    }

    /**
     * Reads the signature behind a share.
     *
     * @param cursor  stands behind the share
     * @param version the version that the peers speak
     * @return the signature, or null if it is malformed
     */
    static @Nullable Signature signature(Cursor cursor, int version) {
        SignatureAndHashAlgorithm algorithm = ProtocolVersion.namesSignatureAlgorithm(version)
                ? new SignatureAndHashAlgorithm(cursor.u8(), cursor.u8())
                : UNNAMED;
        ByteBuf signature = cursor.vector16();
        return cursor.failed() ? null : new Signature(algorithm, signature);
    }
}
