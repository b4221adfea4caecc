package org.nsm.analyzers.gtpv1;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.nsm.analyzers.tunnel.InnerPacket;
import org.nsm.api.Connection;
import org.nsm.api.event.Gtpv1;
import org.nsm.api.event.Gtpv1Event;
import org.nsm.api.event.Tunnel;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.UdpAnalyzer;

/**
 * Raises {@link Gtpv1Event}s and hands on the packets of subscribers. Each datagram stands for itself; a sound packet
 * inside confirms the protocol, control messages alone do not. GTP inside GTP is taken for a forgery.
 */
public final class Gtpv1Analyzer extends UdpAnalyzer {

    private final Gtpv1Channels shared;

    /**
     * For the table of protocols.
     *
     * @param context the surroundings
     */
    public Gtpv1Analyzer(AnalyzerContext context) {
        super(context);
        shared = context.shared(Gtpv1Channels.class, Gtpv1Channels::new);
    }

    @Override
    protected void datagram(boolean isOrig, ByteBuf payload) {
        if (isInsideGtp()) {
            malformed("GTP inside GTP");
            return;
        }
        switch (shared.message.decode(payload)) {
            case MESSAGE -> message(payload);
            case CHARGING -> {
                // Another protocol on the same port, which has no events.
            }
            case OTHER_VERSION -> malformed("another version of GTP");
            case BROKEN -> malformed("broken GTP header");
        }
    }

    private boolean isInsideGtp() {
        List<Tunnel.EncapsulatingConnection> layers = connection().tunnel();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).type() == Tunnel.Type.GTPv1) {
                return true;
            }
        }
        return false;
    }

    private void message(ByteBuf payload) {
        int type = shared.message.type();
        if (type == Gtpv1Message.G_PDU) {
            raiseMessage();
            packet(payload);
        } else if (type >= Gtpv1Message.CREATE_REQUEST && type <= Gtpv1Message.DELETE_RESPONSE) {
            session(payload, type);
        } else {
            raiseMessage();
        }
    }

    private void raiseMessage() {
        if (shared.messages.wanted()) {
            shared.messages.raise(new Gtpv1Event.Message(connection(), shared.message.header()));
        }
    }

    private void packet(ByteBuf payload) {
        payload.readerIndex(shared.message.body());
        int length = InnerPacket.length(payload);
        if (length < 0) {
            malformed("no IP packet in GTP");
        } else if (length != payload.readableBytes()) {
            malformed("packet of another length in GTP");
        } else if (!shared.inner.decode(payload)) {
            malformed("malformed packet in GTP");
        } else {
            confirm();
            if (shared.packets.wanted()) {
                shared.packets.raise(
                        new Gtpv1Event.GPduPacket(connection(), shared.message.header(), shared.inner.headers()));
            }
            context().tunnelled(payload, Tunnel.Type.GTPv1);
        }
    }

    private void session(ByteBuf payload, int type) {
        InformationElements elements = shared.elements;
        elements.begin(payload, shared.message.body());
        int stranger = 0;
        while (elements.next()) {
            if (stranger == 0 && !MessageElements.belongs(elements.type(), type)) {
                stranger = elements.type();
            }
        }
        if (elements.failed()) {
            malformed("broken information element in GTP");
            return;
        }
        raiseMessage();
        if (stranger != 0) {
            weird("gtp_invalid_info_element", Integer.toString(stranger));
        }
        if (shared.wantsElements(type)) {
            elements.begin(payload, shared.message.body());
            raiseSession(type, PdpContextElements.of(elements, payload));
        }
        elements.end();
    }

    private void raiseSession(int type, PdpContextElements says) {
        Connection flow = connection();
        Gtpv1.Header header = shared.message.header();
        switch (type) {
            case Gtpv1Message.CREATE_REQUEST ->
                shared.createRequests.raise(new Gtpv1Event.CreatePdpCtxRequest(flow, header, says.createRequest()));
            case Gtpv1Message.CREATE_RESPONSE ->
                shared.createResponses.raise(new Gtpv1Event.CreatePdpCtxResponse(flow, header, says.createResponse()));
            case Gtpv1Message.UPDATE_REQUEST ->
                shared.updateRequests.raise(new Gtpv1Event.UpdatePdpCtxRequest(flow, header, says.updateRequest()));
            case Gtpv1Message.UPDATE_RESPONSE ->
                shared.updateResponses.raise(new Gtpv1Event.UpdatePdpCtxResponse(flow, header, says.updateResponse()));
            case Gtpv1Message.DELETE_REQUEST ->
                shared.deleteRequests.raise(new Gtpv1Event.DeletePdpCtxRequest(flow, header, says.deleteRequest()));
            default ->
                shared.deleteResponses.raise(new Gtpv1Event.DeletePdpCtxResponse(flow, header, says.deleteResponse()));
        }
    }
}
