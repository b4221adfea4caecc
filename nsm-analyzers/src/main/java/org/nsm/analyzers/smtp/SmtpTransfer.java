package org.nsm.analyzers.smtp;

import io.netty.buffer.ByteBuf;
import org.nsm.analyzers.mail.MailLines;
import org.nsm.analyzers.mime.MimeEvents;
import org.nsm.api.event.Smtp;
import org.nsm.api.event.SmtpEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channel;

/**
 * The mails that a connection transfers, one after the other, each in one go (DATA) or in chunks (BDAT). A mail begins with
 * its first octet, or with the word of the server that it may come.
 */
final class SmtpTransfer implements Smtp.Control {

    private final AnalyzerContext context;
    private final Channel<SmtpEvent.Data> data;
    private final MimeEvents events;
    private final MailLines lines;
    private boolean isOrig;
    private boolean begun;
    private boolean skipped;
    private boolean chunks;

    /** A part of the mail is missing, or it was refused: what still comes of it is ignored. */
    private boolean spoilt;

    SmtpTransfer(AnalyzerContext context, Channel<SmtpEvent.Data> data) {
        this.context = context;
        this.data = data;
        events = new MimeEvents(context);
        lines = new MailLines(context, this::line);
    }

    /** Begins a mail, unless one is under way. */
    void begin(boolean fromOriginator) {
        if (!begun && !spoilt) {
            begun = true;
            skipped = false;
            isOrig = fromOriginator;
            events.begin();
        }
    }

    /** Reads a mail as DATA sends it. Returns whether its end was there; bytes behind it stay unread. */
    boolean readText(ByteBuf bytes) {
        chunks = false;
        return lines.readToDot(bytes);
    }

    /** Reads a part of a chunk. */
    void readChunk(ByteBuf bytes) {
        chunks = true;
        lines.readAll(bytes);
    }

    private void line(ByteBuf text, boolean lineEnd) {
        if (skipped || spoilt) {
            return;
        }
        if (text.isReadable() && data.wanted()) {
            data.raise(new SmtpEvent.Data(context.connection(), isOrig, text.asReadOnly()));
        }
        if (!skipped) {
            if (lineEnd) {
                events.line(text);
            } else {
                events.data(text);
            }
        }
    }

    /** The mail is complete, or nothing more of it will come. */
    void end() {
        if (begun) {
            lines.flush(!chunks);
            begun = false;
            if (!skipped) {
                events.end();
            }
        }
        lines.clear();
        spoilt = false;
    }

    /** Ends the mail although more of it may come. */
    void spoil() {
        end();
        spoilt = true;
    }

    @Override
    public void skipData() {
        if (begun) {
            skipped = true;
            events.abandon();
        }
    }
}
