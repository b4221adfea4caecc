package org.nsm.api.event;

import java.util.List;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** Access to mailboxes (RFC 9051, RFC 3501), as far as to the start of encryption. */
public sealed interface ImapEvent extends Event {

    /**
     * The server listed its capabilities in an untagged response (RFC 9051, section 7.2.2).
     *
     * @param connection   the TCP connection
     * @param capabilities the capabilities in order, such as {@code IMAP4rev1} and {@code STARTTLS}
     */
    @Name("imap_capabilities")
    record Capabilities(Connection connection, List<String> capabilities) implements ImapEvent {

        /** Copies the list. */
        public Capabilities {
            capabilities = List.copyOf(capabilities);
        }
    }

    /**
     * The server agreed to start TLS (RFC 9051, section 6.2.1). No events of IMAP follow; {@link SslEvent}s do.
     *
     * @param connection the TCP connection
     */
    @Name("imap_starttls")
    record Starttls(Connection connection) implements ImapEvent {}
}
