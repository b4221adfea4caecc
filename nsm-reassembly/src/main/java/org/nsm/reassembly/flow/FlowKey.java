package org.nsm.reassembly.flow;

import org.nsm.reassembly.ip.IpPacket;

/** The sender and the receiver of a packet, as one looks for its connection. One object is used again and again. */
public final class FlowKey {

    long sourceHi;
    long sourceLo;
    long destinationHi;
    long destinationLo;
    int sourcePort;
    int destinationPort;
    int kind;
    private boolean isOrig;

    /**
     * Takes over what a packet says.
     *
     * @param ip              its addresses
     * @param sourcePort      the sender's port, or what stands for it
     * @param destinationPort the receiver's port
     * @param kind            one of the kinds of {@link FlowKind}, IPv6 or not added by this method
     * @return this key
     */
    public FlowKey set(IpPacket ip, int sourcePort, int destinationPort, int kind) {
        return set(
                ip.sourceHi(),
                ip.sourceLo(),
                sourcePort,
                ip.destinationHi(),
                ip.destinationLo(),
                destinationPort,
                ip.isV6() ? kind | FlowKind.V6 : kind);
    }

    /**
     * Takes over both sides.
     *
     * @param sourceHi        first half of the sender's address
     * @param sourceLo        second half
     * @param sourcePort      its port
     * @param destinationHi   first half of the receiver's address
     * @param destinationLo   second half
     * @param destinationPort its port
     * @param kind            a kind of {@link FlowKind}, complete
     * @return this key
     */
    public FlowKey set(
            long sourceHi,
            long sourceLo,
            int sourcePort,
            long destinationHi,
            long destinationLo,
            int destinationPort,
            int kind) {
        this.sourceHi = sourceHi;
        this.sourceLo = sourceLo;
        this.sourcePort = sourcePort;
        this.destinationHi = destinationHi;
        this.destinationLo = destinationLo;
        this.destinationPort = destinationPort;
        this.kind = kind;
        return this;
    }

    /**
     * After a hit: whether the sender is the originator of the connection.
     *
     * @return which side sent the packet
     */
    public boolean isOrig() {
        return isOrig;
    }

    int hash(long seed) {
        return hash(seed, sourceHi, sourceLo, sourcePort, destinationHi, destinationLo, destinationPort, kind);
    }

    boolean matches(FlowConnection c) {
        if (c.kind != kind) {
            return false;
        }
        if (c.originatorPort == sourcePort
                && c.responderPort == destinationPort
                && c.originatorLo == sourceLo
                && c.responderLo == destinationLo
                && c.originatorHi == sourceHi
                && c.responderHi == destinationHi) {
            isOrig = true;
            return true;
        }
        if ((kind & FlowKind.ONE_WAY) == 0
                && c.originatorPort == destinationPort
                && c.responderPort == sourcePort
                && c.originatorLo == destinationLo
                && c.responderLo == sourceLo
                && c.originatorHi == destinationHi
                && c.responderHi == sourceHi) {
            isOrig = false;
            return true;
        }
        return false;
    }

    /** The same for both directions. */
    static int hash(long seed, long aHi, long aLo, int aPort, long bHi, long bLo, int bPort, int kind) {
        long a = mix(aHi ^ seed);
        long b = aHi == bHi ? a : mix(bHi ^ seed); // the same for all of IPv4
        long hash = mix(mix(a + aLo + ((long) aPort << 48)) + mix(b + bLo + ((long) bPort << 48)) + kind);
        return (int) (hash ^ hash >>> 32);
    }

    /** Spreads every bit of its input over all bits (the finisher of SplitMix64). */
    static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
