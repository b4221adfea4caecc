package org.nsm.reassembly;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.nsm.api.LinkType;
import org.nsm.api.spi.LentPacket;

/** The one packet that a capture file hands out again and again. */
final class CapturedPacket implements LentPacket {

    private long timeNanos;
    private ByteBuf data = Unpooled.EMPTY_BUFFER;
    private Window memory = new Window(new byte[0], false);
    private int originalLength;
    private LinkType linkType = LinkType.UNKNOWN;

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public ByteBuf data() {
        return data;
    }

    @Override
    public @Nullable Memory memory() {
        return memory.isLendable() ? memory : null;
    }

    @Override
    public int originalLength() {
        return originalLength;
    }

    @Override
    public LinkType linkType() {
        return linkType;
    }

    /**
     * Becomes the packet that lies at the reading position of a file.
     *
     * @param time          nanoseconds since the epoch
     * @param from          the file, which has all captured bytes in memory
     * @param skip          how far behind the reading position they begin
     * @param captured      how many there are
     * @param onWire        how many there were, as an unsigned number; fewer than were captured count as just those
     * @param checkSequence how many of those on the wire are the frame check sequence at its end
     * @param type          what they begin with
     */
    void set(long time, CaptureInput from, int skip, int captured, int onWire, int checkSequence, LinkType type) {
        int whole = onWire < 0 ? Integer.MAX_VALUE : Math.max(onWire, captured);
        originalLength = Math.max(whole - checkSequence, 0);
        timeNanos = time;
        ByteBuf bytes = from.slice(skip, Math.min(captured, originalLength));
        // A reference that is stored costs the collector's bookkeeping, and these mostly stay the same.
        if (data != bytes) {
            data = bytes;
            memory = from.memory();
        }
        if (linkType != type) {
            linkType = type;
        }
    }
}
