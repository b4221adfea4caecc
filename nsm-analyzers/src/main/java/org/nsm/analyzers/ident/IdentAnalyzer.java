package org.nsm.analyzers.ident;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Port;
import org.nsm.api.Transport;
import org.nsm.api.event.IdentEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.LineAnalyzer;

/** Raises {@link IdentEvent}s: one for each line that is one of the protocol. */
public final class IdentAnalyzer extends LineAnalyzer {

    /** RFC 1413, section 5. */
    private static final int MAX_LINE = 1000;

    private final Channel<IdentEvent.Request> requests;
    private final Channel<IdentEvent.Reply> replies;
    private final Channel<IdentEvent.Error> errors;
    private boolean oddReported;

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public IdentAnalyzer(AnalyzerContext context) {
        super(context, MAX_LINE);
        requests = context.channel(IdentEvent.Request.class);
        replies = context.channel(IdentEvent.Reply.class);
        errors = context.channel(IdentEvent.Error.class);
    }

    @Override
    protected void originatorLine(ByteBuf line) {
        String text = text(line);
        IdentLine request = IdentLine.parse(text);
        if (request == null) {
            odd("bad_ident_request", text);
            return;
        }
        if (!request.portsInRange()) {
            odd("bad_ident_port", text);
        } else if (!request.rest().isEmpty()) {
            odd("ident_request_addendum", text);
        }
        if (requests.wanted()) {
            requests.raise(
                    new IdentEvent.Request(connection(), port(request.clientPort()), port(request.serverPort())));
        }
    }

    @Override
    protected void responderLine(ByteBuf line) {
        String text = text(line);
        IdentLine reply = IdentLine.parse(text);
        String error = reply == null ? null : reply.error();
        IdentLine.Owner owner = reply == null ? null : reply.owner();
        if (reply == null || error == null && owner == null) {
            odd("bad_ident_reply", text);
            return;
        }
        if (!reply.portsInRange()) {
            odd("bad_ident_port", text);
        }
        if (error != null) {
            if (errors.wanted()) {
                errors.raise(
                        new IdentEvent.Error(connection(), port(reply.clientPort()), port(reply.serverPort()), error));
            }
        } else if (owner != null && replies.wanted()) {
            replies.raise(new IdentEvent.Reply(
                    connection(), port(reply.clientPort()), port(reply.serverPort()), owner.userId(), owner.system()));
        }
    }

    private static Port port(int number) {
        return new Port(Math.max(0, number), Transport.TCP);
    }

    private void odd(String name, String line) {
        if (!oddReported) {
            oddReported = true;
            weird(name, line);
        }
    }
}
