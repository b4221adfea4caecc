package org.nsm.analyzers.ayiya;

import io.netty.buffer.ByteBuf;
import org.nsm.analyzers.tunnel.InnerPacket;
import org.nsm.api.Options;
import org.nsm.api.event.Tunnel;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.UdpAnalyzer;
import org.nsm.reassembly.ip.IpProtocol;

/** Hands on the packets inside; the protocol has no events of its own. Only what is to be forwarded carries a packet. */
public final class AyiyaAnalyzer extends UdpAnalyzer {

    private final InnerPacket inner;
    private final long maxDepth;

    /**
     * For the table of protocols.
     *
     * @param context the surroundings
     */
    public AyiyaAnalyzer(AnalyzerContext context) {
        super(context);
        inner = context.shared(InnerPacket.class, channels -> new InnerPacket());
        maxDepth = context.option(Options.MAX_TUNNEL_DEPTH);
    }

    @Override
    protected void datagram(boolean isOrig, ByteBuf payload) {
        if (connection().tunnel().size() >= maxDepth) {
            weird("tunnel_depth", "");
            return;
        }
        int headerLength = AyiyaHeader.length(payload);
        if (headerLength < 0) {
            malformed("truncated AYIYA header");
            return;
        }
        if (!AyiyaHeader.isForward(payload)) {
            return;
        }
        int next = AyiyaHeader.nextHeader(payload);
        if (next != IpProtocol.IPV4 && next != IpProtocol.IPV6) {
            weird("ayiya_tunnel_non_ip", "");
            return;
        }
        payload.skipBytes(headerLength);
        if (InnerPacket.version(payload) != (next == IpProtocol.IPV4 ? 4 : 6)) {
            malformed("packet of another version in AYIYA");
        } else if (InnerPacket.length(payload) != payload.readableBytes()) {
            malformed("packet of another length in AYIYA");
        } else if (!inner.decode(payload)) {
            malformed("malformed packet in AYIYA");
        } else {
            confirm();
            context().tunnelled(payload, Tunnel.Type.AYIYA);
        }
    }
}
