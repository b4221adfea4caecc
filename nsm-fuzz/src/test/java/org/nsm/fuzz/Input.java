package org.nsm.fuzz;

/** Reads the bytes that a fuzzer chose, front to back. Behind the end everything is 0 or empty. */
public final class Input {

    private final byte[] bytes;
    private int position;

    /** The bytes of one execution. */
    public Input(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether there is more. */
    public boolean hasMore() {
        return position < bytes.length;
    }

    /** The next byte, 0 to 255. */
    public int u8() {
        return position < bytes.length ? bytes[position++] & 0xff : 0;
    }

    /** The next two bytes, the high one first. */
    public int u16() {
        return u8() << 8 | u8();
    }

    /** So many bytes, or what is left. */
    public byte[] take(int length) {
        int taken = Math.min(length, bytes.length - position);
        byte[] part = new byte[taken];
        System.arraycopy(bytes, position, part, 0, taken);
        position += taken;
        return part;
    }

    /** What is left. */
    public byte[] rest() {
        return take(bytes.length);
    }
}
