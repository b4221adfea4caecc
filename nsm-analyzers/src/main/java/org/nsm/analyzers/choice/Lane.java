package org.nsm.analyzers.choice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.spi.Flow;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.ProtocolAnalyzer;

/** What one analyzer reads, and after it those that it hands over to. */
abstract sealed class Lane permits StreamLane, DatagramLane {

    /** A chain of protocols this long is made to be long: proxies behind proxies, say. */
    private static final int MAX_HAND_OVERS = 16;

    final ProtocolChoice choice;
    final Flow flow;
    final int depth;
    private final long subchannel;
    private final Protocol first;
    private int handOvers;
    private @Nullable AnalyzerNode node;

    Lane(ProtocolChoice choice, Flow flow, Protocol first, int depth, long subchannel, int handOvers) {
        this.choice = choice;
        this.flow = flow;
        this.first = first;
        this.depth = depth;
        this.subchannel = subchannel;
        this.handOvers = handOvers;
    }

    /** The protocol that this began with. */
    final Protocol first() {
        return first;
    }

    final int handOvers() {
        return handOvers;
    }

    /** The analyzer at work, if there is one. */
    final @Nullable AnalyzerNode node() {
        return node;
    }

    /** Whether the analyzer at work is sure of its protocol. */
    final boolean confirmed() {
        return node != null && node.confirmed();
    }

    /** Makes an analyzer of the right kind. */
    abstract ProtocolAnalyzer create(Protocol protocol, AnalyzerNode context);

    /** What is registered for the right kind of delivery. */
    abstract @Nullable Protocol protocol(AnalyzerTag tag);

    /** Leaves the rest to detection. */
    abstract void detect();

    abstract boolean done();

    abstract void end();

    final void begin(Protocol protocol) {
        AnalyzerNode made = new AnalyzerNode(choice, flow, protocol, depth, subchannel);
        try {
            made.run(create(protocol, made));
            node = made;
        } catch (Throwable error) {
            try {
                made.failed(error);
            } finally {
                made.stop();
            }
        }
    }

    /** Ends lanes, from one of them on: all of them, whatever an analyzer throws. */
    static void endAll(List<? extends Lane> lanes, int from) {
        int next = from;
        try {
            while (next < lanes.size()) {
                lanes.get(next++).end();
            }
        } finally {
            if (next < lanes.size()) {
                endAll(lanes, next);
            }
        }
    }

    /** Ends the analyzer. */
    final void stopNode() {
        AnalyzerNode last = node;
        if (last != null) {
            node = null;
            last.stop();
        }
    }

    /** Takes leave of an analyzer that is not active any more, and puts the next one in its place. */
    final void succeed(AnalyzerNode ended) {
        node = null;
        ended.stop();
        if (!ended.handedOver()) {
            return;
        }
        if (++handOvers > MAX_HAND_OVERS) {
            ended.weird("too_many_hand_overs", ended.tag().name());
            return;
        }
        AnalyzerTag next = ended.next();
        if (next == null) {
            detect();
        } else {
            Protocol protocol = protocol(next);
            if (protocol != null) {
                begin(protocol);
            }
        }
    }
}
