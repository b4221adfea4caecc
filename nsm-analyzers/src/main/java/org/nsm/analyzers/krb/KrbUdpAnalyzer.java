package org.nsm.analyzers.krb;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.KrbEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.UdpAnalyzer;

/** Raises {@link KrbEvent}s from datagrams, or tokens of an authentication, each of which is a message. */
public final class KrbUdpAnalyzer extends UdpAnalyzer {

    private final KrbConversation conversation;

    /**
     * Makes an analyzer for one flow.
     *
     * @param context what it knows of its surroundings
     */
    public KrbUdpAnalyzer(AnalyzerContext context) {
        super(context);
        conversation = new KrbConversation(context, null);
    }

    @Override
    protected void datagram(boolean isOrig, ByteBuf payload) {
        conversation.message(isOrig, payload);
    }
}
