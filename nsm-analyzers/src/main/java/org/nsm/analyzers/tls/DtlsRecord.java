package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A record in a datagram.
 *
 * @param type    the content type; 0 where the header hides it
 * @param version the version in the header; 0 where it has none
 * @param epoch   how often the sender changed keys before, of DTLS 1.3 the last two bits of that; 0 for records in clear
 * @param content what the record carries, as a view
 */
record DtlsRecord(int type, int version, int epoch, ByteBuf content) {

    /** The bits that tell the unified header of DTLS 1.3 (RFC 9147, section 4): the first three are 001. */
    private static final int UNIFIED_MASK = 0xe0;

    private static final int UNIFIED = 0x20;
    private static final int HAS_CONNECTION_ID = 0x10;
    private static final int LONG_SEQUENCE_NUMBER = 0x08;
    private static final int HAS_LENGTH = 0x04;
    private static final int EPOCH = 0x03;

    /**
     * Reads the next record of a datagram.
     *
     * @param datagram           its readable bytes begin with the record; afterwards they are what follows it
     * @param connectionIdLength how many octets of connection identifier the receiver asked for
     * @return the record, or null if there is none, in which case the indices of the datagram are as they were
     */
    static @Nullable DtlsRecord next(ByteBuf datagram, int connectionIdLength) {
        Cursor cursor = new Cursor(datagram);
        int first = cursor.u8();
        DtlsRecord record = (first & UNIFIED_MASK) == UNIFIED
                ? unified(cursor, first, connectionIdLength)
                : classic(cursor, first, connectionIdLength);
        if (record == null || cursor.failed()) {
            return null;
        }
        datagram.readerIndex(datagram.writerIndex() - cursor.remaining());
        return record;
    }

    private static @Nullable DtlsRecord classic(Cursor cursor, int type, int connectionIdLength) {
        int version = cursor.u16();
        if (!ContentType.inDatagrams(type) || !ProtocolVersion.inDatagrams(version)) {
            return null;
        }
        int epoch = cursor.u16();
        cursor.octets(6); // the sequence number
        if (type == ContentType.TLS12_CID) {
            cursor.octets(connectionIdLength);
        }
        return new DtlsRecord(type, version, epoch, cursor.vector16());
    }

    private static DtlsRecord unified(Cursor cursor, int first, int connectionIdLength) {
        if ((first & HAS_CONNECTION_ID) != 0) {
            cursor.octets(connectionIdLength);
        }
        cursor.octets((first & LONG_SEQUENCE_NUMBER) != 0 ? 2 : 1);
        ByteBuf content = (first & HAS_LENGTH) != 0 ? cursor.vector16() : cursor.rest();
        return new DtlsRecord(0, 0, first & EPOCH, content);
    }

    /** Whether the header is the unified one, whose records are all encrypted. */
    boolean isUnified() {
        return version == 0;
    }
}
