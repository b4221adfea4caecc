package org.nsm.analyzers.smb2;

import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.smb.FileAccess;
import org.nsm.analyzers.table.RecentTable;
import org.nsm.api.spi.AnalyzerContext;

/** The files that are open on one connection, by their ids. Empty unless the host wants to know what is in them. */
final class Handles {

    /** As many as a busy terminal server has open. */
    private static final int MAX_FILES = 4096;

    private final AnalyzerContext context;
    private final FileAccess access;
    private final RecentTable<Handle> open = new RecentTable<>(MAX_FILES);

    Handles(AnalyzerContext context, FileAccess access) {
        this.context = context;
        this.access = access;
    }

    /** Whether the host wants to know. */
    boolean wanted() {
        return access.wanted();
    }

    /** A file is about to be opened. */
    Handle opening(long sessionId, String share, String path) {
        return new Handle(access.open(sessionId, share, path));
    }

    /** The server gave the file its id. */
    void opened(Handle handle, long persistentId, long volatileId) {
        handle.persistentId = persistentId;
        handle.volatileId = volatileId;
        Handle evicted = open.put(persistentId, volatileId, handle);
        if (evicted != null) {
            context.weird("smb2_open_file_evicted", "");
            access.closed(evicted.file);
        }
    }

    @Nullable Handle find(long persistentId, long volatileId) {
        return open.get(persistentId, volatileId);
    }

    void closed(Handle handle) {
        if (open.get(handle.persistentId, handle.volatileId) == handle) {
            open.remove(handle.persistentId, handle.volatileId);
        }
        access.closed(handle.file);
    }

    /** The connection is over. */
    void end() {
        open.drain(handle -> access.closed(handle.file));
    }
}
