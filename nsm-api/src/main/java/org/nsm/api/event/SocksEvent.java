package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;
import org.nsm.api.Port;

/**
 * A proxy for connections: SOCKS version 4 and 4A, which no RFC describes, and version 5 (RFC 1928, RFC 1929).
 *
 * <p>What the proxied connection carries is analysed too, on the same connection.
 */
public sealed interface SocksEvent extends Event {

    /**
     * The client asked for a connection.
     *
     * @param connection  the connection to the proxy
     * @param version     4 or 5
     * @param requestType 1 connect, 2 bind, 3 associate for UDP (version 5 only)
     * @param address     the host to connect to
     * @param port        the port to connect to
     * @param user        the user that version 4 names; empty in version 5, where {@link LoginUserpassRequest} tells
     */
    @Name("socks_request")
    record Request(
            Connection connection,
            int version,
            int requestType,
            @Name("sa") Socks.Address address,
            @Name("p") Port port,
            String user)
            implements SocksEvent {}

    /**
     * The proxy answered the request.
     *
     * @param connection the connection to the proxy
     * @param version    4 or 5
     * @param reply      the outcome: 90 in version 4 and 0 in version 5 is success (RFC 1928, section 6)
     * @param address    the address that the proxy uses
     * @param port       the port that the proxy uses
     */
    @Name("socks_reply")
    record Reply(
            Connection connection,
            int version,
            int reply,
            @Name("sa") Socks.Address address,
            @Name("p") Port port) implements SocksEvent {}

    /**
     * The client logs in with a password (RFC 1929, section 2).
     *
     * @param connection the connection to the proxy
     * @param user       the user
     * @param password   the password in clear
     */
    @Name("socks_login_userpass_request")
    record LoginUserpassRequest(Connection connection, String user, String password) implements SocksEvent {}

    /**
     * The proxy answered the login (RFC 1929, section 2).
     *
     * @param connection the connection to the proxy
     * @param code       0 to 255; 0 for success
     */
    @Name("socks_login_userpass_reply")
    record LoginUserpassReply(Connection connection, int code) implements SocksEvent {}
}
