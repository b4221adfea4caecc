package org.nsm.events;

import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;

/**
 * The JSON of the connections that events were lately about. Most events name only their connection's uid and
 * addresses, and those hardly ever change, so that a copy of the bytes made last time does.
 *
 * <p>A table of fixed size in which a connection takes the place of another: what is held does not grow with the
 * connections seen. Keeps no connection alive. An entry counts for the very same {@link Connection.Id} only, so that an
 * engine that makes a new one for each call gains nothing and loses nothing.
 */
final class ConnectionCache {

    private static final int SLOTS = 256;

    /** The longest entry: two IPv6 addresses, two ports, the uid and the keys take less than 200 bytes. */
    private static final int MAX_LENGTH = 256;

    private final @Nullable Entry[] entries = new Entry[SLOTS];

    /** Appends the short form: {@code {"uid":…,"id":{…}}}. */
    void write(Connection connection, JsonBuffer out) {
        Connection.Id id = connection.id();
        String uid = connection.uid();
        int slot = System.identityHashCode(id) & SLOTS - 1;
        @Nullable Entry entry = entries[slot];
        if (entry != null && entry.isOf(id, uid)) {
            out.raw(entry.json, entry.length);
            return;
        }
        int start = out.size();
        ConnectionJson.writeShort(id, uid, out);
        int length = out.size() - start;
        if (length <= MAX_LENGTH) {
            if (entry == null) {
                entry = new Entry(id, uid);
                entries[slot] = entry;
            }
            entry.id = id;
            entry.uid = uid;
            entry.length = length;
            out.copyTo(entry.json, start);
        }
    }

    private static final class Entry {

        private Connection.Id id;
        private String uid;
        private final byte[] json = new byte[MAX_LENGTH];
        private int length;

        Entry(Connection.Id id, String uid) {
            this.id = id;
            this.uid = uid;
        }

        @SuppressWarnings("ReferenceEquality") // to compare four values would cost about what the cache saves
        boolean isOf(Connection.Id otherId, String otherUid) {
            return id == otherId && uid.equals(otherUid);
        }
    }
}
