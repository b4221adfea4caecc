package org.nsm.analyzers.smtp;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a reply may answer: the commands (RFC 5321, section 4.1, and the extensions), and what else a server replies to. */
enum SmtpCommand {
    EHLO("EHLO"),
    HELO("HELO"),
    MAIL("MAIL"),
    RCPT("RCPT"),
    DATA("DATA"),
    QUIT("QUIT"),
    RSET("RSET"),
    VRFY("VRFY"),
    EXPN("EXPN"),
    HELP("HELP"),
    NOOP("NOOP"),
    /** RFC 3207. */
    STARTTLS("STARTTLS"),
    /** The STARTTLS of Microsoft Exchange among its own servers. */
    X_ANONYMOUSTLS("X-ANONYMOUSTLS"),
    /** RFC 821, section 3.4, as the next two. */
    SEND("SEND"),
    SOML("SOML"),
    SAML("SAML"),
    /** RFC 821, section 3.8. */
    TURN("TURN"),
    /** RFC 3030; more chunks are to follow. */
    BDAT("BDAT"),
    /** RFC 1985. */
    ETRN("ETRN"),
    /** RFC 4954. */
    AUTH("AUTH"),
    /** The last chunk of BDAT. */
    LAST_BDAT("", "BDAT"),
    /** A line of the client within AUTH. */
    AUTH_ANSWER("", "AUTH_ANSWER"),
    /** The end of the mail that DATA began. */
    END_OF_MAIL("", "."),
    /** Nothing: the server speaks first. */
    GREETING("", ">"),
    /** What the server answers was not seen. */
    UNKNOWN("", "(UNKNOWN)");

    private static final SmtpCommand[] WORDS =
            Arrays.stream(values()).filter(command -> !command.word.isEmpty()).toArray(SmtpCommand[]::new);

    private final String word;
    private final String answered;

    SmtpCommand(String word) {
        this.word = word;
        this.answered = name();
    }

    SmtpCommand(String word, String answered) {
        this.word = word;
        this.answered = answered;
    }

    /** The command in the event of a request. */
    String word() {
        return word;
    }

    /** The command in the event of a reply, and in what is said about it. */
    String answered() {
        return answered;
    }

    /** Finds a command by its word, in any case. Returns null if there is none. */
    static @Nullable SmtpCommand of(ByteBuf line, int start, int length) {
        for (SmtpCommand command : WORDS) {
            if (command.word.length() == length && matches(line, start, command.word)) {
                return command;
            }
        }
        return null;
    }

    private static boolean matches(ByteBuf line, int start, String word) {
        for (int i = 0; i < word.length(); i++) {
            int c = line.getByte(start + i);
            if ((c >= 'a' && c <= 'z' ? c - 32 : c) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
