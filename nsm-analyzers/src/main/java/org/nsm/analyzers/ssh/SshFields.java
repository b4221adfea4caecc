package org.nsm.analyzers.ssh;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data types of messages of version 2 (RFC 4253, section 5; RFC 4251, section 5). Strings and the numbers of
 * arbitrary size have the same form, a length of four octets and so many octets: a field.
 */
final class SshFields {

    private static final int LENGTH_OCTETS = 4;

    private SshFields() {}

    /**
     * One of several fields in a row.
     *
     * @param message its readable bytes begin with the first field, and stay as they are
     * @param index   which field, from 0
     * @return a view of the content, or null if the message does not hold it
     */
    static @Nullable ByteBuf field(ByteBuf message, int index) {
        int at = message.readerIndex();
        for (int i = 0; ; i++) {
            int end = end(message, at);
            if (end < 0) {
                return null;
            }
            if (i == index) {
                return message.slice(at + LENGTH_OCTETS, end - at - LENGTH_OCTETS)
                        .asReadOnly();
            }
            at = end;
        }
    }

    /** Where a field ends that begins somewhere, or -1 if the buffer does not hold it. */
    static int end(ByteBuf message, int start) {
        int room = message.writerIndex() - start - LENGTH_OCTETS;
        if (room < 0) {
            return -1;
        }
        long length = message.getUnsignedInt(start);
        return length > room ? -1 : start + LENGTH_OCTETS + (int) length;
    }

    /** The first of the names in a list, without those that are empty; empty if there is none. */
    static ByteBuf firstName(ByteBuf list) {
        int start = list.readerIndex();
        int end = list.writerIndex();
        while (start < end && list.getByte(start) == ',') {
            start++;
        }
        int comma = list.indexOf(start, end, (byte) ',');
        return list.slice(start, (comma < 0 ? end : comma) - start);
    }

    /** The names in a list with commas between them (RFC 4251, section 5). Empty names, which are forbidden, are left out. */
    static List<String> names(ByteBuf list) {
        List<String> names = new ArrayList<>();
        int end = list.writerIndex();
        for (int start = list.readerIndex(); start < end; ) {
            int comma = list.indexOf(start, end, (byte) ',');
            int nameEnd = comma < 0 ? end : comma;
            if (nameEnd > start) {
                names.add(list.toString(start, nameEnd - start, StandardCharsets.ISO_8859_1));
            }
            start = nameEnd + 1;
        }
        return names;
    }
}
