package org.nsm.analyzers.smb.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.gssapi.SecurityTokens;
import org.nsm.analyzers.smb.FileAccess;
import org.nsm.analyzers.smb.NamedPipes;
import org.nsm.analyzers.smb.SmbDialect;
import org.nsm.analyzers.smb1.Smb1Dialect;
import org.nsm.analyzers.smb2.Smb2Dialect;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.HeldBytes;
import org.nsm.api.spi.StreamAnalyzer;

/**
 * Cuts a connection into frames and has the messages in them understood by their version of SMB. Both versions may be on
 * one connection: a negotiation may begin with SMB 1 and end with SMB 2 (MS-SMB2, section 3.3.5.3). Frames of other kinds,
 * of a session of NetBIOS, encrypted or compressed (MS-SMB2, sections 2.2.41 and 2.2.42), are passed over.
 *
 * <p><b>Where frames begin.</b> All is ignored until a delivery begins with a message. From then on frames follow one
 * another. A direction that is in doubt, after an error or a gap, goes on where its next frame is due if one does begin
 * there, and otherwise with the first delivery that begins with a message.
 *
 * <p><b>Memory.</b> What lies in one delivery is read where it lies. Otherwise as much is collected as the version of SMB
 * needs to understand the message, up to {@value #MAX_COLLECTED} bytes in each direction, and as long as the analyzers may
 * hold more; a message that needs more is skipped with a weird. The data of reads and writes pass through as they come.
 */
public final class SmbAnalyzer extends StreamAnalyzer {

    /** The longest message that is understood as a whole: what is longer consists of data, and is handed on in pieces. */
    static final int MAX_COLLECTED = 256 * 1024;

    /** A type, which is 0 for messages of SMB, and the length in three octets. */
    private static final int FRAME_HEADER = 4;

    /** Where the header is followed by the protocol id of a message. */
    private static final int BEGINNING = FRAME_HEADER + Integer.BYTES;

    private static final int SMB1 = 0xff534d42;
    private static final int SMB2 = 0xfe534d42;
    private static final int ENCRYPTED = 0xfd534d42;
    private static final int COMPRESSED = 0xfc534d42;

    /** The types of a session of NetBIOS (RFC 1002, section 4.3.1). */
    private static final int SESSION_REQUEST = 0x81;

    private static final int SESSION_KEEP_ALIVE = 0x85;

    /** Longer than any frame of these types: a name takes up to 255 octets, and there are two. */
    private static final int MAX_SESSION_FRAME = 1024;

    /** So many deliveries without an error show that this is SMB. */
    private static final int CONFIRMING_DELIVERIES = 3;

    /** How much is collected at a time before the message is looked at again. */
    private static final int COLLECTING_STEP = 4096;

    /** Above this size a buffer is not kept for the next message. */
    private static final int KEPT_CAPACITY = 4_096;

    private final NamedPipes pipes;
    private final SecurityTokens tokens;
    private final FileAccess files;
    private @Nullable SmbDialect smb1;
    private @Nullable SmbDialect smb2;
    private final Side originator;
    private final Side responder;
    private boolean synchronised;
    private boolean faulty;
    private int deliveries;

    /** How far one direction is. */
    private static final class Side {

        /** The beginning of what could not be understood yet. */
        private @Nullable ByteBuf held;

        private final HeldBytes bytes;

        /** How many bytes of the message at hand are still to come, to be handed on or left out. */
        private int rest;

        /** How many bytes of the frame follow behind those, of messages that were not looked at yet. */
        private int messages;

        /** Whose they are; null if nobody's. */
        private @Nullable SmbDialect dialect;

        /** Whether the next frame has to look like one. */
        private boolean doubtful = true;

        /** Whether it is not known where the next frame begins. */
        private boolean lost;

        Side(AnalyzerContext context) {
            bytes = new HeldBytes(context);
        }

        int heldBytes() {
            return held == null ? 0 : held.readableBytes();
        }

        void dropHeld() {
            bytes.release();
            if (held != null) {
                if (held.capacity() > KEPT_CAPACITY) {
                    held = null;
                } else {
                    held.clear();
                }
            }
        }

        /** Leaves out what is still to come of the frame. */
        void skipFrame(int toCome) {
            dropHeld();
            messages = 0;
            rest = toCome;
            dialect = null;
        }
    }

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public SmbAnalyzer(AnalyzerContext context) {
        super(context);
        originator = new Side(context);
        responder = new Side(context);
        pipes = new NamedPipes(context);
        tokens = new SecurityTokens(context);
        files = new FileAccess(context);
    }

    /** Most connections speak one version only. */
    private SmbDialect smb1() {
        SmbDialect made = smb1;
        if (made == null) {
            made = new Smb1Dialect(context(), pipes, tokens, files);
            smb1 = made;
        }
        return made;
    }

    private SmbDialect smb2() {
        SmbDialect made = smb2;
        if (made == null) {
            made = new Smb2Dialect(context(), pipes, tokens, files);
            smb2 = made;
        }
        return made;
    }

    @Override
    protected void data(boolean isOrig, ByteBuf data) {
        Side side = isOrig ? originator : responder;
        if (!synchronised || side.lost) {
            if (!beginsWithMessage(data)) {
                return;
            }
            synchronised = true;
            side.lost = false;
        }
        faulty = false;
        int end = data.writerIndex();
        while (data.isReadable() && !side.lost && context().active()) {
            if (side.rest > 0) {
                passOn(isOrig, side, data);
            } else if (side.heldBytes() > 0) {
                collect(isOrig, side, data);
            } else if (!read(isOrig, side, data) && !side.lost) {
                hold(side, data, data.readableBytes());
            }
            data.writerIndex(end);
        }
        if (!faulty && !side.lost && ++deliveries == CONFIRMING_DELIVERIES) {
            confirm();
        }
    }

    private static boolean beginsWithMessage(ByteBuf data) {
        if (data.readableBytes() < BEGINNING) {
            return false;
        }
        int id = data.getInt(data.readerIndex() + FRAME_HEADER);
        return data.getByte(data.readerIndex()) == 0 && (id == SMB1 || id == SMB2);
    }

    private static void passOn(boolean isOrig, Side side, ByteBuf data) {
        int length = Math.min(side.rest, data.readableBytes());
        int end = data.readerIndex() + length;
        side.rest -= length;
        if (side.dialect != null) {
            data.writerIndex(end);
            side.dialect.rest(isOrig, data);
        }
        data.readerIndex(end);
    }

    private void collect(boolean isOrig, Side side, ByteBuf data) {
        ByteBuf held = side.held;
        if (held == null) {
            return;
        }
        int wanted = held.readableBytes() < FRAME_HEADER ? FRAME_HEADER : BEGINNING;
        if (side.messages > 0) {
            wanted = Math.min(Math.min(side.messages, MAX_COLLECTED), held.readableBytes() + COLLECTING_STEP);
        }
        if (!hold(side, data, Math.min(wanted - held.readableBytes(), data.readableBytes()))) {
            return;
        }
        boolean read;
        do {
            read = read(isOrig, side, held);
        } while (read && held.isReadable() && context().active());
        if (held.isReadable()) {
            held.discardReadBytes();
        } else {
            side.dropHeld();
        }
    }

    /** Collects bytes; false if there is no memory for them, so that the rest of the frame is skipped. */
    private static boolean hold(Side side, ByteBuf data, int length) {
        if (!side.bytes.mayBe(side.heldBytes() + length)) {
            side.skipFrame(side.messages - side.heldBytes());
            return false;
        }
        ByteBuf held = side.held;
        if (held == null) {
            held = Unpooled.buffer(Math.max(64, Math.min(length, COLLECTING_STEP)), MAX_COLLECTED);
            side.held = held;
        }
        held.writeBytes(data, length);
        return true;
    }

    /**
     * Reads the beginning of a frame, or the next message of one.
     *
     * @return false if there are too few bytes for that
     */
    private boolean read(boolean isOrig, Side side, ByteBuf bytes) {
        return side.messages == 0 ? readFrame(side, bytes) : readMessage(isOrig, side, bytes);
    }

    private boolean readFrame(Side side, ByteBuf bytes) {
        int start = bytes.readerIndex();
        if (bytes.readableBytes() < FRAME_HEADER) {
            return false;
        }
        int type = bytes.getUnsignedByte(start);
        int length = bytes.getUnsignedMedium(start + 1);
        boolean mayBeMessage = type == 0 && length >= Integer.BYTES;
        if (mayBeMessage && bytes.readableBytes() < BEGINNING) {
            return false;
        }
        int id = mayBeMessage ? bytes.getInt(start + FRAME_HEADER) : 0;
        if (side.doubtful && !isKnown(type, length, id)) {
            side.lost = true;
            side.dropHeld();
            return false;
        }
        side.doubtful = false;
        bytes.skipBytes(FRAME_HEADER);
        if (id == SMB1 || id == SMB2) {
            side.dialect = id == SMB2 ? smb2() : smb1();
            side.messages = length;
        } else {
            int skipped = Math.min(length, bytes.readableBytes());
            bytes.skipBytes(skipped);
            side.skipFrame(length - skipped);
        }
        return true;
    }

    private static boolean isKnown(int type, int length, int id) {
        if (type != 0) {
            return type >= SESSION_REQUEST && type <= SESSION_KEEP_ALIVE && length <= MAX_SESSION_FRAME;
        }
        return id == SMB1 || id == SMB2 || id == ENCRYPTED || id == COMPRESSED;
    }

    private boolean readMessage(boolean isOrig, Side side, ByteBuf bytes) {
        SmbDialect dialect = side.dialect;
        if (dialect == null) {
            return false;
        }
        int start = bytes.readerIndex();
        int end = bytes.writerIndex();
        int available = Math.min(side.messages, end - start);
        bytes.writerIndex(start + available);
        int length = dialect.take(isOrig, bytes, side.messages);
        bytes.setIndex(start, end);
        if (length == SmbDialect.MORE) {
            if (available < MAX_COLLECTED) {
                return false;
            }
            weird("smb_message_too_long", "");
            bytes.skipBytes(available);
            side.skipFrame(side.messages - available);
            return true;
        }
        if (length < 0) {
            faulty = true;
            side.doubtful = true;
            malformed("a message that breaks the rules");
            length = -length;
        }
        int taken = Math.min(length, available);
        bytes.skipBytes(taken);
        side.messages -= length;
        side.rest = length - taken;
        return true;
    }

    @Override
    protected void gap(boolean isOrig, long length) {
        Side side = isOrig ? originator : responder;
        if (!synchronised || side.lost) {
            return;
        }
        side.doubtful = true;
        if (length <= side.rest) {
            side.rest -= (int) length;
            if (side.dialect != null) {
                side.dialect.missing(isOrig, (int) length);
            }
            return;
        }
        long toCome = (long) side.rest + side.messages - side.heldBytes() - length;
        side.skipFrame((int) Math.max(0, toCome));
        side.lost = toCome < 0;
    }

    @Override
    protected void end() {
        if (smb1 != null) {
            smb1.end();
        }
        if (smb2 != null) {
            smb2.end();
        }
    }
}
