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

    /** What a field that is kept takes besides its octets: a record, two texts, and a place in a list. */
    private static final int COST_OF_FIELD = 128;

    private static final int FIRST_CAPACITY = 256;

    private static final byte[] NOTHING = {};

    /** Above this size the buffer is not kept for the next header. */
    private static final int KEPT_CAPACITY = 4_096;

    private final Listener listener;
    private final HeldBytes heldBytes;
    private final int costOfField;
    private final HeaderField field = new HeaderField();
    private byte[] bytes = NOTHING;
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

        /**
         * Whether the listener keeps the fields until the header ends, so that they count as held. Asked once.
         *
         * @return false if each one is forgotten after the call
         */
        boolean keepsFields();
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
        costOfField = listener.keepsFields() ? COST_OF_FIELD : 0;
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
            bytes = NOTHING;
        }
    }

    /** Forgets a header that is not complete. */
    public void clear() {
        open = false;
        end();
    }

    private void append(ByteBuf line, int size) {
        int wanted = Math.min(size, MAX_FIELD - length);
        if (wanted < size || total > MAX_HEADER - size || fields >= MAX_FIELDS || !mayHold(wanted)) {
            overflow();
            return;
        }
        if (length + wanted > bytes.length) {
            int larger = Math.min(MAX_FIELD, Math.max(FIRST_CAPACITY, bytes.length * 2));
            bytes = Arrays.copyOf(bytes, Math.max(length + wanted, larger));
        }
        line.getBytes(line.readerIndex(), bytes, length, wanted);
        length += wanted;
        total += wanted;
    }

    /** What was read of a header stays in one form or another until its end. */
    private boolean mayHold(int more) {
        return heldBytes.mayBe(total + more + (fields + 1) * costOfField);
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
                field.forget();
            }
        }
        length = 0;
    }
}
