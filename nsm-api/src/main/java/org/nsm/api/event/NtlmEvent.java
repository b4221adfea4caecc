package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** NTLM authentication (MS-NLMP). It travels in other protocols, such as SMB, DCE/RPC and HTTP. */
public sealed interface NtlmEvent extends Event {

    /**
     * The client proposes how to authenticate: the first of the three messages (MS-NLMP, section 2.2.1.1).
     *
     * @param connection the connection
     * @param negotiate  the message
     */
    @Name("ntlm_negotiate")
    record Negotiate(Connection connection, Ntlm.Negotiate negotiate) implements NtlmEvent {}

    /**
     * The server sent its challenge: the second message (MS-NLMP, section 2.2.1.2).
     *
     * @param connection the connection
     * @param challenge  the message
     */
    @Name("ntlm_challenge")
    record Challenge(Connection connection, Ntlm.Challenge challenge) implements NtlmEvent {}

    /**
     * The client answers the challenge: the third message (MS-NLMP, section 2.2.1.3).
     *
     * @param connection the connection
     * @param request    the message
     */
    @Name("ntlm_authenticate")
    record Authenticate(Connection connection, Ntlm.Authenticate request) implements NtlmEvent {}
}
