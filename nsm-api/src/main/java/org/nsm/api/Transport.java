package org.nsm.api;

import java.util.Locale;

/** What carries a connection, and so what its port numbers mean. */
public enum Transport {
    /** Neither of the others. */
    UNKNOWN,
    /** TCP (RFC 9293). */
    TCP,
    /** UDP (RFC 768). */
    UDP,
    /** ICMP (RFC 792) and ICMPv6 (RFC 4443), where types and codes stand in for ports. */
    ICMP;

    private final String label = name().toLowerCase(Locale.ROOT);

    /**
     * The name as it follows a port number.
     *
     * @return {@code tcp}, {@code udp}, {@code icmp} or {@code unknown}
     */
    public String label() {
        return label;
    }
}
