package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;
import org.nsm.api.Port;

/** The identification protocol (RFC 1413): a server asks its client's host which user opened a connection. */
public sealed interface IdentEvent extends Event {

    /**
     * A host asked who owns a connection.
     *
     * @param connection the TCP connection, normally to port 113
     * @param localPort  the port at the side that asks, the second of the pair on the wire; 0 if it was out of range
     * @param remotePort the port at the side that is asked, the first of the pair; 0 if it was out of range
     */
    @Name("ident_request")
    record Request(
            Connection connection,
            @Name("lport") Port localPort,
            @Name("rport") Port remotePort) implements IdentEvent {}

    /**
     * The owner of the connection was named.
     *
     * @param connection the TCP connection, normally to port 113
     * @param localPort  the port at the side that asks, the second of the pair on the wire; 0 if it was out of range
     * @param remotePort the port at the side that is asked, the first of the pair; 0 if it was out of range
     * @param userId     the identifier of the user, as it was sent
     * @param system     the operating system, such as {@code UNIX}, or {@code OTHER}
     */
    @Name("ident_reply")
    record Reply(
            Connection connection,
            @Name("lport") Port localPort,
            @Name("rport") Port remotePort,
            String userId,
            String system)
            implements IdentEvent {}

    /**
     * The owner of the connection was not named.
     *
     * @param connection the TCP connection, normally to port 113
     * @param localPort  the port at the side that asks, the second of the pair on the wire; 0 if it was out of range
     * @param remotePort the port at the side that is asked, the first of the pair; 0 if it was out of range
     * @param line       the error, such as {@code NO-USER}
     */
    @Name("ident_error")
    record Error(
            Connection connection,
            @Name("lport") Port localPort,
            @Name("rport") Port remotePort,
            String line) implements IdentEvent {}
}
