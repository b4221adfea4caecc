package org.nsm.analyzers.smb2;

import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.table.RecentTable;
import org.nsm.api.spi.AnalyzerContext;

/** The shares that one connection uses, by session and tree id. */
final class Shares {

    /** Far more than a client has drives. */
    private static final int MAX_SHARES = 256;

    private final AnalyzerContext context;
    private final RecentTable<Share> connected = new RecentTable<>(MAX_SHARES);

    Shares(AnalyzerContext context) {
        this.context = context;
    }

    void connected(long sessionId, long treeId, Share share) {
        if (connected.put(sessionId, treeId, share) != null) {
            context.weird("smb2_tree_evicted", "");
        }
    }

    void disconnected(long sessionId, long treeId) {
        connected.remove(sessionId, treeId);
    }

    @Nullable Share find(long sessionId, long treeId) {
        return connected.get(sessionId, treeId);
    }
}
