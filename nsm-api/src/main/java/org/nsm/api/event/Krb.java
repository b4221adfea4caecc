package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;

/**
 * What Kerberos messages hold (RFC 4120). Names of principals are their components joined by slashes, as
 * {@code krbtgt/EXAMPLE.COM}, and {@code unknown} where there are more than three. What a malformed message does not
 * hold is null. Sound numbers have up to 32 bits; those that a sender makes longer, up to 64 bits, are to be taken as
 * unsigned.
 */
public final class Krb {

    private Krb() {}

    /**
     * A request to the key distribution centre (RFC 4120, section 5.4.1).
     *
     * @param version           the protocol version: 5
     * @param messageType       10 for AS-REQ, 12 for TGS-REQ
     * @param preAuthentication the pre-authentication data except PA-TGS-REQ (1), encrypted timestamps (2),
     *                          PA-PK-AS-REQ (16), PA-PK-AS-REP (17) and empty ones; null without any
     * @param options           the options; never null in a sound request
     * @param clientName        whom the ticket is for; null in TGS-REQ
     * @param serviceRealm      the realm of the service, and of the client in AS-REQ; never null in a sound request
     * @param serviceName       what the ticket is for
     * @param from              when the ticket is to become valid; null for at once
     * @param till              until when it is to be valid; never null in a sound request
     * @param renewTill         until when it is to be renewable
     * @param nonce             the random number that the answer must repeat, unsigned; never null in a sound request
     * @param encryptionTypes   the encryption types that the client takes, best first; the unsigned value of their
     *                          octets
     * @param hostAddresses     the addresses that the ticket is to be valid from; null for any
     * @param additionalTickets further tickets, as user-to-user authentication needs them
     */
    @Name("KRB::KDC_Request")
    public record KdcRequest(
            @Name("pvno") int version,
            @Name("msg_type") int messageType,
            @Name("pa_data") @Nullable List<TypeValue> preAuthentication,
            @Name("kdc_options") @Nullable KdcOptions options,
            @Nullable String clientName,
            @Nullable String serviceRealm,
            @Nullable String serviceName,
            @Nullable Instant from,
            @Nullable Instant till,
            @Name("rtime") @Nullable Instant renewTill,
            @Nullable Long nonce,
            List<Long> encryptionTypes,
            @Name("host_addrs") @Nullable List<HostAddress> hostAddresses,
            @Nullable List<Ticket> additionalTickets) {

        /** Copies the lists. */
        public KdcRequest {
            preAuthentication = preAuthentication == null ? null : List.copyOf(preAuthentication);
            encryptionTypes = List.copyOf(encryptionTypes);
            hostAddresses = hostAddresses == null ? null : List.copyOf(hostAddresses);
            additionalTickets = additionalTickets == null ? null : List.copyOf(additionalTickets);
        }
    }

    /**
     * An answer of the key distribution centre (RFC 4120, section 5.4.2).
     *
     * @param version           the protocol version: 5
     * @param messageType       11 for AS-REP, 13 for TGS-REP
     * @param preAuthentication the pre-authentication data, of which the salt matters most; null without any
     * @param clientRealm       the realm of the client
     * @param clientName        whom the ticket is for
     * @param ticket            the ticket
     */
    @Name("KRB::KDC_Response")
    public record KdcResponse(
            @Name("pvno") int version,
            @Name("msg_type") int messageType,
            @Name("pa_data") @Nullable List<TypeValue> preAuthentication,
            @Nullable String clientRealm,
            String clientName,
            Ticket ticket) {

        /** Copies the list. */
        public KdcResponse {
            preAuthentication = preAuthentication == null ? null : List.copyOf(preAuthentication);
        }
    }

    /**
     * What is asked of the ticket (RFC 4120, section 5.4.1).
     *
     * @param forwardable            it may be forwarded
     * @param forwarded              it is for another address than that of the ticket shown
     * @param proxiable              proxies of it may be issued
     * @param proxy                  it is a proxy
     * @param allowPostdate          postdated tickets may be issued on it
     * @param postdated              it becomes valid later
     * @param renewable              it may be renewed
     * @param hardwareAuthentication reserved for authentication by hardware
     * @param disableTransitedCheck  the path of realms need not be checked
     * @param renewableOk            a renewable ticket will do where the lifetime asked for is too long
     * @param encryptInSessionKey    it is to be encrypted with the session key of the additional ticket
     * @param renew                  the ticket shown is to be renewed
     * @param validate               the postdated ticket shown is to be made valid
     */
    @Name("KRB::KDC_Options")
    public record KdcOptions(
            boolean forwardable,
            boolean forwarded,
            boolean proxiable,
            boolean proxy,
            boolean allowPostdate,
            boolean postdated,
            boolean renewable,
            @Name("opt_hardware_auth") boolean hardwareAuthentication,
            boolean disableTransitedCheck,
            boolean renewableOk,
            @Name("enc_tkt_in_skey") boolean encryptInSessionKey,
            boolean renew,
            boolean validate) {}

    /**
     * How a ticket is to be used (RFC 4120, section 5.5.1).
     *
     * @param useSessionKey  it is encrypted with the session key of the server's own ticket
     * @param mutualRequired the server must prove its identity
     */
    @Name("KRB::AP_Options")
    public record ApOptions(boolean useSessionKey, boolean mutualRequired) {}

    /**
     * A ticket (RFC 4120, section 5.3).
     *
     * @param version                   the version of the format: 5
     * @param realm                     the realm that issued it
     * @param serviceName               the service it is for
     * @param encryptionType            how it is encrypted; the unsigned value of the octets
     * @param ciphertext                the encrypted part
     * @param authenticationInformation the client that the ticket names, where a keytab opens it; empty on port 88 over
     *                                  TCP, otherwise null
     */
    @Name("KRB::Ticket")
    public record Ticket(
            @Name("pvno") int version,
            String realm,
            String serviceName,
            @Name("cipher") long encryptionType,
            @Nullable ByteBuf ciphertext,
            @Name("authenticationinfo") @Nullable String authenticationInformation) {}

    /**
     * A value and what kind it is of. Of pre-authentication data (RFC 4120, section 5.2.7) types 3, 11 and 19 give the
     * salt.
     *
     * @param type  the type; the unsigned value of the octets
     * @param value the value
     */
    @Name("KRB::Type_Value")
    public record TypeValue(
            @Name("data_type") long type, @Name("val") ByteBuf value) {}

    /**
     * The address of a host (RFC 4120, section 5.2.5). One of the three is set.
     *
     * @param address an IPv4 or IPv6 address
     * @param netbios a NetBIOS name
     * @param unknown an address of another type
     */
    @Name("KRB::Host_Address")
    public record HostAddress(
            @Name("ip") @Nullable InetAddress address,
            @Nullable String netbios,
            @Nullable TypeValue unknown) {}

    /**
     * A message with a checksum (RFC 4120, section 5.6.1).
     *
     * @param version        the protocol version: 5
     * @param messageType    20
     * @param data           what the application sent
     * @param timestamp      when, by the clock of the sender
     * @param sequenceNumber its number, against replays; unsigned 32 bits
     * @param sender         who sent it
     * @param recipient      who is to have it
     */
    @Name("KRB::SAFE_Msg")
    public record SafeMessage(
            @Name("pvno") int version,
            @Name("msg_type") int messageType,
            ByteBuf data,
            @Nullable Instant timestamp,
            @Name("seq") @Nullable Long sequenceNumber,
            @Nullable HostAddress sender,
            @Nullable HostAddress recipient) {}

    /**
     * A failure (RFC 4120, section 5.9.1).
     *
     * @param version           the protocol version: 5
     * @param messageType       30
     * @param clientTime        the clock of the client as its request told it, to the microsecond
     * @param serverTime        the clock of the server, to the microsecond; never null in a sound message
     * @param errorCode         what went wrong (RFC 4120, section 7.5.9), such as 25 for missing pre-authentication;
     *                          never null in a sound message
     * @param clientRealm       the realm of the client
     * @param clientName        the client
     * @param serviceRealm      the realm of the service; never null in a sound message
     * @param serviceName       the service; never null in a sound message
     * @param errorText         an explanation
     * @param preAuthentication with error 25 what the client may authenticate by: the salts; null with others
     */
    @Name("KRB::Error_Msg")
    public record ErrorMessage(
            @Name("pvno") int version,
            @Name("msg_type") int messageType,
            @Nullable Instant clientTime,
            @Nullable Instant serverTime,
            @Nullable Long errorCode,
            @Nullable String clientRealm,
            @Nullable String clientName,
            @Nullable String serviceRealm,
            @Nullable String serviceName,
            @Nullable String errorText,
            @Name("pa_data") @Nullable List<TypeValue> preAuthentication) {

        /** Copies the list. */
        public ErrorMessage {
            preAuthentication = preAuthentication == null ? null : List.copyOf(preAuthentication);
        }
    }
}
