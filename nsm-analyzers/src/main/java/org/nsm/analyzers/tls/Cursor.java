package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Reads the presentation language of TLS (RFC 8446, section 3) from front to back. What reaches beyond the end makes the
 * cursor fail: from then on it yields zeros and empty vectors, so that a reader asks once, at its end, whether all went
 * well.
 */
final class Cursor {

    private final ByteBuf bytes;
    private final int end;
    private int at;
    private boolean failed;

    /** Reads the readable bytes of a buffer, whose indices stay as they are. */
    Cursor(ByteBuf bytes) {
        this.bytes = bytes;
        at = bytes.readerIndex();
        end = bytes.writerIndex();
    }

    boolean failed() {
        return failed;
    }

    int remaining() {
        return end - at;
    }

    /** Whether there is more to read, which a cursor that failed says no to. */
    boolean hasMore() {
        return at < end;
    }

    /** Whether everything was read, and nothing beyond. */
    boolean complete() {
        return !failed && at == end;
    }

    int u8() {
        return take(1) ? bytes.getUnsignedByte(at - 1) : 0;
    }

    int u16() {
        return take(2) ? bytes.getUnsignedShort(at - 2) : 0;
    }

    int u24() {
        return take(3) ? bytes.getUnsignedMedium(at - 3) : 0;
    }

    long u32() {
        return take(4) ? bytes.getUnsignedInt(at - 4) : 0;
    }

    long u64() {
        return take(8) ? bytes.getLong(at - 8) : 0;
    }

    /** The next octets as a view. */
    ByteBuf octets(int length) {
        return take(length) ? bytes.slice(at - length, length) : Unpooled.EMPTY_BUFFER;
    }

    /** A vector behind one octet of length. */
    ByteBuf vector8() {
        return octets(u8());
    }

    /** A vector behind two octets of length. */
    ByteBuf vector16() {
        return octets(u16());
    }

    /** A vector behind three octets of length. */
    ByteBuf vector24() {
        return octets(u24());
    }

    /** Everything that is left. */
    ByteBuf rest() {
        return octets(end - at);
    }

    private boolean take(int length) {
        if (failed || length > end - at) {
            failed = true;
            at = end;
            return false;
        }
        at += length;
        return true;
    }
}
