package org.nsm.analyzers.smb1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.nsm.analyzers.windows.WindowsText;

/**
 * Reads the fields of one message in order. Offsets count from the SMB header, as those on the wire do.
 *
 * <p>Whether the message holds a field need not be asked before: what lies outside reads as 0 or as empty, and
 * {@link #fit()} says so afterwards. One object serves one message after the other.
 */
final class Fields {

    private ByteBuf message = Unpooled.EMPTY_BUFFER;
    private boolean unicode;
    private int start;
    private int at;
    private int end;
    private boolean fit;

    /**
     * Goes to another message.
     *
     * @param next    its readable bytes are the message from the protocol id on; to be valid as long as it is read
     * @param unicode whether its texts are UTF-16
     */
    void reset(ByteBuf next, boolean unicode) {
        message = next;
        this.unicode = unicode;
        start = next.readerIndex();
        at = start;
        end = next.writerIndex();
        fit = true;
    }

    /**
     * Goes to a part of what another one reads, in which offsets count as they do there.
     *
     * @param whole  the other one
     * @param offset where the part begins; it lies in the message
     * @param length of how many bytes it consists
     */
    void part(Fields whole, int offset, int length) {
        message = whole.message;
        unicode = whole.unicode;
        start = whole.start;
        at = start + offset;
        end = at + length;
        fit = true;
    }

    /** Lets go of the message. */
    void forget() {
        message = Unpooled.EMPTY_BUFFER;
    }

    /** Whether the message held all that was read so far. */
    boolean fit() {
        return fit;
    }

    /** Where the next field begins. */
    int offset() {
        return at - start;
    }

    /** The number of bytes behind {@link #offset()}. */
    int remaining() {
        return end - at;
    }

    /** Goes on at some place of the message. */
    void seek(int offset) {
        at = start;
        take(offset);
    }

    /** Leaves fields out. */
    void skip(int length) {
        take(length);
    }

    /** Moves over a field and says where it begins, or -1 where the message ends in front of its end. */
    private int take(int length) {
        if (length < 0 || length > end - at) {
            at = end;
            fit = false;
            return -1;
        }
        int field = at;
        at += length;
        return field;
    }

    int u8() {
        int field = take(1);
        return field < 0 ? 0 : message.getUnsignedByte(field);
    }

    int u16() {
        int field = take(Short.BYTES);
        return field < 0 ? 0 : message.getUnsignedShortLE(field);
    }

    int s16() {
        return (short) u16();
    }

    long u32() {
        int field = take(Integer.BYTES);
        return field < 0 ? 0 : message.getUnsignedIntLE(field);
    }

    long u64() {
        int field = take(Long.BYTES);
        return field < 0 ? 0 : message.getLongLE(field);
    }

    /** A view of bytes in the message; empty if they do not lie there. */
    ByteBuf bytes(long length) {
        int field = length > end - at ? take(-1) : take((int) length);
        return field < 0 || length == 0
                ? Unpooled.EMPTY_BUFFER
                : message.slice(field, (int) length).asReadOnly();
    }

    /**
     * A view of bytes at a place that the message names; empty bytes may be said to lie anywhere. The next field is
     * behind them.
     */
    ByteBuf bytesAt(int offset, long length) {
        return bytesAt(offset, length, true);
    }

    /**
     * The same.
     *
     * @param wanted whether to make the view and not only to leave the bytes out
     * @return the view, empty if it is not wanted
     */
    ByteBuf bytesAt(int offset, long length, boolean wanted) {
        if (length == 0) {
            return Unpooled.EMPTY_BUFFER;
        }
        if (offset < offset()) {
            fit = false;
            return Unpooled.EMPTY_BUFFER;
        }
        seek(offset);
        if (wanted) {
            return bytes(length);
        }
        take(length > end - at ? -1 : (int) length);
        return Unpooled.EMPTY_BUFFER;
    }

    /**
     * A text in the character set of the message, with its terminator, or to the end of the message. If it is UTF-16, it
     * begins at an even offset.
     *
     * @param wanted whether to read it and not only to leave it out
     * @return the text, or "" if it is not wanted
     */
    String text(boolean wanted) {
        if (unicode && (offset() & 1) != 0 && at < end) {
            at++;
        }
        return textHere(wanted);
    }

    /** The same at any offset. */
    String textHere(boolean wanted) {
        return unicode ? utf16(wanted) : oem(wanted, end);
    }

    /** A text in the OEM character set, whatever that of the message is. */
    String oem(boolean wanted) {
        return oem(wanted, end);
    }

    /** The same, ending at some offset at the latest. */
    String oemBefore(int limit) {
        return oem(true, Math.min(end, start + limit));
    }

    private String oem(boolean wanted, int limit) {
        int first = at;
        int last = WindowsText.oemEnd(message, first, limit);
        at = Math.min(limit, last + 1);
        return wanted ? WindowsText.oem(message, first, last - first) : "";
    }

    private String utf16(boolean wanted) {
        int first = at;
        int last = WindowsText.unicodeEnd(message, first, end);
        at = Math.min(end, last + 2);
        return wanted ? WindowsText.unicode(message, first, last - first) : "";
    }
}
