package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** How much a connection carried, for hosts that asked to be told. */
public sealed interface ConnSizeEvent extends Event {

    /**
     * A side has sent as many bytes as {@link Connection#setBytesThreshold} asked for. The threshold is gone after
     * this.
     *
     * @param connection the connection
     * @param threshold  the number of bytes that was asked for, counted as the total lengths of IP packets
     * @param isOrig     whether the originator sent them
     */
    @Name("conn_bytes_threshold_crossed")
    record BytesThresholdCrossed(Connection connection, long threshold, boolean isOrig) implements ConnSizeEvent {}

    /**
     * A side has sent as many packets as {@link Connection#setPacketsThreshold} asked for. The threshold is gone after
     * this.
     *
     * @param connection the connection
     * @param threshold  the number of packets that was asked for
     * @param isOrig     whether the originator sent them
     */
    @Name("conn_packets_threshold_crossed")
    record PacketsThresholdCrossed(Connection connection, long threshold, boolean isOrig) implements ConnSizeEvent {}
}
