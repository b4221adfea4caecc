package org.nsm.analyzers.krb;

import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Krb;

/**
 * AP-REQ (RFC 4120, section 5.5.1).
 *
 * @param ticket  the ticket shown
 * @param options how it is to be used
 */
record ApRequest(Krb.Ticket ticket, Krb.ApOptions options) {

    /** Reads the message that the reader stands on. Null where it is malformed or not wanted. */
    static @Nullable ApRequest readElement(KrbReader in) {
        int outer = in.depth();
        in.openMessage(MessageType.AP_REQ);
        ApRequest request = read(in);
        in.leaveTo(outer);
        return request;
    }

    /** Reads a message of which the reader stands in front of the fields. Null where it is malformed or not wanted. */
    static @Nullable ApRequest read(KrbReader in) {
        Krb.Ticket ticket = null;
        int flags = 0;
        boolean complete = false;
        while (in.nextField()) {
            switch (in.number()) {
                case 0, 1 -> in.small();
                case 2 -> flags = in.flags();
                case 3 -> {
                    ticket = in.ticket();
                    complete = true;
                }
                case 4 -> in.encrypted();
                default -> {}
            }
        }
        in.require(complete);
        return ticket == null || in.failed()
                ? null
                : new ApRequest(ticket, new Krb.ApOptions(KrbReader.flag(flags, 1), KrbReader.flag(flags, 2)));
    }
}
