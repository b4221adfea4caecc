package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * SPNEGO, which negotiates how to authenticate (RFC 4178, RFC 2743). It travels in other protocols, such as SMB and
 * DCE/RPC. The tokens of the mechanism agreed on raise the events of {@link NtlmEvent} and {@link KrbEvent}.
 */
public sealed interface GssapiEvent extends Event {

    /**
     * A side said where the negotiation stands (RFC 4178, section 4.2.2). Tokens without a state raise nothing.
     *
     * @param connection the connection
     * @param state      0 accepted and complete, 1 accepted but incomplete, 2 rejected, 3 a checksum of the mechanisms
     *                   is requested
     */
    @Name("gssapi_neg_result")
    record NegResult(Connection connection, int state) implements GssapiEvent {}
}
