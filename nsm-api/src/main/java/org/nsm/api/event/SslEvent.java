package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.List;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * Encrypted connections: SSL 2.0, SSL 3.0 (RFC 6101), TLS 1.0 to 1.3 (RFC 5246, RFC 8446) and DTLS (RFC 6347, RFC
 * 9147), from their first octet or after another protocol switched to them.
 *
 * <p>Numbers of versions, cipher suites, extensions, groups and alerts are those of the wire; IANA keeps their
 * registries. A version is the major number times 256 plus the minor one: 0x0303 for TLS 1.2, 0xfefd for DTLS 1.2.
 */
public sealed interface SslEvent extends Event {

    /**
     * The client offered to talk (RFC 8446, section 4.1.2). Its extensions raise {@link Extension} and its relatives.
     * Raised again for a second hello, as it follows a retry request or a cookie.
     *
     * @param connection         the TCP connection, or the UDP flow of DTLS
     * @param version            0 to 65535; the version of the message, which TLS 1.3 leaves at 0x0303 (see
     *                           {@link ExtensionSupportedVersions})
     * @param recordVersion      0 to 65535; the version in the header of the record; 0 in SSL 2.0
     * @param possibleTimestamp  the first four octets of the random value as seconds since 1970; the time of the
     *                           client's clock if it follows RFC 5246
     * @param clientRandom       the other 28 octets of the random value; in SSL 2.0 the challenge
     * @param sessionId          the session to resume, at most 32 octets; empty for none
     * @param ciphers            the cipher suites in order of preference, each 0 to 65535, in SSL 2.0 to 16777215
     * @param compressionMethods the compression methods in order of preference, each 0 to 255; empty in SSL 2.0
     */
    @Name("ssl_client_hello")
    record ClientHello(
            Connection connection,
            int version,
            int recordVersion,
            @Name("possible_ts") Instant possibleTimestamp,
            ByteBuf clientRandom,
            ByteBuf sessionId,
            List<Integer> ciphers,
            @Name("comp_methods") List<Integer> compressionMethods)
            implements SslEvent {

        /** Copies the lists. */
        public ClientHello {
            ciphers = List.copyOf(ciphers);
            compressionMethods = List.copyOf(compressionMethods);
        }
    }

    /**
     * The server chose from the offer (RFC 8446, section 4.1.3).
     *
     * @param connection        the TCP connection, or the UDP flow of DTLS
     * @param version           0 to 65535; the version of the message, which TLS 1.3 leaves at 0x0303 (see
     *                          {@link ExtensionSupportedVersions})
     * @param recordVersion     0 to 65535; the version in the header of the record; 0 in SSL 2.0
     * @param possibleTimestamp the first four octets of the random value as seconds since 1970; the time of the
     *                          server's clock if it follows RFC 5246; 1970-01-01T00:00:00Z in drafts of TLS 1.3 before
     *                          the 22nd
     * @param serverRandom      the other 28 octets of the random value, in those drafts all 32; in SSL 2.0 the
     *                          connection identifier
     * @param sessionId         the session, at most 32 octets; empty for none
     * @param cipher            the cipher suite, 0 to 65535, in SSL 2.0 to 16777215
     * @param compressionMethod 0 to 255; 0 for none
     */
    @Name("ssl_server_hello")
    record ServerHello(
            Connection connection,
            int version,
            int recordVersion,
            @Name("possible_ts") Instant possibleTimestamp,
            ByteBuf serverRandom,
            ByteBuf sessionId,
            int cipher,
            @Name("comp_method") int compressionMethod)
            implements SslEvent {}

    /**
     * A hello has an extension (RFC 8446, section 4.2). Raised for each, before the event that reports its content if
     * there is one.
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param isOrig     whether the originator of the connection sent it
     * @param code       0 to 65535; the type of the extension
     * @param value      its data
     */
    @Name("ssl_extension")
    record Extension(
            Connection connection,
            boolean isOrig,
            int code,
            @Name("val") ByteBuf value) implements SslEvent {}

    /**
     * A hello lists the groups that its sender supports (RFC 8422, section 5.1.1; RFC 8446, section 4.2.7).
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param isOrig     whether the originator of the connection sent it
     * @param curves     the groups in order of preference, each 0 to 65535
     */
    @Name("ssl_extension_elliptic_curves")
    record ExtensionEllipticCurves(Connection connection, boolean isOrig, List<Integer> curves) implements SslEvent {

        /** Copies the list. */
        public ExtensionEllipticCurves {
            curves = List.copyOf(curves);
        }
    }

    /**
     * A hello lists the forms of elliptic curve points that its sender can parse (RFC 8422, section 5.1.2).
     *
     * @param connection   the TCP connection, or the UDP flow of DTLS
     * @param isOrig       whether the originator of the connection sent it
     * @param pointFormats the forms in order of preference, each 0 to 255
     */
    @Name("ssl_extension_ec_point_formats")
    record ExtensionEcPointFormats(Connection connection, boolean isOrig, List<Integer> pointFormats)
            implements SslEvent {

        /** Copies the list. */
        public ExtensionEcPointFormats {
            pointFormats = List.copyOf(pointFormats);
        }
    }

    /**
     * A hello lists the signature algorithms that its sender can verify (RFC 5246, section 7.4.1.4.1; RFC 8446, section
     * 4.2.3).
     *
     * @param connection          the TCP connection, or the UDP flow of DTLS
     * @param isOrig              whether the originator of the connection sent it
     * @param signatureAlgorithms the algorithms in order of preference
     */
    @Name("ssl_extension_signature_algorithm")
    record ExtensionSignatureAlgorithm(
            Connection connection, boolean isOrig, List<Ssl.SignatureAndHashAlgorithm> signatureAlgorithms)
            implements SslEvent {

        /** Copies the list. */
        public ExtensionSignatureAlgorithm {
            signatureAlgorithms = List.copyOf(signatureAlgorithms);
        }
    }

    /**
     * A hello of TLS 1.3 carries key shares (RFC 8446, section 4.2.8).
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param isOrig     whether the originator of the connection sent it
     * @param curves     the groups of the shares in order, each 0 to 65535; of the server the chosen one
     */
    @Name("ssl_extension_key_share")
    record ExtensionKeyShare(Connection connection, boolean isOrig, List<Integer> curves) implements SslEvent {

        /** Copies the list. */
        public ExtensionKeyShare {
            curves = List.copyOf(curves);
        }
    }

    /**
     * The server chose a named curve for the key exchange of TLS 1.2 and below.
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param curve      0 to 65535; the curve
     * @deprecated {@link EcdhServerParams} carries the same and the key
     */
    @Deprecated
    @Name("ssl_server_curve")
    record ServerCurve(Connection connection, int curve) implements SslEvent {}

    /**
     * The server sent its share of an elliptic curve Diffie-Hellman exchange, in TLS 1.2 and below (RFC 8422, section
     * 5.4).
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param curve      0 to 65535; the named curve
     * @param point      the public key of the server
     */
    @Name("ssl_ecdh_server_params")
    record EcdhServerParams(Connection connection, int curve, ByteBuf point) implements SslEvent {}

    /**
     * The server sent its share of a Diffie-Hellman exchange, in TLS 1.2 and below (RFC 5246, section 7.4.3).
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param prime      the prime modulus, in network order
     * @param generator  the generator, in network order
     * @param publicKey  the public key of the server, in network order
     */
    @Name("ssl_dh_server_params")
    record DhServerParams(
            Connection connection,
            @Name("p") ByteBuf prime,
            @Name("q") ByteBuf generator,
            @Name("Ys") ByteBuf publicKey)
            implements SslEvent {}

    /**
     * The server signed its share of the key exchange, in TLS 1.2 and below (RFC 5246, section 7.4.3).
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param algorithm  the algorithm; both of its numbers are 256 below version 1.2, which does not send them
     * @param signature  the signature
     */
    @Name("ssl_server_signature")
    record ServerSignature(
            Connection connection,
            @Name("signature_and_hashalgorithm") Ssl.SignatureAndHashAlgorithm algorithm,
            ByteBuf signature)
            implements SslEvent {}

    /**
     * The client sent its share of an elliptic curve Diffie-Hellman exchange, in TLS 1.2 and below (RFC 8422, section
     * 5.7).
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param point      the public key of the client, as the message has it: behind an octet with its length
     */
    @Name("ssl_ecdh_client_params")
    record EcdhClientParams(Connection connection, ByteBuf point) implements SslEvent {}

    /**
     * The client sent its share of a Diffie-Hellman exchange, in TLS 1.2 and below (RFC 5246, section 7.4.7.2).
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param publicKey  the public key of the client in network order, as the message has it: behind two octets with its
     *                   length
     */
    @Name("ssl_dh_client_params")
    record DhClientParams(Connection connection, @Name("Yc") ByteBuf publicKey) implements SslEvent {}

    /**
     * The client sent the premaster secret under the server's RSA key, in TLS 1.2 and below (RFC 5246, section
     * 7.4.7.1).
     *
     * @param connection               the TCP connection, or the UDP flow of DTLS
     * @param encryptedPremasterSecret the encrypted secret, as the message has it: behind two octets with its length, in
     *                                 SSL 3.0 without
     */
    @Name("ssl_rsa_client_pms")
    record RsaClientPms(Connection connection, @Name("pms") ByteBuf encryptedPremasterSecret) implements SslEvent {}

    /**
     * A hello names application protocols (RFC 7301).
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param isOrig     whether the originator of the connection sent it
     * @param protocols  the names in order of preference, such as {@code h2}; of the server the chosen one
     */
    @Name("ssl_extension_application_layer_protocol_negotiation")
    record ExtensionApplicationLayerProtocolNegotiation(Connection connection, boolean isOrig, List<String> protocols)
            implements SslEvent {

        /** Copies the list. */
        public ExtensionApplicationLayerProtocolNegotiation {
            protocols = List.copyOf(protocols);
        }
    }

    /**
     * A hello names the server that is meant (RFC 6066, section 3). Not raised where a server acknowledges that without
     * repeating it.
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param isOrig     whether the originator of the connection sent it
     * @param names      the host names, normally one
     */
    @Name("ssl_extension_server_name")
    record ExtensionServerName(Connection connection, boolean isOrig, List<String> names) implements SslEvent {

        /** Copies the list. */
        public ExtensionServerName {
            names = List.copyOf(names);
        }
    }

    /**
     * A hello carries proof that a certificate was logged (RFC 6962, section 3.3); raised for each.
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param isOrig     whether the originator of the connection sent it
     * @param version    0 to 255; 0 for version 1
     * @param logId      the identifier of the log, 32 octets
     * @param timestamp  when the entry was logged, in milliseconds since 1970; unsigned
     * @param algorithm  the algorithm of the signature
     * @param signature  the signature of the log
     */
    @Name("ssl_extension_signed_certificate_timestamp")
    record ExtensionSignedCertificateTimestamp(
            Connection connection,
            boolean isOrig,
            int version,
            @Name("logid") ByteBuf logId,
            long timestamp,
            @Name("signature_and_hashalgorithm") Ssl.SignatureAndHashAlgorithm algorithm,
            ByteBuf signature)
            implements SslEvent {}

    /**
     * A hello lists the versions that the client supports, or names the one that the server chose (RFC 8446, section
     * 4.2.1).
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param isOrig     whether the originator of the connection sent it
     * @param versions   the versions in order of preference, each 0 to 65535; of the server one
     */
    @Name("ssl_extension_supported_versions")
    record ExtensionSupportedVersions(Connection connection, boolean isOrig, List<Integer> versions)
            implements SslEvent {

        /** Copies the list. */
        public ExtensionSupportedVersions {
            versions = List.copyOf(versions);
        }
    }

    /**
     * A hello lists how the client would use pre-shared keys (RFC 8446, section 4.2.9).
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param isOrig     whether the originator of the connection sent it
     * @param modes      the modes, each 0 to 255: 0 alone, 1 with a Diffie-Hellman exchange
     */
    @Name("ssl_extension_psk_key_exchange_modes")
    record ExtensionPskKeyExchangeModes(Connection connection, boolean isOrig, List<Integer> modes)
            implements SslEvent {

        /** Copies the list. */
        public ExtensionPskKeyExchangeModes {
            modes = List.copyOf(modes);
        }
    }

    /**
     * Both sides encrypt, and the first encrypted record was seen. Raised once.
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     */
    @Name("ssl_established")
    record Established(Connection connection) implements SslEvent {}

    /**
     * A side sent an alert that is not encrypted (RFC 8446, section 6).
     *
     * @param connection  the TCP connection, or the UDP flow of DTLS
     * @param isOrig      whether the originator of the connection sent it
     * @param level       0 to 255; 1 warning, 2 fatal
     * @param description 0 to 255; the cause, such as 40 for a handshake failure
     */
    @Name("ssl_alert")
    record Alert(
            Connection connection,
            boolean isOrig,
            int level,
            @Name("desc") int description) implements SslEvent {}

    /**
     * The server gave the client a ticket to resume the session with (RFC 5077, section 3.3).
     *
     * @param connection         the TCP connection, or the UDP flow of DTLS
     * @param ticketLifetimeHint 0 to 4294967295; for how many seconds the ticket is good, 0 if unsaid
     * @param ticket             the ticket, as the message has it: behind two octets with its length; opaque to the client
     */
    @Name("ssl_session_ticket_handshake")
    record SessionTicketHandshake(Connection connection, long ticketLifetimeHint, ByteBuf ticket) implements SslEvent {}

    /**
     * A side sent a heartbeat that is not encrypted (RFC 6520, section 4). Honest peers do not do so during the
     * handshake.
     *
     * @param connection    the TCP connection, or the UDP flow of DTLS
     * @param isOrig        whether the originator of the connection sent it
     * @param length        0 to 65535; the octets of the whole message
     * @param heartbeatType 0 to 255; 1 request, 2 response
     * @param payloadLength 0 to 65535; the octets of payload that the message claims
     * @param payload       what follows that number, padding included; shorter than claimed in an attack on
     *                      CVE-2014-0160
     */
    @Name("ssl_heartbeat")
    record Heartbeat(
            Connection connection, boolean isOrig, int length, int heartbeatType, int payloadLength, ByteBuf payload)
            implements SslEvent {}

    /**
     * A record ended that its sender did not encrypt. Raised after the events of the messages in it.
     *
     * @param connection    the TCP connection, or the UDP flow of DTLS
     * @param isOrig        whether the originator of the connection sent it
     * @param recordVersion 0 to 65535; the version in the header of the record; 0 in SSL 2.0
     * @param contentType   0 to 255; such as 22 for handshake messages; 0 in SSL 2.0
     * @param length        the octets of the record behind its header
     */
    @Name("ssl_plaintext_data")
    record PlaintextData(Connection connection, boolean isOrig, int recordVersion, int contentType, int length)
            implements SslEvent {}

    /**
     * A record was seen that its sender encrypted.
     *
     * @param connection    the TCP connection, or the UDP flow of DTLS
     * @param isOrig        whether the originator of the connection sent it
     * @param recordVersion 0 to 65535; the version in the header of the record; 0 in SSL 2.0, and where DTLS 1.3 leaves
     *                      it out (RFC 9147, section 4)
     * @param contentType   0 to 255; such as 23 for application data, and nearly always so in TLS 1.3; 0 in SSL 2.0, and
     *                      where DTLS 1.3 leaves it out
     * @param length        the octets of the record behind its header
     */
    @Name("ssl_encrypted_data")
    record EncryptedData(Connection connection, boolean isOrig, int recordVersion, int contentType, int length)
            implements SslEvent {}

    /**
     * The server sent the status of its certificate with the handshake (RFC 6066, section 8).
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param isOrig     whether the originator of the connection sent it
     * @param response   the OCSP response in DER (RFC 6960, section 4.2.1)
     */
    @Name("ssl_stapled_ocsp")
    record StapledOcsp(Connection connection, boolean isOrig, ByteBuf response) implements SslEvent {}

    /**
     * A handshake message that is not encrypted is complete. Raised after the event that reports its content if there
     * is one.
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param isOrig     whether the originator of the connection sent it
     * @param type       0 to 255; such as 1 for a client hello, 11 for certificates
     * @param length     0 to 16777215; the octets of the message behind its header
     */
    @Name("ssl_handshake_message")
    record HandshakeMessage(
            Connection connection,
            boolean isOrig,
            @Name("msg_type") int type,
            int length) implements SslEvent {}

    /**
     * A side announced that it encrypts from the next record on (RFC 5246, section 7.1). In TLS 1.3 this has no meaning
     * and comes for the sake of middleboxes (RFC 8446, appendix D.4).
     *
     * @param connection the TCP connection, or the UDP flow of DTLS
     * @param isOrig     whether the originator of the connection sent it
     */
    @Name("ssl_change_cipher_spec")
    record ChangeCipherSpec(Connection connection, boolean isOrig) implements SslEvent {}
}
