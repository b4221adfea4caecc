package org.nsm.analyzers.netbios;

import org.nsm.api.event.NetbiosEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** The ways of the events of all sessions and datagrams. */
final class NetbiosChannels {

    final Channel<NetbiosEvent.SessionMessage> messages;
    final Channel<NetbiosEvent.SessionRequest> requests;
    final Channel<NetbiosEvent.SessionAccepted> accepted;
    final Channel<NetbiosEvent.SessionRejected> rejected;
    final Channel<NetbiosEvent.SessionRawMessage> raw;
    final Channel<NetbiosEvent.SessionRetArgResp> retargeted;
    final Channel<NetbiosEvent.SessionKeepalive> keepAlives;

    /** Whether there is anybody to read messages for. */
    final boolean wanted;

    NetbiosChannels(Channels channels) {
        messages = channels.channel(NetbiosEvent.SessionMessage.class);
        requests = channels.channel(NetbiosEvent.SessionRequest.class);
        accepted = channels.channel(NetbiosEvent.SessionAccepted.class);
        rejected = channels.channel(NetbiosEvent.SessionRejected.class);
        raw = channels.channel(NetbiosEvent.SessionRawMessage.class);
        retargeted = channels.channel(NetbiosEvent.SessionRetArgResp.class);
        keepAlives = channels.channel(NetbiosEvent.SessionKeepalive.class);
        wanted = messages.wanted()
                || requests.wanted()
                || accepted.wanted()
                || rejected.wanted()
                || raw.wanted()
                || retargeted.wanted()
                || keepAlives.wanted()
                || channels.channel(WeirdEvent.OfConnection.class).wanted();
    }
}
