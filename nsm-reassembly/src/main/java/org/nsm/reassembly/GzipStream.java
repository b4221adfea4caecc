package org.nsm.reassembly;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Decompresses all members of a gzip file, and gives what could be decompressed before damage, then the damage. */
final class GzipStream extends GZIPInputStream {

    private static final int COMPRESSED_BUFFER = 1 << 16;

    private @Nullable ZipException damage;

    GzipStream(InputStream in) throws IOException {
        super(in, COMPRESSED_BUFFER);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (damage != null) {
            throw damage;
        }
        long before = inf.getBytesWritten();
        try {
            return super.read(into, offset, length);
        } catch (ZipException e) {
            damage = e;
            int written = (int) (inf.getBytesWritten() - before); // negative when another member was begun
            if (written > 0) {
                return written;
            }
            throw e;
        }
    }
}
