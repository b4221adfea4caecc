package org.nsm.analyzers.ncp;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Options;
import org.nsm.api.event.NcpEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.PduAnalyzer;

/**
 * Raises {@link NcpEvent}s. Who opened the connection sends requests, the other side replies, each time to the latest
 * request. Frames longer than {@link Options#NCP_MAX_FRAME_SIZE}, or shorter than their prefix, are none: it goes on with
 * the next segment that begins with a frame. It does not go on behind missing bytes.
 */
public final class NcpAnalyzer extends PduAnalyzer {

    private final Channel<NcpEvent.Request> requests;
    private final Channel<NcpEvent.Reply> replies;
    private int requestType;
    private int requestFunction;
    private boolean requestsEnded;
    private boolean repliesEnded;

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public NcpAnalyzer(AnalyzerContext context) {
        super(context, NcpFrame.PREFIX, (int) Math.max(NcpFrame.PREFIX, context.option(Options.NCP_MAX_FRAME_SIZE)));
        requests = context.channel(NcpEvent.Request.class);
        replies = context.channel(NcpEvent.Reply.class);
        if (!context.complete()) {
            lose(true);
            lose(false);
        }
    }

    @Override
    protected long length(boolean isOrig, ByteBuf header) {
        long length = NcpFrame.length(header);
        if (length < NcpFrame.PREFIX) {
            weird("ncp_short_frame", "");
            lose(isOrig);
        }
        return length;
    }

    @Override
    protected void oversized(boolean isOrig, ByteBuf header, long length) {
        weird("ncp_large_frame", "");
        lose(isOrig);
    }

    @Override
    protected void pdu(boolean isOrig, ByteBuf pdu) {
        if (!NcpFrame.isComplete(isOrig, pdu)) {
            malformed("truncated frame of NCP");
        } else if (isOrig) {
            request(pdu);
        } else if (replies.wanted()) {
            replies.raise(new NcpEvent.Reply(
                    connection(),
                    NcpFrame.type(false, pdu),
                    NcpFrame.bodyLength(false, pdu),
                    requestType,
                    requestFunction,
                    NcpFrame.completionCode(pdu)));
        }
    }

    private void request(ByteBuf pdu) {
        requestType = NcpFrame.type(true, pdu);
        requestFunction = NcpFrame.function(pdu);
        if (requests.wanted()) {
            requests.raise(
                    new NcpEvent.Request(connection(), requestType, NcpFrame.bodyLength(true, pdu), requestFunction));
        }
    }

    @Override
    protected void gap(boolean isOrig, long length) {
        super.gap(isOrig, length);
        lose(isOrig);
        requestsEnded |= isOrig;
        repliesEnded |= !isOrig;
    }

    @Override
    protected int resynchronise(boolean isOrig, ByteBuf data) {
        boolean ended = isOrig ? requestsEnded : repliesEnded;
        return !ended && NcpFrame.begins(isOrig, data) ? 0 : -1;
    }
}
