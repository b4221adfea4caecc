package org.nsm.examples.dump;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output, kept open between captures. What the terminal shows of the progress is erased before anything else is
 * written there.
 */
final class StandardOutput extends OutputStream {

    private final OutputStream out;
    private final Progress progress;
    private boolean failed;

    StandardOutput(OutputStream out, Progress progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Whether a write failed: then every other one will, as when the reader of a pipe has gone. */
    boolean failed() {
        return failed;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        progress.erase();
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    /** Flushes; the next capture goes on writing. */
    @Override
    public void close() throws IOException {
        flush();
    }
}
