package org.nsm.events;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.AtomicInteger;
import org.nsm.api.LinkType;
import org.nsm.api.spi.LentPacket;

/** Memory that many packets lie in, with one buffer for all of them. */
final class Lender implements LentPacket.Memory {

    /** The octets, which count up from 0. */
    final byte[] bytes;

    /** How many use it at present, and used it at a time. */
    final AtomicInteger users = new AtomicInteger();

    final AtomicInteger most = new AtomicInteger();

    private final ByteBuf view;

    Lender(int size) {
        bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) i;
        }
        view = Unpooled.wrappedBuffer(bytes);
    }

    LentPacket packet(int from, int to) {
        view.setIndex(from, to);
        return new LentPacket() {
            @Override
            public Memory memory() {
                return Lender.this;
            }

            @Override
            public long timeNanos() {
                return 0;
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
        };
    }

    @Override
    public void retain() {
        most.accumulateAndGet(users.incrementAndGet(), Math::max);
    }

    @Override
    public void release() {
        users.decrementAndGet();
    }
}
