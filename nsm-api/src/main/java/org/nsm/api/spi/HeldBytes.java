package org.nsm.api.spi;

/**
 * What one direction of a stream has reserved for the beginning of a line or PDU whose rest has yet to come. The first
 * 4096 bytes are not counted, so that connections with nothing else go on when somebody else fills the memory.
 * {@code LineAnalyzer} and {@code PduAnalyzer} have it built in; other analyzers ask it before they keep bytes.
 */
public final class HeldBytes {

    private static final int UNCOUNTED = 4096;

    private final AnalyzerContext context;
    private int reserved;

    /**
     * Nothing is held yet.
     *
     * @param context of the analyzer that holds the bytes
     */
    public HeldBytes(AnalyzerContext context) {
        this.context = context;
    }

    /**
     * Reserves what is missing.
     *
     * @param bytes how many bytes are to be held in all
     * @return false if they must not be, since the analyzers hold as much together as they may
     */
    public boolean mayBe(int bytes) {
        int missing = bytes - UNCOUNTED - reserved;
        if (missing > 0) {
            if (!context.reserve(missing)) {
                return false;
            }
            reserved += missing;
        }
        return true;
    }

    /**
     * Gives back what is not needed any more.
     *
     * @param bytes how many bytes are still held in all
     */
    public void shrink(int bytes) {
        int needed = Math.max(0, bytes - UNCOUNTED);
        if (reserved > needed) {
            context.release(reserved - needed);
            reserved = needed;
        }
    }

    /** Nothing is held any more. */
    public void release() {
        if (reserved > 0) {
            context.release(reserved);
            reserved = 0;
        }
    }
}
