package org.nsm.api.event;

/** Reads ASCII digits, and unlike {@link Character#digit} no others. */
final class Digits {

    private Digits() {}

    /** The number in a part of a text, or -1 unless that is one to {@code maxDigits} digits and at most {@code max}. */
    static int decimal(String text, int start, int end, int maxDigits, int max) {
        if (end <= start || end - start > maxDigits) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < end; i++) {
            if (!isDecimal(text.charAt(i))) {
                return -1;
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number > max ? -1 : number;
    }

    static boolean isDecimal(char c) {
        return c >= '0' && c <= '9';
    }

    /** The value of a hexadecimal digit in either case, or -1. */
    static int hexadecimal(char c) {
        if (isDecimal(c)) {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
