package org.nsm.events;

import java.util.Set;

/**
 * The events that are about a connection as such, and not about what is said on it. Their JSON holds all that is known
 * of the connection, where that of the others names it.
 */
final class LifeCycle {

    private static final Set<String> EVENTS = Set.of(
            "new_connection",
            "connection_attempt",
            "connection_pending",
            "connection_established",
            "partial_connection",
            "connection_EOF",
            "connection_half_finished",
            "connection_partial_close",
            "connection_finished",
            "connection_rejected",
            "connection_reset",
            "connection_timeout",
            "connection_state_remove",
            "udp_session_done");

    private LifeCycle() {}

    static boolean includes(String eventName) {
        return EVENTS.contains(eventName);
    }
}
