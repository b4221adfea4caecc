package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** A Finger dialogue (RFC 1288): one query line, then any number of lines in answer. */
public sealed interface FingerEvent extends Event {

    /**
     * The client asked for a user, or for everybody.
     *
     * @param connection the TCP connection, normally to port 79
     * @param full       whether the long form was asked for ({@code /W})
     * @param username   the user asked about; empty for everybody
     * @param hostname   the host that the query is to be forwarded to; empty for none
     */
    @Name("finger_request")
    record Request(Connection connection, boolean full, String username, String hostname) implements FingerEvent {}

    /**
     * The server answered one line; a reply of several lines raises this once for each. Empty lines raise nothing.
     *
     * @param connection the TCP connection, normally to port 79
     * @param replyLine  the line without its line end
     */
    @Name("finger_reply")
    record Reply(Connection connection, String replyLine) implements FingerEvent {}
}
