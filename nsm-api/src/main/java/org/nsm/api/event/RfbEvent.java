package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** The remote frame buffer protocol of VNC (RFC 6143), recognised by its banners. */
public sealed interface RfbEvent extends Event {

    /**
     * A message was read, either way, or more of the data that follow the dialogue came in.
     *
     * @param connection the connection
     */
    @Name("rfb_event")
    record Message(Connection connection) implements RfbEvent {}

    /**
     * How the client is to authenticate is settled: by the server in version 3.3, by the client from version 3.7 (RFC
     * 6143, section 7.1.2).
     *
     * @param connection the connection
     * @param type       1 none, 2 VNC authentication, 16 Tight, 19 VeNCrypt and so on
     */
    @Name("rfb_authentication_type")
    record AuthenticationType(
            Connection connection, @Name("authtype") long type) implements RfbEvent {}

    /**
     * The server said whether the client is let in (RFC 6143, section 7.1.3).
     *
     * @param connection the connection
     * @param success    whether it is
     */
    @Name("rfb_auth_result")
    record AuthResult(Connection connection, @Name("result") boolean success) implements RfbEvent {}

    /**
     * The client said whether others may stay connected (RFC 6143, section 7.3.1).
     *
     * @param connection the connection
     * @param shared     whether they may
     */
    @Name("rfb_share_flag")
    record ShareFlag(Connection connection, @Name("flag") boolean shared) implements RfbEvent {}

    /**
     * The client chose the version of the protocol (RFC 6143, section 7.1.1).
     *
     * @param connection   the connection
     * @param majorVersion three digits, as {@code 003}
     * @param minorVersion three digits, as {@code 008}
     */
    @Name("rfb_client_version")
    record ClientVersion(Connection connection, String majorVersion, String minorVersion) implements RfbEvent {}

    /**
     * The server told the highest version that it speaks (RFC 6143, section 7.1.1).
     *
     * @param connection   the connection
     * @param majorVersion three digits, as {@code 003}
     * @param minorVersion three digits, as {@code 008}
     */
    @Name("rfb_server_version")
    record ServerVersion(Connection connection, String majorVersion, String minorVersion) implements RfbEvent {}

    /**
     * The server described the desktop (RFC 6143, section 7.3.2).
     *
     * @param connection the connection
     * @param name       the name of the desktop
     * @param width      its width in pixels
     * @param height     its height in pixels
     */
    @Name("rfb_server_parameters")
    record ServerParameters(Connection connection, String name, int width, int height) implements RfbEvent {}
}
