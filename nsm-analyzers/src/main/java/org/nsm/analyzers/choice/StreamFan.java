package org.nsm.analyzers.choice;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Flow;
import org.nsm.api.spi.Protocol;

/**
 * The candidates for the streams of a connection: those that its port or an announcement speaks for, each in a lane of its
 * own, and those that detection adds. Nothing is made before the first byte.
 */
final class StreamFan implements ApplicationStage.StreamSink {

    private final ProtocolChoice choice;
    private final Flow flow;
    private final List<Protocol> candidates;
    private final int depth;
    private final int handOvers;
    private final List<StreamLane> lanes = new ArrayList<>(1);
    private @Nullable Detection detection;
    private boolean begun;

    /** Whether candidates get none of the bytes, since the beginning of the connection was not seen. */
    private boolean leftOut;

    private boolean originatorEnded;
    private boolean responderEnded;

    /** The candidates of a new connection. */
    StreamFan(ProtocolChoice choice, Flow flow, List<Protocol> candidates) {
        this(choice, flow, candidates, 0, 0);
    }

    /** The rest of a stream, which nobody is known to want. */
    StreamFan(ProtocolChoice choice, Flow flow, int depth, int handOvers) {
        this(choice, flow, List.of(), depth, handOvers);
    }

    private StreamFan(ProtocolChoice choice, Flow flow, List<Protocol> candidates, int depth, int handOvers) {
        this.choice = choice;
        this.flow = flow;
        this.candidates = candidates;
        this.depth = depth;
        this.handOvers = handOvers;
    }

    private void begin() {
        begun = true;
        boolean partial = flow.partial();
        SignatureTable signatures = choice.streamSignatures();
        if (signatures != null) {
            detection = new Detection(choice, signatures, candidates, partial, false);
        }
        for (int i = 0; i < candidates.size(); i++) {
            Protocol candidate = candidates.get(i);
            if (!partial || candidate.acceptsPartial()) {
                add(candidate);
            } else {
                leftOut = true;
            }
        }
    }

    /** An analyzer may have something to say of a connection that carried nothing. */
    private void beginWithoutBytes() {
        begun = true;
        for (int i = 0; i < candidates.size(); i++) {
            Protocol candidate = candidates.get(i);
            if (choice.listensToEmpty(candidate) && !(leftOut && candidate.acceptsPartial())) {
                add(candidate);
            }
        }
    }

    private StreamLane add(Protocol protocol) {
        StreamLane lane = new StreamLane(choice, flow, protocol, depth, handOvers);
        lanes.add(lane);
        return lane;
    }

    @Override
    public void data(boolean isOrig, ByteBuf data) {
        if (!begun) {
            begin();
        }
        for (int i = 0, n = lanes.size(); i < n; i++) {
            StreamLane lane = lanes.get(i);
            lane.data(isOrig, data);
            if (lane.handOvers() > handOvers) {
                endDetection(); // the beginning was understood, and detection of the rest is the lane's
            }
        }
        if (detection != null) {
            detect(detection, isOrig, data);
        }
        removeDone();
    }

    private void detect(Detection running, boolean isOrig, ByteBuf data) {
        List<Protocol> recognised = running.scan(isOrig, data);
        for (int i = 0; i < recognised.size(); i++) {
            StreamLane lane = add(recognised.get(i));
            running.firstBytes().replay(lane::data);
            if (originatorEnded) {
                lane.endOfStream(true);
            }
            if (responderEnded) {
                lane.endOfStream(false);
            }
            lane.data(isOrig, data);
        }
        if (!running.keep(isOrig, data, true)) {
            endDetection();
        }
    }

    private void endDetection() {
        if (detection != null) {
            detection.release();
            detection = null;
        }
    }

    private void removeDone() {
        for (int i = lanes.size() - 1; i >= 0; i--) {
            if (lanes.get(i).done()) {
                lanes.remove(i);
            }
        }
    }

    @Override
    public void gap(boolean isOrig, long length) {
        if (!begun) {
            begin();
        }
        endDetection();
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).gap(isOrig, length);
        }
        removeDone();
    }

    @Override
    public void endOfStream(boolean isOrig) {
        originatorEnded |= isOrig;
        responderEnded |= !isOrig;
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).endOfStream(isOrig);
        }
        removeDone();
    }

    @Override
    public void end() {
        try {
            if (!begun || leftOut) {
                beginWithoutBytes();
            }
        } finally {
            endDetection();
            endLanes();
        }
    }

    private void endLanes() {
        try {
            Lane.endAll(lanes, 0);
        } finally {
            lanes.clear();
        }
    }

    @Override
    public boolean done() {
        return begun && detection == null && lanes.isEmpty();
    }
}
