package org.nsm.analyzers.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a signature demands of the beginning of a file. Octets that are not there count as zero, behind the first place. */
sealed interface Condition {

    /** The first place where it may hold. */
    int first();

    /** The last place. */
    int last();

    /** Whether it can hold where this octet is. */
    boolean mayBeginWith(byte octet);

    /** Whether it holds at a place, which is at most behind the last octet. */
    boolean holdsAt(byte[] beginning, int place);

    /**
     * Reads a condition in the form of the table.
     *
     * @param type   of the value
     * @param offset a place, or the first and the last one with a colon between them; null for the beginning
     * @param value  what must be there
     * @param mask   which bits of it count; null for all
     */
    static Condition of(@Nullable String type, @Nullable String offset, String value, @Nullable String mask) {
        String place = offset == null ? "0" : offset;
        int colon = place.indexOf(':');
        int first = Integer.parseInt(colon < 0 ? place : place.substring(0, colon));
        int last = colon < 0 ? first : Integer.parseInt(place.substring(colon + 1));
        String kind = type == null ? "string" : type;
        if (kind.equals("regex")) {
            return new Expression(
                    Pattern.compile(new String(Octets.decode(kind, value), StandardCharsets.UTF_8)), first, last);
        }
        boolean anyCase = kind.equals("stringignorecase");
        byte[] octets = Octets.decode(kind, anyCase ? value.toLowerCase(Locale.ROOT) : value);
        return Octets.of(octets, mask == null ? new byte[0] : Octets.decode(kind, mask), anyCase, first, last);
    }

    /** Certain octets, or bits of them, at one of several places. */
    record Octets(byte[] octets, byte[] mask, boolean anyCase, int first, int last) implements Condition {

        static Octets of(byte[] octets, byte[] someMask, boolean anyCase, int first, int last) {
            int length = Math.max(octets.length, someMask.length);
            byte[] expected = new byte[length];
            byte[] mask = new byte[length];
            for (int i = 0; i < length; i++) {
                mask[i] = i < someMask.length ? someMask[i] : -1;
                expected[i] = i < octets.length ? (byte) (octets[i] & mask[i]) : 0;
            }
            return new Octets(expected, mask, anyCase, first, last);
        }

        @Override
        public boolean mayBeginWith(byte octet) {
            return octets.length == 0 || fits(octet, 0);
        }

        @Override
        public boolean holdsAt(byte[] beginning, int place) {
            if (beginning.length < first + octets.length) {
                return false;
            }
            for (int i = 0; i < octets.length; i++) {
                if (!fits(place + i < beginning.length ? beginning[place + i] : 0, i)) {
                    return false;
                }
            }
            return true;
        }

        private boolean fits(byte octet, int place) {
            int masked = octet & mask[place];
            if (anyCase && masked >= 'A' && masked <= 'Z') {
                masked |= 0x20;
            }
            return (byte) masked == octets[place];
        }

        static byte[] decode(String kind, String value) {
            return switch (kind) {
                case "string", "stringignorecase", "regex" -> text(value, 0, 1);
                case "unicodeLE" -> text(value, 0, 2);
                case "unicodeBE" -> text(value, 1, 2);
                case "byte" -> (value.startsWith("0x") ? value.substring(2) : value).getBytes(StandardCharsets.UTF_8);
                case "big16" -> number(value, 2, true);
                case "big32" -> number(value, 4, true);
                case "host16", "little16" -> number(value, 2, false);
                case "host32", "little32" -> number(value, 4, false);
                default -> throw new IllegalArgumentException("a signature of type " + kind);
            };
        }

        /** Hexadecimal or octal. */
        private static byte[] number(String value, int size, boolean bigEndian) {
            boolean hex = value.startsWith("0x");
            long number = Long.parseLong(hex ? value.substring(2) : value, hex ? 16 : 8);
            byte[] octets = new byte[size];
            for (int i = 0; i < size; i++) {
                octets[bigEndian ? size - 1 - i : i] = (byte) (number >>> Byte.SIZE * i);
            }
            return octets;
        }

        /** Hexadecimal digits, or characters some of which may be escaped; each takes an octet out of so many. */
        private static byte[] text(String value, int place, int size) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            if (value.startsWith("0x")) {
                for (int i = 2; i + 1 < value.length(); i += 2) {
                    octets.write(Integer.parseInt(value.substring(i, i + 2), 16));
                }
                return octets.toByteArray();
            }
            for (int i = 0; i < value.length(); ) {
                int character = value.charAt(i++);
                if (character == '\\') {
                    char escaped = value.charAt(i);
                    if (escaped == 'x') {
                        character = Integer.parseInt(value.substring(i + 1, i + 3), 16);
                        i += 3;
                    } else if (Character.isDigit(escaped)) {
                        int end = i;
                        while (end < Math.min(i + 3, value.length()) && Character.isDigit(value.charAt(end))) {
                            end++;
                        }
                        character = Integer.parseInt(value.substring(i, end), 8) & 0xff;
                        i = end;
                    } else {
                        // Whatever else is escaped has a zero in front of it.
                        character = escaped == 'r' ? '\r' : escaped == 'n' ? '\n' : escaped == '\\' ? escaped : 0;
                        i += character == 0 ? 0 : 1;
                    }
                }
                for (int j = 0; j < size; j++) {
                    octets.write(j == place ? character : character >> Byte.SIZE);
                }
            }
            return octets.toByteArray();
        }
    }

    /** A regular expression that matches from one of several places on. */
    record Expression(Pattern pattern, int first, int last) implements Condition {

        private static final int WINDOW = 8_192;

        @Override
        public boolean mayBeginWith(byte octet) {
            Matcher matcher = pattern.matcher(String.valueOf((char) (octet & 0xff)));
            return matcher.lookingAt() || matcher.hitEnd();
        }

        @Override
        public boolean holdsAt(byte[] beginning, int place) {
            return pattern.matcher(new Text(beginning, place + WINDOW))
                    .region(place, place + WINDOW)
                    .lookingAt();
        }
    }

    /** Octets as characters, with zeros behind them. */
    record Text(byte[] octets, int length) implements CharSequence {

        @Override
        public char charAt(int index) {
            return index < octets.length ? (char) (octets[index] & 0xff) : 0;
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return toString().substring(start, end);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                text.append(charAt(i));
            }
            return text.toString();
        }
    }
}
