package org.nsm.reassembly.link;

/** The radiotap header: how a wireless frame was received. Two of its flags say how the frame is laid out. */
final class Radiotap {

    /** Version, padding, length, and the first word that tells which fields are present. */
    private static final int FIXED = 8;

    private static final int PRESENT_TIMESTAMP = 1;
    private static final int PRESENT_FLAGS = 1 << 1;
    private static final int PRESENT_MORE = 1 << 31;

    private static final int FLAG_CHECK_SEQUENCE_AT_END = 0x10;
    private static final int FLAG_PADDED_HEADER = 0x20;
    private static final int FLAG_BAD_CHECK_SEQUENCE = 0x40;

    private static final int CHECK_SEQUENCE = 4;

    private Radiotap() {}

    static void frame(byte[] bytes, Frame out) {
        if (!out.header(FIXED)) {
            return;
        }
        int length = Wire.u16le(bytes, out.offset + 2);
        if (bytes[out.offset] != 0 || length < FIXED) {
            out.malformed(Weird.BAD_RADIOTAP_HEADER);
            return;
        }
        if (!out.header(length)) {
            return;
        }
        int flags = flags(bytes, out.offset, length);
        out.offset += length;
        if ((flags & FLAG_BAD_CHECK_SEQUENCE) != 0) {
            out.malformed(Weird.BAD_FRAME_CHECK_SEQUENCE);
            return;
        }
        if ((flags & FLAG_CHECK_SEQUENCE_AT_END) != 0) {
            out.limit(Math.max(out.wireEnd - out.offset - CHECK_SEQUENCE, 0));
        }
        Wireless.frame(bytes, out, (flags & FLAG_PADDED_HEADER) != 0);
    }

    /** The flags field, 0 if there is none. Only the timestamp can come before it; fields are aligned to their size. */
    private static int flags(byte[] bytes, int start, int length) {
        int present = Wire.i32le(bytes, start + 4);
        if ((present & PRESENT_FLAGS) == 0) {
            return 0;
        }
        int at = FIXED;
        for (int word = present; (word & PRESENT_MORE) != 0; at += 4) {
            if (length - at < 4) {
                return 0;
            }
            word = Wire.i32le(bytes, start + at);
        }
        if ((present & PRESENT_TIMESTAMP) != 0) {
            at = (at + 7 & ~7) + 8;
        }
        return at < length ? Wire.u8(bytes, start + at) : 0;
    }
}
