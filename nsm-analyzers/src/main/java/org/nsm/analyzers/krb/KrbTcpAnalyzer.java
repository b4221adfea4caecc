package org.nsm.analyzers.krb;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.KrbEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.PduAnalyzer;

/** Raises {@link KrbEvent}s from a stream of messages, each with its length in front (RFC 4120, section 7.2.2). */
public final class KrbTcpAnalyzer extends PduAnalyzer {

    private static final int LENGTH_OCTETS = 4;

    /** Tickets with the groups of a large organisation take some 100 kB; key distribution centres refuse 1 MB and more. */
    private static final int MAX_MESSAGE = 1 << 20;

    private final KrbConversation conversation;

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public KrbTcpAnalyzer(AnalyzerContext context) {
        super(context, LENGTH_OCTETS, LENGTH_OCTETS + MAX_MESSAGE);
        conversation = new KrbConversation(context, "");
    }

    @Override
    protected long length(boolean isOrig, ByteBuf header) {
        return LENGTH_OCTETS + header.getUnsignedInt(header.readerIndex());
    }

    @Override
    protected void pdu(boolean isOrig, ByteBuf pdu) {
        conversation.message(isOrig, pdu.skipBytes(LENGTH_OCTETS));
    }

    @Override
    protected void gap(boolean isOrig, long length) {
        context().finish();
    }
}
