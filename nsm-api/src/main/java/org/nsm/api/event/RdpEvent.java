package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** Remote desktops (MS-RDPBCGR) on TCP port 3389, up to where the encryption begins. */
public sealed interface RdpEvent extends Event {

    /**
     * The client asks for a connection (MS-RDPBCGR, section 2.2.1.1).
     *
     * @param connection the connection
     * @param cookie     the value of the cookie, normally the name of a user; empty without a cookie
     */
    @Name("rdp_connect_request")
    record ConnectRequest(Connection connection, String cookie) implements RdpEvent {}

    /**
     * The server chose how to protect the connection (MS-RDPBCGR, section 2.2.1.2.1).
     *
     * @param connection       the connection
     * @param securityProtocol 0 standard RDP security, 1 TLS, 2 CredSSP, 4 RDSTLS, 8 CredSSP with early authorization
     */
    @Name("rdp_negotiation_response")
    record NegotiationResponse(Connection connection, long securityProtocol) implements RdpEvent {}

    /**
     * The server refuses all that the client offered (MS-RDPBCGR, section 2.2.1.2.2).
     *
     * @param connection  the connection
     * @param failureCode why: 1 TLS is required, 2 TLS is not allowed, 3 there is no certificate, 4 the flags do not
     *                    fit, 5 CredSSP is required, 6 TLS with a client certificate is required
     */
    @Name("rdp_negotiation_failure")
    record NegotiationFailure(Connection connection, long failureCode) implements RdpEvent {}

    /**
     * The client described itself (MS-RDPBCGR, section 2.2.1.3.2).
     *
     * @param connection the connection
     * @param data       what it said
     */
    @Name("rdp_client_core_data")
    record ClientCoreData(Connection connection, Rdp.ClientCoreData data) implements RdpEvent {}

    /**
     * The server answered the request to create a conference (MS-RDPBCGR, section 2.2.1.4; T.124).
     *
     * @param connection the connection
     * @param result     0 for success
     */
    @Name("rdp_gcc_server_create_response")
    record GccServerCreateResponse(Connection connection, int result) implements RdpEvent {}

    /**
     * The server said how it will encrypt (MS-RDPBCGR, section 2.2.1.4.3).
     *
     * @param connection       the connection
     * @param encryptionMethod 0 none, 1 RC4 with 40 bits, 2 with 128 bits, 8 with 56 bits, 16 FIPS 140-1
     * @param encryptionLevel  0 none, 1 low, 2 as the client can, 3 high, 4 FIPS 140-1
     */
    @Name("rdp_server_security")
    record ServerSecurity(Connection connection, long encryptionMethod, long encryptionLevel) implements RdpEvent {}

    /**
     * The server sent a certificate or a chain of them (MS-RDPBCGR, section 2.2.1.4.3.1). A chain raises this once.
     *
     * @param connection        the connection
     * @param certificateType   1 proprietary, 2 X.509
     * @param permanentlyIssued whether it is meant to stay
     */
    @Name("rdp_server_certificate")
    record ServerCertificate(
            Connection connection, @Name("cert_type") int certificateType, boolean permanentlyIssued)
            implements RdpEvent {}

    /**
     * What follows is encrypted.
     *
     * @param connection       the connection
     * @param securityProtocol what protects it, as in {@link NegotiationResponse}
     */
    @Name("rdp_begin_encryption")
    record BeginEncryption(Connection connection, long securityProtocol) implements RdpEvent {}
}
