package org.nsm.analyzers.smb2;

import org.nsm.analyzers.smb.OpenFile;

/** A file that is open, or about to be. */
final class Handle {

    final OpenFile file;

    /** The file id, once the server gave it. */
    long persistentId;

    long volatileId;

    Handle(OpenFile file) {
        this.file = file;
    }
}
