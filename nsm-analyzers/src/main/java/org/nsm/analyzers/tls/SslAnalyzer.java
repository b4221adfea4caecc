package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.SslEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.HeldBytes;
import org.nsm.api.spi.StreamAnalyzer;

/**
 * Raises {@link SslEvent}s from the records of a stream. Encrypted records are counted and passed over; of those in clear
 * only what came in pieces is held.
 */
public final class SslAnalyzer extends StreamAnalyzer {

    private static final int HEADER = 5;

    /** The highest bit of the first octet says that the header of SSL 2.0 has two octets, not three with padding. */
    private static final int SSL2_SHORT_HEADER = 0x80;

    /** The longest content of a record: 2^14 octets and what encryption may add (RFC 5246, section 6.2.3). */
    private static final int MAX_CONTENT = (1 << 14) + 2048;

    private static final int SSL2_CLIENT_MASTER_KEY = 2;

    private final TlsSession session;
    private final Side originator;
    private final Side responder;

    /** How far one direction is. */
    private static final class Side {

        private final MessageAssembler messages;
        private final HeldBytes bytes;

        /** The beginning of a header, or of a record in clear, that is not complete yet. */
        private @Nullable ByteBuf held;

        /** Whether the header was read and the content is awaited. */
        private boolean inRecord;

        /** Whether the content is passed over, and how much of it is to come. */
        private boolean opaque;

        private int remaining;

        /** Whether the record has the form of SSL 2.0, and whether one of later versions came before. */
        private boolean ssl2;

        private boolean modern;
        private int type;
        private int version;
        private int length;

        Side(MessageAssembler messages, AnalyzerContext context) {
            this.messages = messages;
            bytes = new HeldBytes(context);
        }

        int heldOctets() {
            return held == null ? 0 : held.readableBytes();
        }
    }

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public SslAnalyzer(AnalyzerContext context) {
        super(context);
        session = new TlsSession(context, false);
        originator = new Side(new MessageAssembler(session, true), context);
        responder = new Side(new MessageAssembler(session, false), context);
    }

    @Override
    protected void data(boolean isOrig, ByteBuf data) {
        Side side = isOrig ? originator : responder;
        while (data.isReadable() && context().active()) {
            if (!side.inRecord) {
                header(isOrig, side, data);
            } else if (side.opaque) {
                passOver(isOrig, side, data);
            } else {
                collect(isOrig, side, data);
            }
        }
    }

    /** Reads a header where it lies, or octet by octet if it is in pieces. */
    private void header(boolean isOrig, Side side, ByteBuf data) {
        ByteBuf held = side.held;
        if (held == null || !held.isReadable()) {
            int length = header(side, data);
            if (length > 0) {
                data.skipBytes(length);
                begin(isOrig, side);
            } else if (length == 0) {
                hold(side, data, data.readableBytes());
            }
        } else {
            held.writeByte(data.readByte());
            if (header(side, held) > 0) {
                held.clear();
                begin(isOrig, side);
            }
        }
    }

    /** Returns the length of the header, 0 if there is more to come, or a negative number if it is none. */
    private int header(Side side, ByteBuf bytes) {
        int available = bytes.readableBytes();
        if (available < 3) {
            return 0;
        }
        int at = bytes.readerIndex();
        int type = bytes.getUnsignedByte(at);
        int version = bytes.getUnsignedShort(at + 1);
        if (session.ssl2() || !side.modern && !ContentType.inStreams(type)) {
            return ssl2Header(side, bytes, at, available);
        }
        if (!ContentType.inStreams(type) || !ProtocolVersion.inStreams(version)) {
            return refuse("no record: content type " + type + ", version " + version);
        }
        if (available < HEADER) {
            return 0;
        }
        int length = bytes.getUnsignedShort(at + 3);
        if (length > MAX_CONTENT) {
            return refuse("a record of " + length + " octets");
        }
        side.ssl2 = false;
        side.modern = true;
        side.type = type;
        side.version = version;
        side.length = length;
        return HEADER;
    }

    private int ssl2Header(Side side, ByteBuf bytes, int at, int available) {
        int first = bytes.getUnsignedShort(at);
        boolean brief = (first & SSL2_SHORT_HEADER << 8) != 0;
        int header = brief ? 2 : 3;
        if (available <= header) {
            return 0;
        }
        int type = bytes.getUnsignedByte(at + header);
        int length = brief ? first & 0x7fff : first & 0x3fff;
        if (length == 0 || !session.ssl2() && type != Ssl2ClientHello.TYPE && type != Ssl2ServerHello.TYPE) {
            return refuse("no record: octets " + Integer.toHexString(bytes.getUnsignedMedium(at)));
        }
        side.ssl2 = true;
        side.type = 0;
        side.version = 0;
        side.length = length;
        return header;
    }

    private int refuse(String reason) {
        violation(reason);
        return -1;
    }

    private void begin(boolean isOrig, Side side) {
        side.inRecord = true;
        side.remaining = side.length;
        side.opaque = session.encrypted(isOrig, side.type);
        if (side.remaining == 0) {
            end(isOrig, side, Unpooled.EMPTY_BUFFER);
        }
    }

    private void passOver(boolean isOrig, Side side, ByteBuf data) {
        int length = Math.min(side.remaining, data.readableBytes());
        data.skipBytes(length);
        side.remaining -= length;
        if (side.remaining == 0) {
            end(isOrig, side, Unpooled.EMPTY_BUFFER);
        }
    }

    private void collect(boolean isOrig, Side side, ByteBuf data) {
        if (side.heldOctets() == 0 && data.readableBytes() >= side.length) {
            end(isOrig, side, data.readSlice(side.length));
            return;
        }
        int length = Math.min(side.length - side.heldOctets(), data.readableBytes());
        if (!side.bytes.mayBe(side.heldOctets() + length)) {
            context().finish();
            return;
        }
        ByteBuf held = hold(side, data, length);
        if (held.readableBytes() == side.length) {
            side.held = null;
            side.bytes.release();
            end(isOrig, side, held);
        }
    }

    private static ByteBuf hold(Side side, ByteBuf data, int length) {
        ByteBuf held = side.held;
        if (held == null) {
            held = Unpooled.buffer(Math.max(16, length), MAX_CONTENT * 2);
            side.held = held;
        }
        held.writeBytes(data, length);
        return held;
    }

    private void end(boolean isOrig, Side side, ByteBuf content) {
        side.inRecord = false;
        int type = side.type;
        int version = side.version;
        int length = side.length;
        if (side.opaque) {
            session.encryptedRecord(isOrig, version, type, length);
            return;
        }
        if (side.ssl2) {
            ssl2Record(content);
        } else if (type == ContentType.HANDSHAKE) {
            side.messages.record(version, content);
        } else {
            if (type == ContentType.CHANGE_CIPHER_SPEC) {
                side.messages.reset();
            }
            session.control(isOrig, type, content.asReadOnly());
        }
        if (context().active()) {
            session.plaintextRecord(isOrig, version, type, length);
        }
    }

    private void ssl2Record(ByteBuf content) {
        int type = content.getUnsignedByte(content.readerIndex());
        ByteBuf record = content.asReadOnly();
        boolean read = switch (type) {
            case Ssl2ClientHello.TYPE -> session.ssl2ClientHello(record);
            case Ssl2ServerHello.TYPE -> session.ssl2ServerHello(record);
            default -> true;
        };
        if (!read) {
            violation("a malformed hello of SSL 2.0");
        } else if (type == SSL2_CLIENT_MASTER_KEY) {
            session.ssl2MasterKey();
        }
    }

    /** Inside a record that is passed over a gap does no harm; elsewhere the next record cannot be found. */
    @Override
    protected void gap(boolean isOrig, long length) {
        Side side = isOrig ? originator : responder;
        if (!side.inRecord || !side.opaque || length > side.remaining) {
            context().finish();
            return;
        }
        side.remaining -= (int) length;
        if (side.remaining == 0) {
            end(isOrig, side, Unpooled.EMPTY_BUFFER);
        }
    }
}
