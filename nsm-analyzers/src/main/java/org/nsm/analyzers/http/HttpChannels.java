package org.nsm.analyzers.http;

import org.nsm.api.event.HttpEvent;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** The channels of all {@link HttpEvent}s and the scratch memory, once for all connections of an analyzer. */
final class HttpChannels {

    /** Decoded content is handed on in pieces of at most this size. */
    private static final int PIECE = 16_384;

    final Channel<HttpEvent.Request> requests;
    final Channel<HttpEvent.Reply> replies;
    final Channel<HttpEvent.Header> headers;
    final Channel<HttpEvent.AllHeaders> allHeaders;
    final Channel<HttpEvent.BeginEntity> begins;
    final Channel<HttpEvent.EndEntity> ends;
    final Channel<HttpEvent.EntityData> data;
    final Channel<HttpEvent.ContentType> contentTypes;
    final Channel<HttpEvent.MessageDone> messages;
    final Channel<HttpEvent.Problem> problems;
    final Channel<HttpEvent.Stats> stats;
    final Channel<HttpEvent.ConnectionUpgrade> upgrades;

    /** Whether anybody wants what nested entities consist of. */
    final boolean entitiesWanted;

    /** A first line, while it is read. */
    final byte[] line = new byte[HttpAnalyzer.MAX_LINE];

    /** Decoded octets, while they are handed on; two coding layers may be under way at once. */
    final byte[][] decoded = new byte[2][PIECE];

    HttpChannels(Channels source) {
        requests = source.channel(HttpEvent.Request.class);
        replies = source.channel(HttpEvent.Reply.class);
        headers = source.channel(HttpEvent.Header.class);
        allHeaders = source.channel(HttpEvent.AllHeaders.class);
        begins = source.channel(HttpEvent.BeginEntity.class);
        ends = source.channel(HttpEvent.EndEntity.class);
        data = source.channel(HttpEvent.EntityData.class);
        contentTypes = source.channel(HttpEvent.ContentType.class);
        messages = source.channel(HttpEvent.MessageDone.class);
        problems = source.channel(HttpEvent.Problem.class);
        stats = source.channel(HttpEvent.Stats.class);
        upgrades = source.channel(HttpEvent.ConnectionUpgrade.class);
        entitiesWanted = begins.wanted()
                || ends.wanted()
                || data.wanted()
                || headers.wanted()
                || allHeaders.wanted()
                || contentTypes.wanted()
                || problems.wanted();
    }
}
