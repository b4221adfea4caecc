package org.nsm.reassembly.link;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Unsigned numbers in a byte array. The caller has checked that they are there. */
final class Wire {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Wire() {}

    static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    static int u16(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xffff;
    }

    static int u16le(byte[] bytes, int at) {
        return Short.reverseBytes((short) SHORT.get(bytes, at)) & 0xffff;
    }

    /** All 32 bits, so that large values are negative. */
    static int i32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static int i32le(byte[] bytes, int at) {
        return Integer.reverseBytes(i32(bytes, at));
    }
}
