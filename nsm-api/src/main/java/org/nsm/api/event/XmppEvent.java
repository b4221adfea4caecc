package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** Messaging and presence (RFC 6120), as far as to the start of encryption. */
public sealed interface XmppEvent extends Event {

    /**
     * The server agreed to start TLS (RFC 6120, section 5). No events of XMPP follow; {@link SslEvent}s do.
     *
     * @param connection the TCP connection
     */
    @Name("xmpp_starttls")
    record Starttls(Connection connection) implements XmppEvent {}
}
