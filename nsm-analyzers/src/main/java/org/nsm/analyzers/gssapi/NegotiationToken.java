package org.nsm.analyzers.gssapi;

import io.netty.buffer.ByteBuf;
import org.nsm.api.spi.BerReader;

/**
 * Walks through the fields of a token of SPNEGO of either kind (RFC 4178, section 4.2; MS-SPNG, section 2.2.1):
 *
 * <pre>{@code
 * NegotiationToken token = new NegotiationToken(bytes);
 * while (token.next()) {
 *     // isState(), isMechanismToken()
 * }
 * }</pre>
 */
final class NegotiationToken {

    /** The tags of the two kinds. */
    private static final int INIT = 0;

    private static final int RESPONSE = 1;

    /** A field of the second kind only. */
    private static final int STATE = 0;

    /** A field of both kinds. */
    private static final int MECHANISM_TOKEN = 2;

    /** The last of the states that RFC 4178, section 4.2.2, numbers from 0. */
    private static final int LAST_STATE = 3;

    private final BerReader ber;
    private final boolean response;
    private boolean sound;
    private boolean inField;
    private int field;

    /**
     * Goes in front of the first field.
     *
     * @param bytes the token: the first kind in the frame of GSS-API (RFC 2743, section 3.1), or either kind alone
     */
    NegotiationToken(ByteBuf bytes) {
        ber = new BerReader(bytes);
        sound = ber.next();
        if (ber.is(BerReader.APPLICATION, 0)) {
            sound = ber.enter() && ber.next(BerReader.OBJECT_IDENTIFIER) && ber.next();
        }
        response = ber.is(BerReader.CONTEXT, RESPONSE);
        sound = sound
                && (response || ber.is(BerReader.CONTEXT, INIT))
                && ber.enter()
                && ber.next(BerReader.SEQUENCE)
                && ber.enter();
    }

    /** Goes to the value of the next field. */
    boolean next() {
        if (inField) {
            inField = false;
            sound = ber.leave();
        }
        if (!sound || !ber.next()) {
            return false;
        }
        field = ber.tagNumber();
        inField = ber.tagClass() == BerReader.CONTEXT && ber.enter() && ber.next();
        sound = inField;
        return inField;
    }

    /** Whether the bytes are no such token, as far as they were read. */
    boolean failed() {
        return !sound || ber.failed();
    }

    /** Whether this says where the negotiation stands. */
    boolean isState() {
        return response && field == STATE && ber.is(BerReader.UNIVERSAL, BerReader.ENUMERATED);
    }

    /** Where the negotiation stands; 0, with {@link #failed()}, if it cannot be read. */
    int state() {
        long state = ber.integer();
        if (state < 0 || state > LAST_STATE) {
            sound = false;
            return 0;
        }
        return (int) state;
    }

    /** Whether this is what the mechanism has to say. */
    boolean isMechanismToken() {
        return field == MECHANISM_TOKEN && ber.is(BerReader.UNIVERSAL, BerReader.OCTET_STRING);
    }

    /** What the mechanism has to say; empty, with {@link #failed()}, if it cannot be read. */
    ByteBuf mechanismToken() {
        return ber.octets();
    }
}
