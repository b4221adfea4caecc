package org.nsm.analyzers.krb;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Krb;

/** Reads KRB-ERROR (RFC 4120, section 5.9.1), in which every field may be missing and their order does not count. */
final class ErrorReader {

    /** KDC_ERR_PREAUTH_REQUIRED (RFC 4120, section 7.5.9). */
    private static final long PRE_AUTHENTICATION_REQUIRED = 25;

    private static final int LAST_FIELD = 12;

    /** For what the octet string {@code e-data} holds: if that is malformed, the error is not. */
    private final KrbReader data = new KrbReader();

    /** Reads an error from in front of its fields. Null where it is malformed or not wanted. */
    Krb.@Nullable ErrorMessage read(KrbReader in) {
        int version = 0;
        int messageType = 0;
        Instant clientTime = null;
        long clientMicroseconds = 0;
        Instant serverTime = null;
        long serverMicroseconds = 0;
        Long errorCode = null;
        String clientRealm = null;
        String clientName = null;
        String serviceRealm = null;
        String serviceName = null;
        String errorText = null;
        ByteBuf errorData = Unpooled.EMPTY_BUFFER;
        while (in.nextField()) {
            switch (in.number()) {
                case 0 -> version = in.small();
                case 1 -> messageType = in.small();
                case 2 -> clientTime = in.time();
                case 3 -> clientMicroseconds = in.unsigned();
                case 4 -> serverTime = in.time();
                case 5 -> serverMicroseconds = in.unsigned();
                case 6 -> errorCode = in.wantedUnsigned();
                case 7 -> clientRealm = in.text();
                case 8 -> clientName = in.principal();
                case 9 -> serviceRealm = in.text();
                case 10 -> serviceName = in.principal();
                case 11 -> errorText = in.text();
                case LAST_FIELD -> errorData = in.octetsIfAny();
                default -> in.require(false);
            }
        }
        if (!in.making() || in.failed()) {
            return null;
        }
        boolean methodData = errorCode != null && errorCode == PRE_AUTHENTICATION_REQUIRED;
        data.beginElements(errorData);
        return new Krb.ErrorMessage(
                version,
                messageType,
                KerberosTime.withMicroseconds(clientTime, clientMicroseconds),
                KerberosTime.withMicroseconds(serverTime, serverMicroseconds),
                errorCode,
                clientRealm,
                clientName,
                serviceRealm,
                serviceName,
                errorText,
                methodData ? PreAuthentication.readMethodData(data) : null);
    }
}
