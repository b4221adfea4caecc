package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * The hypertext transfer protocol (RFC 9110), versions 0.9, 1.0 and 1.1 on the wire (RFC 1945, RFC 9112).
 *
 * <p>A message raises {@link Request} or {@link Reply}; then, for its outermost entity and for each one nested in it,
 * {@link BeginEntity}, {@link Header} for each field, {@link AllHeaders}, {@link ContentType}, {@link EntityData} for
 * each piece of the body and {@link EndEntity}; and {@link MessageDone} at last. Connections may be persistent and
 * pipelined.
 */
public sealed interface HttpEvent extends Event {

    /**
     * A client sent a request line (RFC 9112, section 3).
     *
     * @param connection   the TCP connection
     * @param method       the method as it was sent, such as {@code GET}
     * @param originalUri  the target as it was sent; may be empty
     * @param unescapedUri the target with its percent-encodings decoded, as by {@link Http#unescapeUri}
     * @param version      the digits of the version, such as {@code 1.1}; {@code 0.9} for a line without one,
     *                     {@code 0.0} for one that cannot be read
     */
    @Name("http_request")
    record Request(
            Connection connection,
            String method,
            @Name("original_URI") String originalUri,
            @Name("unescaped_URI") String unescapedUri,
            String version)
            implements HttpEvent {}

    /**
     * A server sent a status line (RFC 9112, section 4).
     *
     * @param connection the TCP connection
     * @param version    the digits of the version, such as {@code 1.1}
     * @param code       the three-digit status; 0 if it is missing
     * @param reason     the text behind the status; {@code <empty>} if there is none
     */
    @Name("http_reply")
    record Reply(Connection connection, String version, int code, String reason) implements HttpEvent {}

    /**
     * A header or trailer field is complete, of a message or of an entity nested in one.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it: true for requests
     * @param name       the name in upper case
     * @param value      the value without surrounding blanks; the lines of a folded one are joined
     */
    @Name("http_header")
    record Header(Connection connection, boolean isOrig, String name, String value) implements HttpEvent {}

    /**
     * The header of an entity is complete, of a message or of an entity nested in one.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it: true for requests
     * @param headers    the fields in the order of the wire
     */
    @Name("http_all_headers")
    record AllHeaders(
            Connection connection,
            boolean isOrig,
            @Name("hlist") List<Mime.Header> headers) implements HttpEvent {

        /** Copies the list. */
        public AllHeaders {
            headers = List.copyOf(headers);
        }
    }

    /**
     * An entity begins: a message, or a part nested in one (RFC 2046, section 5).
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it: true for requests
     */
    @Name("http_begin_entity")
    record BeginEntity(Connection connection, boolean isOrig) implements HttpEvent {}

    /**
     * An entity ends.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it: true for requests
     */
    @Name("http_end_entity")
    record EndEntity(Connection connection, boolean isOrig) implements HttpEvent {}

    /**
     * A piece of the body of an entity, with its transfer and content codings decoded. The pieces of an entity follow
     * in order; their sizes mean nothing. {@link Http.Control#skipEntityData} ends them.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it: true for requests
     * @param length     the octets of {@code data}
     * @param data       the piece
     */
    @Name("http_entity_data")
    record EntityData(Connection connection, boolean isOrig, int length, ByteBuf data) implements HttpEvent {}

    /**
     * The header of an entity is complete and says, or leaves to the default, what the entity is (RFC 9110, section
     * 8.3).
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it: true for requests
     * @param type       the type in upper case; {@code TEXT} if no field gives one
     * @param subtype    the subtype in upper case; {@code PLAIN} if no field gives one
     */
    @Name("http_content_type")
    record ContentType(
            Connection connection,
            boolean isOrig,
            @Name("ty") String type,
            @Name("subty") String subtype) implements HttpEvent {}

    /**
     * A message is complete, or ended before it was.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it: true for requests
     * @param statistics its sizes, and how it ended
     */
    @Name("http_message_done")
    record MessageDone(
            Connection connection,
            boolean isOrig,
            @Name("stat") Http.MessageStat statistics) implements HttpEvent {}

    /**
     * A message is not as it should be, but parsing goes on.
     *
     * @param connection the TCP connection
     * @param type       the kind of problem, such as {@code illegal format}
     * @param detail     what is wrong; may be empty
     */
    @Name("http_event")
    record Problem(
            Connection connection, @Name("event_type") String type, String detail) implements HttpEvent {}

    /**
     * The analysis of a connection ends, whether it had messages or not.
     *
     * @param connection the TCP connection
     * @param statistics what it had
     */
    @Name("http_stats")
    record Stats(Connection connection, @Name("stats") Http.Stats statistics) implements HttpEvent {}

    /**
     * The server switches to another protocol with status 101 (RFC 9110, section 7.8). No events of HTTP follow on this
     * connection.
     *
     * @param connection the TCP connection
     * @param protocol   the protocol as the server names it, such as {@code websocket}
     */
    @Name("http_connection_upgrade")
    record ConnectionUpgrade(Connection connection, String protocol) implements HttpEvent {}
}
