package org.nsm.reassembly.ip;

import org.jspecify.annotations.Nullable;

/**
 * What fragments of one datagram have in common: addresses, identification and protocol in IPv4 (RFC 791, section 3.2),
 * addresses and identification in IPv6 (RFC 8200, section 4.5).
 */
final class FragmentKey {

    /** Stands for the protocol of IPv6 fragments, where it does not matter; no IPv4 packet has it. */
    private static final int ANY_PROTOCOL = -1;

    private final long seed;
    private long sourceHi;
    private long sourceLo;
    private long destinationHi;
    private long destinationLo;
    private int id;
    private int protocol;
    private int hash;

    /** A key to look up with; the seed keeps senders from choosing fragments that collide. */
    FragmentKey(long seed) {
        this.seed = seed;
    }

    FragmentKey(FragmentKey other) {
        seed = other.seed;
        sourceHi = other.sourceHi;
        sourceLo = other.sourceLo;
        destinationHi = other.destinationHi;
        destinationLo = other.destinationLo;
        id = other.id;
        protocol = other.protocol;
        hash = other.hash;
    }

    /** Takes over what a fragment says. A key that is in a map must not be changed. */
    void set(IpPacket fragment) {
        sourceHi = fragment.sourceHi();
        sourceLo = fragment.sourceLo();
        destinationHi = fragment.destinationHi();
        destinationLo = fragment.destinationLo();
        id = fragment.fragmentId();
        protocol = fragment.isV6() ? ANY_PROTOCOL : fragment.protocol();
        long sum = mix(seed ^ sourceHi);
        sum = mix(sum ^ sourceLo);
        sum = mix(sum ^ destinationHi);
        sum = mix(sum ^ destinationLo);
        sum = mix(sum ^ ((long) protocol << 32 | id & 0xffff_ffffL));
        hash = (int) sum;
    }

    /** The finisher of MurmurHash3: every bit of its input reaches all bits. */
    private static long mix(long value) {
        long z = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
        return z ^ z >>> 33;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof FragmentKey other
                && id == other.id
                && protocol == other.protocol
                && sourceLo == other.sourceLo
                && destinationLo == other.destinationLo
                && sourceHi == other.sourceHi
                && destinationHi == other.destinationHi;
    }
}
