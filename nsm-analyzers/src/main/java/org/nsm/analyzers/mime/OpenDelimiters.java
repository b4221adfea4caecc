package org.nsm.analyzers.mime;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The lines between parts of all entities whose parts may go on. A line is looked up by the hashes of its beginnings, so that
 * entities that lie deep inside each other do not make it be compared with the delimiter of each of them.
 */
final class OpenDelimiters {

    /** An entity or two are open; those of a mail that was forwarded often share chains. */
    private static final int PLACES = 16;

    /** Odd, so that no octet is lost; nobody can choose delimiters of one hash that differ. */
    private static final int MULTIPLIER = new SecureRandom().nextInt() | 1;

    private static final @Nullable MimeEntity[] NO_PLACES = {};

    private @Nullable MimeEntity[] places = NO_PLACES;
    private int count;

    /** No delimiter is shorter, and none longer, while there are any. */
    private int shortest;

    private int longest;

    /** How many there are. */
    int count() {
        return count;
    }

    /** Adds the delimiter of an entity that is inside of all others here. */
    void add(MimeEntity entity) {
        byte[] delimiter = entity.delimiter();
        int hash = 0;
        for (byte octet : delimiter) {
            hash = next(hash, octet);
        }
        shortest = count == 0 ? delimiter.length : Math.min(shortest, delimiter.length);
        longest = count == 0 ? delimiter.length : Math.max(longest, delimiter.length);
        count++;
        if (places.length == 0) {
            places = new @Nullable MimeEntity[PLACES];
        }
        int place = place(hash);
        entity.delimiterHash = hash;
        entity.nextInPlace = places[place];
        places[place] = entity;
    }

    /** Removes the delimiter of an entity that was added. */
    void remove(MimeEntity entity) {
        int place = place(entity.delimiterHash);
        MimeEntity before = null;
        for (MimeEntity each = places[place]; each != entity && each != null; each = each.nextInPlace) {
            before = each;
        }
        if (before == null) {
            places[place] = entity.nextInPlace;
        } else {
            before.nextInPlace = entity.nextInPlace;
        }
        entity.nextInPlace = null;
        count--;
    }

    /**
     * Finds the entity which a line takes apart: the innermost one whose delimiter it is, or else begins with.
     *
     * @param line   where the line stands from the start
     * @param length how much of it counts
     * @return the entity, or null if the line is none between parts
     */
    @Nullable MimeEntity find(byte[] line, int length) {
        if (count == 0) {
            return null;
        }
        MimeEntity beginsWith = null;
        MimeEntity exact = null;
        int hash = 0;
        int end = Math.min(length, longest);
        for (int at = 0; at < end; ) {
            hash = next(hash, line[at++]);
            if (at < shortest) {
                continue;
            }
            MimeEntity entity = innermost(hash, line, at);
            if (entity == null) {
                continue;
            }
            if (entity.isExactDelimiter(line, length)) {
                exact = inner(exact, entity);
            } else {
                beginsWith = inner(beginsWith, entity);
            }
        }
        return exact != null ? exact : beginsWith;
    }

    private static MimeEntity inner(@Nullable MimeEntity one, MimeEntity other) {
        return one != null && one.level > other.level ? one : other;
    }

    private @Nullable MimeEntity innermost(int hash, byte[] line, int length) {
        for (MimeEntity each = places[place(hash)]; each != null; each = each.nextInPlace) {
            if (each.delimiterHash == hash && each.hasDelimiter(line, length)) {
                return each;
            }
        }
        return null;
    }

    private static int next(int hash, byte octet) {
        return (hash + (octet & 0xff) + 1) * MULTIPLIER;
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 16) * 0x9e3779b9 >>> 28;
    }
}
