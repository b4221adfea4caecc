package org.nsm.api.event;

import org.nsm.api.Name;

/** What tells interactive connections, where somebody types, from others. */
public final class InterConn {

    private InterConn() {}

    /**
     * The traffic of one side so far. A packet is a piece of the stream as it is delivered in order; a keystroke packet
     * is one of at most 20 new bytes. All numbers are counts from the beginning of the connection.
     *
     * @param packets             packets
     * @param keystrokesTwoInRow  keystroke packets that directly follow another one
     * @param normalInterarrivals keystroke packets that follow another one in the time that typing takes, 0.01 to 2
     *                            seconds
     * @param packets8k0          keystroke packets of 16 bytes or more whose size is a multiple of 8, as of SSH
     * @param packets8k4          keystroke packets whose size is 4 more than a multiple of 8, as of SSH version 1
     * @param partial             whether the beginning of the connection was missed
     * @param bytes               bytes
     * @param sevenBitBytes       bytes below 128, without NUL and line ends
     * @param lines               lines, by their ends
     * @param normalLines         lines of at most 80 bytes
     */
    @Name("interconn_endp_stats")
    public record EndpointStats(
            @Name("num_pkts") long packets,
            @Name("num_keystrokes_two_in_row") long keystrokesTwoInRow,
            @Name("num_normal_interarrivals") long normalInterarrivals,
            @Name("num_8k0_pkts") long packets8k0,
            @Name("num_8k4_pkts") long packets8k4,
            @Name("is_partial") boolean partial,
            @Name("num_bytes") long bytes,
            @Name("num_7bit_ascii") long sevenBitBytes,
            @Name("num_lines") long lines,
            @Name("num_normal_lines") long normalLines) {}
}
