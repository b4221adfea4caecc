package org.nsm.analyzers.netbios;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.NetbiosEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.UdpAnalyzer;

/** Raises {@link NetbiosEvent}s from the datagram service. */
public final class NetbiosDatagramAnalyzer extends UdpAnalyzer {

    private final MessageEvents events;

    /**
     * Makes an analyzer for one flow.
     *
     * @param context what it knows of its surroundings
     */
    public NetbiosDatagramAnalyzer(AnalyzerContext context) {
        super(context);
        events = new MessageEvents(context);
    }

    @Override
    protected void datagram(boolean isOrig, ByteBuf payload) {
        if (payload.readableBytes() < DatagramHeader.LENGTH) {
            return;
        }
        int start = payload.readerIndex();
        int length = DatagramHeader.payloadLength(payload);
        int type = payload.getUnsignedByte(start);
        payload.setIndex(start + DatagramHeader.LENGTH, start + DatagramHeader.LENGTH + length);
        events.message(isOrig, type, payload);
    }
}
