package org.nsm.api.event;

import org.nsm.api.Name;

/** What hints at a service on a port where it is not expected. */
public final class BackDoor {

    private BackDoor() {}

    /**
     * The traffic of one side so far. A packet is a piece of the stream as it is delivered in order. All numbers are
     * counts from the beginning of the connection.
     *
     * @param partial       whether the beginning of the connection was missed
     * @param packets       packets, the first one not counted
     * @param packets8k0    packets of up to 127 bytes whose size is a multiple of 8, as of SSH
     * @param packets8k4    packets of up to 127 bytes whose size is 4 more than a multiple of 8, as of SSH version 1
     * @param lines         lines, by their ends
     * @param normalLines   lines of at most 80 bytes
     * @param bytes         bytes, those of Telnet options not counted
     * @param sevenBitBytes bytes below 128, without NUL and line ends
     */
    @Name("backdoor_endp_stats")
    public record EndpointStats(
            @Name("is_partial") boolean partial,
            @Name("num_pkts") long packets,
            @Name("num_8k0_pkts") long packets8k0,
            @Name("num_8k4_pkts") long packets8k4,
            @Name("num_lines") long lines,
            @Name("num_normal_lines") long normalLines,
            @Name("num_bytes") long bytes,
            @Name("num_7bit_ascii") long sevenBitBytes) {}
}
