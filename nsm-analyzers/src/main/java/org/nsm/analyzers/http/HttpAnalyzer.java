package org.nsm.analyzers.http;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Connection;
import org.nsm.api.EndpointState;
import org.nsm.api.event.Http;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.LineAnalyzer;

/**
 * Raises {@link HttpEvent}s. What a message of one direction says about a message of the other one meets here; each
 * direction has a reader of its own.
 */
public final class HttpAnalyzer extends LineAnalyzer {

    /** Servers accept lines of 8 KiB or so; some fields are larger. */
    static final int MAX_LINE = 65_536;

    private final HttpChannels channels;
    private final ExpectedReplies expected = new ExpectedReplies();
    private final RequestReader requests;
    private final ReplyReader replies;
    private boolean confirmed;

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public HttpAnalyzer(AnalyzerContext context) {
        super(context, MAX_LINE, LineEnd.LF);
        channels = context.shared(HttpChannels.class, HttpChannels::new);
        requests = new RequestReader(this, channels);
        replies = new ReplyReader(this, channels, expected);
        context.offer(Http.Control.class, isOrig -> reader(isOrig).skipBody());
    }

    private MessageReader reader(boolean isOrig) {
        return isOrig ? requests : replies;
    }

    AnalyzerContext surroundings() {
        return context();
    }

    void takePlain(boolean isOrig, long length) {
        plainBytes(isOrig, length);
    }

    /** A request begins, of which a certain reply is to be expected. */
    void requestBegins(Expectation reply) {
        if (replies.isLost()) {
            expected.clear();
        }
        expected.add(reply);
        replies.lookForSimpleReply();
    }

    /** A reply answers a request. */
    void confirmed() {
        confirmed = true;
        confirm();
    }

    /** One direction is not HTTP, at least from here on; the other one may still be. */
    void notHttp(String reason) {
        if (!confirmed) {
            malformed(reason);
        }
        if (requests.isDead() && replies.isDead()) {
            context().finish();
        }
    }

    /** The replies are not HTTP, so that the requests, however they look, are most likely not either. */
    void notHttpAtAll(String reason) {
        if (confirmed) {
            malformed(reason);
        } else {
            violation(reason);
        }
    }

    /** Both directions carry another protocol from here on. */
    void tunnelBegins() {
        context().handOver(null);
    }

    @Override
    protected void originatorLine(ByteBuf line) {
        requests.line(line);
    }

    @Override
    protected void responderLine(ByteBuf line) {
        replies.line(line);
    }

    @Override
    protected void plain(boolean isOrig, ByteBuf data) {
        reader(isOrig).plain(data);
    }

    @Override
    protected void plainEnd(boolean isOrig) {
        reader(isOrig).plainEnd();
    }

    @Override
    protected void plainGap(boolean isOrig, long length) {
        reader(isOrig).plainGap(length, position(isOrig) + 1);
    }

    @Override
    protected void lineGap(boolean isOrig, long length) {
        reader(isOrig).lineGap(length, position(isOrig) + 1);
        dropLine(isOrig);
    }

    @Override
    protected void endOfStream(boolean isOrig) {
        super.endOfStream(isOrig);
        boolean reset = wasReset(isOrig);
        reader(isOrig).endOfStream(reset ? MessageReader.RESET : MessageReader.CLOSED, reset);
    }

    @Override
    protected void end() {
        super.end();
        String reason = wasReset(true) || wasReset(false) ? MessageReader.RESET : MessageReader.LEFT;
        requests.endOfStream(reason, true);
        replies.endOfStream(reason, true);
        if (channels.stats.wanted()) {
            channels.stats.raise(new HttpEvent.Stats(
                    connection(),
                    new Http.Stats(
                            requests.count(), replies.count(), requests.versionNumber(), replies.versionNumber())));
        }
    }

    private boolean wasReset(boolean isOrig) {
        Connection connection = connection();
        Connection.Endpoint side = isOrig ? connection.originator() : connection.responder();
        return side.state() == EndpointState.RESET;
    }
}
