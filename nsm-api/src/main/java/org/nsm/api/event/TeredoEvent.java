package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * IPv6 packets in UDP datagrams, by which hosts behind an IPv4 address translator reach IPv6 (RFC 4380). Each datagram
 * raises {@link Packet}, then those of the others that it calls for; the packet inside is analysed after that.
 */
public sealed interface TeredoEvent extends Event {

    /**
     * A datagram carries an IPv6 packet.
     *
     * @param outer the UDP flow that is the tunnel
     * @param inner the headers of the datagram and of the packet inside
     */
    @Name("teredo_packet")
    record Packet(Connection outer, Teredo.Header inner) implements TeredoEvent {}

    /**
     * A datagram says who sent it (RFC 4380, section 5.1.1).
     *
     * @param outer the UDP flow that is the tunnel
     * @param inner the headers of the datagram and of the packet inside, with {@link Teredo.Header#auth()}
     */
    @Name("teredo_authentication")
    record Authentication(Connection outer, Teredo.Header inner) implements TeredoEvent {}

    /**
     * A server passed a packet on and says where it came from (RFC 4380, section 5.1.1).
     *
     * @param outer the UDP flow that is the tunnel
     * @param inner the headers of the datagram and of the packet inside, with {@link Teredo.Header#origin()}
     */
    @Name("teredo_origin_indication")
    record OriginIndication(Connection outer, Teredo.Header inner) implements TeredoEvent {}

    /**
     * A packet without payload, next header 59, which only opens the way through a translator (RFC 4380, section 2.8).
     *
     * @param outer the UDP flow that is the tunnel
     * @param inner the headers of the datagram and of the packet inside
     */
    @Name("teredo_bubble")
    record Bubble(Connection outer, Teredo.Header inner) implements TeredoEvent {}
}
