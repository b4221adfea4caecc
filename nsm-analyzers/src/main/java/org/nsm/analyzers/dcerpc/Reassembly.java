package org.nsm.analyzers.dcerpc;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Options;
import org.nsm.api.spi.AnalyzerContext;

/** The requests, or the responses, of one association whose last fragments are still to come. */
final class Reassembly {

    private final AnalyzerContext context;
    private final long maxCalls;
    private final long maxBytes;
    private final Map<Integer, Fragments> calls = new HashMap<>(4);

    Reassembly(AnalyzerContext context) {
        this.context = context;
        maxCalls = context.option(Options.DCE_RPC_MAX_CMD_REASSEMBLY);
        maxBytes = context.option(Options.DCE_RPC_MAX_FRAG_DATA);
    }

    /** What is known of a call; null if its first fragment did not come. */
    @Nullable Fragments of(int callId) {
        return calls.isEmpty() ? null : calls.get(callId);
    }

    /**
     * A first fragment came.
     *
     * @return false if there are too many calls already
     */
    boolean begin(int callId, Fragments fragments) {
        if (calls.size() >= maxCalls) {
            return false;
        }
        calls.put(callId, fragments);
        return true;
    }

    /** Whether a call has more than is to be put together. */
    boolean exceeds(Fragments fragments) {
        return fragments.bodies() > maxBytes;
    }

    /** Keeps the results in a fragment if they are to be read and there is memory for them. */
    void keep(Fragments fragments, ByteBuf results) {
        if (!fragments.kept()) {
            return;
        }
        if (context.reserve(results.readableBytes())) {
            fragments.keep(results);
        } else {
            context.release(fragments.keptLength());
            fragments.forget();
        }
    }

    /** The last fragment came, or no more are wanted. */
    void end(int callId) {
        Fragments fragments = calls.remove(callId);
        if (fragments != null) {
            context.release(fragments.keptLength());
        }
    }
}
