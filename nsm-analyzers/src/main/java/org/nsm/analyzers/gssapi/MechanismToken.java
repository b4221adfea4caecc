package org.nsm.analyzers.gssapi;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.nsm.api.spi.BerReader;

/**
 * A token of one of the mechanisms whose messages are understood.
 *
 * @param mechanism whose token it is
 * @param message   the message in it, without a frame
 */
record MechanismToken(Mechanism mechanism, ByteBuf message) {

    /** A mechanism. */
    enum Mechanism {
        NTLM,
        KERBEROS
    }

    /** With what each message of NTLM begins (MS-NLMP, section 2.2.1). NEGOEXTS, another mechanism, begins alike. */
    private static final byte[] NTLM_SIGNATURE = "NTLMSSP".getBytes(StandardCharsets.US_ASCII);

    /** The frame of an initial token (RFC 2743, section 3.1): [APPLICATION 0]. */
    private static final int FRAME = 0x60;

    /** Messages of Kerberos that stand alone in DCE style (RFC 4120, sections 5.5 and 5.9): APPLICATION 14, 15 and 30. */
    private static final int AP_REQ = 0x6e;

    private static final int AP_REP = 0x6f;
    private static final int ERROR = 0x7e;

    /** The octets of 1.3.6.1.5.5.2 (RFC 4178, section 4). */
    private static final ByteBuf SPNEGO = Unpooled.unreleasableBuffer(
                    Unpooled.wrappedBuffer(new byte[] {0x2b, 6, 1, 5, 5, 2}))
            .asReadOnly();

    /** Whether a token negotiates a mechanism. */
    static boolean isSpnego(ByteBuf token) {
        if (!token.isReadable()) {
            return false;
        }
        int first = token.getUnsignedByte(token.readerIndex());
        if (first != FRAME) {
            return first == 0xa0 || first == 0xa1;
        }
        BerReader ber = new BerReader(token);
        return ber.next()
                && ber.enter()
                && ber.next(BerReader.OBJECT_IDENTIFIER)
                && ber.content().equals(SPNEGO);
    }

    /** Whether a token is a message of NTLM. */
    static boolean isNtlm(ByteBuf token) {
        if (token.readableBytes() < NTLM_SIGNATURE.length) {
            return false;
        }
        for (int i = 0; i < NTLM_SIGNATURE.length; i++) {
            if (token.getByte(token.readerIndex() + i) != NTLM_SIGNATURE[i]) {
                return false;
            }
        }
        return true;
    }

    /** Looks into a token. Null if it is of another mechanism, or malformed. */
    static @Nullable MechanismToken of(ByteBuf token) {
        if (!token.isReadable()) {
            return null;
        }
        return switch (token.getUnsignedByte(token.readerIndex())) {
            case 'N' -> isNtlm(token) ? new MechanismToken(Mechanism.NTLM, token) : null;
            case AP_REQ, AP_REP, ERROR -> new MechanismToken(Mechanism.KERBEROS, token);
            case FRAME -> framed(token);
            default -> null;
        };
    }

    /** A message of Kerberos behind the name of the mechanism and two octets that tell its type (RFC 4121, section 4.1). */
    private static @Nullable MechanismToken framed(ByteBuf token) {
        BerReader ber = new BerReader(token);
        if (!ber.next() || !ber.enter() || !ber.next(BerReader.OBJECT_IDENTIFIER)) {
            return null;
        }
        int type = ber.contentStart() + ber.contentLength();
        if (token.writerIndex() - type <= 2) {
            return null;
        }
        return switch (token.getUnsignedShort(type)) {
            case 0x0100, 0x0200, 0x0300 ->
                new MechanismToken(Mechanism.KERBEROS, token.slice(type + 2, token.writerIndex() - type - 2));
            default -> null;
        };
    }
}
