package org.nsm.events;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Analyzer;
import org.nsm.api.LinkType;
import org.nsm.api.Packet;

/**
 * Packets on their way to an analyzer, copied one behind the other into memory that is used again. One thread fills it
 * and another empties it; they agree by other means on whose turn it is.
 */
final class PacketBatch {

    /** Enough that waking the other thread costs little per packet, little enough to stay in its cache. */
    static final int MAX_PACKETS = 256;

    private static final int CAPACITY = 1 << 17;

    private ByteBuf slab = Unpooled.wrappedBuffer(new byte[CAPACITY]);
    private final int[] ends = new int[MAX_PACKETS];
    private final int[] originalLengths = new int[MAX_PACKETS];
    private final long[] times = new long[MAX_PACKETS];
    private final LinkType[] linkTypes = new LinkType[MAX_PACKETS];
    private final View view = new View();
    private int count;
    private int end;
    private @Nullable Instant timeAfter;
    private boolean last;

    PacketBatch() {
        Arrays.fill(linkTypes, LinkType.UNKNOWN);
    }

    /** Whether there is room. An empty batch has room for any packet. */
    boolean accepts(int length) {
        return count == 0 || count < MAX_PACKETS && length <= slab.capacity() - end;
    }

    void add(Packet packet) {
        ByteBuf data = packet.data();
        int length = data.readableBytes();
        if (length > slab.capacity() - end) {
            slab = Unpooled.wrappedBuffer(new byte[length]);
        }
        data.getBytes(data.readerIndex(), slab.array(), end, length);
        end += length;
        ends[count] = end;
        originalLengths[count] = packet.originalLength();
        times[count] = packet.timeNanos();
        linkTypes[count] = packet.linkType();
        count++;
    }

    /** Has the analyzer's time advance behind the packets. */
    void advanceTime(Instant time) {
        timeAfter = time;
    }

    /** Nothing comes after this batch. */
    void markLast() {
        last = true;
    }

    boolean isLast() {
        return last;
    }

    void deliverTo(Analyzer analyzer) {
        for (int i = 0; i < count; i++) {
            view.index = i;
            slab.setIndex(i == 0 ? 0 : ends[i - 1], ends[i]);
            analyzer.feed(view);
        }
        if (timeAfter != null) {
            analyzer.advanceTime(timeAfter);
        }
    }

    void clear() {
        count = 0;
        end = 0;
        timeAfter = null;
    }

    /** The packet at hand, for as long as it is being analysed. */
    private final class View implements Packet {

        private int index;

        @Override
        public long timeNanos() {
            return times[index];
        }

        @Override
        public ByteBuf data() {
            return slab;
        }

        @Override
        public int originalLength() {
            return originalLengths[index];
        }

        @Override
        public LinkType linkType() {
            return linkTypes[index];
        }
    }
}
