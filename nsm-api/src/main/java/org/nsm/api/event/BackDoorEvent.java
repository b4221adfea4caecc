package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * Services recognised by what they say, on whatever port. Most of them are found the same way by their analyzers, and
 * {@link ProtocolEvent.Confirmation} is what to listen to instead.
 */
public sealed interface BackDoorEvent extends Event {

    /**
     * How a TCP connection behaved so far. Raised at growing intervals, and at the end of the analysis for a connection
     * that is still open.
     *
     * @param connection the connection
     * @param originator what the originator sent
     * @param responder  what the responder sent
     * @deprecated The documentation announces its end and names nothing in its place.
     */
    @Deprecated
    @Name("backdoor_stats")
    record Stats(
            Connection connection,
            @Name("os") BackDoor.EndpointStats originator,
            @Name("rs") BackDoor.EndpointStats responder)
            implements BackDoorEvent {}

    /**
     * A connection is removed and no statistics of it will follow.
     *
     * @param connection the connection
     * @deprecated {@link ConnectionEvent.StateRemove} says the same.
     */
    @Deprecated
    @Name("backdoor_remove_conn")
    record RemoveConn(Connection connection) implements BackDoorEvent {}

    /**
     * The first bytes of the responder look like the greeting of an FTP server (RFC 959, section 5.4).
     *
     * @param connection the connection
     * @deprecated {@link ProtocolEvent.Confirmation} with {@link org.nsm.api.AnalyzerTag#FTP} takes its place.
     */
    @Deprecated
    @Name("ftp_signature_found")
    record FtpSignatureFound(Connection connection) implements BackDoorEvent {}

    /**
     * The first bytes of a side look like a Gnutella handshake.
     *
     * @param connection the connection
     * @deprecated The documentation announces its end and names nothing in its place.
     */
    @Deprecated
    @Name("gnutella_signature_found")
    record GnutellaSignatureFound(Connection connection) implements BackDoorEvent {}

    /**
     * The first bytes of a side look like an HTTP request: GET, HEAD or POST (RFC 9112, section 3).
     *
     * @param connection the connection
     * @deprecated {@link ProtocolEvent.Confirmation} with {@link org.nsm.api.AnalyzerTag#HTTP} takes its place.
     */
    @Deprecated
    @Name("http_signature_found")
    record HttpSignatureFound(Connection connection) implements BackDoorEvent {}

    /**
     * The first bytes of a side look like an IRC command (RFC 2812).
     *
     * @param connection the connection
     * @deprecated {@link ProtocolEvent.Confirmation} with {@link org.nsm.api.AnalyzerTag#IRC} takes its place.
     */
    @Deprecated
    @Name("irc_signature_found")
    record IrcSignatureFound(Connection connection) implements BackDoorEvent {}

    /**
     * A piece of the stream begins with a Telnet option (RFC 854).
     *
     * @param connection the connection
     * @param isOrig     whether the originator sent it
     * @param length     the number of bytes of the piece, 3 or more
     * @deprecated The documentation announces its end and names nothing in its place.
     */
    @Deprecated
    @Name("telnet_signature_found")
    record TelnetSignatureFound(
            Connection connection,
            boolean isOrig,
            @Name("len") int length) implements BackDoorEvent {}

    /**
     * The first bytes of a side look like the version line of SSH (RFC 4253, section 4.2).
     *
     * @param connection the connection
     * @param isOrig     whether the originator sent it
     * @deprecated {@link ProtocolEvent.Confirmation} with {@link org.nsm.api.AnalyzerTag#SSH} takes its place.
     */
    @Deprecated
    @Name("ssh_signature_found")
    record SshSignatureFound(Connection connection, boolean isOrig) implements BackDoorEvent {}

    /**
     * The first bytes of a side look like the beginning of rlogin (RFC 1282): user names and terminal of the
     * originator, or the NUL that the responder answers with.
     *
     * @param connection the connection
     * @param isOrig     whether the originator sent it
     * @param nulls      the number of NULs seen of that side so far; 1 for the responder
     * @param length     the number of bytes of the piece of the stream; 0 if the originator had to be watched further
     *                   than its first piece
     * @deprecated The documentation announces its end and names nothing in its place.
     */
    @Deprecated
    @Name("rlogin_signature_found")
    record RloginSignatureFound(
            Connection connection,
            boolean isOrig,
            @Name("num_null") int nulls,
            @Name("len") int length) implements BackDoorEvent {}

    /**
     * The first bytes of a side look like the greeting of an SMTP client (RFC 5321, section 4.1.1.1).
     *
     * @param connection the connection
     * @deprecated {@link ProtocolEvent.Confirmation} with {@link org.nsm.api.AnalyzerTag#SMTP} takes its place.
     */
    @Deprecated
    @Name("smtp_signature_found")
    record SmtpSignatureFound(Connection connection) implements BackDoorEvent {}

    /**
     * The first bytes of a side look like an HTTP request to a proxy: the target is a whole URL (RFC 9112, section
     * 3.2.2). Raised after the {@link HttpSignatureFound} of the same bytes.
     *
     * @param connection the connection
     * @deprecated {@code http_request} shows the target of the request.
     */
    @Deprecated
    @Name("http_proxy_signature_found")
    record HttpProxySignatureFound(Connection connection) implements BackDoorEvent {}
}
