package org.nsm.analyzers.dcerpc;

import java.util.Arrays;

/** The calls of one association that were not returned from yet: which operation each number stands for. */
final class OpenCalls {

    /** Clients have one call under way, or a few; more are made to be many. */
    static final int MAX_CALLS = 256;

    private static final int FEW = 4;

    private int[] callIds = new int[FEW];
    private int[] operations = new int[FEW];
    private int size;

    /**
     * A call began. An earlier one with the same number is forgotten.
     *
     * @return false if the oldest call was forgotten to make room
     */
    boolean open(int callId, int operation) {
        close(callId);
        boolean room = size < MAX_CALLS;
        if (!room) {
            remove(0);
        } else if (size == callIds.length) {
            callIds = Arrays.copyOf(callIds, 2 * size);
            operations = Arrays.copyOf(operations, 2 * size);
        }
        callIds[size] = callId;
        operations[size] = operation;
        size++;
        return room;
    }

    /**
     * A call is over.
     *
     * @return its operation; 0 for a call that is not known
     */
    int close(int callId) {
        for (int i = size - 1; i >= 0; i--) {
            if (callIds[i] == callId) {
                int operation = operations[i];
                remove(i);
                return operation;
            }
        }
        return 0;
    }

    private void remove(int index) {
        size--;
        System.arraycopy(callIds, index + 1, callIds, index, size - index);
        System.arraycopy(operations, index + 1, operations, index, size - index);
    }
}
