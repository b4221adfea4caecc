package org.nsm.api.spi;

import io.netty.buffer.ByteBuf;

/**
 * Recognises a protocol by what a connection begins with.
 *
 * <p>Called with what each side sent so far, up to the detection limit, whenever that grew, until it matches or cannot
 * match any more. Must read what it is given only, keep no state, and be cheap: most of what it sees is something else.
 */
@FunctionalInterface
public interface Signature {

    /** What is known so far. */
    enum Match {
        /** It is this protocol. */
        YES,
        /** It cannot be this protocol any more. */
        NO,
        /** More bytes are needed. */
        MORE
    }

    /**
     * Looks at the beginning of both directions.
     *
     * @param originator what the originator sent, from its first byte; perhaps empty
     * @param responder  what the responder sent, from its first byte; perhaps empty
     * @return what that says
     */
    Match match(ByteBuf originator, ByteBuf responder);
}
