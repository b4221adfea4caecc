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

    /** Class and form of an identifier octet (X.690, section 8.1.2), and what the messages have there. */
    private static final int TAG_CLASS = 0xe0;

    private static final int APPLICATION = 0x60;

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

    /** One that does not fit takes the rest of the delivery with it: its length is not to be relied on. */
    @Override
    protected void pdu(boolean isOrig, ByteBuf pdu) {
        if (!conversation.message(isOrig, pdu.skipBytes(LENGTH_OCTETS))) {
            lose(isOrig);
        }
    }

    @Override
    protected void oversized(boolean isOrig, ByteBuf header, long length) {
        malformed("a Kerberos message of " + (length - LENGTH_OCTETS) + " octets");
        lose(isOrig);
    }

    /** Takes up again where a delivery begins with a length and the tag of a message. */
    @Override
    protected int resynchronise(boolean isOrig, ByteBuf data) {
        int start = data.readerIndex();
        boolean found = data.readableBytes() > LENGTH_OCTETS
                && data.getUnsignedInt(start) <= MAX_MESSAGE
                && (data.getByte(start + LENGTH_OCTETS) & TAG_CLASS) == APPLICATION;
        return found ? 0 : -1;
    }

    @Override
    protected void gap(boolean isOrig, long length) {
        context().finish();
    }
}
