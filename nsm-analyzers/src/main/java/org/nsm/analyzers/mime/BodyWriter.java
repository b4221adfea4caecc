package org.nsm.analyzers.mime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the body of the present entity. The line end behind the last line waits, since it belongs to what separates two
 * parts if that follows (RFC 2046, section 5.1.1). Lines that lie one behind the other and need no decoding are handed
 * on together.
 */
final class BodyWriter {

    private static final int CAPACITY = 8_192;

    private static final int FIRST_CAPACITY = 256;

    /** Decoders get no more than this at a time, so that their output fits. */
    private static final int STRIDE = 2_048;

    private final MimeListener listener;
    private final boolean gather;
    private @Nullable TransferDecoder decoder;
    private boolean wanted;
    private LineEnd waiting = LineEnd.NONE;

    /** What was decoded or gathered. */
    private @Nullable ByteBuf out;

    /** A stretch of undecoded lines, all line ends but the last one included. */
    private @Nullable ByteBuf run;

    private int runStart;
    private int runEnd;

    BodyWriter(MimeListener listener, boolean gather) {
        this.listener = listener;
        this.gather = gather;
    }

    /** A body begins. */
    void begin(@Nullable TransferDecoder newDecoder, boolean isWanted) {
        decoder = newDecoder;
        wanted = isWanted;
        waiting = LineEnd.NONE;
    }

    /** A line from its beginning, or a piece in its middle. */
    void line(ByteBuf data, int from, int to, LineEnd lineEnd) {
        if (!wanted) {
            return;
        }
        if (decoder != null) {
            writeWaiting();
            decode(decoder, data, from, to);
        } else if (run == data && runEnd + waiting.length() == from) {
            runEnd = to;
        } else {
            endRun();
            writeWaiting();
            run = data;
            runStart = from;
            runEnd = to;
        }
        waiting = lineEnd;
    }

    /** More of a line whose beginning was a {@link #line}. */
    void restOfLine(ByteBuf data, int from, int next) {
        int start = from;
        if (waiting == LineEnd.CR && data.getByte(from) == '\n') {
            waiting = LineEnd.CRLF;
            start++;
        }
        if (start < next) {
            LineEnd lineEnd = LineEnd.of(data, start, next);
            line(data, start, next - lineEnd.length(), lineEnd);
        }
    }

    /** Octets that are not made of lines. */
    void octets(ByteBuf data, int from, int to) {
        if (wanted) {
            endRun();
            writeWaiting();
            emit(data, from, to);
        }
    }

    /** The waiting line end belongs to what separates parts. */
    void dropLineEnd() {
        endRun();
        waiting = LineEnd.NONE;
    }

    /** The buffer of the last call is about to go. */
    void endOfInput(boolean partsMayFollow) {
        endRun();
        if (!partsMayFollow && waiting != LineEnd.CR) {
            writeWaiting();
        }
    }

    /** The body ends. */
    void end() {
        endRun();
        if (waiting == LineEnd.CR) {
            writeWaiting();
        }
        waiting = LineEnd.NONE;
        if (decoder != null) {
            decoder.end(room(TransferDecoder.MOST_HELD));
        }
        flush();
    }

    private void endRun() {
        ByteBuf data = run;
        if (data != null) {
            run = null;
            emit(data, runStart, runEnd);
        }
    }

    private void writeWaiting() {
        if (waiting != LineEnd.NONE) {
            ByteBuf target = room(TransferDecoder.MOST_HELD);
            if (decoder != null) {
                decoder.lineEnd(waiting, target);
            } else {
                waiting.writeTo(target);
            }
            waiting = LineEnd.NONE;
        }
    }

    private void decode(TransferDecoder present, ByteBuf data, int from, int to) {
        for (int at = from; at < to; at += STRIDE) {
            int end = Math.min(to, at + STRIDE);
            present.text(data, at, end, room(2 * STRIDE + TransferDecoder.MOST_HELD));
        }
    }

    /** Hands on octets that need no decoding. */
    private void emit(ByteBuf data, int from, int to) {
        if (from == to) {
            return;
        }
        if (gather && to - from <= STRIDE) {
            room(to - from).writeBytes(data, from, to - from);
            return;
        }
        flush();
        int start = data.readerIndex();
        int end = data.writerIndex();
        data.setIndex(from, to);
        listener.data(data);
        data.setIndex(start, end);
    }

    private ByteBuf room(int octets) {
        ByteBuf target = out;
        if (target == null) {
            target = Unpooled.buffer(Math.max(FIRST_CAPACITY, octets), CAPACITY);
            out = target;
        } else if (target.maxWritableBytes() < octets) {
            flush();
        }
        return target;
    }

    private void flush() {
        if (out != null && out.isReadable()) {
            listener.data(out);
            out.clear();
        }
    }
}
