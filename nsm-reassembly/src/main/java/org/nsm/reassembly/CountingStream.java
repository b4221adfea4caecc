package org.nsm.reassembly;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read from a file. */
final class CountingStream extends FilterInputStream {

    private long count;
    private boolean ended;

    CountingStream(InputStream in) {
        super(in);
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        counted(value < 0 ? -1 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int got = super.read(into, offset, length);
        counted(got);
        return got;
    }

    /** Decompression looks for another member only where this is not 0, as it is for some streams before their end. */
    @Override
    public int available() {
        return ended ? 0 : 1;
    }

    private void counted(int got) {
        if (got < 0) {
            ended = true;
        } else {
            count += got;
        }
    }
}
