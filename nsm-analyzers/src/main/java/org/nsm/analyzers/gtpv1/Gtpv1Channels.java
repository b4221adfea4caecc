package org.nsm.analyzers.gtpv1;

import org.nsm.analyzers.tunnel.InnerPacket;
import org.nsm.api.event.Gtpv1Event;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** What all GTP flows of an analyzer share: the ways of their events, and what their messages are read with. */
final class Gtpv1Channels {

    final Channel<Gtpv1Event.Message> messages;
    final Channel<Gtpv1Event.GPduPacket> packets;
    final Channel<Gtpv1Event.CreatePdpCtxRequest> createRequests;
    final Channel<Gtpv1Event.CreatePdpCtxResponse> createResponses;
    final Channel<Gtpv1Event.UpdatePdpCtxRequest> updateRequests;
    final Channel<Gtpv1Event.UpdatePdpCtxResponse> updateResponses;
    final Channel<Gtpv1Event.DeletePdpCtxRequest> deleteRequests;
    final Channel<Gtpv1Event.DeletePdpCtxResponse> deleteResponses;
    final Gtpv1Message message = new Gtpv1Message();
    final InformationElements elements = new InformationElements();
    final InnerPacket inner = new InnerPacket();

    Gtpv1Channels(Channels channels) {
        messages = channels.channel(Gtpv1Event.Message.class);
        packets = channels.channel(Gtpv1Event.GPduPacket.class);
        createRequests = channels.channel(Gtpv1Event.CreatePdpCtxRequest.class);
        createResponses = channels.channel(Gtpv1Event.CreatePdpCtxResponse.class);
        updateRequests = channels.channel(Gtpv1Event.UpdatePdpCtxRequest.class);
        updateResponses = channels.channel(Gtpv1Event.UpdatePdpCtxResponse.class);
        deleteRequests = channels.channel(Gtpv1Event.DeletePdpCtxRequest.class);
        deleteResponses = channels.channel(Gtpv1Event.DeletePdpCtxResponse.class);
    }

    /** Whether the elements of a kind of message are for somebody. */
    boolean wantsElements(int messageType) {
        return switch (messageType) {
            case Gtpv1Message.CREATE_REQUEST -> createRequests.wanted();
            case Gtpv1Message.CREATE_RESPONSE -> createResponses.wanted();
            case Gtpv1Message.UPDATE_REQUEST -> updateRequests.wanted();
            case Gtpv1Message.UPDATE_RESPONSE -> updateResponses.wanted();
            case Gtpv1Message.DELETE_REQUEST -> deleteRequests.wanted();
            case Gtpv1Message.DELETE_RESPONSE -> deleteResponses.wanted();
            default -> false;
        };
    }
}
