package org.nsm.analyzers.mime;

import java.nio.charset.StandardCharsets;

/** What text protocols ask of single bytes and of short stretches of them. */
public final class Ascii {

    private Ascii() {}

    /**
     * A letter of ASCII in upper case, any other byte as it is.
     *
     * @param octet the byte
     * @return the byte in upper case
     */
    public static byte upper(byte octet) {
        return octet >= 'a' && octet <= 'z' ? (byte) (octet - 32) : octet;
    }

    /**
     * Whether a byte is a blank between words.
     *
     * @param octet the byte
     * @return true for space and tabulator
     */
    public static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t';
    }

    /**
     * Bytes as a text of which each character is one byte.
     *
     * @param bytes where they stand
     * @param start the first
     * @param end   behind the last
     * @return the text
     */
    public static String text(byte[] bytes, int start, int end) {
        return start >= end ? "" : new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /**
     * The same with the letters of ASCII in upper case.
     *
     * @param bytes where they stand
     * @param start the first
     * @param end   behind the last
     * @return the text
     */
    public static String upperText(byte[] bytes, int start, int end) {
        if (start >= end) {
            return "";
        }
        byte[] upper = new byte[end - start];
        for (int i = 0; i < upper.length; i++) {
            upper[i] = upper(bytes[start + i]);
        }
        return new String(upper, StandardCharsets.ISO_8859_1);
    }

    /**
     * Whether bytes are a word, in any case.
     *
     * @param bytes where they stand
     * @param start the first
     * @param end   behind the last
     * @param word  the word in upper case
     * @return true if they are
     */
    public static boolean equalsIgnoreCase(byte[] bytes, int start, int end, String word) {
        if (end - start != word.length()) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (upper(bytes[i]) != word.charAt(i - start)) {
                return false;
            }
        }
        return true;
    }
}
