package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * A connection of the Gnutella network (Gnutella protocol specification 0.4, RFC-Gnutella 0.6): a handshake in text,
 * then binary messages.
 */
public sealed interface GnutellaEvent extends Event {

    /**
     * A header block of the handshake is complete.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it
     * @param headers    its lines, each with CR LF in front of it
     */
    @Name("gnutella_text_msg")
    record TextMsg(Connection connection, @Name("orig") boolean isOrig, String headers) implements GnutellaEvent {}

    /**
     * A message is complete, or its connection ended before it was.
     *
     * @param connection    the TCP connection
     * @param isOrig        whether the originator of the connection sent it
     * @param type          0 to 255; such as 0 ping, 1 pong, 64 push, 128 query, 129 query hit
     * @param ttl           0 to 255; how many more times it may be forwarded
     * @param hops          0 to 255; how many times it was forwarded
     * @param length        0 to 4294967295; the octets of payload that the header announces
     * @param payload       the first octets of the payload, at most 1024
     * @param payloadLength 0 to 1024; the octets of {@code payload}
     * @param truncated     whether the connection ended before {@code payload} held what was announced, or 1024 octets
     *                      of it
     * @param complete      whether the whole payload was seen
     */
    @Name("gnutella_binary_msg")
    record BinaryMsg(
            Connection connection,
            @Name("orig") boolean isOrig,
            @Name("msg_type") int type,
            int ttl,
            int hops,
            @Name("msg_len") long length,
            ByteBuf payload,
            @Name("payload_len") int payloadLength,
            @Name("trunc") boolean truncated,
            boolean complete)
            implements GnutellaEvent {}

    /**
     * The connection ended inside the header of a message.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it
     * @param message    the octets of the header that were seen
     * @param length     how many these are, 1 to 22
     */
    @Name("gnutella_partial_binary_msg")
    record PartialBinaryMsg(
            Connection connection,
            @Name("orig") boolean isOrig,
            @Name("msg") ByteBuf message,
            @Name("len") int length) implements GnutellaEvent {}

    /**
     * Both sides accepted the handshake; binary messages follow.
     *
     * @param connection the TCP connection
     */
    @Name("gnutella_establish")
    record Establish(Connection connection) implements GnutellaEvent {}

    /**
     * The connection ended and had not been established.
     *
     * @param connection the TCP connection
     */
    @Name("gnutella_not_establish")
    record NotEstablish(Connection connection) implements GnutellaEvent {}

    /**
     * The connection speaks HTTP, as a download of a file does. {@link HttpEvent}s follow.
     *
     * @param connection the TCP connection
     */
    @Name("gnutella_http_notify")
    record HttpNotify(Connection connection) implements GnutellaEvent {}
}
