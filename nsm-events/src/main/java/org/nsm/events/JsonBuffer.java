package org.nsm.events;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * JSON in the making: a byte array that grows, and the scalar values of the format. Whoever appends sees to it that the
 * values make sense together.
 *
 * <p>A separator is written where the last byte is not the one that opened the object or the array. That byte cannot be
 * mistaken for the end of a value, which is a digit, a letter, a quote, or a closing bracket.
 */
final class JsonBuffer {

    private static final int INITIAL_CAPACITY = 1 << 16;
    private static final int MAX_KEPT_CAPACITY = 1 << 20;
    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    /** A byte takes at most six bytes ({@code \\u0000}), and so does a UTF-16 unit: three bytes of UTF-8, two bytes each. */
    private static final int MAX_EXPANSION = 6;

    private static final int CHUNK = 4096;

    /** The digits of a 64-bit number and its sign. */
    private static final int MAX_NUMBER = 20;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    /** What becomes of a byte in a string: itself (0), {@code \\u00XX}, two bytes of UTF-8, or a backslash and this byte. */
    private static final byte[] TREATMENT = new byte[256];

    private static final byte UNICODE_ESCAPE = 1;
    private static final byte TWO_BYTES = 2;

    static {
        Arrays.fill(TREATMENT, 0, 0x20, UNICODE_ESCAPE);
        Arrays.fill(TREATMENT, 0x80, 0x100, TWO_BYTES);
        TREATMENT['"'] = '"';
        TREATMENT['\\'] = '\\';
        TREATMENT['\n'] = 'n';
        TREATMENT['\r'] = 'r';
        TREATMENT['\t'] = 't';
    }

    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int size;
    private final byte[] chunk = new byte[CHUNK];
    private final ConnectionCache connections = new ConnectionCache();

    int size() {
        return size;
    }

    /** Forgets what was appended since the buffer had a smaller size. */
    void truncate(int earlierSize) {
        size = earlierSize;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    /** Forgets everything, and the memory that an unusually long event took. */
    void clear() {
        size = 0;
        if (bytes.length > MAX_KEPT_CAPACITY) {
            bytes = new byte[INITIAL_CAPACITY];
        }
    }

    void copyTo(byte[] target, int from) {
        System.arraycopy(bytes, from, target, 0, size - from);
    }

    ConnectionCache connections() {
        return connections;
    }

    // ------------------------------------------------------------------ structure

    void ascii(char c) {
        reserve(1);
        bytes[size++] = (byte) c;
    }

    void raw(byte[] json) {
        raw(json, json.length);
    }

    void raw(byte[] json, int length) {
        reserve(length);
        System.arraycopy(json, 0, bytes, size, length);
        size += length;
    }

    /**
     * Begins a member of an object.
     *
     * @param commaAndKey what {@link #key(String)} made
     */
    void member(byte[] commaAndKey) {
        if (bytes[size - 1] == '{') {
            reserve(commaAndKey.length);
            System.arraycopy(commaAndKey, 1, bytes, size, commaAndKey.length - 1);
            size += commaAndKey.length - 1;
        } else {
            raw(commaAndKey);
        }
    }

    /** Begins an element of an array, or a member of an object whose key follows. */
    void separate() {
        byte last = bytes[size - 1];
        if (last != '[' && last != '{') {
            ascii(',');
        }
    }

    /** Prepares the key of a member. */
    static byte[] key(String name) {
        return ("," + quoted(name) + ":").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * A documented name as a string.
     *
     * @throws IllegalArgumentException if it is empty or would need to be escaped
     */
    static String quoted(String name) {
        if (!name.matches("[ !#-\\[\\]-~]+")) {
            throw new IllegalArgumentException("not the name of anything documented: " + name);
        }
        return '"' + name + '"';
    }

    // ------------------------------------------------------------------ numbers

    void bool(boolean value) {
        raw(value ? TRUE : FALSE);
    }

    void nothing() {
        raw(NULL);
    }

    void signed(long value) {
        if (value < 0) {
            ascii('-');
        }
        unsigned(
                value < 0 ? -value : value); // the smallest long stays what it is, which is right as an unsigned number
    }

    void unsigned(long value) {
        reserve(MAX_NUMBER);
        long rest = value;
        if (rest < 0) {
            long tenth = Long.divideUnsigned(rest, 10);
            positive(tenth);
            rest -= tenth * 10;
        }
        positive(rest);
    }

    private void positive(long value) {
        int digits = 1;
        for (long v = value; v >= 10; v /= 10) {
            digits++;
        }
        long rest = value;
        for (int i = size + digits - 1; i >= size; i--) {
            long tenth = rest / 10;
            bytes[i] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        size += digits;
    }

    /** A double in the shortest form that leads back to it; null for what JSON has no number for. */
    void real(double value) {
        if (Double.isFinite(value)) {
            raw(Double.toString(value).getBytes(StandardCharsets.US_ASCII));
        } else {
            nothing();
        }
    }

    // ------------------------------------------------------------------ time

    /** Epoch seconds with six decimals, of a time in nanoseconds. */
    void time(long nanos) {
        seconds(Math.floorDiv(nanos, 1_000_000_000L), (int) Math.floorMod(nanos, 1_000_000_000L), false);
    }

    /** Epoch seconds with six decimals. */
    void time(Instant time) {
        seconds(time.getEpochSecond(), time.getNano(), false);
    }

    /** Seconds with as many decimals as are needed, six at most. */
    void interval(Duration interval) {
        seconds(interval.getSeconds(), interval.getNano(), true);
    }

    /** What is below a microsecond is cut, towards the past. */
    private void seconds(long floor, int nanosAbove, boolean trim) {
        long whole = floor;
        int micros = nanosAbove / NANOS_PER_MICRO;
        if (floor < 0) {
            ascii('-');
            whole = micros == 0 ? -floor : -floor - 1;
            micros = micros == 0 ? 0 : MICROS_PER_SECOND - micros;
        }
        unsigned(whole);
        if (trim && micros == 0) {
            return;
        }
        reserve(7);
        bytes[size] = '.';
        int rest = micros;
        for (int i = size + 6; i > size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += 7;
        while (trim && bytes[size - 1] == '0') {
            size--;
        }
    }

    // ------------------------------------------------------------------ strings

    /** A text each of whose characters is a byte; one with characters beyond U+00FF is written as {@link #unicode}. */
    void text(String text) {
        int start = size;
        ascii('"');
        int length = text.length();
        for (int from = 0; from < length; from += CHUNK) {
            int to = Math.min(from + CHUNK, length);
            reserve(MAX_EXPANSION * (to - from));
            byte[] target = bytes;
            int at = size;
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                if (c > 0xff) {
                    size = start;
                    unicode(text);
                    return;
                }
                at = put(target, at, c);
            }
            size = at;
        }
        ascii('"');
    }

    /** A text as the bytes of its UTF-8 form. A surrogate without its other half is encoded as if it were a character. */
    void unicode(String text) {
        ascii('"');
        int length = text.length();
        for (int from = 0; from < length; ) {
            int to = Math.min(from + CHUNK, length);
            reserve(MAX_EXPANSION * (to - from + 1)); // the last may be the first half of a pair
            int at = size;
            int i = from;
            while (i < to) {
                int c = text.codePointAt(i);
                i += Character.charCount(c);
                at = putUtf8(bytes, at, c);
            }
            size = at;
            from = i;
        }
        ascii('"');
    }

    /** The readable bytes as a text, left where they are. */
    void bytes(ByteBuf data) {
        ascii('"');
        int end = data.writerIndex();
        for (int from = data.readerIndex(); from < end; from += CHUNK) {
            int length = Math.min(CHUNK, end - from);
            data.getBytes(from, chunk, 0, length);
            reserve(MAX_EXPANSION * length);
            byte[] target = bytes;
            int at = size;
            for (int i = 0; i < length; i++) {
                at = put(target, at, chunk[i] & 0xff);
            }
            size = at;
        }
        ascii('"');
    }

    private static int putUtf8(byte[] target, int at, int c) {
        if (c < 0x80) {
            return put(target, at, c);
        }
        if (c < 0x800) {
            return put(target, put(target, at, 0xc0 | c >> 6), 0x80 | c & 0x3f);
        }
        int next;
        if (c < 0x10000) {
            next = put(target, at, 0xe0 | c >> 12);
        } else {
            next = put(target, put(target, at, 0xf0 | c >> 18), 0x80 | c >> 12 & 0x3f);
        }
        return put(target, put(target, next, 0x80 | c >> 6 & 0x3f), 0x80 | c & 0x3f);
    }

    /** Writes the character that stands for a byte, and says where the next goes. */
    private static int put(byte[] target, int at, int b) {
        byte treatment = TREATMENT[b];
        if (treatment == 0) {
            target[at] = (byte) b;
            return at + 1;
        }
        if (treatment == TWO_BYTES) {
            target[at] = (byte) (0xc0 | b >> 6);
            target[at + 1] = (byte) (0x80 | b & 0x3f);
            return at + 2;
        }
        target[at] = '\\';
        if (treatment != UNICODE_ESCAPE) {
            target[at + 1] = treatment;
            return at + 2;
        }
        target[at + 1] = 'u';
        target[at + 2] = '0';
        target[at + 3] = '0';
        target[at + 4] = HEX[b >> 4];
        target[at + 5] = HEX[b & 0xf];
        return at + 6;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            // fails with an OutOfMemoryError beyond the longest array there can be
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int) Math.min(2L * size, 1 << 30)));
        }
    }
}
