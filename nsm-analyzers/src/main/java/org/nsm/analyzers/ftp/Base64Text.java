package org.nsm.analyzers.ftp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Base64 without anything between the groups (RFC 4648, section 4). */
final class Base64Text {

    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        byte[] alphabet =
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < alphabet.length; i++) {
            VALUES[alphabet[i]] = (byte) i;
        }
    }

    private Base64Text() {}

    /** What a text stands for, or null if it is not well-formed. */
    static @Nullable ByteBuf decode(String text) {
        int length = text.length();
        if (length % 4 != 0) {
            return null;
        }
        int digits = length;
        while (digits > length - 2 && digits > 0 && text.charAt(digits - 1) == '=') {
            digits--;
        }
        ByteBuf decoded = Unpooled.buffer(digits * 3 / 4);
        int bits = 0;
        for (int i = 0; i < digits; i++) {
            char digit = text.charAt(i);
            int value = digit < VALUES.length ? VALUES[digit] : -1;
            if (value < 0) {
                return null;
            }
            bits = bits << 6 | value;
            if (i % 4 != 0) {
                decoded.writeByte(bits >> 2 * (3 - i % 4));
            }
        }
        return decoded;
    }
}
