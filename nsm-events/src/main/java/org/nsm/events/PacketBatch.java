package org.nsm.events;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Analyzer;
import org.nsm.api.LinkType;
import org.nsm.api.Packet;
import org.nsm.api.spi.LentPacket;

/**
 * Packets on their way to an analyzer: where they lie, if their source can do without that memory meanwhile, or else copied
 * one behind the other into memory that is used again. One thread fills it and another empties it; they agree by other
 * means on whose turn it is.
 */
final class PacketBatch {

    /** Enough that waking the other thread costs little per packet, little enough to stay in its cache. */
    static final int MAX_PACKETS = 256;

    private static final int CAPACITY = 1 << 17;

    /** In the place of an end, where there is no packet but a time that passed. */
    private static final int TIME_ONLY = -1;

    private static final ByteBuf NOTHING = Unpooled.wrappedBuffer(new byte[0]);

    private final int[] starts = new int[MAX_PACKETS];
    private final int[] ends = new int[MAX_PACKETS];
    private final int[] originalLengths = new int[MAX_PACKETS];
    private final long[] times = new long[MAX_PACKETS];
    private final LinkType[] linkTypes = new LinkType[MAX_PACKETS];

    /** Packets one behind the other that lie in the same memory. */
    private final List<Run> runs = new ArrayList<>();

    private final View view = new View();
    private ByteBuf slab = NOTHING;
    private int copied;
    private int count;
    private int bytes;
    private @Nullable Instant timeAfter;
    private boolean last;

    private record Run(int first, ByteBuf buffer, LentPacket.@Nullable Memory memory) {}

    PacketBatch() {
        Arrays.fill(linkTypes, LinkType.UNKNOWN);
    }

    /** Whether there is room. An empty batch has room for any packet. */
    boolean accepts(int length) {
        return count == 0 || count < MAX_PACKETS && length <= CAPACITY - bytes;
    }

    void add(Packet packet) {
        ByteBuf data = packet.data();
        int length = data.readableBytes();
        LentPacket.Memory memory = packet instanceof LentPacket lent && data.hasArray() ? lent.memory() : null;
        if (memory != null) {
            keep(memory, data);
        } else {
            copy(data, length);
        }
        ends[count] = starts[count] + length;
        originalLengths[count] = packet.originalLength();
        times[count] = packet.timeNanos();
        linkTypes[count] = packet.linkType();
        bytes += length;
        count++;
    }

    /** Has the analyzer's time advance between the packets. There must be room, as for a packet. */
    void mark(long timeNanos) {
        ends[count] = TIME_ONLY;
        times[count] = timeNanos;
        count++;
    }

    private void keep(LentPacket.Memory memory, ByteBuf data) {
        if (lastMemory() != memory) {
            memory.retain();
            // Indices of its own: the source goes on with those of its buffer.
            runs.add(new Run(count, Unpooled.wrappedBuffer(data.array()), memory));
        }
        starts[count] = data.arrayOffset() + data.readerIndex();
    }

    private void copy(ByteBuf data, int length) {
        if (length > slab.capacity() - copied) {
            slab = Unpooled.wrappedBuffer(new byte[Math.max(CAPACITY, length)]);
            copied = 0;
            runs.add(new Run(count, slab, null));
        } else if (runs.isEmpty() || runs.get(runs.size() - 1).buffer != slab) {
            runs.add(new Run(count, slab, null));
        }
        data.getBytes(data.readerIndex(), slab.array(), copied, length);
        starts[count] = copied;
        copied += length;
    }

    private LentPacket.@Nullable Memory lastMemory() {
        return runs.isEmpty() ? null : runs.get(runs.size() - 1).memory;
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
        int run = 0;
        for (int i = 0; i < count; i++) {
            if (run < runs.size() && runs.get(run).first == i) {
                view.data = runs.get(run++).buffer;
            }
            if (ends[i] == TIME_ONLY) {
                analyzer.advanceTime(Instant.ofEpochSecond(0, times[i]));
            } else {
                view.index = i;
                view.data.setIndex(starts[i], ends[i]);
                analyzer.feed(view);
            }
        }
        if (timeAfter != null) {
            analyzer.advanceTime(timeAfter);
        }
    }

    /** Forgets the packets, and gives back what they lay in. */
    void clear() {
        for (int i = 0; i < runs.size(); i++) {
            LentPacket.Memory memory = runs.get(i).memory;
            if (memory != null) {
                memory.release();
            }
        }
        runs.clear();
        view.data = NOTHING;
        copied = 0;
        count = 0;
        bytes = 0;
        timeAfter = null;
    }

    /** The packet at hand, for as long as it is being analysed. */
    private final class View implements Packet {

        private ByteBuf data = NOTHING;
        private int index;

        @Override
        public long timeNanos() {
            return times[index];
        }

        @Override
        public ByteBuf data() {
            return data;
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
