package org.nsm.analyzers.http;

import io.netty.buffer.ByteBuf;
import org.nsm.analyzers.mime.Ascii;

/** The line in front of a chunk (RFC 9112, section 7.1). */
final class ChunkSize {

    /** The line does not begin with a hexadecimal number. */
    static final long MALFORMED = -1;

    /** What larger sizes count as; no connection lasts so long. */
    static final long MAX = Long.MAX_VALUE - 1;

    private ChunkSize() {}

    /** The size; anything behind it is ignored, as extensions are to be. */
    static long parse(ByteBuf line) {
        int at = line.readerIndex();
        int end = line.writerIndex();
        while (at < end && Ascii.isBlank(line.getByte(at))) {
            at++;
        }
        long size = MALFORMED;
        for (; at < end; at++) {
            int digit = Character.digit(line.getByte(at), 16);
            if (digit < 0) {
                break;
            }
            if (size < 0) {
                size = 0;
            }
            size = size > MAX >> 4 ? MAX : Math.min(MAX, size << 4 | digit);
        }
        return size;
    }
}
