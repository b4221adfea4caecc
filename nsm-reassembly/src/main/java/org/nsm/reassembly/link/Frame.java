package org.nsm.reassembly.link;

import org.jspecify.annotations.Nullable;

/**
 * What {@link LinkLayers} found in a packet: where its network-layer packet lies, and what the headers before it said.
 *
 * <p>One object is used for packet after packet; each decoding overwrites all of it. All positions are indices into the
 * array that was decoded. While decoding, {@code offset}, {@code end} and {@code wireEnd} are the part that the next
 * header may look at.
 */
public final class Frame {

    /** What lies behind the link-layer headers. */
    public enum Payload {
        /** An IPv4 packet, as far as the link layer says; the version field is not checked. */
        IPV4,
        /** An IPv6 packet, as far as the link layer says; the version field is not checked. */
        IPV6,
        /** An ARP packet (RFC 826). */
        ARP,
        /** Something that is not analysed further; {@link Frame#weird()} says why, if a packet was to be expected. */
        OTHER,
        /** The link-layer headers are cut short or wrong; {@link Frame#weird()} says how. */
        MALFORMED
    }

    /** How far a decoding may go; see {@link LinkLayers#MAX_HEADERS}. */
    private int headers;

    // A reference that is stored costs the collector's bookkeeping, and packets are mostly alike: these two count only
    // where
    // they were set for the present packet, and are written only where they change.
    private Payload payload = Payload.OTHER;
    private boolean payloadSet;

    int offset;
    int end;
    int wireEnd;
    int vlan;
    int innerVlan;
    int sourceMac;
    int destinationMac;
    int etherType;

    @Nullable String weird;

    /** What to call a payload that is none of ours, by the header that announced it. */
    private String foreign = Weird.NON_IP_PACKET;

    private boolean foreignSet;

    int nextOffset;
    int nextEnd;
    int nextWireEnd;

    /** Makes a frame to decode into. */
    public Frame() {
        reset(0, 0, 0);
    }

    /**
     * What lies behind the link-layer headers.
     *
     * @return the kind; never null
     */
    public Payload payload() {
        return payloadSet ? payload : Payload.OTHER;
    }

    void payload(Payload kind) {
        payloadSet = true;
        if (payload != kind) {
            payload = kind;
        }
    }

    /**
     * Where the network-layer packet begins.
     *
     * @return its first byte; for {@link Payload#OTHER} and {@link Payload#MALFORMED} where decoding stopped
     */
    public int offset() {
        return offset;
    }

    /**
     * Where the captured bytes of the network-layer packet end. What lies behind it is not part of the packet:
     * padding behind a PPPoE or IEEE 802.3 length, a frame check sequence.
     *
     * @return the index behind its last captured byte, at least {@link #offset()}
     */
    public int end() {
        return end;
    }

    /**
     * Where the network-layer packet would end if all of it had been captured, as the link layer sees it. Ethernet II
     * has no length, so that this includes its padding.
     *
     * @return an index that may lie behind the array; {@link #end()} if nothing is missing
     */
    public int wireEnd() {
        return wireEnd;
    }

    /**
     * The outermost VLAN.
     *
     * @return 1 to 4095, -1 when there is none; a tag with only a priority (identifier 0) is none
     */
    public int vlan() {
        return vlan;
    }

    /**
     * The VLAN inside {@link #vlan()}. Those further inside are not kept.
     *
     * @return 1 to 4095, -1 when there is none
     */
    public int innerVlan() {
        return innerVlan;
    }

    /**
     * Where the six bytes of the sender's hardware address lie, in the innermost header that has them.
     *
     * @return the index of the first, -1 when there is none
     */
    public int sourceMac() {
        return sourceMac;
    }

    /**
     * Where the six bytes of the receiver's hardware address lie, in the innermost header that has them.
     *
     * @return the index of the first, -1 when there is none
     */
    public int destinationMac() {
        return destinationMac;
    }

    /**
     * The innermost EtherType. Where the link layer numbers protocols otherwise, the EtherType of IPv4 and IPv6 stands
     * for them.
     *
     * @return 1536 to 65535, -1 when there is none
     */
    public int etherType() {
        return etherType;
    }

    /**
     * Why there is no network-layer packet, by one of the names in {@link Weird}.
     *
     * @return the name; null when there is one, and for frames that never carry one or not in the clear; never null for
     *     {@link Payload#MALFORMED}
     */
    public @Nullable String weird() {
        return weird;
    }

    void reset(int offset, int end, int wireEnd) {
        headers = 0;
        payloadSet = false;
        this.offset = offset;
        this.end = end;
        this.wireEnd = wireEnd;
        vlan = -1;
        innerVlan = -1;
        sourceMac = -1;
        destinationMac = -1;
        etherType = -1;
        weird = null;
        foreignSet = false;
        nextOffset = -1;
        nextEnd = -1;
        nextWireEnd = -1;
    }

    /** How many captured bytes the next header may look at. */
    int remaining() {
        return end - offset;
    }

    /** Claims the next header: false, and the frame is malformed, if it is not all there or one too many. */
    boolean header(int length) {
        if (end - offset < length) {
            return malformed(Weird.TRUNCATED_LINK_HEADER);
        }
        if (++headers > LinkLayers.MAX_HEADERS) {
            return malformed(Weird.TOO_MANY_LINK_HEADERS);
        }
        return true;
    }

    /** Takes a length field's word for where the packet ends, if that is not behind what there was on the wire. */
    void limit(int length) {
        if (length < wireEnd - offset) {
            wireEnd = offset + length;
            end = Math.min(end, wireEnd);
        }
    }

    void found(Payload found, int type) {
        payload(found);
        etherType = type;
    }

    boolean malformed(String what) {
        payload(Payload.MALFORMED);
        weird = what;
        return false;
    }

    /** Enters a header that names what it carries; what of that is not decoded goes by the given name. */
    void within(String foreign) {
        foreignSet = true;
        if (!this.foreign.equals(foreign)) {
            this.foreign = foreign;
        }
    }

    /** What the current header announces is not decoded. */
    void foreign() {
        other(foreignSet ? foreign : Weird.NON_IP_PACKET);
    }

    void other(String why) {
        payload(Payload.OTHER);
        weird = why;
    }

    void vlan(int identifier) {
        if (identifier == 0) {
            return; // IEEE 802.1Q 9.6: the null VLAN, a tag for the sake of its priority
        }
        if (vlan < 0) {
            vlan = identifier;
        } else if (innerVlan < 0) {
            innerVlan = identifier;
        }
    }
}
