package org.nsm.analyzers.rpc;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.RpcEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.UdpAnalyzer;

/** Raises {@link RpcEvent}s and those of the programs from datagrams, each of which is a message. */
public final class RpcUdpAnalyzer extends UdpAnalyzer {

    private final RpcPrograms shared;
    private final RpcConversation conversation;

    /**
     * Makes an analyzer for one flow.
     *
     * @param context what it knows of its surroundings
     * @param shared  the programs
     */
    public RpcUdpAnalyzer(AnalyzerContext context, RpcPrograms shared) {
        super(context);
        this.shared = shared;
        conversation = new RpcConversation(context, shared);
    }

    @Override
    protected void datagram(boolean isOrig, ByteBuf payload) {
        if (shared.idle) {
            context().finish();
            return;
        }
        long now = context().timeNanos();
        conversation.message(shared.message.set(isOrig, payload, payload.readableBytes(), now, now));
    }

    @Override
    protected void end() {
        conversation.end();
    }
}
