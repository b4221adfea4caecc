package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** The retrieval of mail (RFC 1939). The mail itself raises {@link MimeEvent}s. */
public sealed interface Pop3Event extends Event {

    /**
     * The client sent a command; raised once the command before it is answered.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it
     * @param command    the command
     * @param argument   the rest of the line; may be empty
     */
    @Name("pop3_request")
    record Request(
            Connection connection,
            boolean isOrig,
            String command,
            @Name("arg") String argument) implements Pop3Event {}

    /**
     * The server answered a command, or greeted; of an answer of several lines this is the first.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it
     * @param status     {@code OK} or {@code ERR}
     * @param message    the rest of the line; may be empty
     */
    @Name("pop3_reply")
    record Reply(
            Connection connection,
            boolean isOrig,
            @Name("cmd") String status,
            @Name("msg") String message) implements Pop3Event {}

    /**
     * The server sent a further line of an answer: of a list, of the capabilities or of a mail. Raised once for each.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it
     * @param data       the line without its line end and the dot that it was stuffed with
     */
    @Name("pop3_data")
    record Data(Connection connection, boolean isOrig, String data) implements Pop3Event {}

    /**
     * Something came that the state of the dialogue does not allow for.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it
     * @param message    what came, such as a command
     * @param detail     why that is a surprise
     */
    @Name("pop3_unexpected")
    record Unexpected(
            Connection connection,
            boolean isOrig,
            @Name("msg") String message,
            String detail) implements Pop3Event {}

    /**
     * The server agreed to start TLS (RFC 2595, section 4). No events of POP3 follow; {@link SslEvent}s do.
     *
     * @param connection the TCP connection
     */
    @Name("pop3_starttls")
    record Starttls(Connection connection) implements Pop3Event {}

    /**
     * The server accepted a login by USER and PASS, by APOP or by AUTH (RFC 5034).
     *
     * @param connection the TCP connection
     * @param isOrig     false: the server decides
     * @param user       the name of the user; never empty
     * @param password   the password; empty if the mechanism does not reveal it
     */
    @Name("pop3_login_success")
    record LoginSuccess(Connection connection, boolean isOrig, String user, String password) implements Pop3Event {}

    /**
     * The server refused a login by USER and PASS, by APOP or by AUTH.
     *
     * @param connection the TCP connection
     * @param isOrig     false: the server decides
     * @param user       the name of the user; never empty
     * @param password   the password; empty if the mechanism does not reveal it
     */
    @Name("pop3_login_failure")
    record LoginFailure(Connection connection, boolean isOrig, String user, String password) implements Pop3Event {}
}
