package org.nsm.analyzers.rpc;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.RpcEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.StreamAnalyzer;

/** Raises {@link RpcEvent}s and those of the programs from streams of records (RFC 5531, section 11). */
public final class RpcTcpAnalyzer extends StreamAnalyzer {

    private final boolean idle;
    private final RpcConversation conversation;
    private final RecordStream originator;
    private final RecordStream responder;

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     * @param shared  the programs
     */
    public RpcTcpAnalyzer(AnalyzerContext context, RpcPrograms shared) {
        super(context);
        idle = shared.idle;
        conversation = new RpcConversation(context, shared);
        boolean fromTheStart = context.complete();
        originator = new RecordStream(
                context,
                fromTheStart,
                (bytes, length, start, last) ->
                        conversation.message(shared.message.set(true, bytes, length, start, last)));
        responder = new RecordStream(
                context,
                fromTheStart,
                (bytes, length, start, last) ->
                        conversation.message(shared.message.set(false, bytes, length, start, last)));
    }

    private RecordStream stream(boolean isOrig) {
        return isOrig ? originator : responder;
    }

    @Override
    protected void data(boolean isOrig, ByteBuf data) {
        if (idle) {
            context().finish();
            return;
        }
        stream(isOrig).data(data, context().timeNanos());
    }

    @Override
    protected void gap(boolean isOrig, long length) {
        stream(isOrig).lose();
    }

    @Override
    protected void end() {
        conversation.end();
    }
}
