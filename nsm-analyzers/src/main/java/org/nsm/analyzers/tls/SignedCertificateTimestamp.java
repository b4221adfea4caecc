package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Ssl.SignatureAndHashAlgorithm;

/**
 * The promise of a log to publish a certificate (RFC 6962, section 3.2). The parts are views.
 *
 * @param version   0 for version 1
 * @param logId     32 octets
 * @param timestamp milliseconds since 1970, unsigned
 * @param algorithm the algorithm of the signature
 * @param signature the signature
 */
record SignedCertificateTimestamp(
        int version, ByteBuf logId, long timestamp, SignatureAndHashAlgorithm algorithm, ByteBuf signature) {

    /**
     * Reads a list (RFC 6962, section 3.3).
     *
     * @param data the readable bytes are the data of the extension; a client that asks for timestamps sends none
     * @return the timestamps, or null if the list is malformed
     */
    static @Nullable List<SignedCertificateTimestamp> list(ByteBuf data) {
        List<SignedCertificateTimestamp> timestamps = new ArrayList<>();
        if (data.isReadable()) {
            Cursor outer = new Cursor(data);
            Cursor list = new Cursor(outer.vector16());
            while (list.hasMore()) {
                SignedCertificateTimestamp timestamp = parse(list.vector16());
                if (timestamp == null) {
                    return null;
                }
                timestamps.add(timestamp);
            }
            if (outer.failed() || list.failed()) {
                return null;
            }
        }
        return timestamps;
    }

    private static @Nullable SignedCertificateTimestamp parse(ByteBuf bytes) {
        Cursor cursor = new Cursor(bytes);
        int version = cursor.u8();
        ByteBuf logId = cursor.octets(32);
        long timestamp = cursor.u64();
        cursor.vector16(); // extensions, of which none are defined
        SignatureAndHashAlgorithm algorithm = new SignatureAndHashAlgorithm(cursor.u8(), cursor.u8());
        ByteBuf signature = cursor.vector16();
        return cursor.failed() ? null : new SignedCertificateTimestamp(version, logId, timestamp, algorithm, signature);
    }
}
