package org.nsm.analyzers.smb2;

import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.table.RecentTable;
import org.nsm.api.spi.AnalyzerContext;

/** The requests of one connection that wait for their answers. */
final class Exchanges {

    /** A server seldom grants more than 512 credits, which allow so many requests at a time, and never more than 8192. */
    private static final int MAX_REQUESTS = 1024;

    private final AnalyzerContext context;
    private final RecentTable<Exchange> waiting = new RecentTable<>(MAX_REQUESTS);
    private @Nullable Exchange free;

    Exchanges(AnalyzerContext context) {
        this.context = context;
    }

    /**
     * Remembers a request.
     *
     * @param messageId its message id
     * @return what to remember of it, to be filled in
     */
    Exchange request(long messageId) {
        Exchange exchange = free;
        if (exchange == null) {
            exchange = new Exchange();
        } else {
            free = exchange.nextFree;
            exchange.nextFree = null;
        }
        Exchange evicted = waiting.put(messageId, 0, exchange);
        if (evicted != null) {
            context.weird("smb2_request_evicted", "");
            release(evicted);
        }
        return exchange;
    }

    /**
     * Finds the request that an answer belongs to.
     *
     * @param messageId the message id of the answer
     * @return what was remembered of it, or null
     */
    @Nullable Exchange find(long messageId) {
        return waiting.get(messageId, 0);
    }

    /**
     * Forgets a request, since its last answer was understood.
     *
     * @param messageId its message id
     */
    void answered(long messageId) {
        Exchange exchange = waiting.remove(messageId, 0);
        if (exchange != null) {
            release(exchange);
        }
    }

    private void release(Exchange exchange) {
        exchange.onPipe = false;
        exchange.file = null;
        exchange.share = "";
        exchange.nextFree = free;
        free = exchange;
    }
}
