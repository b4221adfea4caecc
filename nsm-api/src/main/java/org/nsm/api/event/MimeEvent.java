package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * Mail with its parts (RFC 5322, RFC 2045, RFC 2046), as SMTP and POP3 carry it. What HTTP carries raises
 * {@link HttpEvent}s instead.
 *
 * <p>Each entity, the mail itself and each part nested in it, raises {@link BeginEntity}, {@link OneHeader} for each
 * field, {@link AllHeaders}, {@link SegmentData} for each piece of the body, {@link EntityData} and {@link EndEntity}.
 * {@link ContentHash} and {@link AllData} follow at the end of the mail.
 */
public sealed interface MimeEvent extends Event {

    /**
     * An entity begins.
     *
     * @param connection the connection that carries the mail
     */
    @Name("mime_begin_entity")
    record BeginEntity(Connection connection) implements MimeEvent {}

    /**
     * An entity ends.
     *
     * @param connection the connection that carries the mail
     */
    @Name("mime_end_entity")
    record EndEntity(Connection connection) implements MimeEvent {}

    /**
     * A header field of an entity is complete.
     *
     * @param connection the connection that carries the mail
     * @param header     the field
     */
    @Name("mime_one_header")
    record OneHeader(Connection connection, @Name("h") Mime.Header header) implements MimeEvent {}

    /**
     * The header of an entity is complete.
     *
     * @param connection the connection that carries the mail
     * @param headers    the fields in the order of the wire
     */
    @Name("mime_all_headers")
    record AllHeaders(Connection connection, @Name("hlist") List<Mime.Header> headers) implements MimeEvent {

        /** Copies the list. */
        public AllHeaders {
            headers = List.copyOf(headers);
        }
    }

    /**
     * A piece of the body of an entity, with its transfer encoding decoded. The pieces follow in order; their sizes
     * mean nothing. Cheaper than {@link EntityData}, since nothing is gathered.
     *
     * @param connection the connection that carries the mail
     * @param length     the octets of {@code data}
     * @param data       the piece
     */
    @Name("mime_segment_data")
    record SegmentData(Connection connection, int length, ByteBuf data) implements MimeEvent {}

    /**
     * The whole body of an entity, with its transfer encoding decoded. Of a mail larger than 32 MiB the rest is missing.
     *
     * @param connection the connection that carries the mail
     * @param length     the octets of {@code data}
     * @param data       the body
     */
    @Name("mime_entity_data")
    record EntityData(Connection connection, int length, ByteBuf data) implements MimeEvent {}

    /**
     * The bodies of all entities of a mail, with their transfer encodings decoded, one after the other; at most the first
     * 32 MiB.
     *
     * @param connection the connection that carries the mail
     * @param length     the octets of {@code data}
     * @param data       the bodies
     */
    @Name("mime_all_data")
    record AllData(Connection connection, int length, ByteBuf data) implements MimeEvent {}

    /**
     * An entity is not as it should be, but parsing goes on.
     *
     * @param connection the connection that carries the mail
     * @param type       the kind of problem, such as {@code illegal format} or {@code illegal encoding}
     * @param detail     what is wrong, such as {@code encoding type not found in content encoding}
     */
    @Name("mime_event")
    record Problem(
            Connection connection, @Name("event_type") String type, String detail) implements MimeEvent {}

    /**
     * A mail ended; the hash covers the same octets that {@link AllData} reports.
     *
     * @param connection    the connection that carries the mail
     * @param contentLength the octets that were hashed
     * @param hash          their MD5, 16 octets (RFC 1321)
     */
    @Name("mime_content_hash")
    record ContentHash(
            Connection connection,
            @Name("content_len") long contentLength,
            @Name("hash_value") ByteBuf hash) implements MimeEvent {}
}
