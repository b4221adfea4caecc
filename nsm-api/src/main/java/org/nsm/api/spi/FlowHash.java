package org.nsm.api.spi;

import org.nsm.api.Packet;

/**
 * Tells packets apart by the flow they belong to.
 *
 * <p>All packets that one connection may consist of have the same hash: those of both directions, the fragments of its
 * datagrams, and those found inside a tunnel. May remember fragments, within bounds; not safe for several threads.
 */
@FunctionalInterface
public interface FlowHash {

    /**
     * Hashes a packet.
     *
     * @param packet the packet
     * @return any number; 0 for a packet that belongs to no flow
     */
    int hash(Packet packet);
}
