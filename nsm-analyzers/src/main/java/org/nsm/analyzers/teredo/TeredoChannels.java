package org.nsm.analyzers.teredo;

import org.nsm.analyzers.tunnel.InnerPacket;
import org.nsm.api.event.TeredoEvent;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** What all Teredo flows of an analyzer share: the ways of their events, and what their datagrams are read with. */
final class TeredoChannels {

    final Channel<TeredoEvent.Packet> packets;
    final Channel<TeredoEvent.Authentication> authentications;
    final Channel<TeredoEvent.OriginIndication> origins;
    final Channel<TeredoEvent.Bubble> bubbles;
    final TeredoEncapsulation encapsulation = new TeredoEncapsulation();
    final InnerPacket inner = new InnerPacket();

    TeredoChannels(Channels channels) {
        packets = channels.channel(TeredoEvent.Packet.class);
        authentications = channels.channel(TeredoEvent.Authentication.class);
        origins = channels.channel(TeredoEvent.OriginIndication.class);
        bubbles = channels.channel(TeredoEvent.Bubble.class);
    }
}
