package org.nsm.analyzers.smb2;

import org.jspecify.annotations.Nullable;

/** What has to be remembered of a request to understand its answer. Used again for other requests later. */
final class Exchange {

    /** Whether the request was about a pipe. */
    boolean onPipe;

    /** The file id in the request, as two numbers. */
    long persistentId;

    long volatileId;

    /** The file that is opened, read or closed; null if nobody wants to know. */
    @Nullable Handle file;

    /** Where a read starts. */
    long offset;

    /** The share that is connected to. */
    String share = "";

    /** The next one that is free. */
    @Nullable Exchange nextFree;
}
