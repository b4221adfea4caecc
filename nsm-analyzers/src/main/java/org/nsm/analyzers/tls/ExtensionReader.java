package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Walks through the extensions of a hello (RFC 8446, section 4.2). */
final class ExtensionReader {

    private final Cursor cursor;
    private int code;
    private ByteBuf data = Unpooled.EMPTY_BUFFER;

    /** Reads the list behind its length. */
    ExtensionReader(ByteBuf extensions) {
        cursor = new Cursor(extensions);
    }

    /** Goes to the next extension. Returns false if there is none, or if it reaches beyond the list. */
    boolean next() {
        if (!cursor.hasMore()) {
            return false;
        }
        code = cursor.u16();
        data = cursor.vector16();
        return !cursor.failed();
    }

    /** Whether an extension reached beyond the list. */
    boolean failed() {
        return cursor.failed();
    }

    int code() {
        return code;
    }

    /** The data of the extension, as a view. */
    ByteBuf data() {
        return data;
    }
}
