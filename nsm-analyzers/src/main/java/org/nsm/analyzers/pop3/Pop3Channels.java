package org.nsm.analyzers.pop3;

import org.nsm.api.event.Pop3Event;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** The channels of all connections that carry POP3. */
final class Pop3Channels {

    final Channel<Pop3Event.Request> requests;
    final Channel<Pop3Event.Reply> replies;
    final Channel<Pop3Event.Data> data;
    final Channel<Pop3Event.Unexpected> unexpected;
    final Channel<Pop3Event.Starttls> starttls;
    final Channel<Pop3Event.LoginSuccess> successes;
    final Channel<Pop3Event.LoginFailure> failures;

    Pop3Channels(Channels channels) {
        requests = channels.channel(Pop3Event.Request.class);
        replies = channels.channel(Pop3Event.Reply.class);
        data = channels.channel(Pop3Event.Data.class);
        unexpected = channels.channel(Pop3Event.Unexpected.class);
        starttls = channels.channel(Pop3Event.Starttls.class);
        successes = channels.channel(Pop3Event.LoginSuccess.class);
        failures = channels.channel(Pop3Event.LoginFailure.class);
    }
}
