package org.nsm.analyzers.dcerpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** What is known of a request or response whose last fragment is still to come. */
final class Fragments {

    /** From the first fragment. */
    final int contextId;

    /** From the first fragment. */
    final int operation;

    /** Whether the results are to be read. */
    private boolean kept;

    private int bodies;
    private int stubLength;
    private @Nullable ByteBuf stub;

    /** The first fragment came. */
    Fragments(int contextId, int operation, boolean kept) {
        this.contextId = contextId;
        this.operation = operation;
        this.kept = kept;
    }

    /**
     * A fragment came.
     *
     * @param bodyLength how many octets its body has
     * @param length     how many of these are arguments or results
     */
    void add(int bodyLength, int length) {
        bodies += bodyLength;
        stubLength += length;
    }

    /** Whether the results are kept, to be read when they are complete. */
    boolean kept() {
        return kept;
    }

    /** The results are not to be read after all. */
    void forget() {
        kept = false;
        stub = null;
    }

    /** How many octets are kept. */
    int keptLength() {
        return stub == null ? 0 : stub.readableBytes();
    }

    /** Keeps the results in a fragment. What the limits of reassembly let pass fits. */
    void keep(ByteBuf results) {
        if (stub == null) {
            stub = Unpooled.buffer(results.readableBytes());
        }
        stub.writeBytes(results, results.readerIndex(), results.readableBytes());
    }

    /** How many octets the bodies of all fragments have. */
    int bodies() {
        return bodies;
    }

    /** How many octets the arguments or results have so far. */
    int stubLength() {
        return stubLength;
    }

    /** The results that were kept; null if none were. */
    @Nullable ByteBuf stub() {
        return stub;
    }
}
