package org.nsm.analyzers.teredo;

import io.netty.buffer.ByteBuf;
import org.nsm.analyzers.tunnel.InnerPacket;
import org.nsm.api.Connection;
import org.nsm.api.Options;
import org.nsm.api.Port;
import org.nsm.api.event.Teredo;
import org.nsm.api.event.TeredoEvent;
import org.nsm.api.event.Tunnel;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.UdpAnalyzer;
import org.nsm.reassembly.ip.IpProtocol;

/**
 * Raises {@link TeredoEvent}s and hands on the packets inside. Each datagram stands for itself; that both sides sent
 * sound ones confirms the protocol, since its signature is weak.
 */
public final class TeredoAnalyzer extends UdpAnalyzer {

    private static final int IPV6_HEADER = 40;

    /** RFC 8926, section 3.3. */
    private static final int GENEVE_PORT = 6081;

    private final TeredoChannels shared;
    private final long maxDepth;
    private boolean originatorSeen;
    private boolean responderSeen;

    /**
     * For the table of protocols.
     *
     * @param context the surroundings
     */
    public TeredoAnalyzer(AnalyzerContext context) {
        super(context);
        shared = context.shared(TeredoChannels.class, TeredoChannels::new);
        maxDepth = context.option(Options.MAX_TUNNEL_DEPTH);
    }

    @Override
    protected void datagram(boolean isOrig, ByteBuf payload) {
        if (connection().tunnel().size() >= maxDepth) {
            weird("tunnel_depth", "");
        } else if (!shared.encapsulation.decode(payload)) {
            malformed("no IPv6 packet in Teredo");
        } else if (!isGeneve(isOrig)) {
            packet(isOrig, payload);
        }
    }

    /** Geneve may begin like an origin indication, and what it carries is analysed already. */
    private boolean isGeneve(boolean isOrig) {
        Connection.Id id = connection().id();
        Port destination = isOrig ? id.responderPort() : id.originatorPort();
        return destination.number() == GENEVE_PORT && shared.encapsulation.hasOrigin();
    }

    private void packet(boolean isOrig, ByteBuf payload) {
        payload.readerIndex(shared.encapsulation.packet());
        int length = InnerPacket.length(payload);
        int trailers = payload.readableBytes() - length;
        if (length < 0 || trailers < 0) {
            malformed("truncated packet in Teredo");
            return;
        }
        int end = payload.writerIndex();
        payload.writerIndex(end - trailers);
        if (!shared.inner.decode(payload)) {
            malformed("malformed packet in Teredo");
            return;
        }
        boolean bubble = shared.inner.protocol() == IpProtocol.NO_NEXT_HEADER;
        if (trailers > 0) {
            if (!bubble || length > IPV6_HEADER) {
                malformed("bytes behind the packet in Teredo");
                return;
            }
            if (!TeredoEncapsulation.areTrailers(payload, end - trailers, end)) {
                weird("Teredo_bubble_with_payload", "");
            }
        }
        seen(isOrig);
        raise(payload, bubble);
        context().tunnelled(payload, Tunnel.Type.TEREDO);
    }

    private void seen(boolean isOrig) {
        originatorSeen |= isOrig;
        responderSeen |= !isOrig;
        if (originatorSeen && responderSeen) {
            confirm();
        }
    }

    private void raise(ByteBuf payload, boolean bubble) {
        TeredoEncapsulation encapsulation = shared.encapsulation;
        boolean authenticated = encapsulation.hasAuthentication() && shared.authentications.wanted();
        boolean passedOn = encapsulation.hasOrigin() && shared.origins.wanted();
        boolean opening = bubble && shared.bubbles.wanted();
        if (!(shared.packets.wanted() || authenticated || passedOn || opening)) {
            return;
        }
        Teredo.Header header = new Teredo.Header(
                encapsulation.authentication(payload), encapsulation.origin(payload), shared.inner.headers());
        if (shared.packets.wanted()) {
            shared.packets.raise(new TeredoEvent.Packet(connection(), header));
        }
        if (authenticated) {
            shared.authentications.raise(new TeredoEvent.Authentication(connection(), header));
        }
        if (passedOn) {
            shared.origins.raise(new TeredoEvent.OriginIndication(connection(), header));
        }
        if (opening) {
            shared.bubbles.raise(new TeredoEvent.Bubble(connection(), header));
        }
    }
}
