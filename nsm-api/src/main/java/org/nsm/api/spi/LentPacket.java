package org.nsm.api.spi;

import org.jspecify.annotations.Nullable;
import org.nsm.api.Packet;

/**
 * A packet of a source that can do without the memory it lies in for a while. Who wants to look at its bytes later than the
 * next call of the source keeps the memory instead of copying the bytes. They lie in the array of {@link #data()}.
 */
public interface LentPacket extends Packet {

    /**
     * What the bytes of this packet lie in, together with those of other packets.
     *
     * @return the same object for all packets that lie in the same memory; null if the source needs it back at once, so that
     *         the bytes have to be copied
     */
    @Nullable Memory memory();

    /** Memory that packets lie in. */
    interface Memory {

        /**
         * Keeps the source from writing to this memory. Called on the thread of the source, before the next packet; as
         * often as wished.
         */
        void retain();

        /** Undoes one {@link #retain()}. Any thread may call this. */
        void release();
    }
}
