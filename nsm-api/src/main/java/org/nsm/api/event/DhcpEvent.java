package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** Dynamic configuration of hosts (RFC 2131) on UDP ports 67 and 68. */
public sealed interface DhcpEvent extends Event {

    /**
     * A message was seen, either way.
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param message    the fixed part, and the type of the message
     * @param options    the options
     */
    @Name("dhcp_message")
    record Message(
            Connection connection,
            boolean isOrig,
            @Name("msg") Dhcp.Message message,
            Dhcp.Options options) implements DhcpEvent {}
}
