package org.nsm.reassembly;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.AtomicInteger;
import org.nsm.api.spi.LentPacket;

/** An array that a part of a capture file lies in. */
final class Window implements LentPacket.Memory {

    private final byte[] bytes;
    private final ByteBuf view;
    private final AtomicInteger users = new AtomicInteger();

    Window(byte[] bytes) {
        this.bytes = bytes;
        view = Unpooled.wrappedBuffer(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    /** A buffer over the whole array, whose indices are for the packet at hand. */
    ByteBuf view() {
        return view;
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
