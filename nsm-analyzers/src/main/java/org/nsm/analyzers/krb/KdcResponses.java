package org.nsm.analyzers.krb;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Krb;

/** Reads AS-REP and TGS-REP (RFC 4120, section 5.4.2). */
final class KdcResponses {

    private KdcResponses() {}

    /** Reads a response from in front of its fields. Null where it is malformed or not wanted. */
    static Krb.@Nullable KdcResponse read(KrbReader in) {
        int version = 0;
        int messageType = 0;
        List<Krb.TypeValue> preAuthentication = null;
        String clientRealm = null;
        String clientName = null;
        Krb.Ticket ticket = null;
        boolean complete = false;
        while (in.nextField()) {
            switch (in.number()) {
                case 0 -> version = in.small();
                case 1 -> messageType = in.small();
                case 2 -> preAuthentication = PreAuthentication.read(in, null);
                case 3 -> clientRealm = in.text();
                case 4 -> clientName = in.principal();
                case 5 -> {
                    ticket = in.ticket();
                    complete = true;
                }
                case 6 -> in.encrypted();
                default -> {}
            }
        }
        in.require(complete);
        return ticket == null || in.failed()
                ? null
                : new Krb.KdcResponse(
                        version,
                        messageType,
                        preAuthentication,
                        clientRealm,
                        clientName == null ? "" : clientName,
                        ticket);
    }
}
