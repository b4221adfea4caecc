package org.nsm.analyzers.dns;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.DnsEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.UdpAnalyzer;

/** Raises {@link DnsEvent}s from datagrams, each of which is a message. */
public final class DnsUdpAnalyzer extends UdpAnalyzer {

    private final DnsConversation conversation;
    private final boolean netbios;
    private boolean begun;

    /**
     * Makes an analyzer for one flow.
     *
     * @param context what it knows of its surroundings
     */
    public DnsUdpAnalyzer(AnalyzerContext context) {
        super(context);
        conversation = DnsConversation.of(context);
        netbios = DnsConversation.isNetbios(context);
    }

    @Override
    protected void datagram(boolean isOrig, ByteBuf payload) {
        boolean originates = isOrig;
        if (!begun) {
            begun = true;
            if (isOrig && DnsConversation.isResponse(payload)) {
                // The question was not seen. To a group there was none, and the group cannot have asked.
                originates = false;
                if (!connection().id().responderAddress().isMulticastAddress()) {
                    context().reverse();
                }
            }
        }
        conversation.message(context(), netbios, originates, payload, true);
    }
}
