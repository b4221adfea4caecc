package org.nsm.analyzers.pop3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.mail.MailLines;
import org.nsm.analyzers.mail.Words;
import org.nsm.analyzers.mime.MimeEvents;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.event.Pop3Event;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.LineAnalyzer;

/**
 * Raises {@link Pop3Event}s, and of the mails that are retrieved {@link org.nsm.api.event.MimeEvent}s.
 *
 * <p>What a command may do depends on the answers to those before it. So commands that are sent without waiting (RFC 2449,
 * section 6.6) are kept until their turn comes.
 */
public final class Pop3Analyzer extends LineAnalyzer {

    /** RFC 5034, section 4, allows 12,288 octets in an authentication, more than all else. */
    private static final int MAX_LINE = 16_384;

    /** A client that asks for every message of a large mailbox at once waits for about as many answers. */
    private static final int MAX_WAITING_LINES = 4096;

    /** What a line that waits takes besides its bytes. */
    private static final int COST_OF_LINE = 128;

    private static final int MAX_WAITING_BYTES = 65_536;

    private final Pop3Channels channels;
    private final Pop3Login login = new Pop3Login();
    private final MimeEvents mail;
    private final MailLines lines;

    /** What the client sent ahead. */
    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>(0);

    private int waitingBytes;
    private boolean tooManyReported;
    private State state = State.GREETING;

    /** The command that is to be answered. */
    private @Nullable Pop3Command command;

    private boolean withArgument;

    /** The command was not allowed, but may be accepted all the same. */
    private boolean outOfPlace;

    /** USER was accepted, and PASS may follow. */
    private boolean userAccepted;

    /** AUTH runs with a mechanism. */
    private boolean authenticating;

    /** The server asked for an answer within AUTH. */
    private boolean challenged;

    /** Bytes are missing, and what comes next may be the rest of a line. */
    private boolean skipLine;

    private enum State {
        GREETING,
        AUTHORIZATION,
        TRANSACTION,
        UPDATE
    }

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public Pop3Analyzer(AnalyzerContext context) {
        super(context, MAX_LINE);
        channels = context.shared(Pop3Channels.class, Pop3Channels::new);
        mail = new MimeEvents(context);
        lines = new MailLines(context, this::dataLine);
    }

    // ------------------------------------------------------------------ the client

    @Override
    protected void originatorLine(ByteBuf line) {
        if (waiting.isEmpty() && mayProceed()) {
            proceed(line);
        } else if (waiting.size() < MAX_WAITING_LINES
                && waitingBytes + line.readableBytes() <= MAX_WAITING_BYTES
                && context().reserve(COST_OF_LINE + line.readableBytes())) {
            waiting.add(Unpooled.copiedBuffer(line));
            waitingBytes += line.readableBytes();
        } else if (!tooManyReported) {
            tooManyReported = true;
            weird("pop3_too_many_unanswered_commands", "");
        }
    }

    private boolean mayProceed() {
        return command == null || authenticating && challenged;
    }

    private void proceedWithWaiting() {
        while (!waiting.isEmpty() && mayProceed()) {
            ByteBuf line = waiting.remove();
            waitingBytes -= line.readableBytes();
            context().release(COST_OF_LINE + line.readableBytes());
            proceed(line);
        }
    }

    private void proceed(ByteBuf line) {
        if (authenticating) {
            challenged = false;
            answered(line, line.readerIndex());
            return;
        }
        int start = Words.start(line);
        int end = Words.end(line, start);
        Pop3Command found = Pop3Command.of(line, start, end);
        if (found == null) {
            weird(isStatus(line) ? "pop3_client_sending_server_commands" : "pop3_client_command_unknown", "");
            return;
        }
        int argument = Words.skipBlanks(line, end);
        command = found;
        withArgument = argument < line.writerIndex();
        String complaint = complaint(found);
        outOfPlace = complaint != null;
        if (complaint != null) {
            unexpected(true, found.name(), complaint);
            return;
        }
        if (channels.requests.wanted()) {
            // what separates a word from its argument is one blank: a password may begin with another
            int from = found == Pop3Command.PASS ? Math.min(end + 1, line.writerIndex()) : argument;
            channels.requests.raise(new Pop3Event.Request(
                    connection(), true, found.name(), Words.text(line, from, line.writerIndex())));
        }
        begin(found, line, end, argument);
    }

    private static boolean isStatus(ByteBuf line) {
        int start = Pop3Line.statusStart(line);
        int end = Words.end(line, start);
        return Words.is(line, start, end, "OK") || Words.is(line, start, end, "ERR");
    }

    /** What is said about a command that the state does not allow; null if it does. */
    private @Nullable String complaint(Pop3Command found) {
        boolean authorization = state == State.AUTHORIZATION;
        return switch (found.place()) {
            case AUTHORIZATION ->
                authorization
                        ? null
                        : found == Pop3Command.AUTH
                                ? "pass must follow the command 'USER'"
                                : "not allowed in other state than 'authorization'";
            case AFTER_USER -> authorization && userAccepted ? null : "pass must follow the command 'USER'";
            case TRANSACTION -> state == State.TRANSACTION ? null : "not allowed in other state than 'transaction'";
            case ANYWHERE -> null;
        };
    }

    private void begin(Pop3Command found, ByteBuf line, int wordEnd, int argument) {
        int argumentEnd = Words.end(line, argument);
        switch (found) {
            case USER -> login.user(Words.text(line, argument, line.writerIndex()));
            case PASS ->
                login.password(Words.text(line, Math.min(wordEnd + 1, line.writerIndex()), line.writerIndex()));
            case APOP -> login.user(Words.text(line, argument, argumentEnd));
            case AUTH -> {
                if (withArgument) {
                    authenticate(line, argument, argumentEnd);
                }
            }
            default -> {}
        }
        userAccepted &= found == Pop3Command.PASS;
    }

    private void authenticate(ByteBuf line, int start, int end) {
        authenticating = true;
        challenged = false;
        if (!login.begin(line, start, end) && channels.unexpected.wanted()) {
            unexpected(true, "AUTH", "unknown AUTH method " + Words.text(line, start, end));
        }
        int initial = Words.skipBlanks(line, end);
        if (initial < line.writerIndex()) {
            answered(line, initial);
        }
    }

    private void answered(ByteBuf line, int start) {
        if (!login.answer(line, start, line.writerIndex())) {
            login.forget();
            weird("pop3_malformed_auth", "");
        }
    }

    // ------------------------------------------------------------------ the server

    @Override
    protected void responderLine(ByteBuf line) {
        int start = Pop3Line.statusStart(line);
        int end = Words.end(line, start);
        boolean accepted = Words.is(line, start, end, "OK");
        if (!accepted && !Words.is(line, start, end, "ERR")) {
            otherLine(line, start, end);
            return;
        }
        if (accepted && command == Pop3Command.STLS && state != State.GREETING) {
            confirm();
            startTls();
            return;
        }
        if (channels.replies.wanted()) {
            int message = Words.skipBlanks(line, end);
            channels.replies.raise(new Pop3Event.Reply(
                    connection(), false, accepted ? "OK" : "ERR", Words.text(line, message, line.writerIndex())));
        }
        Pop3Command answeredCommand = command;
        if (state == State.GREETING) {
            state = State.AUTHORIZATION;
        } else if (answeredCommand != null) {
            replied(answeredCommand, accepted);
        }
        proceedWithWaiting();
    }

    private void otherLine(ByteBuf line, int start, int end) {
        if (authenticating) {
            if (line.isReadable() && line.getByte(line.readerIndex()) == '+') {
                challenged = true;
                proceedWithWaiting();
            }
            return;
        }
        if (Pop3Command.of(line, start, end) != null) {
            weird("pop3_server_sending_client_commands", "");
            return;
        }
        weird("pop3_server_command_unknown", "");
        malformed("unknown server command (" + Words.text(line, start, end) + ") [" + text(line) + "]");
    }

    private void replied(Pop3Command answered, boolean accepted) {
        boolean wasOutOfPlace = outOfPlace;
        command = null;
        outOfPlace = false;
        authenticating = false;
        if (accepted && answered.confirms()) {
            confirm();
        }
        if (wasOutOfPlace) {
            if (accepted) {
                acceptedOutOfPlace(answered);
            }
        } else {
            settle(answered, accepted);
        }
        if (accepted && answered.hasLines(withArgument)) {
            beginLines(answered);
        }
    }

    /** A server that serves without a login is one that demands none. */
    private void acceptedOutOfPlace(Pop3Command answered) {
        if (state == State.AUTHORIZATION
                && answered.place() == Pop3Command.Place.TRANSACTION
                && answered != Pop3Command.STAT) {
            state = State.TRANSACTION;
            unexpected(false, "OK", "no auth required -> state changed to 'transaction'");
        }
    }

    private void settle(Pop3Command answered, boolean accepted) {
        switch (answered) {
            case USER -> {
                userAccepted = accepted;
                if (!accepted) {
                    login.forget();
                }
            }
            case PASS, APOP -> loggedIn(accepted);
            case AUTH -> {
                if (withArgument) {
                    loggedIn(accepted);
                }
            }
            case QUIT -> state = State.UPDATE;
            default -> {}
        }
    }

    private void loggedIn(boolean accepted) {
        String user = login.user();
        if (accepted) {
            state = State.TRANSACTION;
        }
        if (user != null) {
            if (accepted && channels.successes.wanted()) {
                channels.successes.raise(new Pop3Event.LoginSuccess(connection(), false, user, login.password()));
            } else if (!accepted && channels.failures.wanted()) {
                channels.failures.raise(new Pop3Event.LoginFailure(connection(), false, user, login.password()));
            }
        }
        login.forget();
        userAccepted = false;
    }

    private void startTls() {
        if (channels.starttls.wanted()) {
            channels.starttls.raise(new Pop3Event.Starttls(connection()));
        }
        context().handOver(AnalyzerTag.SSL);
    }

    // ------------------------------------------------------------------ answers of several lines

    private void beginLines(Pop3Command answered) {
        command = answered; // what follows it has to wait
        if (answered.bringsMail()) {
            mail.begin();
        }
        plainBytes(false, Long.MAX_VALUE);
    }

    @Override
    protected void plain(boolean isOrig, ByteBuf data) {
        if (lines.readToDot(data)) {
            plainBytes(false, 0);
            command = null;
            mail.end();
            proceedWithWaiting();
        }
    }

    private void dataLine(ByteBuf line, boolean lineEnd) {
        if (skipLine) {
            skipLine = !lineEnd;
            return;
        }
        if (channels.data.wanted()) {
            channels.data.raise(new Pop3Event.Data(connection(), false, text(line)));
        }
        if (lineEnd) {
            mail.line(line);
        } else {
            mail.data(line);
        }
    }

    @Override
    protected void plainGap(boolean isOrig, long length) {
        lines.flush(true);
        mail.end();
        skipLine = true;
    }

    @Override
    protected void endOfStream(boolean isOrig) {
        super.endOfStream(isOrig);
        if (!isOrig) {
            endLines();
        }
    }

    @Override
    protected void end() {
        super.end();
        endLines();
    }

    private void endLines() {
        lines.flush(true);
        mail.end();
    }

    private void unexpected(boolean isOrig, String message, String detail) {
        if (channels.unexpected.wanted()) {
            channels.unexpected.raise(new Pop3Event.Unexpected(connection(), isOrig, message, detail));
        }
    }
}
