package org.nsm.analyzers.dns;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.DnsEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.PduAnalyzer;

/** Raises {@link DnsEvent}s from a stream of messages, each with its length in front (RFC 1035, section 4.2.2). */
public final class DnsTcpAnalyzer extends PduAnalyzer {

    private static final int LENGTH_OCTETS = 2;

    private final DnsConversation conversation;
    private final boolean netbios;

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public DnsTcpAnalyzer(AnalyzerContext context) {
        super(context, LENGTH_OCTETS, LENGTH_OCTETS + 0xffff);
        conversation = DnsConversation.of(context);
        netbios = DnsConversation.isNetbios(context);
    }

    @Override
    protected long length(boolean isOrig, ByteBuf header) {
        return LENGTH_OCTETS + (long) header.getUnsignedShort(header.readerIndex());
    }

    @Override
    protected void pdu(boolean isOrig, ByteBuf pdu) {
        conversation.message(context(), netbios, isOrig, pdu.skipBytes(LENGTH_OCTETS), true);
    }

    @Override
    protected void unfinished(boolean isOrig, ByteBuf beginning) {
        if (beginning.readableBytes() > LENGTH_OCTETS) {
            conversation.message(context(), netbios, isOrig, beginning.skipBytes(LENGTH_OCTETS), false);
        }
    }
}
