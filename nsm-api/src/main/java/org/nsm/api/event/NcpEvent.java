package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** NetWare Core Protocol over TCP port 524. */
public sealed interface NcpEvent extends Event {

    /**
     * The client sent a request.
     *
     * @param connection the connection
     * @param frameType  the kind of frame: 0x1111 open, 0x2222 request, 0x5555 close a connection, 0x7777 burst and so
     *                   on
     * @param length     the length of the body in bytes, behind the frame header
     * @param function   the function: the first byte of the body; of function 0x57 it and the next, as 0x57nn; 0
     *                   without a body
     */
    @Name("ncp_request")
    record Request(
            Connection connection,
            int frameType,
            int length,
            @Name("func") int function) implements NcpEvent {}

    /**
     * The server sent a reply.
     *
     * @param connection       the connection
     * @param frameType        the kind of frame: 0x3333 reply, 0x9999 still working and so on
     * @param length           the length of the body in bytes, completion code and status included
     * @param requestFrameType the kind of frame of the latest request
     * @param requestFunction  the function of the latest request, as in {@link Request}
     * @param completionCode   how the request went; 0 for success
     */
    @Name("ncp_reply")
    record Reply(
            Connection connection,
            int frameType,
            int length,
            @Name("req_frame") int requestFrameType,
            @Name("req_func") int requestFunction,
            int completionCode)
            implements NcpEvent {}
}
