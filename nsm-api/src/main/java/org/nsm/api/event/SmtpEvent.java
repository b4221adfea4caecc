package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** The transfer of mail (RFC 5321). The mail itself raises {@link MimeEvent}s. */
public sealed interface SmtpEvent extends Event {

    /**
     * A client sent a command, or a line of a dialogue that a command opened.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it; false only after client and server exchanged
     *                   their roles by TURN
     * @param command    the command in upper case; {@code **} for a line within an authentication (RFC 4954), {@code .}
     *                   for the end of the mail, {@code (UNKNOWN)} after a gap
     * @param argument   the rest of the line; may be empty
     */
    @Name("smtp_request")
    record Request(
            Connection connection,
            boolean isOrig,
            String command,
            @Name("arg") String argument) implements SmtpEvent {}

    /**
     * A server sent a line of a reply (RFC 5321, section 4.2); a reply of several lines raises this once for each.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it; true only after client and server exchanged
     *                   their roles by TURN
     * @param code       the three-digit code
     * @param command    the command that it answers; {@code >} for the greeting, {@code .} for the end of the mail,
     *                   {@code AUTH_ANSWER} for a line within an authentication, {@code X_ANONYMOUSTLS} for that command,
     *                   {@code (UNKNOWN)} if no command is left
     * @param message    the text behind the code
     * @param continued  whether more lines of this reply follow
     */
    @Name("smtp_reply")
    record Reply(
            Connection connection,
            boolean isOrig,
            int code,
            @Name("cmd") String command,
            @Name("msg") String message,
            @Name("cont_resp") boolean continued)
            implements SmtpEvent {}

    /**
     * A line of mail as it is transferred, header included, without the dot that it was stuffed with (RFC 5321, section
     * 4.5.2). Empty lines are left out; a line above 64 KiB comes in pieces. {@link Smtp.Control#skipData} ends them.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it
     * @param data       the line without its end; one or more octets
     */
    @Name("smtp_data")
    record Data(Connection connection, boolean isOrig, ByteBuf data) implements SmtpEvent {}

    /**
     * Something came that the state of the dialogue does not allow for.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it
     * @param message    the kind of surprise, such as {@code unexpected command}
     * @param detail     what came, and in which state
     */
    @Name("smtp_unexpected")
    record Unexpected(
            Connection connection,
            boolean isOrig,
            @Name("msg") String message,
            String detail) implements SmtpEvent {}

    /**
     * The server agreed to start TLS (RFC 3207), or its older form X-ANONYMOUSTLS. No events of SMTP follow;
     * {@link SslEvent}s do.
     *
     * @param connection the TCP connection
     */
    @Name("smtp_starttls")
    record Starttls(Connection connection) implements SmtpEvent {}
}
