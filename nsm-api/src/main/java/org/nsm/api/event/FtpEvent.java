package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** The control connection of file transfers (RFC 959). What data connections carry raises {@link FileEvent}s. */
public sealed interface FtpEvent extends Event {

    /**
     * The client sent a command.
     *
     * @param connection the control connection
     * @param command    the command in upper case; {@code <missing>} for a blank line
     * @param argument   the rest of the line; may be empty. {@link Ftp#parsePort} and {@link Ftp#parseEprt} read those
     *                   of PORT and EPRT
     */
    @Name("ftp_request")
    record Request(
            Connection connection,
            String command,
            @Name("arg") String argument) implements FtpEvent {}

    /**
     * The server sent a line of a reply (RFC 959, section 4.2); a reply of several lines raises this once for each.
     *
     * @param connection the control connection
     * @param code       the three-digit code; 0 for the lines between the first and the last of a reply, and for one
     *                   that has none
     * @param message    the text behind the code, the whole line where the code is 0. {@link Ftp#parsePasv} and
     *                   {@link Ftp#parseEpsv} read those of PASV and EPSV
     * @param continued  whether more lines of this reply follow
     */
    @Name("ftp_reply")
    record Reply(
            Connection connection,
            int code,
            @Name("msg") String message,
            @Name("cont_resp") boolean continued) implements FtpEvent {}
}
