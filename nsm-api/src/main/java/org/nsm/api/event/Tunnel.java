package org.nsm.api.event;

import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** How packets are carried inside other packets. */
public final class Tunnel {

    private Tunnel() {}

    /** The kinds of encapsulation. */
    @Name("Tunnel::Type")
    public enum Type {
        /** No tunnel. */
        NONE,
        /** IP in IP (RFC 2003, RFC 2473, RFC 4213). */
        IP,
        /** Anything in Anything (draft-massar-v6ops-ayiya). */
        AYIYA,
        /** Teredo (RFC 4380). */
        TEREDO,
        /** A SOCKS proxy (RFC 1928). */
        SOCKS,
        /** GPRS tunnelling, version 1 (3GPP TS 29.060). */
        GTPv1,
        /** HTTP CONNECT (RFC 9110, section 9.3.6). */
        HTTP,
        /** Generic routing encapsulation (RFC 2784, RFC 2637). */
        GRE,
        /** Virtual extensible LAN (RFC 7348). */
        VXLAN,
        /** Generic network virtualization encapsulation (RFC 8926). */
        GENEVE
    }

    /**
     * One layer of encapsulation.
     *
     * @param id   the connection that carries; of IP and GRE the pair of addresses, with port 0 on both sides
     * @param type the kind of encapsulation
     * @param uid  the name of the carrying connection, or null where it is no connection of its own
     */
    @Name("Tunnel::EncapsulatingConn")
    public record EncapsulatingConnection(
            @Name("cid") Connection.Id id,
            @Name("tunnel_type") Type type,
            @Nullable String uid) {}
}
