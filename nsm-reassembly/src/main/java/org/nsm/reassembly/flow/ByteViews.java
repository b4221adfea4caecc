package org.nsm.reassembly.flow;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Shows parts of packets as buffers, without copying. The array of a packet is mostly the same again and again, and so is
 * the buffer around it.
 */
public final class ByteViews {

    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
    private byte[] array = new byte[0];
    private @Nullable ByteViews inside;

    /** Shows nothing yet. */
    public ByteViews() {}

    /**
     * The views of what the packet at hand carries, which is analysed while the views of the packet itself are in use.
     *
     * @return always the same object
     */
    ByteViews inside() {
        if (inside == null) {
            inside = new ByteViews();
        }
        return inside;
    }

    /**
     * Bytes for an analyzer. The next call reuses the buffer.
     *
     * @param bytes  the array
     * @param from   the first byte
     * @param length how many
     * @return a buffer whose readable bytes are these
     */
    public ByteBuf forAnalyzer(byte[] bytes, int from, int length) {
        return around(bytes).setIndex(from, from + length);
    }

    /**
     * Bytes of the packet at hand for an event.
     *
     * @param bytes  the array
     * @param from   the first byte
     * @param length how many
     * @return a read-only buffer of its own
     */
    public ByteBuf ofPacket(byte[] bytes, int from, int length) {
        return length <= 0
                ? Unpooled.EMPTY_BUFFER
                : around(bytes).slice(from, length).asReadOnly();
    }

    private ByteBuf around(byte[] bytes) {
        if (bytes != array) {
            array = bytes;
            buffer = Unpooled.wrappedBuffer(bytes);
        }
        return buffer;
    }

    /**
     * Bytes for an event that are not those of the packet at hand, or that come with others.
     *
     * @param bytes  the array
     * @param from   the first byte
     * @param length how many
     * @return a read-only buffer of its own
     */
    public static ByteBuf forEvent(byte[] bytes, int from, int length) {
        return length <= 0
                ? Unpooled.EMPTY_BUFFER
                : Unpooled.wrappedBuffer(bytes, from, length).asReadOnly();
    }
}
