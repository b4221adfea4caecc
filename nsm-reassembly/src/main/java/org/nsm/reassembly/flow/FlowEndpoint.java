package org.nsm.reassembly.flow;

import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.EndpointState;

/** One side of a live connection. */
public class FlowEndpoint implements Connection.Endpoint {

    private static final long NO_ADDRESS = -1;

    private EndpointState state = EndpointState.INACTIVE;
    private long payloadBytes;
    private long packets;
    private long ipBytes;
    private long linkAddress = NO_ADDRESS;
    private int flowLabel;
    private boolean seen;

    @Override
    public long size() {
        return payloadBytes;
    }

    @Override
    public EndpointState state() {
        return state;
    }

    @Override
    public long packets() {
        return packets;
    }

    @Override
    public long ipBytes() {
        return ipBytes;
    }

    @Override
    public int flowLabel() {
        return flowLabel;
    }

    @Override
    public @Nullable String l2Addr() {
        return linkAddress == NO_ADDRESS ? null : MacAddress.format(linkAddress);
    }

    /**
     * Moves this side to another state.
     *
     * @param newState the state
     */
    public void state(EndpointState newState) {
        state = newState;
    }

    /**
     * Counts payload of a datagram.
     *
     * @param bytes how much
     */
    public void addPayload(long bytes) {
        payloadBytes += bytes;
    }

    void countPacket(int length) {
        packets++;
        ipBytes += length;
    }

    /** Whether no packet of this side was seen before; true once. */
    boolean firstPacket() {
        boolean first = !seen;
        seen = true;
        return first;
    }

    void linkAddress(long address) {
        linkAddress = address;
    }

    void flowLabel(int label) {
        flowLabel = label;
    }
}
