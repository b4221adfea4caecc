package org.nsm.api;

import io.netty.buffer.ByteBuf;
import java.time.Instant;

/**
 * A captured packet.
 *
 * <p>A source may hand out the same object again with other contents: who keeps a packet past the next
 * {@link PacketSource#next()} copies it with {@link #copy()}.
 */
public interface Packet {

    /**
     * When it was captured.
     *
     * @return nanoseconds since the epoch
     */
    long timeNanos();

    /**
     * The captured bytes, from the link layer on.
     *
     * @return a buffer whose readable bytes are the packet; analysis leaves its indices as they are
     */
    ByteBuf data();

    /**
     * How long the packet was on the wire.
     *
     * @return bytes, at least as many as were captured
     */
    int originalLength();

    /**
     * What the bytes begin with.
     *
     * @return the link type
     */
    LinkType linkType();

    /**
     * A packet of its own, on the heap.
     *
     * @return the copy
     */
    default Packet copy() {
        return new HeapPacket(timeNanos(), data().copy(), originalLength(), linkType());
    }

    /**
     * A packet that was captured whole.
     *
     * @param time     when it was captured
     * @param linkType what the bytes begin with
     * @param data     its readable bytes are the packet; not copied
     * @return the packet
     */
    static Packet of(Instant time, LinkType linkType, ByteBuf data) {
        return of(time, linkType, data, data.readableBytes());
    }

    /**
     * A packet of which perhaps only the beginning was captured.
     *
     * @param time           when it was captured
     * @param linkType       what the bytes begin with
     * @param data           its readable bytes are what was captured; not copied
     * @param originalLength how long it was on the wire
     * @return the packet
     * @throws IllegalArgumentException if more was captured than there was
     */
    static Packet of(Instant time, LinkType linkType, ByteBuf data, int originalLength) {
        if (originalLength < data.readableBytes()) {
            throw new IllegalArgumentException(
                    data.readableBytes() + " bytes captured of a packet of " + originalLength);
        }
        return new HeapPacket(
                Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano()),
                data,
                originalLength,
                linkType);
    }
}
