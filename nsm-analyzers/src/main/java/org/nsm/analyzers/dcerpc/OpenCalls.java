package org.nsm.analyzers.dcerpc;

import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.table.RecentTable;

/** The calls of one association that were not returned from yet: which operation each number stands for. */
final class OpenCalls {

    /** Clients have one call under way, or a few; more are made to be many. */
    static final int MAX_CALLS = 256;

    private final RecentTable<Call> calls = new RecentTable<>(MAX_CALLS);

    /** A call that is over, whose object serves the next one. */
    private @Nullable Call free;

    private static final class Call {
        int operation;

        @Nullable Call nextFree;
    }

    /**
     * A call began. An earlier one with the same number is forgotten.
     *
     * @return false if the oldest call was forgotten to make room
     */
    boolean open(int callId, int operation) {
        close(callId);
        Call call = free;
        if (call == null) {
            call = new Call();
        } else {
            free = call.nextFree;
        }
        call.operation = operation;
        Call forgotten = calls.put(callId, 0, call);
        if (forgotten == null) {
            return true;
        }
        release(forgotten);
        return false;
    }

    /**
     * A call is over.
     *
     * @return its operation; 0 for a call that is not known
     */
    int close(int callId) {
        Call call = calls.remove(callId, 0);
        if (call == null) {
            return 0;
        }
        release(call);
        return call.operation;
    }

    private void release(Call call) {
        call.nextFree = free;
        free = call;
    }
}
