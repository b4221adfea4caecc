package org.nsm.analyzers.smb1;

import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.smb.NamedPipes;
import org.nsm.analyzers.table.RecentTable;
import org.nsm.api.spi.AnalyzerContext;

/** The shares that the client is connected to, by their TID. */
final class Shares {

    /** A client has a handful; servers grant some thousand at most. */
    private static final int MAX_SHARES = 256;

    /** With what the service of a share begins that has the named pipes of the server. */
    private static final String PIPES = "IPC";

    private final AnalyzerContext context;
    private final NamedPipes pipes;
    private final RecentTable<Share> shares = new RecentTable<>(MAX_SHARES);

    /**
     * What is known of a share.
     *
     * @param path  its path; empty if the connect was not seen, or nobody wants it
     * @param pipes whether it has the named pipes
     */
    private record Share(String path, boolean pipes) {}

    Shares(AnalyzerContext context, NamedPipes pipes) {
        this.context = context;
        this.pipes = pipes;
    }

    /** The client has access to a share. */
    void connected(int treeId, String path, String service) {
        put(treeId, new Share(path, service.startsWith(PIPES)));
    }

    /** The client gave a share up. */
    void disconnected(int treeId) {
        shares.remove(treeId, 0);
    }

    /** A file is being opened. A share that is not known may turn out to have the named pipes. */
    void opening(int treeId, String filename) {
        if (!isKnown(treeId) && pipes.recognise(filename)) {
            put(treeId, new Share("", true));
        }
    }

    private void put(int treeId, Share share) {
        if (shares.put(treeId, 0, share) != null) {
            context.weird("smb1_tree_evicted", "");
        }
    }

    /** Whether the client's connect to a share was seen, or what it is was found out. */
    boolean isKnown(int treeId) {
        return shares.get(treeId, 0) != null;
    }

    /** Whether a share is known to have the named pipes. */
    boolean havePipes(int treeId) {
        Share share = shares.get(treeId, 0);
        return share != null && share.pipes;
    }

    /** The path of a share; empty if it is not known. */
    String path(int treeId) {
        @Nullable Share share = shares.get(treeId, 0);
        return share == null ? "" : share.path;
    }
}
