package org.nsm.analyzers.netbios;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Connection;
import org.nsm.api.event.NetbiosEvent;
import org.nsm.api.spi.AnalyzerContext;

/** Raises what messages tell, whichever service carried them. */
final class MessageEvents {

    private final AnalyzerContext context;
    private final NetbiosChannels channels;

    /** Ends an analyzer whose messages are for nobody. */
    MessageEvents(AnalyzerContext context) {
        this.context = context;
        channels = context.shared(NetbiosChannels.class, NetbiosChannels::new);
        if (!channels.wanted) {
            context.finish();
        }
    }

    /**
     * A message was read.
     *
     * @param isOrig  whether the originator sent it
     * @param type    its type
     * @param payload the readable octets are what follows the header
     */
    void message(boolean isOrig, int type, ByteBuf payload) {
        Connection connection = context.connection();
        if (channels.messages.wanted()) {
            channels.messages.raise(new NetbiosEvent.SessionMessage(connection, isOrig, type, payload.readableBytes()));
        }
        noteOdd(isOrig, type);
        switch (type) {
            case MessageType.SESSION_MESSAGE -> {
                if (channels.raw.wanted() && !SessionHeader.isSmb1(payload)) {
                    channels.raw.raise(new NetbiosEvent.SessionRawMessage(connection, isOrig, content(payload)));
                }
            }
            case MessageType.SESSION_REQUEST -> request(connection, payload);
            case MessageType.POSITIVE_RESPONSE -> {
                if (channels.accepted.wanted()) {
                    channels.accepted.raise(new NetbiosEvent.SessionAccepted(connection, content(payload)));
                }
            }
            case MessageType.NEGATIVE_RESPONSE -> {
                if (channels.rejected.wanted()) {
                    channels.rejected.raise(new NetbiosEvent.SessionRejected(connection, content(payload)));
                }
            }
            case MessageType.RETARGET_RESPONSE -> {
                if (channels.retargeted.wanted()) {
                    channels.retargeted.raise(new NetbiosEvent.SessionRetArgResp(connection, content(payload)));
                }
            }
            case MessageType.KEEP_ALIVE -> {
                if (channels.keepAlives.wanted()) {
                    channels.keepAlives.raise(new NetbiosEvent.SessionKeepalive(connection, content(payload)));
                }
            }
            default -> {}
        }
    }

    private void request(Connection connection, ByteBuf payload) {
        if (channels.requests.wanted()) {
            String name = CalledName.decode(payload);
            if (name != null) {
                channels.requests.raise(new NetbiosEvent.SessionRequest(connection, name));
            }
        }
    }

    private void noteOdd(boolean isOrig, int type) {
        if (isOrig && MessageType.isResponse(type)) {
            context.weird("netbios_client_session_reply", "");
        } else if (!isOrig && type == MessageType.SESSION_REQUEST) {
            context.weird("netbios_server_session_request", "");
        } else if (!MessageType.isOfSession(type) && !MessageType.isOfDatagram(type)) {
            context.weird("unknown_netbios_type", Integer.toHexString(type));
        }
    }

    private static ByteBuf content(ByteBuf payload) {
        return payload.slice().asReadOnly();
    }
}
