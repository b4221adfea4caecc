package org.nsm.analyzers.ssh;

import io.netty.buffer.ByteBuf;

/** What a side says of itself in its identification {@code SSH-protoversion-softwareversion} (RFC 4253, section 4.2). */
enum ProtocolVersion {

    /** Version 1 only. */
    ONE,

    /** Version 2 and, for compatibility, version 1: {@code 1.99} (RFC 4253, section 5.1). */
    BOTH,

    /** Version 2. */
    TWO,

    /** A version that nobody knows. */
    UNKNOWN,

    /** The line is no identification. */
    NONE;

    private static final byte[] PREFIX = {'S', 'S', 'H', '-'};

    /** Reads a line, its end not included. */
    static ProtocolVersion of(ByteBuf line) {
        int start = PREFIX.length;
        if (line.readableBytes() < start || !mayBe(line)) {
            return NONE;
        }
        if (startsWith(line, start, '2', '.')) {
            return TWO;
        }
        if (startsWith(line, start, '1', '.', '9', '9')) {
            return BOTH;
        }
        return startsWith(line, start, '1', '.') ? ONE : UNKNOWN;
    }

    /** Whether what is there of a line may still become an identification. */
    static boolean mayBe(ByteBuf beginning) {
        int length = Math.min(beginning.readableBytes(), PREFIX.length);
        for (int i = 0; i < length; i++) {
            if (beginning.getByte(beginning.readerIndex() + i) != PREFIX[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(ByteBuf line, int offset, int... characters) {
        if (line.readableBytes() < offset + characters.length) {
            return false;
        }
        for (int i = 0; i < characters.length; i++) {
            if (line.getByte(line.readerIndex() + offset + i) != characters[i]) {
                return false;
            }
        }
        return true;
    }
}
