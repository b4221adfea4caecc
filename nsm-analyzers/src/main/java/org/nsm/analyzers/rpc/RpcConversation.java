package org.nsm.analyzers.rpc;

import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.event.Rpc;
import org.nsm.api.event.RpcEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.HeldBytes;

/** The calls and replies of one connection. */
final class RpcConversation {

    /**
     * More calls do not wait for a reply on one connection: clients keep some dozens under way. With the longest
     * arguments they take some megabytes.
     */
    static final int MAX_PENDING = 512;

    private static final int CALL = 0;
    private static final int REPLY = 1;

    private final AnalyzerContext context;
    private final Connection connection;
    private final RpcPrograms shared;
    private final PendingCalls pending = new PendingCalls();
    private final HeldBytes held;

    /** What the calls that wait take. */
    private int cost;

    private @Nullable Credentials credentials;

    RpcConversation(AnalyzerContext context, RpcPrograms shared) {
        this.context = context;
        held = new HeldBytes(context);
        this.shared = shared;
        connection = context.connection();
    }

    /** The next message of either side. */
    void message(RpcMessage message) {
        XdrReader reader = shared.reader.reset(message.bytes(), message.length());
        int transactionId = reader.integer();
        int type = reader.integer();
        if (reader.failed() || type != CALL && type != REPLY) {
            context.weird("bad_RPC", "");
        } else if (type == CALL) {
            if (!message.isOrig()) {
                context.weird("responder_RPC_call", "");
            }
            call(message, reader);
        } else {
            if (message.isOrig()) {
                context.weird("originator_RPC_reply", "");
            }
            reply(message, transactionId, reader);
        }
    }

    private void call(RpcMessage message, XdrReader reader) {
        RpcCall call = RpcCall.read(message, reader, credentials);
        if (call == null) {
            context.weird("bad_RPC", "");
            return;
        }
        credentials = call.credentials();
        if (shared.call.wanted()) {
            shared.call.raise(new RpcEvent.Call(
                    connection,
                    Integer.toUnsignedLong(call.transactionId),
                    call.program(),
                    call.version(),
                    call.procedure(),
                    call.length()));
        }
        readArguments(call, reader);
        RpcCall previous = remove(call.isOrig, call.transactionId);
        if (previous != null && !previous.isSameAs(call)) {
            context.weird("RPC_rexmit_inconsistency", "");
        }
        while (pending.size() == MAX_PENDING || !held.mayBe(cost + call.cost())) {
            RpcCall evicted = pending.removeOldest();
            if (evicted == null) {
                // Not even one call can wait.
                evicted(call);
                return;
            }
            forget(evicted);
            evicted(evicted);
        }
        cost += call.cost();
        pending.add(call);
    }

    private void evicted(RpcCall call) {
        context.weird("RPC_call_evicted", "");
        giveUp(call);
    }

    private @Nullable RpcCall remove(boolean isOrig, int transactionId) {
        RpcCall call = pending.remove(isOrig, transactionId);
        if (call != null) {
            forget(call);
        }
        return call;
    }

    private void forget(RpcCall call) {
        cost -= call.cost();
        held.shrink(cost);
    }

    private void readArguments(RpcCall call, XdrReader reader) {
        RpcProgram decoder = shared.decoder(call.program(), call.version(), call.procedure());
        if (decoder == null || !unwrap(call, reader)) {
            return;
        }
        call.decoder = decoder;
        call.arguments = decoder.arguments(call.procedure(), reader);
        if (call.arguments == null) {
            context.weird("bad_RPC", "");
        }
    }

    /** Finds the arguments or the result, whatever is around them; false if that cannot be done. */
    private static boolean unwrap(RpcCall call, XdrReader reader) {
        Credentials.Wrapping wrapping = call.credentials().wrapping();
        if (wrapping == Credentials.Wrapping.INTEGRITY) {
            reader.enterOpaque();
            reader.skip(4);
        }
        return wrapping != Credentials.Wrapping.OPAQUE;
    }

    private void reply(RpcMessage message, int transactionId, XdrReader reader) {
        Rpc.Status status = ReplyHeader.read(reader);
        if (status == null) {
            context.weird("bad_RPC", "");
            return;
        }
        if (shared.reply.wanted()) {
            shared.reply.raise(
                    new RpcEvent.Reply(connection, Integer.toUnsignedLong(transactionId), status, reader.remaining()));
        }
        RpcCall call = remove(!message.isOrig(), transactionId);
        if (call == null) {
            context.weird("unpaired_RPC_response", "");
            return;
        }
        call.replied(status, message);
        dialogue(call, decode(call, reader));
    }

    /** Raises the events of the program; says how much of the result is left. */
    private int decode(RpcCall call, XdrReader reader) {
        boolean success = call.status() == Rpc.Status.RPC_SUCCESS;
        if (call.decoder == null) {
            return 0;
        }
        if (call.arguments == null) {
            if (success) {
                context.weird("successful_RPC_reply_to_invalid_request", "");
            }
            return 0;
        }
        if (success) {
            unwrap(call, reader);
        }
        call.decoder.finished(connection, call, reader);
        if (reader.failed()) {
            context.weird("bad_RPC", "");
        } else if (reader.remaining() > 0) {
            context.weird("excess_RPC", "");
        }
        return reader.remaining();
    }

    private void dialogue(RpcCall call, int replyLength) {
        if (shared.dialogue.wanted()) {
            shared.dialogue.raise(new RpcEvent.Dialogue(
                    connection,
                    call.program(),
                    call.version(),
                    call.procedure(),
                    call.status(),
                    call.start(),
                    call.length(),
                    replyLength));
        }
    }

    private void giveUp(RpcCall call) {
        call.givenUp(context.timeNanos());
        dialogue(call, 0);
        if (call.decoder != null && call.arguments != null) {
            call.decoder.finished(connection, call, shared.reader.reset(Unpooled.EMPTY_BUFFER, 0));
        }
    }

    /** The connection ends: no more replies will come. */
    void end() {
        for (RpcCall call; (call = pending.removeOldest()) != null; ) {
            giveUp(call);
        }
    }
}
