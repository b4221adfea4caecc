package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** DCE/RPC, connection-oriented (C706, chapter 12; MS-RPCE), on a TCP port of its own or in a named pipe of SMB. */
public sealed interface DceRpcEvent extends Event {

    /**
     * A PDU was seen, either way; each fragment is one.
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param fileId     the pipe that carried it, unsigned: of SMB 2 the sum of both halves of the file id; 0 in SMB 1
     *                   and outside pipes
     * @param typeId     the type of the PDU as a number
     * @param type       the type of the PDU
     */
    @Name("dce_rpc_message")
    record Message(
            Connection connection,
            boolean isOrig,
            @Name("fid") long fileId,
            @Name("ptype_id") int typeId,
            @Name("ptype") Coded<DceRpc.PduType> type)
            implements DceRpcEvent {}

    /**
     * The client asks for an interface in a bind (C706, section 12.6.4.3). A bind that asks for several raises this for
     * each.
     *
     * @param connection   the connection
     * @param fileId       the pipe that carried it, as in {@link Message}
     * @param contextId    the number of the presentation context, by which requests name the interface
     * @param uuid         the 16 bytes of the interface's UUID, as on the wire
     * @param majorVersion the major version of the interface
     * @param minorVersion the minor version of the interface
     */
    @Name("dce_rpc_bind")
    record Bind(
            Connection connection,
            @Name("fid") long fileId,
            @Name("ctx_id") int contextId,
            ByteBuf uuid,
            @Name("ver_major") int majorVersion,
            @Name("ver_minor") int minorVersion)
            implements DceRpcEvent {}

    /**
     * The client asks for another interface on an association that stands (C706, section 12.6.4.1). A PDU that asks for
     * several raises this for each.
     *
     * @param connection   the connection
     * @param fileId       the pipe that carried it, as in {@link Message}
     * @param contextId    the number of the presentation context, by which requests name the interface
     * @param uuid         the 16 bytes of the interface's UUID, as on the wire
     * @param majorVersion the major version of the interface
     * @param minorVersion the minor version of the interface
     */
    @Name("dce_rpc_alter_context")
    record AlterContext(
            Connection connection,
            @Name("fid") long fileId,
            @Name("ctx_id") int contextId,
            ByteBuf uuid,
            @Name("ver_major") int majorVersion,
            @Name("ver_minor") int minorVersion)
            implements DceRpcEvent {}

    /**
     * The server answered a bind (C706, section 12.6.4.4).
     *
     * @param connection       the connection
     * @param fileId           the pipe that carried it, as in {@link Message}
     * @param secondaryAddress the port or pipe where further connections of the association are welcome; may be empty
     */
    @Name("dce_rpc_bind_ack")
    record BindAck(
            Connection connection,
            @Name("fid") long fileId,
            @Name("sec_addr") String secondaryAddress) implements DceRpcEvent {}

    /**
     * The server answered a request for another interface (C706, section 12.6.4.2).
     *
     * @param connection the connection
     * @param fileId     the pipe that carried it, as in {@link Message}
     */
    @Name("dce_rpc_alter_context_resp")
    record AlterContextResp(
            Connection connection, @Name("fid") long fileId) implements DceRpcEvent {}

    /**
     * The client calls an operation (C706, section 12.6.4.9). A fragmented request raises this once, when it is
     * complete.
     *
     * @param connection the connection
     * @param fileId     the pipe that carried it, as in {@link Message}
     * @param contextId  the presentation context, which was bound to an interface
     * @param operation  the number of the operation in that interface
     * @param stubLength the length of the arguments in bytes, over all fragments; padding before authentication data
     *                   included
     */
    @Name("dce_rpc_request")
    record Request(
            Connection connection,
            @Name("fid") long fileId,
            @Name("ctx_id") int contextId,
            @Name("opnum") int operation,
            @Name("stub_len") int stubLength)
            implements DceRpcEvent {}

    /**
     * The server returned from an operation (C706, section 12.6.4.10). A fragmented response raises this once, when it
     * is complete.
     *
     * @param connection the connection
     * @param fileId     the pipe that carried it, as in {@link Message}
     * @param contextId  the presentation context
     * @param operation  the number of the operation that was called; 0 where the request was not seen
     * @param stubLength the length of the results in bytes, over all fragments; padding before authentication data
     *                   included
     */
    @Name("dce_rpc_response")
    record Response(
            Connection connection,
            @Name("fid") long fileId,
            @Name("ctx_id") int contextId,
            @Name("opnum") int operation,
            @Name("stub_len") int stubLength)
            implements DceRpcEvent {}
}
