package org.nsm.events;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.ArrayList;
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

    /** In the place of a packet: only time passed. */
    private static final long TIME_ONLY = -1;

    /** Set in the length of a packet of which not all bytes were captured. */
    private static final int CUT = 1 << 31;

    private static final ByteBuf NOTHING = Unpooled.wrappedBuffer(new byte[0]);

    /**
     * Two numbers for each packet: where it begins and how long it is, one in each half, and its time. Together, since each
     * line of the cache that the two threads share costs more to fetch than to fill.
     */
    private final long[] packets = new long[2 * MAX_PACKETS];

    /** Of those that are cut. */
    private final int[] originalLengths = new int[MAX_PACKETS];

    /** Packets one behind the other that lie in the same memory and have the same link type. */
    private final List<Run> runs = new ArrayList<>();

    private final View view = new View();
    private ByteBuf slab = NOTHING;
    private int copied;
    private int count;
    private int bytes;
    private @Nullable Instant timeAfter;
    private boolean last;

    private record Run(int first, LinkType linkType, ByteBuf buffer, LentPacket.@Nullable Memory memory) {}

    /** Whether there is room. An empty batch has room for any packet. */
    boolean accepts(int length) {
        return count == 0 || count < MAX_PACKETS && length <= CAPACITY - bytes;
    }

    void add(Packet packet) {
        ByteBuf data = packet.data();
        int length = data.readableBytes();
        LentPacket.Memory memory = packet instanceof LentPacket lent && data.hasArray() ? lent.memory() : null;
        int start = memory != null ? keep(memory, data, packet.linkType()) : copy(data, length, packet.linkType());
        int kind = 0;
        if (packet.originalLength() != length) {
            originalLengths[count] = packet.originalLength();
            kind = CUT;
        }
        put((long) start << Integer.SIZE | Integer.toUnsignedLong(kind | length), packet.timeNanos());
        bytes += length;
    }

    /** Has the analyzer's time advance between the packets. There must be room, as for a packet. */
    void mark(long timeNanos) {
        put(TIME_ONLY, timeNanos);
    }

    private void put(long place, long timeNanos) {
        packets[2 * count] = place;
        packets[2 * count + 1] = timeNanos;
        count++;
    }

    private int keep(LentPacket.Memory memory, ByteBuf data, LinkType type) {
        if (!continuesRun(type, memory)) {
            memory.retain();
            // Indices of its own: the source goes on with those of its buffer.
            runs.add(new Run(count, type, Unpooled.wrappedBuffer(data.array()), memory));
        }
        return data.arrayOffset() + data.readerIndex();
    }

    private int copy(ByteBuf data, int length, LinkType type) {
        boolean fits = length <= slab.capacity() - copied;
        if (!fits) {
            slab = Unpooled.wrappedBuffer(new byte[Math.max(CAPACITY, length)]);
            copied = 0;
        }
        if (!fits || !continuesRun(type, null)) {
            runs.add(new Run(count, type, slab, null));
        }
        int start = copied;
        data.getBytes(data.readerIndex(), slab.array(), start, length);
        copied += length;
        return start;
    }

    private boolean continuesRun(LinkType type, LentPacket.@Nullable Memory memory) {
        if (runs.isEmpty()) {
            return false;
        }
        Run latest = runs.get(runs.size() - 1);
        return latest.memory == memory && latest.linkType == type;
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
                view.linkType = runs.get(run).linkType;
                view.data = runs.get(run++).buffer;
            }
            long place = packets[2 * i];
            long time = packets[2 * i + 1];
            if (place == TIME_ONLY) {
                analyzer.advanceTime(Instant.ofEpochSecond(0, time));
            } else {
                int start = (int) (place >>> Integer.SIZE);
                int length = (int) place & ~CUT;
                view.timeNanos = time;
                view.originalLength = ((int) place & CUT) != 0 ? originalLengths[i] : length;
                view.data.setIndex(start, start + length);
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
    private static final class View implements Packet {

        private ByteBuf data = NOTHING;
        private LinkType linkType = LinkType.UNKNOWN;
        private long timeNanos;
        private int originalLength;

        @Override
        public long timeNanos() {
            return timeNanos;
        }

        @Override
        public ByteBuf data() {
            return data;
        }

        @Override
        public int originalLength() {
            return originalLength;
        }

        @Override
        public LinkType linkType() {
            return linkType;
        }
    }
}
