package org.nsm.analyzers.mail;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.HeldBytes;

/**
 * Takes the lines of a mail out of the bytes that carry it. A line ends in LF or CR LF; a CR elsewhere belongs to it.
 *
 * <p>SMTP and POP3 send a mail as lines of which those that begin with a dot get another one in front, and a dot on a line
 * of its own after the last (RFC 5321, section 4.5.2; RFC 1939, section 3): {@link #readToDot}. Chunks of SMTP (RFC 3030)
 * are the mail as it is: {@link #readAll}.
 *
 * <p>A line that lies in one delivery is handed on where it lies. Otherwise its beginning is collected, up to a limit and as
 * long as the analyzers may hold more; above that it is handed on in pieces.
 */
public final class MailLines {

    /** RFC 5322 allows 998 octets; what is sent unwrapped by mistake fits as well. */
    private static final int MAX_HELD = 65_536;

    /** Above this size the buffer is not kept for the next line. */
    private static final int KEPT_CAPACITY = 4096;

    private static final ByteBuf CARRIAGE_RETURN = Unpooled.unreleasableBuffer(
                    Unpooled.wrappedBuffer(new byte[] {'\r'}))
            .asReadOnly();

    private final Sink sink;
    private final HeldBytes heldBytes;
    private @Nullable ByteBuf held;
    private boolean lineBegun;
    private boolean dots;

    /** Takes the lines. */
    @FunctionalInterface
    public interface Sink {

        /**
         * A line, or a piece of one that is very long.
         *
         * @param text    the readable bytes, without the end of the line; perhaps none; valid during the call
         * @param lineEnd whether the line ends with this piece
         */
        void line(ByteBuf text, boolean lineEnd);
    }

    /**
     * Begins.
     *
     * @param context of the analyzer that finds the mail
     * @param sink    takes the lines
     */
    public MailLines(AnalyzerContext context, Sink sink) {
        heldBytes = new HeldBytes(context);
        this.sink = sink;
    }

    /**
     * Reads up to the line that ends the mail.
     *
     * @param data its readable bytes are read, those behind the last line stay unread
     * @return whether the last line was there
     */
    public boolean readToDot(ByteBuf data) {
        dots = true;
        return read(data);
    }

    /**
     * Reads all that there is.
     *
     * @param data its readable bytes are read
     */
    public void readAll(ByteBuf data) {
        dots = false;
        read(data);
    }

    /**
     * The mail is over: hands on what is left of a line without an end.
     *
     * @param asLine whether it counts as a line, as where the mail broke off
     */
    public void flush(boolean asLine) {
        ByteBuf rest = held;
        if (rest != null && rest.isReadable()) {
            held = null;
            unstuff(rest);
            if (rest.isReadable()) {
                sink.line(rest, asLine);
            }
        }
        clear();
    }

    /** Forgets what is left of a line without an end. */
    public void clear() {
        held = null;
        heldBytes.release();
        lineBegun = false;
    }

    private boolean read(ByteBuf data) {
        int end = data.writerIndex();
        while (data.isReadable()) {
            int start = data.readerIndex();
            int lineFeed = data.indexOf(start, end, (byte) '\n');
            if (lineFeed < 0) {
                data.readerIndex(end);
                hold(data, start, end);
                return false;
            }
            data.readerIndex(lineFeed + 1);
            if (endLine(data, start, lineFeed)) {
                return true;
            }
        }
        return false;
    }

    /** A line ends. Returns whether it is the last one of the mail. */
    private boolean endLine(ByteBuf data, int start, int lineFeed) {
        ByteBuf before = held;
        if (before != null && before.isReadable()) {
            hold(data, start, lineFeed);
            ByteBuf line = held == null ? Unpooled.EMPTY_BUFFER : held;
            int last = line.writerIndex() - 1;
            if (line.isReadable() && line.getByte(last) == '\r') {
                line.writerIndex(last);
            }
            boolean over = handOn(line);
            release(line);
            return over;
        }
        int next = data.readerIndex();
        int bufferEnd = data.writerIndex();
        int lineEnd = lineFeed > start && data.getByte(lineFeed - 1) == '\r' ? lineFeed - 1 : lineFeed;
        data.setIndex(start, lineEnd);
        boolean over = handOn(data);
        data.setIndex(next, bufferEnd);
        return over;
    }

    private boolean handOn(ByteBuf line) {
        if (unstuff(line) && !line.isReadable()) {
            return true;
        }
        lineBegun = false;
        sink.line(line, true);
        return false;
    }

    /** Takes the dot off the beginning of a line. Returns whether there was one. */
    private boolean unstuff(ByteBuf line) {
        if (!dots || lineBegun || !line.isReadable() || line.getByte(line.readerIndex()) != '.') {
            return false;
        }
        line.skipBytes(1);
        return true;
    }

    private void hold(ByteBuf data, int start, int end) {
        int from = start;
        while (from < end) {
            ByteBuf buffer = held;
            if (buffer == null) {
                buffer = Unpooled.buffer(Math.max(64, Math.min(MAX_HELD, end - from)), MAX_HELD);
                held = buffer;
            }
            int length = Math.min(end - from, MAX_HELD - buffer.readableBytes());
            boolean full = !heldBytes.mayBe(buffer.readableBytes() + length);
            buffer.writeBytes(data, from, length);
            from += length;
            if (full || buffer.readableBytes() == MAX_HELD) {
                handOnPiece(buffer);
            }
        }
    }

    /** Makes room. A CR stays, since an LF may follow. */
    private void handOnPiece(ByteBuf buffer) {
        int end = buffer.writerIndex();
        boolean carriageReturn = buffer.getByte(end - 1) == '\r';
        buffer.writerIndex(carriageReturn ? end - 1 : end);
        unstuff(buffer);
        lineBegun = true;
        sink.line(buffer, false);
        release(buffer);
        if (carriageReturn) {
            hold(CARRIAGE_RETURN, 0, 1);
        }
    }

    private void release(ByteBuf buffer) {
        heldBytes.release();
        if (buffer.capacity() > KEPT_CAPACITY) {
            held = null;
        } else {
            buffer.clear();
        }
    }
}
