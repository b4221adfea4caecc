package org.nsm.analyzers.smtp;

import org.nsm.api.event.SmtpEvent;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** The channels of all connections that carry SMTP. */
final class SmtpChannels {

    final Channel<SmtpEvent.Request> requests;
    final Channel<SmtpEvent.Reply> replies;
    final Channel<SmtpEvent.Data> data;
    final Channel<SmtpEvent.Unexpected> unexpected;
    final Channel<SmtpEvent.Starttls> starttls;

    SmtpChannels(Channels channels) {
        requests = channels.channel(SmtpEvent.Request.class);
        replies = channels.channel(SmtpEvent.Reply.class);
        data = channels.channel(SmtpEvent.Data.class);
        unexpected = channels.channel(SmtpEvent.Unexpected.class);
        starttls = channels.channel(SmtpEvent.Starttls.class);
    }
}
