package org.nsm.analyzers.windows;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The two kinds of text in the protocols of Windows: Unicode, which is UTF-16 with the low octet first, and the character
 * set of the machine (OEM), of which nothing is known but that its lower half is ASCII. Texts end at the first NUL.
 */
public final class WindowsText {

    private WindowsText() {}

    /**
     * Reads a Unicode text.
     *
     * @param bytes  where it is
     * @param index  where it begins there
     * @param length of how many octets it consists; an odd last one counts as a character
     * @return the text up to the first NUL; halves of surrogate pairs stay as they are
     * @throws IndexOutOfBoundsException if it does not lie in the buffer
     */
    public static String unicode(ByteBuf bytes, int index, int length) {
        int units = length + 1 >> 1;
        char[] text = new char[units];
        for (int i = 0; i < units; i++) {
            int at = index + 2 * i;
            int unit = 2 * i + 1 < length ? bytes.getUnsignedShortLE(at) : bytes.getUnsignedByte(at);
            if (unit == 0) {
                return new String(text, 0, i);
            }
            text[i] = (char) unit;
        }
        return new String(text);
    }

    /**
     * Reads an OEM text.
     *
     * @param bytes  where it is
     * @param index  where it begins there
     * @param length of how many octets it consists
     * @return the text up to the first NUL, each character being one octet
     * @throws IndexOutOfBoundsException if it does not lie in the buffer
     */
    public static String oem(ByteBuf bytes, int index, int length) {
        int end = oemEnd(bytes, index, index + length);
        return bytes.toString(index, end - index, StandardCharsets.ISO_8859_1);
    }

    /**
     * Looks for the terminator of a Unicode text.
     *
     * @param bytes where the text is
     * @param from  where it begins there
     * @param to    where it ends at the latest
     * @return the index of the two octets of the NUL, or {@code to} where there is none
     */
    public static int unicodeEnd(ByteBuf bytes, int from, int to) {
        for (int at = from; at + 1 < to; at += 2) {
            if (bytes.getShort(at) == 0) {
                return at;
            }
        }
        return to;
    }

    /**
     * Looks for the terminator of an OEM text.
     *
     * @param bytes where the text is
     * @param from  where it begins there
     * @param to    where it ends at the latest
     * @return the index of the NUL, or {@code to} where there is none
     */
    public static int oemEnd(ByteBuf bytes, int from, int to) {
        int end = from < to ? bytes.indexOf(from, to, (byte) 0) : -1;
        return end < 0 ? to : end;
    }
}
