package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** The life of connections of any transport, and what went wrong with the packets that carry them. */
public sealed interface ConnectionEvent extends Event {

    /**
     * The first packet of a connection was seen. For UDP and ICMP that is the first packet between its ends after a
     * silence.
     *
     * @param connection the connection, which that packet is not yet counted in
     */
    @Name("new_connection")
    record New(Connection connection) implements ConnectionEvent {}

    /**
     * A packet came in other tunnels than the one before it. Raised before that packet is analysed.
     *
     * @param connection the connection inside the tunnels
     * @param tunnel     the encapsulations from now on, outermost first; empty when it is no longer tunnelled
     */
    @Name("tunnel_changed")
    record TunnelChanged(Connection connection, @Name("e") List<Tunnel.EncapsulatingConnection> tunnel)
            implements ConnectionEvent {

        /** Copies the list. */
        public TunnelChanged {
            tunnel = List.copyOf(tunnel);
        }
    }

    /**
     * A connection is removed because it was silent for too long: the inactivity timeouts of
     * {@link org.nsm.api.Options}, or the shorter time that one is kept after it was closed.
     *
     * @param connection the connection
     */
    @Name("connection_timeout")
    record Timeout(Connection connection) implements ConnectionEvent {}

    /**
     * A connection is about to be removed. This is the last event of every connection; from then on it can no longer be
     * steered.
     *
     * @param connection the connection, with its final state
     */
    @Name("connection_state_remove")
    record StateRemove(Connection connection) implements ConnectionEvent {}

    /**
     * A SYN opened a new connection between the same addresses and ports. The old one is removed after this.
     *
     * @param connection the old connection
     */
    @Name("connection_reused")
    record Reused(Connection connection) implements ConnectionEvent {}

    /**
     * A side changed the flow label of its packets (RFC 8200, section 6; RFC 6437).
     *
     * @param connection the connection
     * @param isOrig     whether the originator did
     * @param oldLabel   the label of its packet before, 0 to 1048575
     * @param newLabel   the label from now on, 0 to 1048575
     */
    @Name("connection_flow_label_changed")
    record FlowLabelChanged(Connection connection, boolean isOrig, int oldLabel, int newLabel)
            implements ConnectionEvent {}

    /**
     * A UDP flow ended whose protocol was analysed, such as DNS or NTP. Not raised for protocols that have no sessions,
     * such as RPC.
     *
     * @param connection the flow
     */
    @Name("udp_session_done")
    record UdpSessionDone(@Name("u") Connection connection) implements ConnectionEvent {}

    /**
     * Bytes of a stream are missing and will not come any more, because the peer acknowledged what follows them. The
     * capture lost them.
     *
     * @param connection the connection
     * @param isOrig     whether the originator sent them
     * @param seq        the relative sequence number of the first missing byte
     * @param length     how many bytes are missing, 1 or more
     */
    @Name("content_gap")
    record ContentGap(Connection connection, boolean isOrig, long seq, long length) implements ConnectionEvent {}

    /**
     * A side sent other bytes for a part of its stream that it had sent before, which a receiver and an observer may
     * take differently. The old bytes count.
     *
     * @param connection the connection
     * @param oldData    the bytes that came first
     * @param newData    the bytes that came now in the same place
     * @param tcpFlags   the flags of the packet that brought the new bytes, as in {@link TcpEvent.Packet}; empty if
     *                   they are not known
     */
    @Name("rexmit_inconsistency")
    record RexmitInconsistency(
            Connection connection,
            @Name("t1") ByteBuf oldData,
            @Name("t2") ByteBuf newData,
            String tcpFlags) implements ConnectionEvent {}
}
