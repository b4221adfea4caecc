package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** Statistics by which interactive connections are found on any port. */
public sealed interface InterConnEvent extends Event {

    /**
     * How a TCP connection behaved so far. Raised at growing intervals, at the end of the analysis for a connection
     * that is still open, and when it is removed.
     *
     * @param connection the connection
     * @param originator what the originator sent
     * @param responder  what the responder sent
     * @deprecated The documentation announces its end and names nothing in its place.
     */
    @Deprecated
    @Name("interconn_stats")
    record Stats(
            Connection connection,
            @Name("os") InterConn.EndpointStats originator,
            @Name("rs") InterConn.EndpointStats responder)
            implements InterConnEvent {}

    /**
     * A connection is removed and no statistics of it will follow.
     *
     * @param connection the connection
     * @deprecated {@link ConnectionEvent.StateRemove} says the same.
     */
    @Deprecated
    @Name("interconn_remove_conn")
    record RemoveConn(Connection connection) implements InterConnEvent {}
}
