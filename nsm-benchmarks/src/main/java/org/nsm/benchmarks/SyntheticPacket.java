package org.nsm.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.nsm.api.LinkType;
import org.nsm.api.Packet;

/** A packet that moves over an array of frames, as the packet of a capture file moves over its window. */
final class SyntheticPacket implements Packet {

    private static final long START = 1_700_000_000L * 1_000_000_000L;

    private final ByteBuf view;
    private long timeNanos = START;

    SyntheticPacket(byte[] frames) {
        view = Unpooled.wrappedBuffer(frames);
    }

    /** Becomes the frame at a place, captured a while after the previous one. */
    SyntheticPacket next(int offset, int length, long laterNanos) {
        view.setIndex(offset, offset + length);
        timeNanos += laterNanos;
        return this;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public ByteBuf data() {
        return view;
    }

    @Override
    public int originalLength() {
        return view.readableBytes();
    }

    @Override
    public LinkType linkType() {
        return LinkType.ETHERNET;
    }
}
