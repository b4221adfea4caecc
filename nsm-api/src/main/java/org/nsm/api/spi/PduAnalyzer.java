package org.nsm.api.spi;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Understands a protocol that is made of PDUs which say in their beginning how long they are.
 *
 * <p><b>Memory.</b> A PDU that lies in one delivery is handed on where it lies. Otherwise it is collected in a buffer for
 * each direction, which grows with the bytes that come, not with the length that was claimed, and never beyond the limit.
 *
 * <p><b>Missing bytes.</b> Where the gap lies inside a PDU, that one is dropped, and the next is read where it begins.
 * Where it reaches beyond, {@link #resynchronise} has to find the next one; by default it ends the analyzer. The same
 * holds where the analyzer itself {@link #lose loses} its footing.
 */
public abstract class PduAnalyzer extends StreamAnalyzer {

    /** A result of {@link #length}: this is no such PDU. */
    protected static final long VIOLATION = -1;

    /** A result of {@link #length}: the header has at least one byte more. */
    protected static final long MORE = 0;

    /** Above this size a buffer is not kept for the next PDU. */
    private static final int KEPT_CAPACITY = 4096;

    private final int headerLength;
    private final int maxLength;
    private final Side originator;
    private final Side responder;

    /** How far one direction is. */
    private static final class Side {

        private final HeldBytes bytes;

        /** The beginning of a PDU that is not complete yet. */
        private @Nullable ByteBuf held;

        /** The length of that PDU; 0 while it is not known. */
        private int length;

        /** How many bytes of a PDU nobody wants are still to come. */
        private long skip;

        /** Bytes are missing, and where the next PDU begins is not known. */
        private boolean lost;

        Side(AnalyzerContext context) {
            bytes = new HeldBytes(context);
        }

        int heldBytes() {
            return held == null ? 0 : held.readableBytes();
        }
    }

    /**
     * Makes an analyzer of PDUs.
     *
     * @param context      what it knows of its surroundings
     * @param headerLength how many bytes {@link #length} needs at least, 1 or more
     * @param maxLength    the longest PDU, with its header, in bytes
     * @throws IllegalArgumentException if the header is empty or longer than the longest PDU
     */
    protected PduAnalyzer(AnalyzerContext context, int headerLength, int maxLength) {
        super(context);
        if (headerLength < 1 || headerLength > maxLength) {
            throw new IllegalArgumentException("a header of " + headerLength + " bytes in a PDU of up to " + maxLength);
        }
        this.headerLength = headerLength;
        this.maxLength = maxLength;
        originator = new Side(context);
        responder = new Side(context);
    }

    /**
     * Says how long a PDU is.
     *
     * @param isOrig whether the originator sent it
     * @param header its readable bytes are the beginning of the PDU: as many as the constructor was told, and one more
     *               each time this said {@link #MORE}; to be read by index or in order, as is convenient
     * @return the length of the whole PDU in bytes, {@link #MORE}, or {@link #VIOLATION}
     */
    protected abstract long length(boolean isOrig, ByteBuf header);

    /**
     * A PDU is complete.
     *
     * @param isOrig whether the originator sent it
     * @param pdu    its readable bytes are the PDU with its header; valid during the call
     */
    protected abstract void pdu(boolean isOrig, ByteBuf pdu);

    /**
     * A PDU is longer than the limit. By default this is a violation. Where this does not end the analyzer, the PDU is
     * skipped.
     *
     * @param isOrig whether the originator sent it
     * @param header its readable bytes are what {@link #length} was given
     * @param length what it made of that
     */
    protected void oversized(boolean isOrig, ByteBuf header, long length) {
        violation("a PDU of " + length + " bytes");
    }

    /**
     * Says that nobody knows where the next PDU of a direction begins: because what came is none, or, called by a
     * constructor, because the beginning of the connection was not seen. What is held of the direction and the rest of
     * the present delivery are dropped, and {@link #resynchronise} is asked from the next delivery on. Called by
     * {@link #length}, it makes the result of that meaningless.
     *
     * @param isOrig whether the originator's is meant
     */
    protected final void lose(boolean isOrig) {
        Side side = isOrig ? originator : responder;
        clear(side);
        side.skip = 0;
        side.lost = true;
    }

    /**
     * Looks for the beginning of a PDU in the bytes behind a gap, or after {@link #lose}. Called with each delivery until
     * it finds one. By default this ends the analyzer.
     *
     * @param isOrig whether the originator sent them
     * @param data   one or more readable bytes
     * @return how many bytes to leave out, or a negative number where no PDU begins in these
     */
    protected int resynchronise(boolean isOrig, ByteBuf data) {
        context().finish();
        return -1;
    }

    /**
     * The direction was closed inside a PDU. By default the beginning of it is dropped.
     *
     * @param isOrig    whether the originator sent it
     * @param beginning its readable bytes are what came of the PDU, one or more; valid during the call
     */
    protected void unfinished(boolean isOrig, ByteBuf beginning) {}

    /** Closes the last PDU. Who overrides this calls it. */
    @Override
    protected void endOfStream(boolean isOrig) {
        Side side = isOrig ? originator : responder;
        ByteBuf held = side.held;
        if (held != null && held.isReadable()) {
            unfinished(isOrig, held);
            clear(side);
        }
    }

    @Override
    protected final void data(boolean isOrig, ByteBuf data) {
        Side side = isOrig ? originator : responder;
        if (side.lost && !found(isOrig, side, data)) {
            return;
        }
        while (data.isReadable() && !side.lost && context().active()) {
            if (side.skip > 0) {
                int length = (int) Math.min(side.skip, data.readableBytes());
                data.skipBytes(length);
                side.skip -= length;
            } else if (side.heldBytes() > 0) {
                collect(isOrig, side, data);
            } else {
                readInPlace(isOrig, side, data);
            }
        }
    }

    private boolean found(boolean isOrig, Side side, ByteBuf data) {
        int start = data.readerIndex();
        int end = data.writerIndex();
        int offset = resynchronise(isOrig, data);
        if (offset < 0 || offset >= end - start) {
            data.setIndex(end, end);
            return false;
        }
        data.setIndex(start + offset, end);
        side.lost = false;
        return true;
    }

    /** A PDU begins in this delivery. */
    private void readInPlace(boolean isOrig, Side side, ByteBuf data) {
        int start = data.readerIndex();
        int end = data.writerIndex();
        int length = 0;
        int header = headerLength;
        while (length == 0 && header <= end - start) {
            length = checkedLength(isOrig, side, data, start, header);
            header++;
            if (length < 0) {
                return;
            }
        }
        if (length == 0 || length > end - start) {
            side.length = length;
            hold(side, data, end - start);
            return;
        }
        data.setIndex(start, start + length);
        pdu(isOrig, data);
        data.setIndex(start + length, end);
    }

    /** A PDU began in an earlier delivery. */
    private void collect(boolean isOrig, Side side, ByteBuf data) {
        ByteBuf held = side.held;
        if (held == null) {
            return;
        }
        int wanted = side.length > 0 ? side.length : Math.max(headerLength, held.readableBytes() + 1);
        if (!hold(side, data, Math.min(wanted - held.readableBytes(), data.readableBytes()))) {
            return;
        }
        if (side.length == 0 && held.readableBytes() == wanted) {
            side.length = Math.max(0, checkedLength(isOrig, side, held, 0, wanted));
        }
        if (side.length > 0 && held.readableBytes() == side.length) {
            side.length = 0;
            pdu(isOrig, held);
            clear(side);
        }
    }

    /** The length of a PDU if there is one to be had, 0 if more bytes are needed, negative if there is nothing to be had. */
    private int checkedLength(boolean isOrig, Side side, ByteBuf bytes, int start, int header) {
        int end = bytes.writerIndex();
        bytes.setIndex(start, start + header);
        long length = length(isOrig, bytes);
        bytes.setIndex(start, end);
        if (!side.lost && length == MORE && header < maxLength) {
            return 0;
        }
        if (side.lost) {
            side.skip = 0;
        } else if (length < header) {
            violation("no PDU");
        } else if (length > maxLength) {
            side.skip = length;
            bytes.setIndex(start, start + header);
            oversized(isOrig, bytes, length);
            bytes.setIndex(start, end);
        } else {
            return (int) length;
        }
        if (bytes == side.held) {
            side.skip = Math.max(0, side.skip - header);
            clear(side);
        }
        return -1;
    }

    /** Returns false, and ends the analysis of this connection, if there is no memory for it. */
    private boolean hold(Side side, ByteBuf data, int length) {
        if (!side.bytes.mayBe(side.heldBytes() + length)) {
            clear(side);
            context().finish();
            return false;
        }
        ByteBuf held = side.held;
        if (held == null) {
            held = Unpooled.buffer(Math.min(maxLength, Math.max(64, length)), maxLength);
            side.held = held;
        }
        held.writeBytes(data, length);
        return true;
    }

    private static void clear(Side side) {
        side.bytes.release();
        side.length = 0;
        if (side.held != null) {
            if (side.held.capacity() > KEPT_CAPACITY) {
                side.held = null;
            } else {
                side.held.clear();
            }
        }
    }

    /** Drops the PDU that the gap is in. Who overrides this calls it first. */
    @Override
    protected void gap(boolean isOrig, long length) {
        Side side = isOrig ? originator : responder;
        long missing = side.length > 0 ? side.length - side.heldBytes() : side.skip;
        clear(side);
        side.lost |= length > missing;
        side.skip = side.lost ? 0 : missing - length;
    }
}
