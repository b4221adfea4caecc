package org.nsm.analyzers.choice;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Flow;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.ProtocolAnalyzer;
import org.nsm.api.spi.UdpAnalyzer;

/** A lane of the datagrams of a flow, or of the messages that an analyzer unwraps. */
final class DatagramLane extends Lane implements ApplicationStage.DatagramSink {

    private @Nullable UdpAnalyzer analyzer;
    private @Nullable DatagramFan fan;

    DatagramLane(ProtocolChoice choice, Flow flow, Protocol protocol, int depth, int handOvers) {
        super(choice, flow, protocol, depth, 0, handOvers);
        begin(protocol);
    }

    @Override
    ProtocolAnalyzer create(Protocol protocol, AnalyzerNode context) {
        Protocol.UdpFactory factory = protocol.udpFactory();
        if (factory == null) {
            throw new IllegalStateException(protocol.tag() + " reads no datagrams");
        }
        analyzer = factory.create(context);
        return analyzer;
    }

    @Override
    @Nullable Protocol protocol(AnalyzerTag tag) {
        return choice.datagramProtocol(tag);
    }

    @Override
    void detect() {
        fan = new DatagramFan(choice, flow, depth, handOvers());
    }

    @Override
    public void datagram(boolean isOrig, ByteBuf payload) {
        int start = payload.readerIndex();
        int end = payload.writerIndex();
        AnalyzerNode node = node();
        if (node != null && analyzer != null) {
            analyzer.deliver(isOrig, payload);
            if (!node.active()) {
                succeed(node);
            }
        } else if (fan != null) {
            fan.datagram(isOrig, payload);
        }
        payload.setIndex(start, end);
    }

    @Override
    public void end() {
        try {
            stopNode();
        } finally {
            if (fan != null) {
                fan.end();
                fan = null;
            }
        }
    }

    @Override
    public boolean done() {
        return node() == null && (fan == null || fan.done());
    }
}
