package org.nsm.reassembly;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.AtomicInteger;
import org.nsm.api.spi.LentPacket;

/** An array that a part of a capture file lies in. */
final class Window implements LentPacket.Memory {

    private final byte[] bytes;
    private final ByteBuf view;
    private final boolean lendable;
    private final AtomicInteger users = new AtomicInteger();

    /**
     * An array.
     *
     * @param bytes    to put bytes of the file into
     * @param lendable whether somebody else may keep it
     */
    Window(byte[] bytes, boolean lendable) {
        this.bytes = bytes;
        this.lendable = lendable;
        view = Unpooled.wrappedBuffer(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    /** A buffer over the whole array, whose indices are for the packet at hand. */
    ByteBuf view() {
        return view;
    }

    boolean isLendable() {
        return lendable;
    }

    /** Whether nobody looks at packets in it any more but those that are handed out next. */
    boolean isFree() {
        return users.get() == 0;
    }

    @Override
    public void retain() {
        users.incrementAndGet();
    }

    @Override
    public void release() {
        users.decrementAndGet();
    }
}
