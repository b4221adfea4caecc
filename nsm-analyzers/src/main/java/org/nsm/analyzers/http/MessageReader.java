package org.nsm.analyzers.http;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import org.nsm.analyzers.mime.Ascii;
import org.nsm.analyzers.mime.ContentType;
import org.nsm.analyzers.mime.HeaderField;
import org.nsm.analyzers.mime.HeaderName;
import org.nsm.analyzers.mime.HeaderReader;
import org.nsm.api.event.Http;
import org.nsm.api.event.HttpEvent;

/** Reads the messages of one direction, one after the other: first line, header, body as it is framed, trailer. */
abstract class MessageReader {

    static final String COMPLETE = "message ends normally";
    static final String CLOSED = "message ends as connection contents are completely delivered";
    static final String RESET = "message interrupted by RST";
    static final String GAP = "message interrupted by a content gap";
    static final String LEFT = "message interrupted when connection done";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    final HttpAnalyzer analyzer;
    final HttpChannels channels;
    final boolean isOrig;
    final MessageFields fields = new MessageFields();
    final EntityEvents events;
    private final MessageBody body;
    private final HeaderReader header;
    private State state = State.START;
    private ContentType contentType = ContentType.TEXT_PLAIN;
    private boolean bodyBegun;
    private long startNanos;
    private long headerLength;

    private enum State {
        /** Between messages. */
        START,
        HEADER,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        /** Bytes are missing; the next line that begins a message ends this. */
        LOST,
        /** It is not HTTP. */
        DEAD
    }

    MessageReader(HttpAnalyzer analyzer, HttpChannels channels, boolean isOrig) {
        this.analyzer = analyzer;
        this.channels = channels;
        this.isOrig = isOrig;
        events = new EntityEvents(analyzer.surroundings(), channels, isOrig);
        header = new HeaderReader(analyzer.surroundings(), new Fields());
        body = new MessageBody(analyzer.surroundings(), channels, events);
    }

    /** Reads the first line of a message; calls {@link #beginMessage} if it is one. */
    abstract void firstLine(byte[] line, int length);

    /** Whether a line, found somewhere, is surely the first one of a message. */
    abstract boolean isFirstLine(byte[] line, int length);

    /** The header is complete: calls one of the methods that begin a body, or none for a message without one. */
    abstract void beginBody();

    /** The message is complete, or was cut short. */
    abstract void messageEnded(boolean interrupted);

    final void line(ByteBuf line) {
        switch (state) {
            case START -> firstLine(bytes(line), line.readableBytes());
            case HEADER -> {
                headerLength += line.readableBytes();
                if (!header.line(line)) {
                    endHeader();
                }
            }
            case CHUNK_SIZE -> chunkSize(line);
            case CHUNK_END -> {
                if (line.isReadable()) {
                    events.problem("illegal format", "inaccurate chunk size: data before <CR><LF>");
                }
                state = State.CHUNK_SIZE;
            }
            case TRAILER -> {
                headerLength += line.readableBytes();
                if (!header.line(line)) {
                    finish(COMPLETE, false);
                }
            }
            case LOST -> {
                byte[] bytes = bytes(line);
                if (isFirstLine(bytes, line.readableBytes())) {
                    state = State.START;
                    firstLine(bytes, line.readableBytes());
                }
            }
            case BODY, CHUNK, DEAD -> {
                // plain bytes
            }
        }
    }

    private byte[] bytes(ByteBuf line) {
        line.getBytes(line.readerIndex(), channels.line, 0, line.readableBytes());
        return channels.line;
    }

    final void beginMessage(int firstLineLength) {
        state = State.HEADER;
        startNanos = analyzer.surroundings().timeNanos();
        headerLength = firstLineLength;
        bodyBegun = false;
        fields.clear();
        events.begin();
    }

    /** A message that has no header, whose body is as far as {@link #beginBody} says. */
    final void skipHeader() {
        endHeader();
    }

    private void endHeader() {
        reportHeader();
        beginBody();
        if (!bodyBegun) {
            state = State.BODY;
            finish(COMPLETE, false);
        }
    }

    private void reportHeader() {
        ContentType type =
                fields.contentType == null ? null : ContentType.parse(fields.contentType, this::illegalFormat);
        ContentType present = type == null ? ContentType.TEXT_PLAIN : type;
        contentType = present.cut();
        fields.cut();
        events.endHeader(present);
    }

    private void illegalFormat(String detail) {
        events.problem("illegal format", detail);
    }

    /** The body has as many octets. */
    final void countedBody(long length) {
        if (length > 0) {
            expectBody(State.BODY);
            analyzer.takePlain(isOrig, length);
        }
    }

    /** The body ends with the stream. */
    final void bodyUntilClose() {
        expectBody(State.BODY);
        analyzer.takePlain(isOrig, Long.MAX_VALUE);
    }

    final void chunkedBody() {
        expectBody(State.CHUNK_SIZE);
    }

    private void expectBody(State next) {
        bodyBegun = true;
        state = next;
        body.begin(fields, contentType, true);
    }

    private void chunkSize(ByteBuf line) {
        long size = ChunkSize.parse(line);
        if (size == ChunkSize.MALFORMED) {
            events.weird("HTTP_bad_chunk_size", "");
            size = 0;
        }
        if (size == 0) {
            body.end();
            state = State.TRAILER;
        } else {
            state = State.CHUNK;
            analyzer.takePlain(isOrig, size);
        }
    }

    final void plain(ByteBuf data) {
        if (state == State.START) {
            plainBetweenMessages(data);
        } else if (state != State.DEAD) {
            body.data(data);
        }
    }

    /** Bytes where a message is to begin, which were asked for to see whether it has a first line. */
    void plainBetweenMessages(ByteBuf data) {}

    /** Whether the next message has not begun. */
    final boolean isIdle() {
        return state == State.START;
    }

    final void plainEnd() {
        if (state == State.CHUNK) {
            state = State.CHUNK_END;
        } else if (state == State.BODY) {
            finish(COMPLETE, false);
        }
    }

    final void plainGap(long length, long sequenceNumber) {
        if (state == State.START) {
            analyzer.takePlain(isOrig, 0);
            lineGap(length, sequenceNumber);
        } else if (state != State.DEAD) {
            reportGap(length, sequenceNumber);
            body.gap(length);
        }
    }

    final void lineGap(long length, long sequenceNumber) {
        if (state == State.DEAD) {
            return;
        }
        if (inMessage()) {
            reportGap(length, sequenceNumber);
            finish(GAP, true);
        }
        state = State.LOST;
    }

    private void reportGap(long length, long sequenceNumber) {
        if (channels.problems.wanted()) {
            events.problem("content gap", "seq=" + sequenceNumber + ", len=" + length);
        }
    }

    private boolean inMessage() {
        return switch (state) {
            case HEADER, BODY, CHUNK_SIZE, CHUNK, CHUNK_END, TRAILER -> true;
            case START, LOST, DEAD -> false;
        };
    }

    final boolean isLost() {
        return state == State.LOST;
    }

    final boolean isDead() {
        return state == State.DEAD;
    }

    /** Nothing of this direction is of interest any more. */
    final void die() {
        state = State.DEAD;
        analyzer.takePlain(isOrig, Long.MAX_VALUE);
    }

    /** The stream ends, for a reason, in the middle of a message or not. */
    final void endOfStream(String reason, boolean interrupted) {
        if (inMessage()) {
            finish(reason, interrupted);
        }
        body.end();
    }

    final void skipBody() {
        if (inMessage()) {
            body.skip();
        }
    }

    private void finish(String reason, boolean interrupted) {
        if (state == State.HEADER) {
            header.end();
            reportHeader();
            illegalFormat("entity body missing");
        } else if (state == State.TRAILER) {
            header.end();
        }
        if (!bodyBegun) {
            body.begin(fields, contentType, false);
        }
        body.end();
        state = State.START;
        events.end();
        raiseDone(reason, interrupted);
        messageEnded(interrupted);
    }

    private void raiseDone(String reason, boolean interrupted) {
        if (channels.messages.wanted()) {
            Instant start = Instant.ofEpochSecond(startNanos / NANOS_PER_SECOND, startNanos % NANOS_PER_SECOND);
            channels.messages.raise(new HttpEvent.MessageDone(
                    analyzer.surroundings().connection(),
                    isOrig,
                    new Http.MessageStat(start, interrupted, reason, body.length(), body.gaps(), headerLength)));
        }
    }

    /** What a header, or a trailer, consists of. */
    private final class Fields implements HeaderReader.Listener {

        @Override
        public void field(HeaderField field) {
            if (state == State.TRAILER) {
                events.trailer(field);
                return;
            }
            events.field(field);
            HeaderName known = field.known();
            if (known != null) {
                fields.add(known, field);
            }
        }

        @Override
        public void continuationOfNothing() {
            illegalFormat("first header line starts with linear whitespace");
        }

        @Override
        public void headerTooLarge() {
            events.weird("http_header_too_large", "");
        }

        @Override
        public boolean keepsFields() {
            return events.keepsFields();
        }
    }

    static boolean isBlankLine(byte[] line, int length) {
        for (int i = 0; i < length; i++) {
            if (!Ascii.isBlank(line[i])) {
                return false;
            }
        }
        return true;
    }
}
