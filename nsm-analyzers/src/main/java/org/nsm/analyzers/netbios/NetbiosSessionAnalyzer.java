package org.nsm.analyzers.netbios;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.NetbiosEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.PduAnalyzer;

/**
 * Raises {@link NetbiosEvent}s from the session service. Where the beginning of a connection was not seen or bytes are
 * missing, it goes on with the first segment that begins with well-formed messages.
 */
public final class NetbiosSessionAnalyzer extends PduAnalyzer {

    private final MessageEvents events;

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public NetbiosSessionAnalyzer(AnalyzerContext context) {
        super(context, SessionHeader.LENGTH, SessionHeader.LENGTH + SessionHeader.MAX_PAYLOAD);
        events = new MessageEvents(context);
        if (!context.complete()) {
            lose(true);
            lose(false);
        }
    }

    @Override
    protected long length(boolean isOrig, ByteBuf header) {
        return SessionHeader.LENGTH + (long) SessionHeader.payloadLength(header, header.readerIndex());
    }

    @Override
    protected void pdu(boolean isOrig, ByteBuf pdu) {
        events.message(isOrig, SessionHeader.type(pdu, pdu.readerIndex()), pdu.skipBytes(SessionHeader.LENGTH));
    }

    @Override
    protected void unfinished(boolean isOrig, ByteBuf beginning) {
        if (beginning.readableBytes() > SessionHeader.LENGTH) {
            pdu(isOrig, beginning);
        }
    }

    @Override
    protected int resynchronise(boolean isOrig, ByteBuf data) {
        return SessionHeader.begins(data) ? 0 : -1;
    }
}
