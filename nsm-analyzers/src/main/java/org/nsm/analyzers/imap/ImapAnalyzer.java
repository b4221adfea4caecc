package org.nsm.analyzers.imap;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.nsm.analyzers.mail.Words;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.event.ImapEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.LineAnalyzer;

/** Raises {@link ImapEvent}s up to the start of encryption or compression. */
public final class ImapAnalyzer extends LineAnalyzer {

    /** Far above what servers accept of a command without literals, about 8,000 octets. */
    private static final int MAX_LINE = 65_536;

    /** A client has one of these commands under way; more are a mistake. */
    private static final int MAX_TAGS = 8;

    /** Clients use tags of a handful of characters. */
    private static final int MAX_TAG = 64;

    private final Channel<ImapEvent.Capabilities> capabilities;
    private final Channel<ImapEvent.Starttls> starttls;
    private final ArrayDeque<Switch> switches = new ArrayDeque<>(1);

    /** The line continues behind a literal, which its beginning announced. */
    private boolean clientContinues;

    private boolean serverContinues;

    /** The client announced a literal and sent nothing of it. */
    private boolean literalAwaited;

    /** A command after which the bytes are no IMAP. */
    private record Switch(String tag, boolean toTls) {}

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public ImapAnalyzer(AnalyzerContext context) {
        super(context, MAX_LINE);
        capabilities = context.channel(ImapEvent.Capabilities.class);
        starttls = context.channel(ImapEvent.Starttls.class);
    }

    @Override
    protected void originatorLine(ByteBuf line) {
        boolean begins = !clientContinues;
        long literal = ImapLine.literal(line);
        clientContinues = literal > 0;
        literalAwaited = clientContinues;
        plainBytes(true, literal);
        if (begins) {
            command(line);
        }
    }

    @Override
    protected void plain(boolean isOrig, ByteBuf data) {
        literalAwaited &= !isOrig;
    }

    private void command(ByteBuf line) {
        int tag = ImapLine.skipBlanks(line, line.readerIndex());
        int tagEnd = ImapLine.wordEnd(line, tag);
        int word = ImapLine.skipBlanks(line, tagEnd);
        int wordEnd = ImapLine.wordEnd(line, word);
        boolean toTls = Words.is(line, word, wordEnd, "STARTTLS");
        if ((toTls || Words.is(line, word, wordEnd, "COMPRESS")) && tagEnd - tag <= MAX_TAG) {
            if (switches.size() == MAX_TAGS) {
                switches.remove();
            }
            switches.add(new Switch(Words.text(line, tag, tagEnd), toTls));
        }
    }

    @Override
    protected void responderLine(ByteBuf line) {
        boolean begins = !serverContinues;
        long literal = ImapLine.literal(line);
        serverContinues = literal > 0;
        plainBytes(false, literal);
        if (begins) {
            response(line);
        }
    }

    private void response(ByteBuf line) {
        int tag = ImapLine.skipBlanks(line, line.readerIndex());
        int tagEnd = ImapLine.wordEnd(line, tag);
        int word = ImapLine.skipBlanks(line, tagEnd);
        int wordEnd = ImapLine.wordEnd(line, word);
        if (!Words.is(line, tag, tagEnd, "*")) {
            tagged(line, tag, tagEnd, Words.is(line, word, wordEnd, "OK"));
        } else if (Words.is(line, word, wordEnd, "CAPABILITY")) {
            if (capabilities.wanted()) {
                capabilities.raise(new ImapEvent.Capabilities(connection(), ImapLine.words(line, wordEnd)));
            }
        } else if (Words.is(line, word, wordEnd, "OK") || Words.is(line, word, wordEnd, "PREAUTH")) {
            confirm();
        }
    }

    private void tagged(ByteBuf line, int tag, int tagEnd, boolean accepted) {
        if (literalAwaited && !accepted && !Words.is(line, tag, tagEnd, "+")) {
            plainBytes(true, 0); // a literal that the server refused is not sent
            clientContinues = false;
            literalAwaited = false;
        }
        if (switches.isEmpty() || tagEnd - tag > MAX_TAG) {
            return;
        }
        String text = Words.text(line, tag, tagEnd);
        for (Switch candidate : switches) {
            if (candidate.tag().equals(text)) {
                switches.remove(candidate);
                if (accepted) {
                    leave(candidate.toTls());
                }
                return;
            }
        }
    }

    private void leave(boolean toTls) {
        if (!toTls) {
            context().finish(); // RFC 4978: all that follows is compressed
            return;
        }
        if (starttls.wanted()) {
            starttls.raise(new ImapEvent.Starttls(connection()));
        }
        context().handOver(AnalyzerTag.SSL);
    }
}
