package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * The secure shell: version 2 (RFC 4253) and its predecessor 1, up to the encryption, and what the sizes of encrypted
 * data tell of logins.
 */
public sealed interface SshEvent extends Event {

    /**
     * The server identified itself (RFC 4253, section 4.2).
     *
     * @param connection the TCP connection
     * @param version    the line without its line end, such as {@code SSH-2.0-OpenSSH_9.6}
     */
    @Name("ssh_server_version")
    record ServerVersion(Connection connection, String version) implements SshEvent {}

    /**
     * The client identified itself (RFC 4253, section 4.2).
     *
     * @param connection the TCP connection
     * @param version    the line without its line end
     */
    @Name("ssh_client_version")
    record ClientVersion(Connection connection, String version) implements SshEvent {}

    /**
     * The client is logged in, as far as the sizes of encrypted data tell. Not raised in case of doubt.
     *
     * @param connection     the TCP connection
     * @param authMethodNone whether it needed no authentication (RFC 4252, section 5.2)
     */
    @Name("ssh_auth_successful")
    record AuthSuccessful(Connection connection, boolean authMethodNone) implements SshEvent {}

    /**
     * The client tried to log in, as far as the sizes of encrypted data tell; raised for each attempt. Not raised in
     * case of doubt. An attempt that did not log in may have succeeded in part, where the server wants several
     * authentications.
     *
     * @param connection    the TCP connection
     * @param authenticated whether the client is logged in now
     */
    @Name("ssh_auth_attempted")
    record AuthAttempted(Connection connection, boolean authenticated) implements SshEvent {}

    /**
     * A side listed the algorithms that it supports (RFC 4253, section 7.1).
     *
     * @param connection   the TCP connection
     * @param cookie       16 random octets
     * @param capabilities the lists
     */
    @Name("ssh_capabilities")
    record Capabilities(Connection connection, ByteBuf cookie, Ssh.Capabilities capabilities) implements SshEvent {}

    /**
     * The server of version 2 sent its public host key during the key exchange.
     *
     * @param connection the TCP connection
     * @param key        the key itself or its certificate, in the form of its algorithm (RFC 4253, section 6.6)
     */
    @Name("ssh2_server_host_key")
    record Ssh2ServerHostKey(Connection connection, ByteBuf key) implements SshEvent {}

    /**
     * The server of version 1 sent its public host key, which is an RSA key.
     *
     * @param connection the TCP connection
     * @param modulus    the modulus, in network order
     * @param exponent   the public exponent, in network order
     */
    @Name("ssh1_server_host_key")
    record Ssh1ServerHostKey(
            Connection connection,
            @Name("p") ByteBuf modulus,
            @Name("e") ByteBuf exponent) implements SshEvent {}

    /**
     * Encrypted data was seen. What one segment carries counts as one, since the bounds of messages are encrypted too.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it
     * @param length     the octets
     */
    @Name("ssh_encrypted_packet")
    record EncryptedPacket(
            Connection connection,
            @Name("orig") boolean isOrig,
            @Name("len") int length) implements SshEvent {}

    /**
     * The server chose the group for a Diffie-Hellman group exchange (RFC 4419, section 3; RFC 4462, section 2.2).
     *
     * @param connection the TCP connection
     * @param prime      the prime modulus, in network order, with the leading zero octet that a signed number may need
     * @param generator  the generator, likewise
     */
    @Name("ssh2_dh_server_params")
    record Ssh2DhServerParams(
            Connection connection,
            @Name("p") ByteBuf prime,
            @Name("q") ByteBuf generator) implements SshEvent {}

    /**
     * The server reported an error of its GSS-API during the key exchange (RFC 4462, section 2.1).
     *
     * @param connection  the TCP connection
     * @param majorStatus 0 to 4294967295; the status that the GSS-API defines
     * @param minorStatus 0 to 4294967295; the status of the mechanism
     * @param message     a text for people; may be empty
     */
    @Name("ssh2_gss_error")
    record Ssh2GssError(
            Connection connection,
            long majorStatus,
            long minorStatus,
            @Name("err_msg") String message) implements SshEvent {}

    /**
     * A side sent its ephemeral public key of an elliptic curve key exchange (RFC 5656, section 4; RFC 8731).
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator of the connection sent it
     * @param publicKey  the public key, in the form of the method
     */
    @Name("ssh2_ecc_key")
    record Ssh2EccKey(
            Connection connection,
            boolean isOrig,
            @Name("q") ByteBuf publicKey) implements SshEvent {}
}
