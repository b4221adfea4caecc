package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A handshake message of DTLS, or a part of one (RFC 6347, section 4.2.2).
 *
 * @param type     the type of the message
 * @param length   the length of the whole message without header
 * @param sequence the number of the message
 * @param offset   where in the message this part begins
 * @param bytes    the part, as a view
 */
record Fragment(int type, int length, int sequence, int offset, ByteBuf bytes) {

    /** Reads the next one of a record, or returns null if it is malformed. */
    static @Nullable Fragment next(Cursor cursor) {
        Fragment fragment = new Fragment(cursor.u8(), cursor.u24(), cursor.u16(), cursor.u24(), cursor.vector24());
        return cursor.failed() || fragment.end() > fragment.length ? null : fragment;
    }

    /** Where in the message this part ends. */
    int end() {
        return offset + bytes.readableBytes();
    }

    /** Whether this is all of the message. */
    boolean whole() {
        return bytes.readableBytes() == length;
    }
}
