package org.nsm.analyzers.smb2;

/**
 * What a client is connected to.
 *
 * @param ofPipes whether it has the named pipes of the server instead of files
 * @param path    as in {@code \\server\share}; empty if nobody wants to know it
 */
record Share(boolean ofPipes, String path) {

    static final Share UNKNOWN = new Share(false, "");

    /** Recognised by the name of a pipe. */
    static final Share RECOGNISED = new Share(true, "");
}
