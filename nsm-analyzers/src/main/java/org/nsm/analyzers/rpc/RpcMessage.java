package org.nsm.analyzers.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** One message with all that is known of how it came. Serves for one after the other. */
final class RpcMessage {

    /** So much of a call tells it from others: the header with the largest credentials, and the first arguments. */
    private static final int HASHED = 1024;

    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private boolean isOrig;
    private int length;
    private long startNanos;
    private long lastNanos;

    /**
     * Sets the next message.
     *
     * @param isOrig     whether the originator sent it
     * @param bytes      its readable bytes are the message, or the beginning of it
     * @param length     how long it was, at least as long as what is there
     * @param startNanos when its first bytes came
     * @param lastNanos  when its last bytes came
     */
    RpcMessage set(boolean isOrig, ByteBuf bytes, int length, long startNanos, long lastNanos) {
        this.isOrig = isOrig;
        this.bytes = bytes;
        this.length = length;
        this.startNanos = startNanos;
        this.lastNanos = lastNanos;
        return this;
    }

    boolean isOrig() {
        return isOrig;
    }

    ByteBuf bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    long startNanos() {
        return startNanos;
    }

    long lastNanos() {
        return lastNanos;
    }

    int transactionId() {
        return bytes.getInt(bytes.readerIndex());
    }

    /** A number that is most likely another one for another message. */
    int hash() {
        int at = bytes.readerIndex();
        int end = at + Math.min(HASHED, bytes.readableBytes());
        int hash = 0;
        for (; at + 4 <= end; at += 4) {
            hash = 31 * hash + bytes.getInt(at);
        }
        return hash;
    }
}
