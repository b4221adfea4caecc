package org.nsm.analyzers.mime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An entity that has begun and not ended, as {@link MimeParser} keeps it. */
final class MimeEntity {

    private static final int COST = 128;

    /** Whether the listener knows of it; false for one whose header was read elsewhere. */
    final boolean reported;

    boolean inHeader = true;
    ContentType type;
    String encoding = "";

    /** What to undo in the body; null to take it as it is. */
    @Nullable TransferDecoder decoder;

    /** Whether it has a body of its own that somebody wants. */
    boolean hasWantedBody;

    /** How much of it counts as held. */
    int cost;

    /** What separates its parts, as long as there may be more of them. */
    private byte @Nullable [] delimiter;

    MimeEntity(boolean reported, ContentType type) {
        this.reported = reported;
        this.type = type;
    }

    /** What it takes if it consists of others: the boundary as text and as octets, and the objects around them. */
    int nestingCost() {
        String boundary = type.boundary();
        return COST + (boundary == null ? 0 : 2 * boundary.length());
    }

    void openParts() {
        delimiter = type.delimiter();
    }

    void closeParts() {
        delimiter = null;
    }

    boolean partsOpen() {
        return delimiter != null;
    }

    /** Whether a line, of which perhaps only a beginning is there, may be a delimiter. */
    boolean mayBeDelimiter(byte[] line, int length) {
        return delimiter != null && startsAlike(line, length, delimiter);
    }

    private static boolean startsAlike(byte[] line, int length, byte[] delimiter) {
        int common = Math.min(length, delimiter.length);
        return Arrays.equals(line, 0, common, delimiter, 0, common);
    }

    /** Whether a line begins with the delimiter (RFC 2046, section 5.1.1). */
    boolean isDelimiter(byte[] line, int length) {
        return delimiter != null && length >= delimiter.length && startsAlike(line, length, delimiter);
    }

    /** Whether a line that {@link #isDelimiter} has nothing else on it. */
    boolean isExactDelimiter(byte[] line, int length) {
        int at = isClosing(line, length) ? delimiterLength() + 2 : delimiterLength();
        while (at < length && Ascii.isBlank(line[at])) {
            at++;
        }
        return at == length;
    }

    /** Whether a line that {@link #isDelimiter} says that no parts follow. */
    boolean isClosing(byte[] line, int length) {
        int at = delimiterLength();
        return length >= at + 2 && line[at] == '-' && line[at + 1] == '-';
    }

    private int delimiterLength() {
        return delimiter == null ? 0 : delimiter.length;
    }
}
