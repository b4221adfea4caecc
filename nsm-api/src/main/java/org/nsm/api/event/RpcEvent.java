package org.nsm.api.event;

import java.time.Instant;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * Remote procedure calls of ONC RPC (RFC 5531), whatever the program. {@link PortmapperEvent}, {@link NfsEvent} and
 * {@link MountEvent} say what was called. Lengths are in bytes.
 */
public sealed interface RpcEvent extends Event {

    /**
     * A call and its reply were seen, or the call stayed without one until its connection ended. Raised after the event
     * of the procedure; for a call without reply, before it.
     *
     * @param connection  the connection
     * @param program     the number of the program
     * @param version     the version of the program
     * @param procedure   the number of the procedure
     * @param status      how the call went; {@code RPC_TIMEOUT} without a reply
     * @param startTime   when the call was seen; of a call sent again, the last time
     * @param callLength  the length of the call behind xid and message type
     * @param replyLength what is left of the reply when its result was decoded; 0 where nothing was decoded
     */
    @Name("rpc_dialogue")
    record Dialogue(
            Connection connection,
            @Name("prog") long program,
            @Name("ver") long version,
            @Name("proc") long procedure,
            Rpc.Status status,
            Instant startTime,
            @Name("call_len") int callLength,
            @Name("reply_len") int replyLength)
            implements RpcEvent {}

    /**
     * A call was seen. A call that is sent again raises this again.
     *
     * @param connection    the connection
     * @param transactionId what ties the reply to the call; unsigned 32 bits
     * @param program       the number of the program
     * @param version       the version of the program
     * @param procedure     the number of the procedure
     * @param callLength    the length of the call behind xid and message type
     */
    @Name("rpc_call")
    record Call(
            Connection connection,
            @Name("xid") long transactionId,
            @Name("prog") long program,
            @Name("ver") long version,
            @Name("proc") long procedure,
            @Name("call_len") int callLength)
            implements RpcEvent {}

    /**
     * A reply was seen, whether its call was seen or not.
     *
     * @param connection    the connection
     * @param transactionId what ties the reply to the call; unsigned 32 bits
     * @param status        how the call went
     * @param replyLength   the length of the result, which follows the header of the reply
     */
    @Name("rpc_reply")
    record Reply(
            Connection connection,
            @Name("xid") long transactionId,
            Rpc.Status status,
            @Name("reply_len") int replyLength)
            implements RpcEvent {}
}
