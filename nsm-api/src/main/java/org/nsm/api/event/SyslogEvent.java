package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** Log messages sent over the network (RFC 3164, RFC 5424). */
public sealed interface SyslogEvent extends Event {

    /**
     * A message was logged.
     *
     * @param connection the UDP flow, normally to port 514
     * @param facility   what kind of program logged it: such as 0 kernel, 3 system daemons, 16 local use; 0 to 23 where
     *                   the sender keeps to RFC 5424, section 6.2.1, and up to 127 otherwise
     * @param severity   how bad it is, from 0 emergency to 7 debugging
     * @param message    all that follows the priority, with time and host where the sender put them in
     */
    @Name("syslog_message")
    record Message(
            Connection connection,
            int facility,
            int severity,
            @Name("msg") String message) implements SyslogEvent {}
}
