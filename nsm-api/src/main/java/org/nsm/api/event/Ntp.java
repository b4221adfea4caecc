package org.nsm.api.event;

import java.time.Duration;
import java.time.Instant;
import org.nsm.api.Name;

/** What is in messages of the network time protocol (RFC 5905). */
public final class Ntp {

    private Ntp() {}

    /**
     * The first 48 bytes of a message (RFC 5905, section 7.3). A point in time that the wire has as 0, for unknown, is
     * {@link Instant#EPOCH}.
     *
     * @param id            the reference identifier as a number: an IPv4 address, part of a hash or four letters, 32
     *                      bits unsigned
     * @param code          the mode, 0 to 7: such as 3 client, 4 server, 5 broadcast
     * @param stratum       how far the sender is from a reference clock: 1 next to one, 2 to 15 further away, 0
     *                      unknown, 16 not synchronised, 0 to 255
     * @param poll          the time between messages as a power of two in seconds, 0 to 255
     * @param precision     the precision of the sender's clock as a power of two in seconds, -128 to 127; normally
     *                      negative
     * @param distance      the round trip from the sender to the reference clock, the root delay
     * @param dispersion    the largest error against the reference clock, the root dispersion
     * @param referenceTime when the sender's clock was last set
     * @param originateTime when the request left the client, by the client's clock
     * @param receiveTime   when the request reached the server, by the server's clock
     * @param transmitTime  when this message was sent, by the sender's clock
     */
    @Name("ntp_msg")
    public record Message(
            long id,
            int code,
            int stratum,
            int poll,
            int precision,
            Duration distance,
            Duration dispersion,
            @Name("ref_t") Instant referenceTime,
            @Name("originate_t") Instant originateTime,
            @Name("receive_t") Instant receiveTime,
            @Name("xmit_t") Instant transmitTime) {}
}
