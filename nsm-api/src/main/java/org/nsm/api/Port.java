package org.nsm.api;

import org.jspecify.annotations.Nullable;

/**
 * A port number and the transport it belongs to.
 *
 * @param number    0 to 65535; of ICMP the type at the originator, and the code or the type of the reply at the
 *                  responder
 * @param transport what it is a port of
 */
public record Port(int number, Transport transport) implements Comparable<Port> {

    /** The largest port number. */
    public static final int MAX_NUMBER = 65535;

    /**
     * Checks the number.
     *
     * @param number    0 to 65535
     * @param transport what it is a port of
     * @throws IllegalArgumentException if the number is outside 0 to 65535
     */
    public Port {
        if (number < 0 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("port number " + number + " is outside 0 to " + MAX_NUMBER);
        }
    }

    /**
     * A TCP port.
     *
     * @param number 0 to 65535
     * @return the port
     */
    public static Port tcp(int number) {
        return new Port(number, Transport.TCP);
    }

    /**
     * A UDP port.
     *
     * @param number 0 to 65535
     * @return the port
     */
    public static Port udp(int number) {
        return new Port(number, Transport.UDP);
    }

    /**
     * Reads the form that {@link #toString()} writes.
     *
     * @param text a number, a slash and a transport, as in {@code 53/udp}
     * @return the port
     * @throws IllegalArgumentException if the text has another form
     */
    public static Port parse(String text) {
        int slash = text.indexOf('/');
        if (slash > 0) {
            for (Transport transport : Transport.values()) {
                if (transport.label().equals(text.substring(slash + 1))) {
                    return new Port(Integer.parseInt(text.substring(0, slash)), transport);
                }
            }
        }
        throw new IllegalArgumentException("not a port such as 53/udp: " + text);
    }

    /** Orders by transport, then by number. */
    @Override
    public int compareTo(Port other) {
        int byTransport = transport.compareTo(other.transport);
        return byTransport != 0 ? byTransport : Integer.compare(number, other.number);
    }

    // Written out for the same reason as those of AnalyzerTag.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Port port && number == port.number && transport == port.transport;
    }

    @Override
    public int hashCode() {
        return number * 31 + transport.hashCode();
    }

    /** The documented form, as in {@code 53/udp}. */
    @Override
    public String toString() {
        return number + "/" + transport.label();
    }
}
