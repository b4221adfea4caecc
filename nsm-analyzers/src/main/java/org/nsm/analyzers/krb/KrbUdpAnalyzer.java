package org.nsm.analyzers.krb;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.KrbEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.ProtocolContext;
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

    /**
     * Prepares what all connections share: reads the keys of {@link org.nsm.api.Options#KRB_KEYTAB}.
     *
     * @param context what they have in common
     * @throws IllegalArgumentException if the option is set, and the file cannot be read or Apache Kerby is missing
     */
    public static void prepare(ProtocolContext context) {
        context.shared(KrbChannels.class, KrbChannels::new);
    }

    @Override
    protected void datagram(boolean isOrig, ByteBuf payload) {
        conversation.message(isOrig, payload);
    }
}
