package org.nsm.api.spi;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Understands a protocol that is made of lines, perhaps with stretches of plain bytes between them.
 *
 * <p><b>What ends a line.</b> LF, CR LF, and, unless {@link LineEnd#LF} was asked for, CR alone, so that LF CR gives an
 * empty line. A CR that stands alone before another byte is reported once as weird {@code line_terminated_with_single_CR}.
 * A CR at the end of a delivery waits for what comes next: more bytes of its side, the end of its side, or bytes of the
 * other side, which show that the line is complete. A rest without an end becomes a line when its side is closed in good
 * order; it is dropped when the connection ends in any other way.
 *
 * <p><b>Memory.</b> A line that lies in one delivery is handed on where it lies. Otherwise it is collected in a buffer for
 * each direction, which grows with the line up to its limit. Of a longer line, the beginning is handed on as soon as the
 * limit is passed, the rest up to its end is ignored, and the first such line is reported as weird {@code line_too_long}.
 *
 * <p><b>Missing bytes.</b> Inside plain bytes they are told to {@link #plainGap}; elsewhere {@link #lineGap} decides, which
 * by default ends the analyzer.
 */
public abstract class LineAnalyzer extends StreamAnalyzer {

    /** Above this size a buffer is not kept for the next line. */
    private static final int KEPT_CAPACITY = 4096;

    private final int maxLine;
    private final boolean loneCarriageReturnEnds;
    private final Side originator;
    private final Side responder;
    private boolean loneCarriageReturnReported;
    private boolean tooLongReported;

    /** What ends a line, other than CR LF. */
    public enum LineEnd {
        /** LF or CR alone. */
        ANY,
        /** LF alone; a CR elsewhere belongs to the line. */
        LF
    }

    /** How far one direction is. */
    private static final class Side {

        private final HeldBytes bytes;

        /** The beginning of a line that did not end yet. */
        private @Nullable ByteBuf held;

        /** The last byte was a CR, and the line before it waits for the byte behind. */
        private boolean carriageReturn;

        /** The line was handed on at its CR; an LF that comes first now belongs to it. */
        private boolean ignoreLineFeed;

        /** The rest of the line is of no interest. */
        private boolean skipping;

        /** How many plain bytes are still to come. */
        private long plain;

        Side(AnalyzerContext context) {
            bytes = new HeldBytes(context);
        }

        int heldBytes() {
            return held == null ? 0 : held.readableBytes();
        }
    }

    /**
     * Makes an analyzer of lines that end in any of the usual ways.
     *
     * @param context what it knows of its surroundings
     * @param maxLine the longest line, its end not counted, in bytes
     * @throws IllegalArgumentException if the length is not positive
     */
    protected LineAnalyzer(AnalyzerContext context, int maxLine) {
        this(context, maxLine, LineEnd.ANY);
    }

    /**
     * Makes an analyzer of lines.
     *
     * @param context what it knows of its surroundings
     * @param maxLine the longest line, its end not counted, in bytes
     * @param lineEnd what ends a line
     * @throws IllegalArgumentException if the length is not positive
     */
    protected LineAnalyzer(AnalyzerContext context, int maxLine, LineEnd lineEnd) {
        super(context);
        if (maxLine < 1) {
            throw new IllegalArgumentException("the longest line must have at least one byte, not " + maxLine);
        }
        this.maxLine = maxLine;
        originator = new Side(context);
        responder = new Side(context);
        this.loneCarriageReturnEnds = lineEnd == LineEnd.ANY;
    }

    /**
     * The originator sent a line.
     *
     * @param line its readable bytes are the line without its end, perhaps none; valid during the call
     */
    protected abstract void originatorLine(ByteBuf line);

    /**
     * The responder sent a line.
     *
     * @param line its readable bytes are the line without its end, perhaps none; valid during the call
     */
    protected abstract void responderLine(ByteBuf line);

    /**
     * Plain bytes came, as asked for by {@link #plainBytes}. They come in pieces as they arrived.
     *
     * @param isOrig whether the originator sent them
     * @param data   one or more readable bytes. What this method leaves unread when it ends the stretch by
     *               {@code plainBytes(isOrig, 0)} is read as lines again; otherwise all of it counts as read
     */
    protected void plain(boolean isOrig, ByteBuf data) {}

    /**
     * The last of the plain bytes was handed on, or was lost. Not called for a stretch that was cut short.
     *
     * @param isOrig whether the originator sent them
     */
    protected void plainEnd(boolean isOrig) {}

    /**
     * Plain bytes are missing.
     *
     * @param isOrig whether the originator sent them
     * @param length how many of them
     */
    protected void plainGap(boolean isOrig, long length) {}

    /**
     * Bytes are missing where lines were expected. By default this ends the analyzer; one that can go on without knowing
     * how many lines were lost calls {@link #skipLine} or {@link #dropLine}.
     *
     * @param isOrig whether the originator sent them
     * @param length how many
     */
    protected void lineGap(boolean isOrig, long length) {
        context().finish();
    }

    /**
     * Takes the next bytes of a direction for what they are, not as lines.
     *
     * @param isOrig whether the originator's are meant
     * @param count  how many; {@link Long#MAX_VALUE} for all that come, 0 to return to lines at once
     */
    protected final void plainBytes(boolean isOrig, long count) {
        side(isOrig).plain = Math.max(0, count);
    }

    /**
     * Forgets the line under way and ignores everything up to the next line end.
     *
     * @param isOrig the direction
     */
    protected final void skipLine(boolean isOrig) {
        Side side = side(isOrig);
        clear(side);
        side.carriageReturn = false;
        side.ignoreLineFeed = false;
        side.skipping = true;
    }

    /**
     * Forgets the line under way: what comes next begins a line.
     *
     * @param isOrig the direction
     */
    protected final void dropLine(boolean isOrig) {
        skipLine(isOrig);
        side(isOrig).skipping = false;
    }

    @Override
    protected final void data(boolean isOrig, ByteBuf data) {
        Side other = side(!isOrig);
        if (other.carriageReturn && loneCarriageReturnEnds) {
            other.ignoreLineFeed = true;
            endAtCarriageReturn(!isOrig, other);
        }
        Side side = side(isOrig);
        while (data.isReadable() && context().active()) {
            if (afterCarriageReturn(isOrig, side, data)) {
                continue;
            }
            if (side.plain > 0) {
                readPlain(isOrig, side, data);
            } else {
                readLine(isOrig, side, data);
            }
        }
    }

    /** Settles what the byte behind a CR means. Returns true if that did something, after which all may be different. */
    private boolean afterCarriageReturn(boolean isOrig, Side side, ByteBuf data) {
        if (!side.carriageReturn && !side.ignoreLineFeed) {
            return false;
        }
        boolean lineFeed = data.getByte(data.readerIndex()) == '\n';
        if (lineFeed) {
            data.skipBytes(1);
        } else if (loneCarriageReturnEnds) {
            reportLoneCarriageReturn();
        }
        side.ignoreLineFeed = false;
        if (!side.carriageReturn) {
            return lineFeed;
        }
        if (lineFeed || loneCarriageReturnEnds) {
            endAtCarriageReturn(isOrig, side);
        } else {
            side.carriageReturn = false;
            holdCarriageReturn(isOrig, side);
        }
        return true;
    }

    private void holdCarriageReturn(boolean isOrig, Side side) {
        if (side.skipping) {
            return;
        }
        if (side.heldBytes() == maxLine) {
            cutHeldLine(isOrig, side);
        } else {
            room(side, 1).writeByte('\r');
        }
    }

    private void reportLoneCarriageReturn() {
        if (!loneCarriageReturnReported) {
            loneCarriageReturnReported = true;
            weird("line_terminated_with_single_CR", "");
        }
    }

    private void endAtCarriageReturn(boolean isOrig, Side side) {
        side.carriageReturn = false;
        endHeldLine(isOrig, side);
    }

    private void readPlain(boolean isOrig, Side side, ByteBuf data) {
        int start = data.readerIndex();
        int end = data.writerIndex();
        int length = (int) Math.min(side.plain, end - start);
        boolean endless = side.plain == Long.MAX_VALUE;
        data.writerIndex(start + length);
        plain(isOrig, data);
        boolean cutShort = side.plain == 0;
        int next = cutShort ? Math.min(data.readerIndex(), start + length) : start + length;
        data.setIndex(next, end);
        if (!cutShort && !endless) {
            side.plain -= Math.min(length, side.plain);
            if (side.plain == 0 && context().active()) {
                plainEnd(isOrig);
            }
        }
    }

    private void readLine(boolean isOrig, Side side, ByteBuf data) {
        int start = data.readerIndex();
        int end = data.writerIndex();
        int lineEnd = LineSearch.find(data, start, end, loneCarriageReturnEnds);
        if (lineEnd < 0) {
            boolean carriageReturn = !loneCarriageReturnEnds && data.getByte(end - 1) == '\r';
            collect(isOrig, side, data, start, carriageReturn ? end - 1 : end, end);
            side.carriageReturn = carriageReturn;
            return;
        }
        if (data.getByte(lineEnd) == '\r') {
            if (lineEnd + 1 == end) {
                collect(isOrig, side, data, start, lineEnd, end);
                side.carriageReturn = true;
                return;
            }
            boolean lineFeed = data.getByte(lineEnd + 1) == '\n';
            if (!lineFeed) {
                reportLoneCarriageReturn();
            }
            endLine(isOrig, side, data, start, lineEnd, lineEnd + (lineFeed ? 2 : 1));
        } else {
            boolean carriageReturn = !loneCarriageReturnEnds && lineEnd > start && data.getByte(lineEnd - 1) == '\r';
            endLine(isOrig, side, data, start, carriageReturn ? lineEnd - 1 : lineEnd, lineEnd + 1);
        }
    }

    /** Keeps a piece of a line without its end, as far as the limit allows. */
    private void collect(boolean isOrig, Side side, ByteBuf data, int start, int end, int next) {
        int allowed = maxLine - side.heldBytes();
        data.readerIndex(next);
        if (side.skipping) {
            return;
        }
        if (end - start <= allowed) {
            if (!hold(side, data, start, end - start)) {
                cutHeldLine(isOrig, side);
            }
            return;
        }
        hold(side, data, start, allowed);
        cutHeldLine(isOrig, side);
    }

    /** A line ends in this delivery. */
    private void endLine(boolean isOrig, Side side, ByteBuf data, int start, int end, int next) {
        if (side.skipping) {
            side.skipping = false;
            data.readerIndex(next);
        } else if (side.heldBytes() == 0) {
            int bufferEnd = data.writerIndex();
            int length = Math.min(end - start, maxLine);
            if (length < end - start) {
                reportTooLong();
            }
            data.setIndex(start, start + length);
            line(isOrig, data);
            data.setIndex(next, bufferEnd);
        } else {
            collect(isOrig, side, data, start, end, next);
            endHeldLine(isOrig, side);
        }
    }

    /** Returns false if there is no memory for it. */
    private boolean hold(Side side, ByteBuf from, int start, int length) {
        if (length > 0) {
            if (!side.bytes.mayBe(side.heldBytes() + length)) {
                return false;
            }
            room(side, length).writeBytes(from, start, length);
        }
        return true;
    }

    private ByteBuf room(Side side, int length) {
        ByteBuf held = side.held;
        if (held == null) {
            held = Unpooled.buffer(Math.min(maxLine, Math.max(64, length)), maxLine);
            side.held = held;
        }
        return held;
    }

    /** Hands on the beginning of a line that is too long. */
    private void cutHeldLine(boolean isOrig, Side side) {
        reportTooLong();
        endHeldLine(isOrig, side);
        side.skipping = true;
    }

    private void reportTooLong() {
        if (!tooLongReported) {
            tooLongReported = true;
            weird("line_too_long", "");
        }
    }

    private void endHeldLine(boolean isOrig, Side side) {
        if (side.skipping) {
            side.skipping = false;
            return;
        }
        ByteBuf held = side.held;
        line(isOrig, held == null ? Unpooled.EMPTY_BUFFER : held);
        clear(side);
    }

    private static void clear(Side side) {
        side.bytes.release();
        if (side.held != null) {
            if (side.held.capacity() > KEPT_CAPACITY) {
                side.held = null;
            } else {
                side.held.clear();
            }
        }
    }

    private void line(boolean isOrig, ByteBuf line) {
        if (!context().active()) {
            return;
        }
        if (isOrig) {
            originatorLine(line);
        } else {
            responderLine(line);
        }
    }

    private Side side(boolean isOrig) {
        return isOrig ? originator : responder;
    }

    /** Tells {@link #plainGap} and {@link #lineGap}, each of its part. */
    @Override
    protected final void gap(boolean isOrig, long length) {
        Side side = side(isOrig);
        endIfComplete(isOrig, side);
        side.carriageReturn = false;
        side.ignoreLineFeed = false;
        long plain = Math.min(side.plain, length);
        if (plain > 0 && context().active()) {
            plainGap(isOrig, plain);
            if (side.plain != Long.MAX_VALUE) {
                side.plain -= Math.min(plain, side.plain);
                if (side.plain == 0 && context().active()) {
                    plainEnd(isOrig);
                }
            }
        }
        if (length > plain && context().active()) {
            lineGap(isOrig, length - plain);
        }
    }

    /** Hands on a last line that has no end. Who overrides this calls it first. */
    @Override
    protected void endOfStream(boolean isOrig) {
        Side side = side(isOrig);
        if (side.plain == 0 && (side.carriageReturn || side.heldBytes() > 0)) {
            endAtCarriageReturn(isOrig, side);
        }
    }

    /** Hands on a last line that ends in CR. Who overrides this calls it first. */
    @Override
    protected void end() {
        endIfComplete(true, originator);
        endIfComplete(false, responder);
    }

    private void endIfComplete(boolean isOrig, Side side) {
        if (side.carriageReturn && loneCarriageReturnEnds) {
            endAtCarriageReturn(isOrig, side);
        }
    }
}
