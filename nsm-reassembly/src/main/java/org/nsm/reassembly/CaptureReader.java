package org.nsm.reassembly;

import java.io.IOException;

/** One of the two file formats. */
interface CaptureReader {

    /**
     * Reads the next packet. It stays where it lies until the next call.
     *
     * @param packet what to fill in
     * @return false at the end of the file
     * @throws CaptureFormatException if the file is damaged from here on
     */
    boolean next(CapturedPacket packet) throws IOException;
}
