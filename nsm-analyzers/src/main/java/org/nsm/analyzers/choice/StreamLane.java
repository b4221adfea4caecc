package org.nsm.analyzers.choice;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Flow;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.ProtocolAnalyzer;
import org.nsm.api.spi.StreamAnalyzer;

/** A lane of the two streams of a connection, or of those that an analyzer unwraps. */
final class StreamLane extends Lane implements ApplicationStage.StreamSink {

    private @Nullable StreamAnalyzer analyzer;
    private @Nullable StreamFan fan;

    StreamLane(ProtocolChoice choice, Flow flow, Protocol protocol, int depth, int handOvers) {
        this(choice, flow, protocol, depth, 0, handOvers);
    }

    StreamLane(ProtocolChoice choice, Flow flow, Protocol protocol, int depth, long subchannel, int handOvers) {
        super(choice, flow, protocol, depth, subchannel, handOvers);
        begin(protocol);
    }

    @Override
    ProtocolAnalyzer create(Protocol protocol, AnalyzerNode context) {
        Protocol.StreamFactory factory = protocol.streamFactory();
        if (factory == null) {
            throw new IllegalStateException(protocol.tag() + " reads no streams");
        }
        analyzer = factory.create(context);
        return analyzer;
    }

    @Override
    @Nullable Protocol protocol(AnalyzerTag tag) {
        return choice.streamProtocol(tag);
    }

    @Override
    void detect() {
        fan = new StreamFan(choice, flow, depth, handOvers());
    }

    @Override
    public void data(boolean isOrig, ByteBuf data) {
        int start = data.readerIndex();
        int end = data.writerIndex();
        int from = start;
        AnalyzerNode node = node();
        while (node != null && analyzer != null && from < end) {
            data.setIndex(from, end);
            analyzer.deliver(isOrig, data);
            if (node.active()) {
                break;
            }
            from = Math.min(Math.max(from, data.readerIndex()), end);
            succeed(node);
            node = node();
        }
        if (node == null && fan != null && from < end) {
            data.setIndex(from, end);
            fan.data(isOrig, data);
        }
        data.setIndex(start, end);
    }

    @Override
    public void gap(boolean isOrig, long length) {
        AnalyzerNode node = node();
        if (node != null && analyzer != null) {
            analyzer.deliverGap(isOrig, length);
            settle(node);
        } else if (fan != null) {
            fan.gap(isOrig, length);
        }
    }

    @Override
    public void endOfStream(boolean isOrig) {
        AnalyzerNode node = node();
        if (node != null && analyzer != null) {
            analyzer.deliverEndOfStream(isOrig);
            settle(node);
        } else if (fan != null) {
            fan.endOfStream(isOrig);
        }
    }

    private void settle(AnalyzerNode node) {
        if (!node.active()) {
            succeed(node);
        }
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
