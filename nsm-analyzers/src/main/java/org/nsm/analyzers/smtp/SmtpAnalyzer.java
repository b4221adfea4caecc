package org.nsm.analyzers.smtp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.mail.Words;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.event.Smtp;
import org.nsm.api.event.SmtpEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.LineAnalyzer;

/** Raises {@link SmtpEvent}s, and of the mails that are transferred {@link org.nsm.api.event.MimeEvent}s. */
public final class SmtpAnalyzer extends LineAnalyzer {

    /** RFC 4954, section 4, allows 12,288 octets in an authentication, more than all else. */
    private static final int MAX_LINE = 16_384;

    private final SmtpChannels channels;
    private final SmtpDialogue dialogue = new SmtpDialogue();
    private final SmtpTransfer transfer;
    private boolean clientIsOriginator = true;
    private boolean nulReported;
    private boolean manyUnansweredReported;

    /** What the plain bytes of the client are. */
    private Plain plain = Plain.NOTHING;

    /** Whether the mail ends with the chunk that is under way. */
    private boolean lastChunk;

    /** Whether the chunk that was announced is still to begin. */
    private boolean chunkAwaited;

    /** The code of the reply that is under way; 0 for none. */
    private int openCode;

    /** What the reply that came last answers. */
    private SmtpCommand answered = SmtpCommand.UNKNOWN;

    /** Bytes of the server are missing, and its next line may be the rest of one. */
    private boolean resuming;

    private enum Plain {
        NOTHING,
        TEXT,
        CHUNK
    }

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public SmtpAnalyzer(AnalyzerContext context) {
        super(context, MAX_LINE);
        channels = context.shared(SmtpChannels.class, SmtpChannels::new);
        transfer = new SmtpTransfer(context, channels.data);
        context.offer(Smtp.Control.class, transfer);
    }

    @Override
    protected void originatorLine(ByteBuf line) {
        line(true, line);
    }

    @Override
    protected void responderLine(ByteBuf line) {
        line(false, line);
    }

    private void line(boolean isOrig, ByteBuf line) {
        ByteBuf clean = SmtpLine.withoutNuls(line);
        if (clean.readableBytes() < line.readableBytes() && !nulReported) {
            nulReported = true;
            weird("NUL_in_line", "");
        }
        if (isOrig == clientIsOriginator) {
            clientLine(clean);
        } else {
            serverLine(clean);
        }
    }

    // ------------------------------------------------------------------ the client

    private void clientLine(ByteBuf line) {
        if (dialogue.afterGap()) {
            return;
        }
        if (dialogue.authenticating()) {
            request("**", line, line.readerIndex());
            sent(SmtpCommand.AUTH_ANSWER);
            return;
        }
        int start = Words.start(line);
        int end = Words.end(line, start);
        SmtpCommand command = SmtpCommand.of(line, start, end - start);
        if (command == null) {
            if (channels.unexpected.wanted()) {
                unexpected(clientIsOriginator, "unknown command", Words.text(line, start, end));
            }
            return;
        }
        confirm();
        request(command.word(), line, end);
        if (!dialogue.allows(command)) {
            unexpectedCommand(command, 0);
        }
        switch (command) {
            case DATA -> {
                transfer.end();
                plain(Plain.TEXT, Long.MAX_VALUE);
                sent(command);
            }
            case BDAT -> announced(SmtpLine.chunk(line, end), line, end);
            case MAIL, RSET, EHLO, HELO -> {
                transfer.end(); // chunks that no last one followed
                sent(command);
            }
            default -> sent(command);
        }
    }

    private void announced(SmtpLine.@Nullable Chunk chunk, ByteBuf line, int wordEnd) {
        if (chunk == null) {
            if (channels.unexpected.wanted()) {
                unexpected(clientIsOriginator, "invalid chunk", SmtpLine.argument(line, wordEnd));
            }
            sent(SmtpCommand.BDAT);
            return;
        }
        sent(chunk.last() ? SmtpCommand.LAST_BDAT : SmtpCommand.BDAT);
        lastChunk = chunk.last();
        chunkAwaited = true;
        if (chunk.size() > 0) {
            plain(Plain.CHUNK, chunk.size());
        } else if (lastChunk) {
            transfer.end();
        }
    }

    private void plain(Plain kind, long length) {
        plain = kind;
        plainBytes(clientIsOriginator, length);
    }

    @Override
    protected void plain(boolean isOrig, ByteBuf data) {
        transfer.begin(isOrig);
        if (plain == Plain.CHUNK) {
            chunkAwaited = false;
            transfer.readChunk(data);
        } else if (transfer.readText(data)) {
            plain(Plain.NOTHING, 0);
            transfer.end();
            if (channels.requests.wanted()) {
                channels.requests.raise(new SmtpEvent.Request(connection(), isOrig, ".", "."));
            }
            sent(SmtpCommand.END_OF_MAIL);
        }
    }

    @Override
    protected void plainEnd(boolean isOrig) {
        if (plain == Plain.CHUNK) {
            plain = Plain.NOTHING;
            if (lastChunk) {
                transfer.end();
            }
        }
    }

    private void sent(SmtpCommand command) {
        if (!dialogue.sent(command) && !manyUnansweredReported) {
            manyUnansweredReported = true;
            weird("smtp_too_many_unanswered_commands", "");
        }
    }

    // ------------------------------------------------------------------ the server

    private void serverLine(ByteBuf line) {
        int code = SmtpLine.code(line);
        if (code == SmtpLine.NO_CODE) {
            if (!resuming) {
                noReply(text(line));
            }
            resuming = false;
            return;
        }
        resuming = false;
        if (openCode != 0 && openCode != code) {
            if (channels.unexpected.wanted()) {
                unexpected(!clientIsOriginator, "reply code does not match the continuing reply", text(line));
            }
            openCode = 0;
        }
        if (openCode == 0) {
            answered = dialogue.afterGap() ? recover(code) : dialogue.answered();
        }
        boolean continued = SmtpLine.continued(line);
        if (channels.replies.wanted()) {
            channels.replies.raise(new SmtpEvent.Reply(
                    connection(), !clientIsOriginator, code, answered.answered(), SmtpLine.message(line), continued));
        }
        openCode = continued ? code : 0;
        if (!continued) {
            replied(answered, code);
        }
    }

    private void noReply(String line) {
        unexpected(!clientIsOriginator, "reply code out of range", line);
        malformed(line.isEmpty() ? "reply code -1 out of range" : "reply code -1 out of range [" + line + "]");
    }

    /** After a gap a reply stands for what it answers. */
    private SmtpCommand recover(int code) {
        if (channels.requests.wanted()) {
            channels.requests.raise(
                    new SmtpEvent.Request(connection(), clientIsOriginator, SmtpCommand.UNKNOWN.answered(), ""));
        }
        dialogue.recovered(code);
        if (code == 354) {
            transfer.begin(clientIsOriginator);
            plain(Plain.TEXT, Long.MAX_VALUE);
        }
        return SmtpCommand.UNKNOWN;
    }

    private void replied(SmtpCommand command, int code) {
        switch (dialogue.replied(command, code)) {
            case UNUSUAL -> {
                if (channels.unexpected.wanted()) {
                    unexpected(
                            clientIsOriginator,
                            "unexpected reply",
                            code + " state = " + dialogue.state().ordinal() + ", last command = " + command.answered());
                }
            }
            case OUT_OF_ORDER -> unexpectedCommand(command, code);
            case USUAL -> {}
        }
        boolean refused = code >= 400;
        switch (command) {
            case DATA -> {
                if (refused && plain == Plain.TEXT) {
                    plain(Plain.NOTHING, 0);
                    transfer.end();
                } else if (code == 354 && plain == Plain.TEXT) {
                    transfer.begin(clientIsOriginator);
                }
            }
            case BDAT, LAST_BDAT -> chunkReplied(refused);
            case STARTTLS, X_ANONYMOUSTLS -> {
                if (code == 220) {
                    startTls();
                }
            }
            case TURN -> {
                if (code == 250) {
                    turn();
                }
            }
            default -> {}
        }
    }

    /** A server that refuses a chunk reads it all the same (RFC 3030, section 2), unless it does not know what it is. */
    private void chunkReplied(boolean refused) {
        if (refused && chunkAwaited) {
            chunkAwaited = false;
            plain(Plain.NOTHING, 0);
        }
        if (refused) {
            transfer.spoil();
        }
    }

    private void startTls() {
        if (channels.starttls.wanted()) {
            channels.starttls.raise(new SmtpEvent.Starttls(connection()));
        }
        context().handOver(AnalyzerTag.SSL);
    }

    private void turn() {
        transfer.end();
        plain(Plain.NOTHING, 0);
        clientIsOriginator = !clientIsOriginator;
        dialogue.turned();
    }

    // ------------------------------------------------------------------ gaps and ends

    @Override
    protected void lineGap(boolean isOrig, long length) {
        reportGap(isOrig, length);
        dropLine(isOrig);
        if (isOrig == clientIsOriginator) {
            transfer.end();
            dialogue.lost();
            return;
        }
        openCode = 0;
        resuming = true;
        if (plain == Plain.NOTHING) {
            transfer.end();
            dialogue.lost();
        } else {
            dialogue.lostReplies();
        }
    }

    @Override
    protected void plainGap(boolean isOrig, long length) {
        reportGap(isOrig, length);
        if (plain == Plain.TEXT) {
            transfer.end();
            plain(Plain.NOTHING, 0);
            dialogue.lost();
        } else {
            transfer.spoil();
            chunkAwaited = false;
        }
    }

    private void reportGap(boolean isOrig, long length) {
        if (channels.unexpected.wanted()) {
            unexpected(isOrig, "content gap", "seq = " + (position(isOrig) + 1) + ", len = " + length);
        }
    }

    @Override
    protected void endOfStream(boolean isOrig) {
        super.endOfStream(isOrig);
        if (isOrig == clientIsOriginator) {
            transfer.end();
        }
    }

    @Override
    protected void end() {
        super.end();
        transfer.end();
    }

    // ------------------------------------------------------------------ events

    private void request(String command, ByteBuf line, int wordEnd) {
        if (channels.requests.wanted()) {
            channels.requests.raise(
                    new SmtpEvent.Request(connection(), clientIsOriginator, command, SmtpLine.argument(line, wordEnd)));
        }
    }

    private void unexpectedCommand(SmtpCommand command, int code) {
        if (channels.unexpected.wanted()) {
            unexpected(
                    clientIsOriginator,
                    "unexpected command",
                    command.answered() + " reply = " + code + " state = "
                            + dialogue.state().ordinal());
        }
    }

    private void unexpected(boolean isOrig, String message, String detail) {
        if (channels.unexpected.wanted()) {
            channels.unexpected.raise(new SmtpEvent.Unexpected(connection(), isOrig, message, detail));
        }
    }
}
