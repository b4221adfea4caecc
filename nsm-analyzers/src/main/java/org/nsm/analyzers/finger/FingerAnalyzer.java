package org.nsm.analyzers.finger;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.FingerEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.LineAnalyzer;

/** Raises {@link FingerEvent}s: one for each line that says something. */
public final class FingerAnalyzer extends LineAnalyzer {

    /** RFC 1288 sets no limit; a user name, some hosts and a flag fit many times over. */
    private static final int MAX_LINE = 1000;

    private final Channel<FingerEvent.Request> requests;
    private final Channel<FingerEvent.Reply> replies;

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public FingerAnalyzer(AnalyzerContext context) {
        super(context, MAX_LINE);
        requests = context.channel(FingerEvent.Request.class);
        replies = context.channel(FingerEvent.Reply.class);
    }

    @Override
    protected void originatorLine(ByteBuf line) {
        if (line.isReadable() && requests.wanted()) {
            FingerQuery query = FingerQuery.parse(line);
            requests.raise(new FingerEvent.Request(connection(), query.full(), query.username(), query.hostname()));
        }
    }

    @Override
    protected void responderLine(ByteBuf line) {
        confirm();
        if (line.isReadable() && replies.wanted()) {
            replies.raise(new FingerEvent.Reply(connection(), text(line)));
        }
    }
}
