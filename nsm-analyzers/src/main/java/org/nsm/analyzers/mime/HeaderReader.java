package org.nsm.analyzers.mime;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.HeldBytes;

/** Joins the lines of a header to fields (RFC 5322, section 2.2.3), which are handed on one after the other. */
public final class HeaderReader {

    /** A field with its continuations; servers and mail programs give up at a fraction of it. */
    public static final int MAX_FIELD = 65_536;

    /** Servers accept about a hundred fields; mail that passed many hosts has a few hundred. */
    private static final int MAX_FIELDS = 2_000;

    /** All fields together. */
    private static final int MAX_HEADER = 1_048_576;

    private static final int FIRST_CAPACITY = 256;

    /** Above this size the buffer is not kept for the next header. */
    private static final int KEPT_CAPACITY = 4_096;

    private final Listener listener;
    private final HeldBytes heldBytes;
    private final HeaderField field = new HeaderField();
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;
    private boolean open;
    private boolean began;
    private boolean overflowed;
    private int fields;
    private int total;

    /** Takes what a header consists of. */
    public interface Listener {

        /**
         * A field is complete.
         *
         * @param field the field, valid during the call
         */
        void field(HeaderField field);

        /** The first line begins with a blank, so that there is nothing that it could continue: it is read as a field. */
        void continuationOfNothing();

        /** The header is larger than anything real, or than the analyzers may hold now; the rest of it is ignored. Called once for a header. */
        void headerTooLarge();
    }

    /**
     * Makes a reader that can read one header after the other.
     *
     * @param context  of the analyzer that finds the header
     * @param listener takes the fields
     */
    public HeaderReader(AnalyzerContext context, Listener listener) {
        heldBytes = new HeldBytes(context);
        this.listener = listener;
    }

    /**
     * Reads a line.
     *
     * @param line the readable bytes are the line without its end; left where they are
     * @return false for an empty line, which ends the header: its last field has been handed on then
     */
    public boolean line(ByteBuf line) {
        int size = line.readableBytes();
        if (size == 0) {
            end();
            return false;
        }
        if (Ascii.isBlank(line.getByte(line.readerIndex()))) {
            if (!began) {
                listener.continuationOfNothing();
                open = true;
            }
            if (open) {
                append(line, size);
            }
        } else {
            handOn();
            open = true;
            append(line, size);
        }
        began = true;
        return true;
    }

    /** The header ends here: hands on its last field and gets ready for the next header. */
    public void end() {
        handOn();
        began = false;
        overflowed = false;
        fields = 0;
        total = 0;
        heldBytes.release();
        if (bytes.length > KEPT_CAPACITY) {
            bytes = new byte[FIRST_CAPACITY];
        }
    }

    /** Forgets a header that is not complete. */
    public void clear() {
        open = false;
        end();
    }

    private void append(ByteBuf line, int size) {
        int wanted = Math.min(size, MAX_FIELD - length);
        if (wanted < size || total > MAX_HEADER - size || fields >= MAX_FIELDS || !heldBytes.mayBe(length + wanted)) {
            overflow();
            return;
        }
        if (length + wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + wanted, Math.min(MAX_FIELD, bytes.length * 2)));
        }
        line.getBytes(line.readerIndex(), bytes, length, wanted);
        length += wanted;
        total += wanted;
    }

    private void overflow() {
        open = length > 0;
        if (!overflowed) {
            overflowed = true;
            listener.headerTooLarge();
        }
    }

    private void handOn() {
        if (open) {
            open = false;
            fields++;
            if (field.parse(bytes, length)) {
                listener.field(field);
            }
        }
        length = 0;
    }
}
