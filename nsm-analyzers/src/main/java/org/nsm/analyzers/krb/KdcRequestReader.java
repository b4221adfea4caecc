package org.nsm.analyzers.krb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Krb;

/** Reads AS-REQ and TGS-REQ (RFC 4120, section 5.4.1). Holds what it found until it reads the next one. */
final class KdcRequestReader implements PreAuthentication.TicketReader {

    /** The tickets shown in PA-TGS-REQ; normally none or one. */
    private final List<ApRequest> shown = new ArrayList<>(1);

    private boolean shownWanted;
    private int version;
    private int messageType;
    private @Nullable List<Krb.TypeValue> preAuthentication;
    private Krb.@Nullable KdcOptions options;
    private @Nullable String clientName;
    private @Nullable String serviceRealm;
    private @Nullable String serviceName;
    private @Nullable Instant from;
    private @Nullable Instant till;
    private @Nullable Instant renewTill;
    private @Nullable Long nonce;
    private List<Long> encryptionTypes = List.of();
    private @Nullable List<Krb.HostAddress> hostAddresses;
    private @Nullable List<Krb.Ticket> additionalTickets;

    /**
     * Reads a request.
     *
     * @param in          stands in front of its fields
     * @param wanted      whether the request is wanted
     * @param shownWanted whether the tickets shown are
     */
    void read(KrbReader in, boolean wanted, boolean shownWanted) {
        clear();
        this.shownWanted = shownWanted;
        boolean complete = false;
        in.make(wanted);
        while (in.nextField()) {
            switch (in.number()) {
                case 1 -> version = in.small();
                case 2 -> messageType = in.small();
                case 3 -> preAuthentication = PreAuthentication.read(in, this);
                case 4 -> {
                    in.openFields();
                    readBody(in);
                    complete = true;
                }
                default -> {}
            }
        }
        in.require(complete);
    }

    private void clear() {
        shown.clear();
        version = 0;
        messageType = 0;
        preAuthentication = null;
        options = null;
        clientName = null;
        serviceRealm = null;
        serviceName = null;
        from = null;
        till = null;
        renewTill = null;
        nonce = null;
        encryptionTypes = List.of();
        hostAddresses = null;
        additionalTickets = null;
    }

    @Override
    public void shown(KrbReader in) {
        boolean making = in.make(shownWanted);
        ApRequest request = ApRequest.readElement(in);
        if (request != null) {
            shown.add(request);
        }
        in.make(making);
    }

    private void readBody(KrbReader in) {
        while (in.nextField()) {
            switch (in.number()) {
                case 0 -> options = options(in);
                case 1 -> clientName = in.principal();
                case 2 -> serviceRealm = in.text();
                case 3 -> serviceName = in.principal();
                case 4 -> from = in.time();
                case 5 -> till = in.time();
                case 6 -> renewTill = in.time();
                case 7 -> nonce = in.wantedUnsigned();
                case 8 -> encryptionTypes = encryptionTypes(in);
                case 9 -> hostAddresses = in.addresses();
                case 11 -> additionalTickets = in.tickets();
                default -> {}
            }
        }
    }

    private static List<Long> encryptionTypes(KrbReader in) {
        int outer = in.depth();
        List<Long> types = in.making() ? new ArrayList<>() : List.of();
        if (in.enterSequence()) {
            while (in.nextElement()) {
                long type = in.unsignedElement();
                if (in.making()) {
                    types.add(type);
                }
            }
        }
        in.leaveTo(outer);
        return types;
    }

    private static Krb.@Nullable KdcOptions options(KrbReader in) {
        int flags = in.flags();
        if (!in.making()) {
            return null;
        }
        return new Krb.KdcOptions(
                KrbReader.flag(flags, 1),
                KrbReader.flag(flags, 2),
                KrbReader.flag(flags, 3),
                KrbReader.flag(flags, 4),
                KrbReader.flag(flags, 5),
                KrbReader.flag(flags, 6),
                KrbReader.flag(flags, 8),
                KrbReader.flag(flags, 11),
                KrbReader.flag(flags, 26),
                KrbReader.flag(flags, 27),
                KrbReader.flag(flags, 28),
                KrbReader.flag(flags, 30),
                KrbReader.flag(flags, 31));
    }

    /** The field {@code msg-type}, which tells AS-REQ from TGS-REQ. */
    int messageType() {
        return messageType;
    }

    /** The tickets shown, where they are wanted. */
    List<ApRequest> shown() {
        return shown;
    }

    /** The request, if it was wanted. */
    Krb.KdcRequest request() {
        return new Krb.KdcRequest(
                version,
                messageType,
                preAuthentication,
                options,
                clientName,
                serviceRealm,
                serviceName,
                from,
                till,
                renewTill,
                nonce,
                encryptionTypes,
                hostAddresses,
                additionalTickets);
    }
}
