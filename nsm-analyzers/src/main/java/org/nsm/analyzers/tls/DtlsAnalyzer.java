package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.SslEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.UdpAnalyzer;

/**
 * Raises {@link SslEvent}s from datagrams, of which each holds one or more records. Other protocols that share the flow
 * by the first octet (RFC 7983), such as STUN and RTP, are left alone.
 */
public final class DtlsAnalyzer extends UdpAnalyzer {

    private static final int FIRST_OF_DTLS = 20;
    private static final int LAST_OF_DTLS = 63;
    private static final int LAST_OF_STUN = 3;

    private final TlsSession session;
    private final DtlsMessages messages;

    /**
     * Makes an analyzer for one flow.
     *
     * @param context what it knows of its surroundings
     */
    public DtlsAnalyzer(AnalyzerContext context) {
        super(context);
        session = new TlsSession(context, true);
        messages = new DtlsMessages(context, session);
    }

    @Override
    protected void datagram(boolean isOrig, ByteBuf payload) {
        if (!payload.isReadable()) {
            return;
        }
        int first = payload.getUnsignedByte(payload.readerIndex());
        if (first < FIRST_OF_DTLS || first > LAST_OF_DTLS) {
            if (!session.sawClientHello() && first > LAST_OF_STUN) {
                violation("no record: first octet " + first);
            }
            return;
        }
        int connectionIdLength = session.connectionIdLength(!isOrig);
        while (payload.isReadable() && context().active()) {
            DtlsRecord record = DtlsRecord.next(payload, connectionIdLength);
            if (record == null || record.isUnified() && !session.mayBeDtls13()) {
                refuse();
                return;
            }
            record(isOrig, record);
        }
    }

    private void refuse() {
        if (session.sawClientHello()) {
            malformed("no record");
        } else {
            violation("no record");
        }
    }

    private void record(boolean isOrig, DtlsRecord record) {
        ByteBuf content = record.content();
        int length = content.readableBytes();
        int type = record.type();
        if (record.epoch() > 0 || record.isUnified() || session.declaredEstablished()) {
            session.encryptedRecord(isOrig, record.version(), type, length);
            return;
        }
        if (type == ContentType.HANDSHAKE) {
            messages.record(isOrig, record.version(), content);
        } else {
            session.control(isOrig, type, content.asReadOnly());
        }
        if (context().active()) {
            session.plaintextRecord(isOrig, record.version(), type, length);
        }
    }
}
