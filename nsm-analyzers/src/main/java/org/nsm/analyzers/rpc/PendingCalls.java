package org.nsm.analyzers.rpc;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The calls of a connection that wait for a reply, by the sender and the transaction id. */
final class PendingCalls {

    private static final int FIRST_SIZE = 16;

    /** Odd, so that different ids have different products; not known to those who choose the ids. */
    private static final int MULTIPLIER = new SecureRandom().nextInt() | 1;

    private static final @Nullable RpcCall[] NO_PLACES = {};

    private @Nullable RpcCall[] places = NO_PLACES;
    private @Nullable RpcCall oldest;
    private @Nullable RpcCall newest;
    private int size;

    int size() {
        return size;
    }

    /** Adds a call that is not in the table. */
    void add(RpcCall call) {
        if (size == places.length) {
            grow();
        }
        insert(call);
        call.older = newest;
        if (newest == null) {
            oldest = call;
        } else {
            newest.newer = call;
        }
        newest = call;
        size++;
    }

    /** Takes a call out. */
    @Nullable RpcCall remove(boolean isOrig, int transactionId) {
        if (size == 0) {
            return null;
        }
        int place = place(isOrig, transactionId);
        RpcCall before = null;
        for (RpcCall call = places[place]; call != null; call = call.next) {
            if (call.transactionId == transactionId && call.isOrig == isOrig) {
                if (before == null) {
                    places[place] = call.next;
                } else {
                    before.next = call.next;
                }
                unlink(call);
                return call;
            }
            before = call;
        }
        return null;
    }

    /** Takes the call out that waits longest. */
    @Nullable RpcCall removeOldest() {
        return oldest == null ? null : remove(oldest.isOrig, oldest.transactionId);
    }

    private void unlink(RpcCall call) {
        if (call.older == null) {
            oldest = call.newer;
        } else {
            call.older.newer = call.newer;
        }
        if (call.newer == null) {
            newest = call.older;
        } else {
            call.newer.older = call.older;
        }
        call.older = null;
        call.newer = null;
        call.next = null;
        size--;
    }

    private void insert(RpcCall call) {
        int place = place(call.isOrig, call.transactionId);
        call.next = places[place];
        places[place] = call;
    }

    private void grow() {
        places = new @Nullable RpcCall[Math.max(FIRST_SIZE, 2 * places.length)];
        for (RpcCall call = oldest; call != null; call = call.newer) {
            insert(call);
        }
    }

    /** The highest bits of a product, on which all bits of the id have a bearing. */
    private int place(boolean isOrig, int transactionId) {
        int product = (isOrig ? transactionId : ~transactionId) * MULTIPLIER;
        return product >>> Integer.numberOfLeadingZeros(places.length - 1);
    }
}
