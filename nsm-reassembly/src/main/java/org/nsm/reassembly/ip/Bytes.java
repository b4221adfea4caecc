package org.nsm.reassembly.ip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads numbers in network byte order. The caller has checked that they lie inside the array. */
public final class Bytes {

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    /**
     * One byte.
     *
     * @param bytes  the array
     * @param offset where
     * @return 0 to 255
     */
    public static int u8(byte[] bytes, int offset) {
        return bytes[offset] & 0xff;
    }

    /**
     * Two bytes.
     *
     * @param bytes  the array
     * @param offset where
     * @return 0 to 65535
     */
    public static int u16(byte[] bytes, int offset) {
        return (short) SHORTS.get(bytes, offset) & 0xffff;
    }

    /**
     * Four bytes as they are.
     *
     * @param bytes  the array
     * @param offset where
     * @return a signed number
     */
    public static int i32(byte[] bytes, int offset) {
        return (int) INTS.get(bytes, offset);
    }

    /**
     * Four bytes.
     *
     * @param bytes  the array
     * @param offset where
     * @return 0 to 2<sup>32</sup>-1
     */
    public static long u32(byte[] bytes, int offset) {
        return i32(bytes, offset) & 0xffff_ffffL;
    }

    /**
     * Eight bytes as they are.
     *
     * @param bytes  the array
     * @param offset where
     * @return a signed number
     */
    public static long i64(byte[] bytes, int offset) {
        return (long) LONGS.get(bytes, offset);
    }
}
