package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** The network time protocol (RFC 5905). */
public sealed interface NtpEvent extends Event {

    /**
     * A message of either side, of any mode and version.
     *
     * @param connection the UDP flow, normally to port 123
     * @param message    the fixed part
     * @param excess     what follows the fixed part, such as extensions and the authenticator; empty for nothing
     */
    @Name("ntp_message")
    record Message(
            @Name("u") Connection connection, @Name("msg") Ntp.Message message, ByteBuf excess) implements NtpEvent {}
}
