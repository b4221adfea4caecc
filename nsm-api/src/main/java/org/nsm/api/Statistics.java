package org.nsm.api;

/**
 * Counters of an analyzer since it was built.
 *
 * @param packets             packets fed
 * @param bytes               captured bytes of them
 * @param unknownLinkType     packets whose link type is not supported
 * @param notIp               packets that carry neither IP nor ARP
 * @param malformed           packets that were dropped because a header was cut or contradicts itself
 * @param badChecksums        packets of which a checksum was wrong
 * @param fragments           IP fragments
 * @param datagramsReassembled datagrams put together from fragments
 * @param datagramsDropped    incomplete datagrams given up to make room or by timeout
 * @param tunnelled           packets found inside others
 * @param connections         connections seen
 * @param liveConnections     connections alive now
 * @param evictedConnections  connections removed early to make room
 * @param bufferedBytes       out-of-order bytes held now
 * @param droppedBytes        out-of-order bytes given up to make room
 * @param gapBytes            bytes of streams that were never seen
 * @param events              events delivered to at least one handler
 * @param handlerErrors       calls of handlers that ended in an exception
 * @param analyzerErrors      analyzers removed from a connection because they failed
 */
public record Statistics(
        long packets,
        long bytes,
        long unknownLinkType,
        long notIp,
        long malformed,
        long badChecksums,
        long fragments,
        long datagramsReassembled,
        long datagramsDropped,
        long tunnelled,
        long connections,
        long liveConnections,
        long evictedConnections,
        long bufferedBytes,
        long droppedBytes,
        long gapBytes,
        long events,
        long handlerErrors,
        long analyzerErrors) {

    /** The counters of several analyzers, as of a pool, taken together.
     *
     * @param other the others
     * @return the sums
     */
    public Statistics plus(Statistics other) {
        return new Statistics(
                packets + other.packets,
                bytes + other.bytes,
                unknownLinkType + other.unknownLinkType,
                notIp + other.notIp,
                malformed + other.malformed,
                badChecksums + other.badChecksums,
                fragments + other.fragments,
                datagramsReassembled + other.datagramsReassembled,
                datagramsDropped + other.datagramsDropped,
                tunnelled + other.tunnelled,
                connections + other.connections,
                liveConnections + other.liveConnections,
                evictedConnections + other.evictedConnections,
                bufferedBytes + other.bufferedBytes,
                droppedBytes + other.droppedBytes,
                gapBytes + other.gapBytes,
                events + other.events,
                handlerErrors + other.handlerErrors,
                analyzerErrors + other.analyzerErrors);
    }
}
