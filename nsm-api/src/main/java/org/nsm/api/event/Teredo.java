package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;
import org.nsm.api.Port;

/** What is around an IPv6 packet in a Teredo tunnel (RFC 4380, section 5.1.1). */
public final class Teredo {

    private Teredo() {}

    /**
     * The headers of a datagram.
     *
     * @param auth   who sent it, or null without that part
     * @param origin where a server got it from, or null without that part
     * @param header the headers of the IPv6 packet inside
     */
    @Name("teredo_hdr")
    public record Header(
            @Nullable Authentication auth,
            @Nullable Origin origin,
            @Name("hdr") Ip.PacketHeader header) {}

    /**
     * The proof of who sent a datagram.
     *
     * @param id      the client identifier, 0 to 255 bytes
     * @param value   the authentication value, 0 to 255 bytes
     * @param nonce   the nonce of the client, which the answer repeats, 64 bits unsigned
     * @param confirm 0, or another value where the server asks the client for a new key, 0 to 255
     */
    @Name("teredo_auth")
    public record Authentication(ByteBuf id, ByteBuf value, long nonce, int confirm) {}

    /**
     * Where a server got a packet from that it passes on. The wire has both values with all bits inverted; here they
     * are as they are meant.
     *
     * @param port    the UDP port, as the server saw it
     * @param address the IPv4 address, as the server saw it
     */
    @Name("teredo_origin")
    public record Origin(@Name("p") Port port, @Name("a") InetAddress address) {}
}
