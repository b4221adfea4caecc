package org.nsm.analyzers.mime;

import org.jspecify.annotations.Nullable;

/**
 * A complete header field (RFC 5322, section 2.2), where it lies. Valid while it is being handed on; texts are made when
 * they are asked for.
 */
public final class HeaderField {

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int nameStart;
    private int nameEnd;
    private int valueStart;
    private int valueEnd;
    private @Nullable HeaderName known;
    private @Nullable String value;

    HeaderField() {}

    /**
     * Finds the parts of a field.
     *
     * @param line   the field without its line ends
     * @param length how much of it counts
     * @return whether it is one: a name without blanks and a colon
     */
    boolean parse(byte[] line, int length) {
        int start = afterComments(line, length);
        int colon = start;
        int end = start;
        boolean blankInside = false;
        boolean blankBefore = false;
        for (; colon < length && line[colon] != ':'; colon++) {
            boolean blank = Ascii.isBlank(line[colon]);
            if (!blank) {
                blankInside |= blankBefore;
                end = colon + 1;
            }
            blankBefore = blank;
        }
        if (colon == length || end == start || blankInside) {
            return false;
        }
        bytes = line;
        value = null;
        nameStart = start;
        nameEnd = end;
        valueStart = colon + 1;
        while (valueStart < length && Ascii.isBlank(line[valueStart])) {
            valueStart++;
        }
        valueEnd = length;
        known = HeaderName.of(line, start, end);
        return true;
    }

    /** It was handed on: lets go of its octets. */
    void forget() {
        bytes = NOTHING;
        value = null;
        nameStart = 0;
        nameEnd = 0;
        valueStart = 0;
        valueEnd = 0;
    }

    /** Mail programs are known to put comments in front of a name. */
    private static int afterComments(byte[] line, int length) {
        int at = 0;
        while (at < length && Ascii.isBlank(line[at])) {
            at++;
        }
        while (at < length && line[at] == '(') {
            while (at < length && line[at] != ')') {
                at++;
            }
            at = Math.min(length, at + 1);
            while (at < length && Ascii.isBlank(line[at])) {
                at++;
            }
        }
        return at;
    }

    /**
     * The name, if it is a common one.
     *
     * @return the name, or null
     */
    public @Nullable HeaderName known() {
        return known;
    }

    /**
     * The name as events give it.
     *
     * @return the name in upper case
     */
    public String name() {
        return known != null ? known.text() : Ascii.upperText(bytes, nameStart, nameEnd);
    }

    /**
     * The value as HTTP has it (RFC 9112, section 5.1).
     *
     * @return the value without surrounding blanks
     */
    public String value() {
        String made = value;
        if (made == null) {
            made = Ascii.text(bytes, valueStart, trimmedEnd());
            value = made;
        }
        return made;
    }

    /**
     * The value as mail has it: blanks at its end belong to it (RFC 5322, section 2.2.1).
     *
     * @return the value without the blanks in front of it
     */
    public String mailValue() {
        return Ascii.text(bytes, valueStart, valueEnd);
    }

    private int trimmedEnd() {
        int end = valueEnd;
        while (end > valueStart && Ascii.isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    /**
     * The beginning of the value up to a blank, a comma, a semicolon or a comment.
     *
     * @return the word in upper case; empty if there is none
     */
    public String firstWord() {
        int end = valueStart;
        while (end < valueEnd && !endsWord(bytes[end])) {
            end++;
        }
        return Ascii.upperText(bytes, valueStart, end);
    }

    private static boolean endsWord(byte octet) {
        return Ascii.isBlank(octet) || octet == ',' || octet == ';' || octet == '(';
    }

    /**
     * The value as a number without sign.
     *
     * @return the number, at most {@link Long#MAX_VALUE}; -1 if the value is not made of digits alone
     */
    public long number() {
        int end = trimmedEnd();
        if (valueStart == end) {
            return -1;
        }
        long number = 0;
        for (int i = valueStart; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : number * 10 + digit;
        }
        return number;
    }
}
