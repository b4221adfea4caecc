package org.nsm.analyzers.pop3;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.mail.Words;

/** The commands (RFC 1939, RFC 1734, RFC 2449, RFC 2595), among them two that older servers know. */
enum Pop3Command {
    USER(Place.AUTHORIZATION),
    PASS(Place.AFTER_USER),
    APOP(Place.AUTHORIZATION),
    AUTH(Place.AUTHORIZATION),
    STLS(Place.AUTHORIZATION),
    STAT(Place.TRANSACTION),
    LIST(Place.TRANSACTION),
    RETR(Place.TRANSACTION),
    DELE(Place.TRANSACTION),
    RSET(Place.TRANSACTION),
    NOOP(Place.TRANSACTION),
    LAST(Place.TRANSACTION),
    TOP(Place.TRANSACTION),
    UIDL(Place.TRANSACTION),
    XSENDER(Place.TRANSACTION),
    CAPA(Place.ANYWHERE),
    QUIT(Place.ANYWHERE);

    /** Where in a dialogue a command may stand. */
    enum Place {
        AUTHORIZATION,
        AFTER_USER,
        TRANSACTION,
        ANYWHERE
    }

    private static final Pop3Command[] COMMANDS = values();

    private final Place place;

    Pop3Command(Place place) {
        this.place = place;
    }

    Place place() {
        return place;
    }

    /** Whether its positive answer carries a mail. */
    boolean bringsMail() {
        return this == RETR || this == TOP;
    }

    /** Whether its positive answer has several lines. */
    boolean hasLines(boolean withArgument) {
        return switch (this) {
            case RETR, TOP, CAPA -> true;
            case LIST, UIDL, AUTH -> !withArgument;
            default -> false;
        };
    }

    /** Whether only a server of this protocol is likely to accept it. */
    boolean confirms() {
        return this == USER || this == CAPA;
    }

    /** Finds a command by its word, in any case. Returns null if there is none. */
    static @Nullable Pop3Command of(ByteBuf line, int start, int end) {
        for (Pop3Command command : COMMANDS) {
            if (Words.is(line, start, end, command.name())) {
                return command;
            }
        }
        return null;
    }
}
