package org.nsm.api.event;

import java.net.InetAddress;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * Traffic that is odd without being a protocol violation: faulty, ambiguous, or made to look so. The name says what it
 * is, mostly in lower case with underscores, such as {@code truncated_IP}.
 */
public sealed interface WeirdEvent extends Event {

    /**
     * Something odd on a connection.
     *
     * @param name       what it is
     * @param connection the connection
     * @param detail     what exactly, such as the offending text; empty if the name says all
     */
    @Name("conn_weird")
    record OfConnection(
            String name,
            Connection connection,
            @Name("addl") String detail) implements WeirdEvent {}

    /**
     * Something odd about packets between two hosts, before they were given to a connection.
     *
     * @param name        what it is
     * @param source      the source address of the packet
     * @param destination the destination address of the packet
     */
    @Name("flow_weird")
    record OfFlow(
            String name,
            @Name("src") InetAddress source,
            @Name("dst") InetAddress destination) implements WeirdEvent {}

    /**
     * Something odd about a packet whose addresses are not known.
     *
     * @param name what it is
     */
    @Name("net_weird")
    record OfNetwork(String name) implements WeirdEvent {}
}
