package org.nsm.analyzers.smb2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.nsm.api.event.Smb2;

/**
 * A message of SMB 2 where it lies: the header (MS-SMB2, section 2.2.1), and access to what follows. A view that is moved
 * from message to message. Nothing here checks bounds: {@link Smb2Layout} says first whether a message has what is read.
 */
final class Smb2Message {

    /** The length of the header. */
    static final int HEADER = 64;

    static final int NEGOTIATE = 0;
    static final int SESSION_SETUP = 1;
    static final int LOGOFF = 2;
    static final int TREE_CONNECT = 3;
    static final int TREE_DISCONNECT = 4;
    static final int CREATE = 5;
    static final int CLOSE = 6;
    static final int FLUSH = 7;
    static final int READ = 8;
    static final int WRITE = 9;
    static final int LOCK = 10;
    static final int IOCTL = 11;
    static final int CANCEL = 12;
    static final int ECHO = 13;
    static final int QUERY_DIRECTORY = 14;
    static final int CHANGE_NOTIFY = 15;
    static final int QUERY_INFO = 16;
    static final int SET_INFO = 17;
    static final int OPLOCK_BREAK = 18;

    static final long STATUS_SUCCESS = 0;
    static final long STATUS_PENDING = 0x103;
    static final long STATUS_BUFFER_OVERFLOW = 0x8000_0005L;
    static final long STATUS_MORE_PROCESSING_REQUIRED = 0xc000_0016L;

    private static final int FLAG_ASYNC = 2;
    private static final int FLAG_RELATED = 4;

    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private int start;
    private int length;

    /**
     * Moves the view.
     *
     * @param to     where the message lies
     * @param at     the index there of the protocol id
     * @param extent how long it is, perhaps longer than what is there of it
     */
    void moveTo(ByteBuf to, int at, int extent) {
        bytes = to;
        start = at;
        length = extent;
    }

    /** Lets go of the buffer. */
    void forget() {
        bytes = Unpooled.EMPTY_BUFFER;
    }

    ByteBuf bytes() {
        return bytes;
    }

    /** The index of an octet in the buffer. */
    int index(int offset) {
        return start + offset;
    }

    /** The length of header and body together. */
    int length() {
        return length;
    }

    long status() {
        return bytes.getUnsignedIntLE(start + 8);
    }

    int command() {
        return bytes.getUnsignedShortLE(start + 12);
    }

    boolean isAsync() {
        return (bytes.getIntLE(start + 16) & FLAG_ASYNC) != 0;
    }

    boolean isRelated() {
        return (bytes.getIntLE(start + 16) & FLAG_RELATED) != 0;
    }

    long nextCommand() {
        return bytes.getUnsignedIntLE(start + 20);
    }

    long messageId() {
        return bytes.getLongLE(start + 24);
    }

    long treeId() {
        return bytes.getUnsignedIntLE(start + 36);
    }

    long sessionId() {
        return bytes.getLongLE(start + 40);
    }

    /** Whether the status is one with which the server answers in full (MS-SMB2, section 3.3.4.4). */
    boolean isAnsweredInFull() {
        long status = status();
        return status == STATUS_SUCCESS
                || status == STATUS_BUFFER_OVERFLOW
                || status == STATUS_MORE_PROCESSING_REQUIRED;
    }

    /** An octet of the body. */
    int u8(int offset) {
        return bytes.getUnsignedByte(start + HEADER + offset);
    }

    int u16(int offset) {
        return bytes.getUnsignedShortLE(start + HEADER + offset);
    }

    long u32(int offset) {
        return bytes.getUnsignedIntLE(start + HEADER + offset);
    }

    long u64(int offset) {
        return bytes.getLongLE(start + HEADER + offset);
    }

    Smb2.Header header() {
        return new Smb2.Header(
                bytes.getUnsignedShortLE(start + 6),
                status(),
                command(),
                bytes.getUnsignedShortLE(start + 14),
                bytes.getUnsignedIntLE(start + 16),
                messageId(),
                bytes.getUnsignedIntLE(start + 32),
                treeId(),
                sessionId(),
                bytes.slice(start + 48, 16).asReadOnly());
    }
}
