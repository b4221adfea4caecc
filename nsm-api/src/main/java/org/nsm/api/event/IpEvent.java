package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** Packets of IPv6 whose headers are of interest themselves (RFC 8200). */
public sealed interface IpEvent extends Event {

    /**
     * A packet of a connection has extension headers. Raised once per packet, of a fragmented one once it is complete.
     *
     * @param connection the connection that it belongs to
     * @param packet     all its headers
     */
    @Name("ipv6_ext_headers")
    record ExtensionHeaders(
            Connection connection, @Name("p") Ip.PacketHeader packet) implements IpEvent {}

    /**
     * An IPv6 packet with encrypted payload (RFC 4303). It belongs to no connection, since its ports are hidden.
     *
     * @param packet its headers up to the one of ESP, which is the last of {@link Ip.V6Header#extensions()}
     */
    @Name("esp_packet")
    record Esp(@Name("p") Ip.PacketHeader packet) implements IpEvent {}

    /**
     * A packet that signals the move of a mobile host (RFC 6275, section 6.1).
     *
     * @param packet its headers up to the mobility header, which is the last of {@link Ip.V6Header#extensions()}
     */
    @Name("mobile_ipv6_message")
    record MobileIpv6(@Name("p") Ip.PacketHeader packet) implements IpEvent {}
}
