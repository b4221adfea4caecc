package org.nsm.reassembly;

import java.io.IOException;

/**
 * A capture file is damaged or of a format that is not supported: it breaks off, or a length in it cannot be true. What
 * lies behind that place cannot be read, since only the lengths say where the next packet begins.
 */
public final class CaptureFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Where the damage is. */
    private final long offset;

    /** What is wrong. */
    private final String reason;

    CaptureFormatException(long offset, String reason) {
        super(reason + " at offset " + offset);
        this.offset = offset;
        this.reason = reason;
    }

    /**
     * Where the damage is.
     *
     * @return bytes from the beginning of the file to the header, record or block that is wrong; in a compressed file
     *     these are bytes after decompression
     */
    public long offset() {
        return offset;
    }

    /**
     * What is wrong.
     *
     * @return a short description, without the offset
     */
    public String reason() {
        return reason;
    }
}
