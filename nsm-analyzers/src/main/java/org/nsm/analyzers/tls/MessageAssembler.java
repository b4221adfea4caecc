package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Puts together the handshake messages of one direction of a stream, which need not begin or end with records (RFC 8446,
 * section 5.1). Only what somebody reads is collected, and only if it comes in pieces.
 */
final class MessageAssembler {

    /**
     * The longest message that is collected. Every hello that can be written fits; only absurd parameters and responses
     * do not, and are passed over.
     */
    static final int MAX_MESSAGE = 132 * 1024;

    private static final int HEADER = 4;

    private final TlsSession session;
    private final boolean isOrig;

    /** How many octets of the header were read, and what they say. */
    private int headerOctets;

    private int header;

    /** How many octets of the body are still to come. */
    private int remaining;

    private boolean collecting;
    private @Nullable ByteBuf held;
    private int reserved;

    MessageAssembler(TlsSession session, boolean isOrig) {
        this.session = session;
        this.isOrig = isOrig;
    }

    /** Takes the content of a record in clear. */
    void record(int recordVersion, ByteBuf content) {
        while (content.isReadable()) {
            if (headerOctets < HEADER) {
                header = header << 8 | content.readUnsignedByte();
                if (++headerOctets == HEADER) {
                    remaining = header & 0xffffff;
                    collecting = session.reads(header >>> 24) && remaining <= MAX_MESSAGE;
                    if (remaining == 0) {
                        complete(recordVersion, collecting ? Unpooled.EMPTY_BUFFER : null);
                    }
                }
            } else {
                body(recordVersion, content);
            }
        }
    }

    private void body(int recordVersion, ByteBuf content) {
        int length = Math.min(remaining, content.readableBytes());
        remaining -= length;
        if (!collecting) {
            content.skipBytes(length);
            if (remaining == 0) {
                complete(recordVersion, null);
            }
        } else if (held == null && remaining == 0) {
            complete(recordVersion, content.readSlice(length).asReadOnly());
        } else {
            if (held == null) {
                if (!session.reserve(length + remaining)) {
                    collecting = false;
                    content.skipBytes(length);
                    return;
                }
                reserved = length + remaining;
                held = Unpooled.buffer(Math.max(64, length), MAX_MESSAGE);
            }
            held.writeBytes(content, length);
            if (remaining == 0) {
                complete(recordVersion, held.asReadOnly());
            }
        }
    }

    private void complete(int recordVersion, @Nullable ByteBuf body) {
        int type = header >>> 24;
        int length = header & 0xffffff;
        reset();
        session.message(isOrig, recordVersion, type, length, body);
    }

    /** Forgets a message that will not be completed. */
    void reset() {
        headerOctets = 0;
        header = 0;
        remaining = 0;
        held = null;
        session.release(reserved);
        reserved = 0;
    }
}
