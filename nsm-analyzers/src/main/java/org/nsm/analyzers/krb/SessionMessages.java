package org.nsm.analyzers.krb;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Krb;

/** Reads what a client and a service say to each other with a session key (RFC 4120, sections 5.5.2 to 5.8). */
final class SessionMessages {

    private SessionMessages() {}

    /** Reads the fields of AP-REP (section 5.5.2), all of which is encrypted. */
    static void apResponse(KrbReader in) {
        encrypted(in, 2);
    }

    /** Reads the fields of KRB-PRIV (section 5.7.1), all of which is encrypted. */
    static void priv(KrbReader in) {
        encrypted(in, 3);
    }

    private static void encrypted(KrbReader in, int field) {
        boolean complete = false;
        while (in.nextField()) {
            int number = in.number();
            if (number < 2) {
                in.small();
            } else if (number == field) {
                in.encrypted();
                complete = true;
            }
        }
        in.require(complete);
    }

    /** Reads the fields of KRB-CRED (section 5.8.1). */
    static List<Krb.Ticket> credentials(KrbReader in) {
        List<Krb.Ticket> tickets = List.of();
        boolean complete = false;
        while (in.nextField()) {
            switch (in.number()) {
                case 0, 1 -> in.small();
                case 2 -> {
                    tickets = in.tickets();
                    complete = true;
                }
                case 3 -> in.encrypted();
                default -> {}
            }
        }
        in.require(complete);
        return tickets;
    }

    /** Reads KRB-SAFE (section 5.6.1) from in front of its fields. Null where it is malformed or not wanted. */
    static Krb.@Nullable SafeMessage safe(KrbReader in) {
        int version = 0;
        int messageType = 0;
        SafeBody body = null;
        boolean complete = false;
        while (in.nextField()) {
            switch (in.number()) {
                case 0 -> version = in.small();
                case 1 -> messageType = in.small();
                case 2 -> {
                    body = body(in);
                    complete = true;
                }
                case 3 -> in.checksum();
                default -> {}
            }
        }
        in.require(complete);
        return body == null || in.failed() ? null : body.message(version, messageType);
    }

    /** What the checksum is of. */
    private record SafeBody(
            ByteBuf data,
            @Nullable Instant timestamp,
            @Nullable Long sequenceNumber,
            Krb.@Nullable HostAddress sender,
            Krb.@Nullable HostAddress recipient) {

        Krb.SafeMessage message(int version, int messageType) {
            return new Krb.SafeMessage(version, messageType, data, timestamp, sequenceNumber, sender, recipient);
        }
    }

    private static @Nullable SafeBody body(KrbReader in) {
        ByteBuf data = Unpooled.EMPTY_BUFFER;
        Instant timestamp = null;
        long microseconds = 0;
        Long sequenceNumber = null;
        Krb.HostAddress sender = null;
        Krb.HostAddress recipient = null;
        boolean complete = false;
        int outer = in.depth();
        in.enterFields();
        while (in.nextField()) {
            switch (in.number()) {
                case 0 -> {
                    data = in.octets();
                    complete = true;
                }
                case 1 -> timestamp = in.time();
                case 2 -> microseconds = in.unsigned();
                case 3 -> sequenceNumber = in.wantedUnsigned();
                case 4 -> sender = in.address();
                case 5 -> recipient = in.address();
                default -> {}
            }
        }
        in.leaveTo(outer);
        in.require(complete);
        return in.making()
                ? new SafeBody(
                        data, KerberosTime.withMicroseconds(timestamp, microseconds), sequenceNumber, sender, recipient)
                : null;
    }
}
