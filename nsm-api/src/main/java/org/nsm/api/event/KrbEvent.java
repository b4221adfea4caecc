package org.nsm.api.event;

import java.util.List;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** Kerberos 5 (RFC 4120): with a key distribution centre on port 88, or inside other protocols. */
public sealed interface KrbEvent extends Event {

    /**
     * A client asks the authentication service for a ticket, normally the first one (RFC 4120, section 5.4.1: AS-REQ).
     *
     * @param connection the connection
     * @param message    the request
     */
    @Name("krb_as_request")
    record AsRequest(Connection connection, @Name("msg") Krb.KdcRequest message) implements KrbEvent {}

    /**
     * The authentication service issued a ticket (RFC 4120, section 5.4.2: AS-REP).
     *
     * @param connection the connection
     * @param message    the response
     */
    @Name("krb_as_response")
    record AsResponse(Connection connection, @Name("msg") Krb.KdcResponse message) implements KrbEvent {}

    /**
     * A client asks for a ticket for a service, by means of the ticket that it has (RFC 4120, section 5.4.1: TGS-REQ).
     * The ticket shown raises an {@link ApRequest} before this.
     *
     * @param connection the connection
     * @param message    the request
     */
    @Name("krb_tgs_request")
    record TgsRequest(Connection connection, @Name("msg") Krb.KdcRequest message) implements KrbEvent {}

    /**
     * The ticket-granting service issued a ticket (RFC 4120, section 5.4.2: TGS-REP).
     *
     * @param connection the connection
     * @param message    the response
     */
    @Name("krb_tgs_response")
    record TgsResponse(Connection connection, @Name("msg") Krb.KdcResponse message) implements KrbEvent {}

    /**
     * A client shows a ticket (RFC 4120, section 5.5.1: AP-REQ).
     *
     * @param connection the connection
     * @param ticket     the ticket
     * @param options    how it is to be used
     */
    @Name("krb_ap_request")
    record ApRequest(
            Connection connection,
            Krb.Ticket ticket,
            @Name("opts") Krb.ApOptions options) implements KrbEvent {}

    /**
     * A service proved that it could read the ticket (RFC 4120, section 5.5.2: AP-REP). All else in it is encrypted.
     *
     * @param connection the connection
     */
    @Name("krb_ap_response")
    record ApResponse(Connection connection) implements KrbEvent {}

    /**
     * A message with encrypted content of an application (RFC 4120, section 5.7.1: KRB-PRIV).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     */
    @Name("krb_priv")
    record Priv(Connection connection, boolean isOrig) implements KrbEvent {}

    /**
     * A message of an application with a checksum (RFC 4120, section 5.6.1: KRB-SAFE).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param message    the message
     */
    @Name("krb_safe")
    record Safe(
            Connection connection,
            boolean isOrig,
            @Name("msg") Krb.SafeMessage message) implements KrbEvent {}

    /**
     * A side hands tickets on to the other (RFC 4120, section 5.8.1: KRB-CRED).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param tickets    the tickets
     */
    @Name("krb_cred")
    record Cred(Connection connection, boolean isOrig, List<Krb.Ticket> tickets) implements KrbEvent {

        /** Copies the list. */
        public Cred {
            tickets = List.copyOf(tickets);
        }
    }

    /**
     * A request failed (RFC 4120, section 5.9.1: KRB-ERROR).
     *
     * @param connection the connection
     * @param message    what failed
     */
    @Name("krb_error")
    record Error(Connection connection, @Name("msg") Krb.ErrorMessage message) implements KrbEvent {}
}
