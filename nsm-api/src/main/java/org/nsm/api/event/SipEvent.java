package org.nsm.api.event;

import java.util.List;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * The set-up of calls and sessions (RFC 3261) over UDP.
 *
 * <p>A message raises {@link Request} or {@link Reply}, then {@link BeginEntity}, {@link Header} for each field,
 * {@link AllHeaders} and {@link EndEntity}.
 */
public sealed interface SipEvent extends Event {

    /**
     * A message begins with a request line (RFC 3261, section 7.1).
     *
     * @param connection  the UDP flow
     * @param method      the method as it was sent, such as {@code INVITE}
     * @param originalUri the target as it was sent
     * @param version     the digits of the version, {@code 2.0}
     */
    @Name("sip_request")
    record Request(
            Connection connection,
            String method,
            @Name("original_URI") String originalUri,
            String version) implements SipEvent {}

    /**
     * A message begins with a status line (RFC 3261, section 7.2).
     *
     * @param connection the UDP flow
     * @param version    the digits of the version, {@code 2.0}
     * @param code       the three-digit status
     * @param reason     the text behind the status; may be empty
     */
    @Name("sip_reply")
    record Reply(Connection connection, String version, int code, String reason) implements SipEvent {}

    /**
     * A header field is complete (RFC 3261, section 7.3).
     *
     * @param connection the UDP flow
     * @param isOrig     true for a request, false for a reply, whichever side sent it
     * @param name       the name in upper case; a compact form stays as it is
     * @param value      the value without surrounding blanks; the lines of a folded one are joined by a blank
     */
    @Name("sip_header")
    record Header(Connection connection, boolean isOrig, String name, String value) implements SipEvent {}

    /**
     * The header of a message is complete.
     *
     * @param connection the UDP flow
     * @param isOrig     true for a request, false for a reply, whichever side sent it
     * @param headers    the fields in the order of the wire
     */
    @Name("sip_all_headers")
    record AllHeaders(
            Connection connection,
            boolean isOrig,
            @Name("hlist") List<Mime.Header> headers) implements SipEvent {

        /** Copies the list. */
        public AllHeaders {
            headers = List.copyOf(headers);
        }
    }

    /**
     * The header of a message begins.
     *
     * @param connection the UDP flow
     * @param isOrig     true for a request, false for a reply, whichever side sent it
     */
    @Name("sip_begin_entity")
    record BeginEntity(Connection connection, boolean isOrig) implements SipEvent {}

    /**
     * A message is complete, its body included.
     *
     * @param connection the UDP flow
     * @param isOrig     true for a request, false for a reply, whichever side sent it
     */
    @Name("sip_end_entity")
    record EndEntity(Connection connection, boolean isOrig) implements SipEvent {}
}
