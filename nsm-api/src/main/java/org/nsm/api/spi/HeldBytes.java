package org.nsm.api.spi;

/**
 * What one direction of a stream has reserved for the beginning of a line or PDU whose rest has yet to come. Beginnings of
 * usual sizes are not counted, so that connections with nothing else go on when somebody else fills the memory.
 */
final class HeldBytes {

    private static final int UNCOUNTED = 4096;

    private final AnalyzerContext context;
    private int reserved;

    HeldBytes(AnalyzerContext context) {
        this.context = context;
    }

    /** Whether so many bytes may be held in all. */
    boolean mayBe(int bytes) {
        int missing = bytes - UNCOUNTED - reserved;
        if (missing > 0) {
            if (!context.reserve(missing)) {
                return false;
            }
            reserved += missing;
        }
        return true;
    }

    /** Nothing is held any more. */
    void release() {
        if (reserved > 0) {
            context.release(reserved);
            reserved = 0;
        }
    }
}
