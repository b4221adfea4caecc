package org.nsm.analyzers.mime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An entity that has begun and not ended, as {@link MimeParser} keeps it. */
final class MimeEntity {

    private static final int COST = 128;
    private static final byte[] NO_BYTES = {};

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

    /** In how many entities it is. */
    final int level;

    /** What {@link OpenDelimiters} knows of its delimiter. */
    int delimiterHash;

    @Nullable MimeEntity nextInPlace;

    /** What separates its parts, as long as there may be more of them. */
    private byte @Nullable [] delimiter;

    MimeEntity(boolean reported, int level, ContentType type) {
        this.reported = reported;
        this.level = level;
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

    /** What separates its parts (RFC 2046, section 5.1.1); nothing once there are no more. */
    byte[] delimiter() {
        return delimiter == null ? NO_BYTES : delimiter;
    }

    /** Whether the delimiter is this. */
    boolean hasDelimiter(byte[] bytes, int length) {
        return delimiter != null && delimiter.length == length && startsAlike(bytes, length, delimiter);
    }

    /** Whether a line that begins with the delimiter has nothing else on it. */
    boolean isExactDelimiter(byte[] line, int length) {
        int at = isClosing(line, length) ? delimiter().length + 2 : delimiter().length;
        while (at < length && Ascii.isBlank(line[at])) {
            at++;
        }
        return at == length;
    }

    /** Whether a line that begins with the delimiter says that no parts follow. */
    boolean isClosing(byte[] line, int length) {
        int at = delimiter().length;
        return length >= at + 2 && line[at] == '-' && line[at + 1] == '-';
    }
}
