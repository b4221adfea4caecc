package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** Datagrams (RFC 768). */
public sealed interface UdpEvent extends Event {

    /**
     * The originator sent a datagram.
     *
     * @param connection the flow that it belongs to
     */
    @Name("udp_request")
    record Request(@Name("u") Connection connection) implements UdpEvent {}

    /**
     * The responder sent a datagram.
     *
     * @param connection the flow that it belongs to
     */
    @Name("udp_reply")
    record Reply(@Name("u") Connection connection) implements UdpEvent {}

    /**
     * The payload of a datagram. Raised before the {@link Request} or {@link Reply} of the same datagram.
     *
     * @param connection the flow that it belongs to
     * @param isOrig     whether the originator sent it
     * @param contents   the payload as far as it was captured
     */
    @Name("udp_contents")
    record Contents(@Name("u") Connection connection, boolean isOrig, ByteBuf contents) implements UdpEvent {}

    /**
     * A side sent 10, 100, 1000 … datagrams with a wrong checksum.
     *
     * @param connection the flow
     * @param isOrig     whether the originator sent them
     * @param threshold  how many there were
     */
    @Name("udp_multiple_checksum_errors")
    record MultipleChecksumErrors(@Name("u") Connection connection, boolean isOrig, long threshold)
            implements UdpEvent {}
}
