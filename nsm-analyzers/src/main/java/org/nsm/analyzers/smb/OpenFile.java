package org.nsm.analyzers.smb;

import org.nsm.api.event.SmbFileEvent;

/** A file that a client has open, and how much of it went over the wire so far. */
public final class OpenFile {

    final SmbFileEvent.File description;
    long bytesRead;
    long bytesWritten;
    boolean closed;

    OpenFile(SmbFileEvent.File description) {
        this.description = description;
    }
}
