package org.nsm.analyzers.smb2;

import org.jspecify.annotations.Nullable;

/**
 * What the latest request was about. A related request of a compound is about the same session and share, and about the
 * same file where it gives none (MS-SMB2, section 3.3.5.2.7.2).
 */
final class RequestChain {

    /** All bits set stand for the file of the request before. */
    private static final long SAME = -1;

    private final Handles handles;
    private long sessionId;
    private long treeId;
    private long persistentId;
    private long volatileId;
    private @Nullable Handle file;

    RequestChain(Handles handles) {
        this.handles = handles;
    }

    long sessionId() {
        return sessionId;
    }

    long treeId() {
        return treeId;
    }

    long persistentId() {
        return persistentId;
    }

    long volatileId() {
        return volatileId;
    }

    /** The open file, if it is known. */
    @Nullable Handle file() {
        return file;
    }

    /** The next request; may be called several times for the same one. */
    void next(Smb2Message request) {
        if (!request.isRelated()) {
            sessionId = request.sessionId();
            treeId = request.treeId();
        }
    }

    /** The request opens a file. */
    void opens(@Nullable Handle opened) {
        persistentId = SAME;
        volatileId = SAME;
        file = opened;
    }

    /** The request is about a file. */
    void uses(Smb2Message request, int fileIdOffset) {
        long first = request.u64(fileIdOffset);
        long second = request.u64(fileIdOffset + 8);
        if (!request.isRelated() || first != SAME || second != SAME) {
            persistentId = first;
            volatileId = second;
            file = handles.find(first, second);
        }
    }

    /** The file of the request, whose opening may not have been seen. */
    Handle fileOrUnknown(String share) {
        Handle known = file;
        if (known == null) {
            known = handles.opening(sessionId, share, "");
            handles.opened(known, persistentId, volatileId);
            file = known;
        }
        return known;
    }
}
