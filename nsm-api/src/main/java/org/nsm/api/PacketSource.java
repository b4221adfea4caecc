package org.nsm.api;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where packets come from: a capture file, a live capture, a queue of the host's. */
public interface PacketSource extends AutoCloseable {

    /**
     * Waits for the next packet.
     *
     * @return the packet, valid until the next call, or null at the end
     * @throws IOException if it could not be read; a source of a file delivers every packet before the damage first
     */
    @Nullable Packet next() throws IOException;

    /**
     * Gives back what the source holds.
     *
     * @throws IOException if that fails
     */
    @Override
    void close() throws IOException;
}
