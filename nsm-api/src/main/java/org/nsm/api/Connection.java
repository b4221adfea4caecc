package org.nsm.api;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.ConnSizeEvent;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.Http;
import org.nsm.api.event.TcpEvent;
import org.nsm.api.event.Tunnel;

/**
 * A conversation between two hosts: a TCP connection, or the packets that UDP ports or ICMP messages of one kind exchange
 * until they fall silent.
 *
 * <p>In an event it is the live connection: it shows the present state, also after the handler returned, and may be used
 * by the thread of its analyzer only. {@link #snapshot()} detaches it. Equality is identity for live connections, and by
 * value for snapshots.
 *
 * <p>The methods that steer the analysis ({@code set…}, {@link #control}) work on live connections until
 * {@link ConnectionEvent.StateRemove}; on anything else they do nothing and say so by their result.
 */
@Name("connection")
public interface Connection {

    /**
     * The addresses and ports.
     *
     * @return the four of them; the originator is who sent the first packet, unless that packet was plainly an answer
     */
    Id id();

    /**
     * The side that started the conversation.
     *
     * @return a live view, as this connection is
     */
    @Name("orig")
    Endpoint originator();

    /**
     * The side that was addressed first.
     *
     * @return a live view, as this connection is
     */
    @Name("resp")
    Endpoint responder();

    /**
     * When the first packet was seen.
     *
     * @return packet time
     */
    Instant startTime();

    /**
     * How long the conversation lasted so far.
     *
     * @return from the first packet to the last, zero for a single packet
     */
    Duration duration();

    /**
     * The protocols that were recognised on this connection.
     *
     * @return short names such as {@code HTTP}; empty while none was recognised
     */
    @Name("service")
    Set<String> services();

    /**
     * What happened so far, a letter each, upper case for the originator and lower case for the responder: {@code S} SYN,
     * {@code H} SYN with ACK, {@code A} bare ACK, {@code D} payload, {@code F} FIN, {@code R} RST, {@code I} FIN with RST,
     * {@code Q} another mix of these flags, {@code C} bad checksum, {@code T} retransmission, {@code W} zero window, and
     * {@code ^} when the roles were swapped because the first packet seen was an answer.
     *
     * @return the letters in the order of their first appearance; empty for ICMP
     */
    String history();

    /**
     * A name for this connection that no other connection of any run is likely to have.
     *
     * @return {@code C} and up to 18 letters and digits
     */
    String uid();

    /**
     * What carried the packets of this connection.
     *
     * @return the encapsulations, outermost first; empty when it is not tunnelled
     */
    List<Tunnel.EncapsulatingConnection> tunnel();

    /**
     * The outer VLAN identifier of the first packet (IEEE 802.1Q).
     *
     * @return 0 to 4095, or null for an untagged packet
     */
    @Nullable Integer vlan();

    /**
     * The inner VLAN identifier of the first packet (IEEE 802.1ad).
     *
     * @return 0 to 4095, or null for fewer than two tags
     */
    @Nullable Integer innerVlan();

    /**
     * What carries the conversation.
     *
     * @return TCP, UDP or ICMP
     */
    default Transport transport() {
        return id().responderPort().transport();
    }

    /**
     * One side.
     *
     * @param isOrig whether the originator is meant
     * @return that side
     */
    default Endpoint endpoint(boolean isOrig) {
        return isOrig ? originator() : responder();
    }

    /**
     * A copy of the present state that no longer changes and that any thread may use.
     *
     * @return a detached connection; itself for one that is detached already
     */
    Connection snapshot();

    /**
     * Asks for {@link ConnSizeEvent.BytesThresholdCrossed} once a side has sent so many bytes, counted as the total
     * lengths of its IP packets. It is raised at once where that was passed before. One threshold per side is kept; it is
     * gone when the event was raised. Documented as {@code set_current_conn_bytes_threshold}.
     *
     * @param isOrig    the side whose bytes count
     * @param threshold the number of bytes; 0 asks for no event any more
     * @return whether the connection is live
     * @throws IllegalArgumentException if the threshold is negative
     */
    default boolean setBytesThreshold(boolean isOrig, long threshold) {
        return false;
    }

    /**
     * The threshold of {@link #setBytesThreshold}. Documented as {@code get_current_conn_bytes_threshold}.
     *
     * @param isOrig the side
     * @return the number of bytes; 0 for none
     */
    default long bytesThreshold(boolean isOrig) {
        return 0;
    }

    /**
     * Asks for {@link ConnSizeEvent.PacketsThresholdCrossed} once a side has sent so many packets, on the
     * same terms as {@link #setBytesThreshold}. Documented as {@code set_current_conn_packets_threshold}.
     *
     * @param isOrig    the side whose packets count
     * @param threshold the number of packets; 0 asks for no event any more
     * @return whether the connection is live
     * @throws IllegalArgumentException if the threshold is negative
     */
    default boolean setPacketsThreshold(boolean isOrig, long threshold) {
        return false;
    }

    /**
     * The threshold of {@link #setPacketsThreshold}. Documented as {@code get_current_conn_packets_threshold}.
     *
     * @param isOrig the side
     * @return the number of packets; 0 for none
     */
    default long packetsThreshold(boolean isOrig) {
        return 0;
    }

    /**
     * The highest sequence number that a side of a TCP connection has sent, counted from its SYN (which is 0). Documented
     * as {@code get_orig_seq} and {@code get_resp_seq}.
     *
     * @param isOrig the side
     * @return the number, beyond 32 bits after a wrap-around; 0 when the side sent nothing or this is not TCP
     */
    long sequenceNumber(boolean isOrig);

    /**
     * Records the byte stream of a TCP connection from now on, also when it is already under way. A hole in the stream is
     * marked by a line. A failed write raises {@link TcpEvent.ContentsFileWriteFailure} each time; the recording
     * goes on. Documented as {@code set_contents_file}.
     *
     * @param direction which bytes to record
     * @param sink      where they go; the caller closes it, after the connection is removed; null ends the recording
     * @return whether the connection is live and TCP
     */
    default boolean setContentsFile(ContentsDirection direction, @Nullable ContentsSink sink) {
        return false;
    }

    /**
     * Where the bytes of a direction are recorded. Documented as {@code get_contents_file}.
     *
     * @param direction the direction; {@link ContentsDirection#BOTH} finds a sink that records both
     * @return the sink, or null when nothing is recorded
     */
    default @Nullable ContentsSink contentsFile(ContentsDirection direction) {
        return null;
    }

    /**
     * What a protocol lets the host steer on this connection, from the first bytes on that an analyzer of it gets, such as {@link Http.Control}.
     *
     * @param type the interface that the protocol documents
     * @param <T>  the same
     * @return the control, or empty when no analyzer of that protocol is at work on this connection
     */
    default <T> Optional<T> control(Class<T> type) {
        return Optional.empty();
    }

    /**
     * The addresses and ports of a connection.
     *
     * @param originatorAddress who started the conversation
     * @param originatorPort    its port; of ICMP the message type
     * @param responderAddress  who was addressed
     * @param responderPort     its port; of ICMP the type of the reply, or the code of a message that has none
     */
    @Name("conn_id")
    record Id(
            @Name("orig_h") InetAddress originatorAddress,
            @Name("orig_p") Port originatorPort,
            @Name("resp_h") InetAddress responderAddress,
            @Name("resp_p") Port responderPort) {

        /** The form of the documentation's logs: {@code 10.0.0.1 49208/tcp > 10.0.0.2 445/tcp}. */
        @Override
        public String toString() {
            return originatorAddress.getHostAddress() + " " + originatorPort + " > " + responderAddress.getHostAddress()
                    + " " + responderPort;
        }
    }

    /** One side of a connection. */
    @Name("endpoint")
    interface Endpoint {

        /**
         * How many bytes of payload this side sent, whether captured or not: of TCP by the sequence numbers, without SYN
         * and FIN; of UDP and ICMP the sum of the payload lengths.
         *
         * @return the number of bytes
         */
        long size();

        /**
         * Where this side stands.
         *
         * @return the state
         */
        EndpointState state();

        /**
         * How many packets this side sent, the one being analysed not included.
         *
         * @return the number of packets
         */
        @Name("num_pkts")
        long packets();

        /**
         * The total length of the IP packets that this side sent, the one being analysed not included.
         *
         * @return the number of bytes
         */
        @Name("num_bytes_ip")
        long ipBytes();

        /**
         * The flow label of the last packet (RFC 8200, section 6).
         *
         * @return 0 to 1048575; 0 for IPv4
         */
        int flowLabel();

        /**
         * The link-layer address of the first packet of this side, where the link has such addresses.
         *
         * @return lower-case hexadecimal pairs with colons, or null
         */
        @Nullable String l2Addr();
    }
}
