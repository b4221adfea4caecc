package org.nsm.analyzers.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an entity says it is (RFC 2045, section 5).
 *
 * @param type     the type in upper case
 * @param subtype  the subtype in upper case
 * @param boundary what separates the parts of a multipart entity; null for other entities and where it is missing
 */
public record ContentType(
        String type, String subtype, @Nullable String boundary) {

    /** What an entity is that says nothing (RFC 2045, section 5.2). */
    public static final ContentType TEXT_PLAIN = new ContentType("TEXT", "PLAIN", null);

    /** What the parts of a digest are that say nothing (RFC 2046, section 5.1.5). */
    public static final ContentType MESSAGE_RFC822 = new ContentType("MESSAGE", "RFC822", null);

    /** RFC 6838, section 4.2, allows 127 for each of the two names. */
    private static final int MAX_KEPT = 256;

    /** RFC 2046, section 5.1.1, allows 70. */
    private static final int MAX_BOUNDARY = 512;

    /** The detail of the problem with a multipart entity that cannot be taken apart. */
    private static final String NO_BOUNDARY = "boundary delimiter is not specified for a multipart entity -- content is"
            + " treated as type application/octet-stream";

    /** Takes what is wrong with a field. */
    @FunctionalInterface
    public interface ProblemListener {

        /**
         * Something is missing.
         *
         * @param detail the documented words
         */
        void illegalFormat(String detail);
    }

    /**
     * Reads the value of a Content-Type field.
     *
     * @param value    the value
     * @param problems told what is wrong with it
     * @return the content type, or null if there is none in it
     */
    public static @Nullable ContentType parse(String value, ProblemListener problems) {
        int start = skipBlanksAndComments(value, 0);
        int slash = tokenEnd(value, start);
        int afterType = skipBlanksAndComments(value, slash);
        if (slash == start || afterType == value.length() || value.charAt(afterType) != '/') {
            problems.illegalFormat("media type/subtype not found in content type");
            return null;
        }
        int subtypeStart = skipBlanksAndComments(value, afterType + 1);
        int subtypeEnd = tokenEnd(value, subtypeStart);
        if (subtypeEnd == subtypeStart) {
            problems.illegalFormat("media type/subtype not found in content type");
            return null;
        }
        String type = value.substring(start, slash).toUpperCase(Locale.ROOT);
        String subtype = value.substring(subtypeStart, subtypeEnd).toUpperCase(Locale.ROOT);
        String boundary = boundary(value, subtypeEnd, problems);
        if (!type.equals("MULTIPART")) {
            return new ContentType(type, subtype, null);
        }
        if (boundary == null) {
            problems.illegalFormat(NO_BOUNDARY);
        }
        return new ContentType(type, subtype, boundary);
    }

    /** The boundary among the parameters (RFC 2045, section 5.1). */
    private static @Nullable String boundary(String value, int from, ProblemListener problems) {
        String boundary = null;
        int at = nextParameter(value, from);
        while (at < value.length()) {
            int nameEnd = tokenEnd(value, at);
            int equals = skipBlanksAndComments(value, nameEnd);
            boolean isBoundary = value.regionMatches(true, at, "boundary", 0, 8) && nameEnd - at == 8;
            if (nameEnd == at && equals < value.length() && value.charAt(equals) == ';') {
                at = nextParameter(value, equals);
                continue;
            }
            if (equals == value.length() || value.charAt(equals) != '=') {
                if (nameEnd > at || equals < value.length()) {
                    problems.illegalFormat("= not found in parameter specification");
                }
                at = nextParameter(value, equals);
                continue;
            }
            int valueStart = skipBlanksAndComments(value, equals + 1);
            int valueEnd = valueEnd(value, valueStart);
            if (valueEnd <= valueStart) {
                problems.illegalFormat("value not found in parameter specification");
                return boundary;
            }
            if (isBoundary && boundary == null) {
                boundary = usable(unquoted(value, valueStart, valueEnd));
            }
            at = nextParameter(value, valueEnd);
        }
        return boundary;
    }

    /**
     * What is worth keeping as long as the body is read.
     *
     * @return the same, but for names that are longer than any real one, which are left out
     */
    public ContentType cut() {
        return type.length() + subtype.length() <= MAX_KEPT
                ? this
                : new ContentType(type.length() <= MAX_KEPT ? type : "", "", boundary);
    }

    private static @Nullable String usable(String boundary) {
        return boundary.isEmpty() || boundary.length() > MAX_BOUNDARY ? null : boundary;
    }

    private static int nextParameter(String value, int from) {
        int semicolon = value.indexOf(';', from);
        return semicolon < 0 ? value.length() : skipBlanksAndComments(value, semicolon + 1);
    }

    /** Behind the value of a parameter; not behind its start if it is missing or a quotation is not closed. */
    private static int valueEnd(String value, int start) {
        if (start < value.length() && value.charAt(start) == '"') {
            for (int i = start + 1; i < value.length(); i++) {
                if (value.charAt(i) == '\\') {
                    i++;
                } else if (value.charAt(i) == '"') {
                    return i + 1;
                }
            }
            return start;
        }
        int end = start;
        while (end < value.length() && value.charAt(end) != ';' && !Ascii.isBlank(value.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String unquoted(String value, int start, int end) {
        if (value.charAt(start) != '"') {
            return value.substring(start, end);
        }
        StringBuilder text = new StringBuilder(end - start);
        for (int i = start + 1; i < end - 1; i++) {
            if (value.charAt(i) == '\\' && i + 1 < end - 1) {
                i++;
            }
            text.append(value.charAt(i));
        }
        return text.toString();
    }

    private static int tokenEnd(String value, int start) {
        int end = start;
        while (end < value.length() && isTokenCharacter(value.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isTokenCharacter(char c) {
        return c > ' ' && c != 0x7f && "()<>@,;:\\\"/[]?=".indexOf(c) < 0;
    }

    private static int skipBlanksAndComments(String value, int from) {
        int at = from;
        int depth = 0;
        while (at < value.length()) {
            char c = value.charAt(at);
            if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (c == '\\' && depth > 0) {
                at++;
            } else if (depth == 0 && !Ascii.isBlank(c)) {
                return at;
            }
            at++;
        }
        return value.length();
    }

    /**
     * Whether the entity consists of parts that can be told apart.
     *
     * @return false for a multipart entity without a boundary too
     */
    public boolean isMultipart() {
        return boundary != null;
    }

    /**
     * Whether the entity is a message with a header of its own.
     *
     * @return true for all subtypes
     */
    public boolean isMessage() {
        return type.equals("MESSAGE");
    }

    /** What the parts of this entity are that say nothing. */
    ContentType defaultOfParts() {
        return subtype.equals("DIGEST") ? MESSAGE_RFC822 : TEXT_PLAIN;
    }

    /** What each line between the parts begins with. */
    byte[] delimiter() {
        return ("--" + (boundary == null ? "" : boundary)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
