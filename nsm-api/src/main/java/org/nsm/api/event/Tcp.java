package org.nsm.api.event;

import org.nsm.api.Name;

/** What is in the packets that open a TCP connection (RFC 9293). */
public final class Tcp {

    private Tcp() {}

    /**
     * A packet with the SYN flag and the options that only such a packet may carry.
     *
     * @param isOrig             whether the originator sent it
     * @param dontFragment       whether its IPv4 header forbids fragmentation (RFC 791, section 3.1); false for IPv6
     * @param ttl                the time to live or hop limit of the packet, 0 to 255
     * @param size               the total length of the IP packet in bytes, headers included
     * @param windowSize         the advertised window as it is in the header, 0 to 65535; the scale never applies to it
     * @param windowScale        the shift of later windows (RFC 7323, section 2.2), or -1 without that option
     * @param maximumSegmentSize the largest segment that the sender takes, in bytes (RFC 9293, section 3.7.1), or 0
     *                           without that option
     * @param sackPermitted      whether the sender takes selective acknowledgements (RFC 2018, section 2)
     */
    @Name("SYN_packet")
    public record SynPacket(
            boolean isOrig,
            @Name("DF") boolean dontFragment,
            int ttl,
            int size,
            @Name("win_size") int windowSize,
            @Name("win_scale") int windowScale,
            @Name("MSS") int maximumSegmentSize,
            @Name("SACK_OK") boolean sackPermitted) {}
}
