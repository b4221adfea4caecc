package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * The life of TCP connections and what they carry (RFC 9293).
 *
 * <p>Sequence numbers are relative: the SYN of a side is 0 and its first byte of data is 1, whether or not that SYN was
 * seen. They are counted beyond 32 bits when they wrap around. A number below the start of its side is negative, which
 * is 2<sup>64</sup> minus the distance where it is taken as unsigned.
 */
public sealed interface TcpEvent extends Event {

    /**
     * The bytes of a connection are being put in order from now on, which is so from its first packet.
     *
     * @param connection the connection
     */
    @Name("new_connection_contents")
    record NewConnectionContents(Connection connection) implements TcpEvent {}

    /**
     * A SYN was not answered within {@link org.nsm.api.Options#TCP_ATTEMPT_DELAY}. The connection is removed after
     * this.
     *
     * @param connection the connection
     */
    @Name("connection_attempt")
    record ConnectionAttempt(Connection connection) implements TcpEvent {}

    /**
     * The responder accepted with SYN and ACK. The ACK that completes the handshake may still be to come. If the SYN of
     * the originator was missed, its state is other than {@link org.nsm.api.EndpointState#ESTABLISHED}.
     *
     * @param connection the connection
     */
    @Name("connection_established")
    record ConnectionEstablished(Connection connection) implements TcpEvent {}

    /**
     * Both sides have sent packets, and the handshake was never seen.
     *
     * @param connection the connection
     */
    @Name("partial_connection")
    record PartialConnection(Connection connection) implements TcpEvent {}

    /**
     * The first packet seen of a side was a FIN or RST, and {@link org.nsm.api.Options#TCP_PARTIAL_CLOSE_DELAY} passed
     * without both sides having closed. The connection is removed after this.
     *
     * @param connection the connection
     */
    @Name("connection_partial_close")
    record ConnectionPartialClose(Connection connection) implements TcpEvent {}

    /**
     * Both sides closed, normally with FIN, and all their data was delivered or is known to be lost.
     *
     * @param connection the connection
     */
    @Name("connection_finished")
    record ConnectionFinished(Connection connection) implements TcpEvent {}

    /**
     * A side closed with FIN while nothing was ever seen of the other, as on a link that carries one direction only.
     *
     * @param connection the connection
     */
    @Name("connection_half_finished")
    record ConnectionHalfFinished(Connection connection) implements TcpEvent {}

    /**
     * A SYN was answered with RST. Without any answer it is {@link ConnectionAttempt}, and after an acceptance it is
     * {@link ConnectionReset}.
     *
     * @param connection the connection
     */
    @Name("connection_rejected")
    record ConnectionRejected(Connection connection) implements TcpEvent {}

    /**
     * A side gave up an open connection with RST. After a FIN of the same side this comes
     * {@link org.nsm.api.Options#TCP_RESET_DELAY} later, and only if the other side did not close in the meantime.
     *
     * @param connection the connection
     */
    @Name("connection_reset")
    record ConnectionReset(Connection connection) implements TcpEvent {}

    /**
     * The analysis ended while the connection was open.
     *
     * @param connection the connection
     */
    @Name("connection_pending")
    record ConnectionPending(Connection connection) implements TcpEvent {}

    /**
     * A packet with the SYN flag, of either side; each retransmission raises it again.
     *
     * @param connection the connection
     * @param packet     its header fields and options
     */
    @Name("connection_SYN_packet")
    record ConnectionSynPacket(
            Connection connection, @Name("pkt") Tcp.SynPacket packet) implements TcpEvent {}

    /**
     * The originator sent its first packet with the ACK flag. Raised once.
     *
     * @param connection the connection
     */
    @Name("connection_first_ACK")
    record ConnectionFirstAck(Connection connection) implements TcpEvent {}

    /**
     * All that a side sent was delivered: it has closed or reset, and no data of it is outstanding. Raised once per
     * side.
     *
     * @param connection the connection
     * @param isOrig     whether it is the originator
     */
    @Name("connection_EOF")
    record ConnectionEof(Connection connection, boolean isOrig) implements TcpEvent {}

    /**
     * Any TCP packet, retransmissions and keep-alives included. Listening to this costs work on each packet.
     *
     * @param connection the connection
     * @param isOrig     whether the originator sent it
     * @param flags      a letter for each flag that is set, in the order {@code S} SYN, {@code F} FIN, {@code R} RST,
     *                   {@code A} ACK, {@code P} PSH, {@code U} URG
     * @param seq        the relative sequence number
     * @param ack        the relative acknowledgement number; 0 without the ACK flag, or if it is below the start of the
     *                   peer
     * @param length     the number of bytes of payload by the headers
     * @param payload    the payload as far as it was captured
     */
    @Name("tcp_packet")
    record Packet(
            Connection connection,
            boolean isOrig,
            String flags,
            long seq,
            long ack,
            @Name("len") int length,
            ByteBuf payload)
            implements TcpEvent {}

    /**
     * An option in the header of a segment (RFC 9293, section 3.1), each of them in order.
     *
     * @param connection the connection
     * @param isOrig     whether the originator sent it
     * @param kind       its number, 0 to 255
     * @param length     its length in bytes, with the two bytes of kind and length; 1 for end of list and no-operation
     */
    @Name("tcp_option")
    record Option(
            Connection connection,
            boolean isOrig,
            @Name("opt") int kind,
            @Name("optlen") int length) implements TcpEvent {}

    /**
     * The next bytes of a stream. The pieces of one direction are in order and do not overlap; how the stream is cut
     * into pieces says nothing. Nothing is raised for bytes that are missing.
     *
     * @param connection the connection
     * @param isOrig     whether the originator sent them
     * @param seq        the relative sequence number of the first byte
     * @param contents   at least one byte
     */
    @Name("tcp_contents")
    record Contents(Connection connection, boolean isOrig, long seq, ByteBuf contents) implements TcpEvent {}

    /**
     * A segment with payload all of which was sent before.
     *
     * @param connection   the connection
     * @param isOrig       whether the originator sent it
     * @param seq          the relative sequence number of its first byte
     * @param length       the number of bytes of payload
     * @param dataInFlight how many bytes of the sender were not acknowledged by then
     * @param window       the window that the receiver last advertised, as it is in the header, 0 to 65535; the scale is not
     *                     applied
     */
    @Name("tcp_rexmit")
    record Rexmit(
            Connection connection,
            boolean isOrig,
            long seq,
            @Name("len") int length,
            long dataInFlight,
            long window) implements TcpEvent {}

    /**
     * A side sent 10, 100, 1000 … packets with a wrong checksum.
     *
     * @param connection the connection
     * @param isOrig     whether the originator sent them
     * @param threshold  how many there were
     */
    @Name("tcp_multiple_checksum_errors")
    record MultipleChecksumErrors(Connection connection, boolean isOrig, long threshold) implements TcpEvent {}

    /**
     * A side advertised a window of zero for the 10th, 100th, 1000th … time.
     *
     * @param connection the connection
     * @param isOrig     whether it was the originator
     * @param threshold  how many times
     */
    @Name("tcp_multiple_zero_windows")
    record MultipleZeroWindows(Connection connection, boolean isOrig, long threshold) implements TcpEvent {}

    /**
     * A side retransmitted for the 10th, 100th, 1000th … time.
     *
     * @param connection the connection
     * @param isOrig     whether it was the originator
     * @param threshold  how many retransmissions there were
     */
    @Name("tcp_multiple_retransmissions")
    record MultipleRetransmissions(Connection connection, boolean isOrig, long threshold) implements TcpEvent {}

    /**
     * Bytes could not be written to the sink of {@link Connection#setContentsFile}. Each failed write raises this; the
     * recording goes on.
     *
     * @param connection the connection that is recorded
     * @param isOrig     whether the originator sent the bytes
     * @param message    what the sink said
     */
    @Name("contents_file_write_failure")
    record ContentsFileWriteFailure(
            Connection connection,
            boolean isOrig,
            @Name("msg") String message) implements TcpEvent {}
}
