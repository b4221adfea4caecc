package org.nsm.api.event;

import org.nsm.api.Connection;

/** What a host can steer where mail is transferred (RFC 5321). */
public final class Smtp {

    private Smtp() {}

    /** What a host can steer on a connection that carries SMTP; found by {@link Connection#control}. */
    public interface Control {

        /**
         * Spares the rest of the mail that is under way: no more {@link SmtpEvent.Data} and {@link MimeEvent}s are
         * raised for it. The dialogue is still followed, and the next mail is reported in full. Does nothing between
         * mails. Documented as {@code skip_smtp_data}.
         */
        void skipData();
    }
}
