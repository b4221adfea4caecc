package org.nsm.analyzers.choice;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Flow;
import org.nsm.api.spi.Protocol;

/** The candidates for the datagrams of a flow, on the terms of {@link StreamFan}. */
final class DatagramFan implements ApplicationStage.DatagramSink {

    private final ProtocolChoice choice;
    private final Flow flow;
    private final List<Protocol> candidates;
    private final int depth;
    private final int handOvers;
    private final List<DatagramLane> lanes = new ArrayList<>(1);
    private @Nullable Detection detection;
    private boolean begun;
    private boolean hasSession;

    /** Whether somebody is sure of what it is: others that are recognised in it get no more than what they are recognised by. */
    private boolean understood;

    /** The candidates of a new flow. */
    DatagramFan(ProtocolChoice choice, Flow flow, List<Protocol> candidates) {
        this(choice, flow, candidates, 0, 0);
    }

    /** The rest of a flow, which nobody is known to want. */
    DatagramFan(ProtocolChoice choice, Flow flow, int depth, int handOvers) {
        this(choice, flow, List.of(), depth, handOvers);
    }

    private DatagramFan(ProtocolChoice choice, Flow flow, List<Protocol> candidates, int depth, int handOvers) {
        this.choice = choice;
        this.flow = flow;
        this.candidates = candidates;
        this.depth = depth;
        this.handOvers = handOvers;
    }

    private void begin() {
        begun = true;
        SignatureTable signatures = choice.datagramSignatures();
        if (signatures != null) {
            detection = new Detection(choice, signatures, candidates, false, true);
        }
        for (int i = 0; i < candidates.size(); i++) {
            add(candidates.get(i));
        }
    }

    private DatagramLane add(Protocol protocol) {
        DatagramLane lane = new DatagramLane(choice, flow, protocol, depth, handOvers);
        lanes.add(lane);
        hasSession |= !protocol.endsSilently();
        return lane;
    }

    @Override
    public void datagram(boolean isOrig, ByteBuf payload) {
        if (!begun) {
            begin();
        }
        for (int i = 0, n = lanes.size(); i < n; i++) {
            DatagramLane lane = lanes.get(i);
            lane.datagram(isOrig, payload);
            understood |= lane.confirmed();
            if (lane.handOvers() > handOvers) {
                endDetection(); // the beginning was understood, and detection of the rest is the lane's
            }
        }
        if (detection != null) {
            detect(detection, isOrig, payload);
        }
        for (int i = lanes.size() - 1; i >= 0; i--) {
            if (lanes.get(i).done()) {
                lanes.remove(i);
            }
        }
    }

    private void detect(Detection running, boolean isOrig, ByteBuf payload) {
        List<Protocol> recognised = running.scan(isOrig, payload);
        for (int i = 0; i < recognised.size(); i++) {
            DatagramLane lane = add(recognised.get(i));
            running.firstBytes().replay(lane::datagram);
            lane.datagram(isOrig, payload);
        }
        if (!running.keep(isOrig, payload, !understood)) {
            endDetection();
        }
    }

    private void endDetection() {
        if (detection != null) {
            detection.release();
            detection = null;
        }
    }

    @Override
    public void end() {
        begun = true;
        endDetection();
        try {
            Lane.endAll(lanes, 0);
        } finally {
            lanes.clear();
        }
        if (hasSession && depth == 0) {
            choice.raiseSessionDone(flow);
        }
    }

    @Override
    public boolean done() {
        return begun && detection == null && lanes.isEmpty();
    }
}
