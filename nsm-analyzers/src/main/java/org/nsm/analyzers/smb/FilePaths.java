package org.nsm.analyzers.smb;

/** Paths that are kept until they are needed. */
public final class FilePaths {

    /** Longer than any path that servers take without a special form; many may be kept, and a message has room for more. */
    private static final int MAX_LENGTH = 1024;

    private FilePaths() {}

    /**
     * As much of a path as is kept.
     *
     * @param path the path
     * @return the path or its beginning
     */
    public static String kept(String path) {
        return path.length() > MAX_LENGTH ? path.substring(0, MAX_LENGTH) : path;
    }

    /**
     * The same without the backslash in front that a path on a share may have.
     *
     * @param path the path
     * @return the path or its beginning
     */
    public static String keptOnShare(String path) {
        return kept(path.startsWith("\\") ? path.substring(1) : path);
    }
}
