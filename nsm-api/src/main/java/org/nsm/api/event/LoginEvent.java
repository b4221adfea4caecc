package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * Logins by Telnet (RFC 854), rlogin (RFC 1282) and rsh. These protocols carry what a terminal shows, so that users,
 * passwords and results are found by texts that programs commonly print. Lines come without their ends, NULs and Telnet
 * commands; {@link Login.Control} steers how they are read.
 */
public sealed interface LoginEvent extends Event {

    /**
     * The client of rsh sent a line.
     *
     * @param connection the connection
     * @param clientUser the user on the client; {@code <none>} if it was not seen
     * @param serverUser the user on the server that the command is to run as; {@code <none>} if it was not seen
     * @param line       the line without leading blanks; the first one is the command
     * @param newSession whether it is the first line
     */
    @Name("rsh_request")
    record RshRequest(Connection connection, String clientUser, String serverUser, String line, boolean newSession)
            implements LoginEvent {}

    /**
     * The server of rsh sent a line.
     *
     * @param connection the connection
     * @param clientUser the user on the client; {@code <none>} if it was not seen
     * @param serverUser the user on the server; {@code <none>} if it was not seen
     * @param line       the line without leading blanks
     */
    @Name("rsh_reply")
    record RshReply(Connection connection, String clientUser, String serverUser, String line) implements LoginEvent {}

    /**
     * The server turned a login down, or waited too long for it.
     *
     * @param connection the connection
     * @param user       the user name that was typed; {@code <none>} if none could be found
     * @param clientUser the name on the client that rlogin and rsh tell at first; empty for Telnet
     * @param password   the password that was typed; {@code <none>} if none could be found, {@code <timeout>} if it was
     *                   waited for in vain
     * @param line       the line of the server that says so
     */
    @Name("login_failure")
    record Failure(Connection connection, String user, String clientUser, String password, String line)
            implements LoginEvent {}

    /**
     * A login seems to have worked: the server said so, or went on printing, or a side ended after the dialogue.
     *
     * @param connection the connection
     * @param user       the user name that was typed; {@code <none>} if none could be found
     * @param clientUser the name on the client that rlogin and rsh tell at first; empty for Telnet
     * @param password   the password that was typed; {@code <none>} if none could be found
     * @param line       the line of the server that shows it; {@code <EOF>} for the end of a side
     */
    @Name("login_success")
    record Success(Connection connection, String user, String clientUser, String password, String line)
            implements LoginEvent {}

    /**
     * The client sent a line, at any time unless the analysis was skipped.
     *
     * @param connection the connection
     * @param line       the line
     */
    @Name("login_input_line")
    record InputLine(Connection connection, String line) implements LoginEvent {}

    /**
     * The server sent a line, at any time unless the analysis was skipped.
     *
     * @param connection the connection
     * @param line       the line
     */
    @Name("login_output_line")
    record OutputLine(Connection connection, String line) implements LoginEvent {}

    /**
     * The login could not be followed. Each line that the client sent before and sends later is then a
     * {@link ConfusedText}.
     *
     * @param connection the connection
     * @param message    why: {@code multiple_login_prompts} and {@code non_empty_multi_login} for more prompts than
     *                   input, {@code no_login_prompt} for much output without a prompt, {@code excessive_typeahead}
     *                   for much input ahead of prompts, {@code no_username} and {@code no_username2} for a result
     *                   without a name, {@code possible_login_ploy} for input that looks like output,
     *                   {@code multiple_USERs} and {@code responder_environment} for contradictory variables,
     *                   {@code extra_repeat_text}, {@code repeat_without_username} and
     *                   {@code username_with_embedded_repeat} for misuse of the key that repeats the name on VMS
     * @param line       the line that it was noticed at
     */
    @Name("login_confused")
    record Confused(Connection connection, @Name("msg") String message, String line) implements LoginEvent {}

    /**
     * A line that could not be told to be a name, a password or anything else, after a {@link Confused}.
     *
     * @param connection the connection
     * @param line       the line
     */
    @Name("login_confused_text")
    record ConfusedText(Connection connection, String line) implements LoginEvent {}

    /**
     * The client named its terminal: by the Telnet options terminal type (RFC 1091) or environment (RFC 1572), or at
     * the beginning of rlogin.
     *
     * @param connection the connection
     * @param terminal   the terminal, such as {@code xterm}; of rlogin with its speed, as {@code xterm/38400}
     */
    @Name("login_terminal")
    record Terminal(Connection connection, String terminal) implements LoginEvent {}

    /**
     * The client named its X display in the variable {@code DISPLAY} (RFC 1572).
     *
     * @param connection the connection
     * @param display    the display, such as {@code 10.0.0.1:0}
     */
    @Name("login_display")
    record Display(Connection connection, String display) implements LoginEvent {}

    /**
     * The server accepted what the client proved by the Telnet option of authentication (RFC 2941).
     *
     * @param name       the user that the client named; empty if it named none
     * @param connection the connection
     */
    @Name("authentication_accepted")
    record AuthenticationAccepted(String name, Connection connection) implements LoginEvent {}

    /**
     * The server did not accept what the client proved by the Telnet option of authentication (RFC 2941).
     *
     * @param name       the user that the client named; empty if it named none
     * @param connection the connection
     */
    @Name("authentication_rejected")
    record AuthenticationRejected(String name, Connection connection) implements LoginEvent {}

    /**
     * The server printed that no login is needed. Nothing more is raised for the connection.
     *
     * @param connection the connection
     */
    @Name("authentication_skipped")
    record AuthenticationSkipped(Connection connection) implements LoginEvent {}

    /**
     * The client told in the variable {@code TTYPROMPT} (RFC 1572) which prompt it has shown to its user already.
     *
     * @param connection the connection
     * @param prompt     the prompt
     */
    @Name("login_prompt")
    record Prompt(Connection connection, String prompt) implements LoginEvent {}

    /**
     * A side began to encrypt by the Telnet option of encryption (RFC 2946). What it sends from then on is not looked
     * at.
     *
     * @param connection the connection
     */
    @Name("activating_encryption")
    record ActivatingEncryption(Connection connection) implements LoginEvent {}

    /**
     * A side broke the rules of negotiation of a Telnet option (RFC 1143): it went against what the peer demanded or
     * what it said itself, or used an option that was not agreed on.
     *
     * @param connection the connection
     */
    @Name("inconsistent_option")
    record InconsistentOption(Connection connection) implements LoginEvent {}

    /**
     * The contents of a Telnet option are malformed or not known.
     *
     * @param connection the connection
     */
    @Name("bad_option")
    record BadOption(Connection connection) implements LoginEvent {}

    /**
     * The contents of a Telnet option did not end with IAC SE (RFC 855).
     *
     * @param connection the connection
     */
    @Name("bad_option_termination")
    record BadOptionTermination(Connection connection) implements LoginEvent {}
}
