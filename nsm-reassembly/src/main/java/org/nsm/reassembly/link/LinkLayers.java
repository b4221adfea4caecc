package org.nsm.reassembly.link;

import org.nsm.api.LinkType;
import org.nsm.reassembly.link.Frame.Payload;

/**
 * Finds the network-layer packet in a captured one.
 *
 * <p>Decoding looks at each header once, allocates nothing and never throws: whatever is wrong with the bytes ends up
 * in the {@link Frame}. Nearly every packet holds one network-layer packet. An aggregate of IEEE 802.11 (A-MSDU) holds
 * several, so that a caller goes on with {@link #next}:
 *
 * <pre>{@code
 * LinkLayers.decode(bytes, offset, end, wireLength, type, frame);
 * do {
 *     analyse(frame);
 * } while (LinkLayers.next(bytes, frame));
 * }</pre>
 *
 * <p>In all methods {@code offset} and {@code end} delimit the captured bytes ({@code 0 <= offset <= end <=
 * bytes.length}), and {@code wireLength} is how many bytes there were from {@code offset} on before the capture cut
 * them; a value below {@code end - offset} is taken as just that.
 */
public final class LinkLayers {

    /**
     * How many headers may be stacked on one packet, each VLAN tag and each MPLS label counting as one. Providers use
     * up to three tags, and segment routing (RFC 8402) about ten labels; more than this is made up to keep us busy.
     */
    public static final int MAX_HEADERS = 32;

    private LinkLayers() {}

    /**
     * Decodes a packet from its beginning.
     *
     * @param bytes      where the packet lies
     * @param offset     its first byte
     * @param end        behind its last captured byte
     * @param wireLength how long it was on the wire
     * @param type       what it begins with
     * @param out        the result
     */
    public static void decode(byte[] bytes, int offset, int end, int wireLength, LinkType type, Frame out) {
        begin(offset, end, wireLength, out);
        switch (type) {
            case ETHERNET -> Ethernet.frame(bytes, out);
            case RAW -> internet(bytes, out);
            case IPV4 -> out.found(Payload.IPV4, EtherType.IPV4);
            case IPV6 -> out.found(Payload.IPV6, EtherType.IPV6);
            case NULL, LOOP -> Loopback.frame(bytes, out);
            case LINUX_SLL -> Cooked.version1(bytes, out);
            case LINUX_SLL2 -> Cooked.version2(bytes, out);
            case IEEE802_11 -> Wireless.frame(bytes, out, false);
            case IEEE802_11_RADIOTAP -> Radiotap.frame(bytes, out);
            case FDDI -> Fddi.frame(bytes, out);
            case PPP -> Ppp.frame(bytes, out);
            case PPP_HDLC -> Ppp.hdlc(bytes, out);
            case PPP_ETHER -> Ppp.overEthernet(bytes, out);
            case NFLOG -> Nflog.message(bytes, out);
            case UNKNOWN -> out.other(Weird.UNKNOWN_LINK_TYPE);
        }
    }

    /**
     * Decodes an Ethernet frame, such as one that GRE, VXLAN, Geneve or ERSPAN carries.
     *
     * @param bytes      where the frame lies
     * @param offset     the first byte of its destination address
     * @param end        behind its last captured byte
     * @param wireLength how long it was on the wire
     * @param out        the result
     */
    public static void ethernet(byte[] bytes, int offset, int end, int wireLength, Frame out) {
        begin(offset, end, wireLength, out);
        Ethernet.frame(bytes, out);
    }

    /**
     * Decodes what an EtherType announces, such as the protocol type of GRE and Geneve.
     *
     * @param bytes      where it lies
     * @param offset     the first byte behind the header with the EtherType
     * @param end        behind the last captured byte
     * @param wireLength how long it was on the wire
     * @param etherType  0 to 65535; below 1536 it is the length of an IEEE 802.3 frame
     * @param out        the result
     */
    public static void etherType(byte[] bytes, int offset, int end, int wireLength, int etherType, Frame out) {
        begin(offset, end, wireLength, out);
        Ethernet.payload(bytes, etherType, out);
    }

    /**
     * Decodes a PPP frame, such as one that GRE version 1 (RFC 2637) carries.
     *
     * @param bytes      where the frame lies
     * @param offset     its first byte: the address of HDLC-like framing, or the protocol, of one byte or two
     * @param end        behind its last captured byte
     * @param wireLength how long it was on the wire
     * @param out        the result
     */
    public static void ppp(byte[] bytes, int offset, int end, int wireLength, Frame out) {
        begin(offset, end, wireLength, out);
        Ppp.frame(bytes, out);
    }

    /**
     * Goes on to the next network-layer packet of the captured one.
     *
     * @param bytes the array that was decoded
     * @param frame the result so far, which this overwrites unless there is nothing more
     * @return whether there was another one
     */
    public static boolean next(byte[] bytes, Frame frame) {
        if (frame.nextOffset < 0) {
            return false;
        }
        frame.reset(frame.nextOffset, frame.nextEnd, frame.nextWireEnd);
        Wireless.aggregate(bytes, frame);
        return true;
    }

    /** An IP packet that only its own version field describes. */
    static void internet(byte[] bytes, Frame out) {
        if (!out.header(1)) {
            return;
        }
        switch (Wire.u8(bytes, out.offset) >> 4) {
            case 4 -> out.found(Payload.IPV4, EtherType.IPV4);
            case 6 -> out.found(Payload.IPV6, EtherType.IPV6);
            default -> out.malformed(Weird.UNKNOWN_IP_VERSION);
        }
    }

    private static void begin(int offset, int end, int wireLength, Frame out) {
        int captured = end - offset;
        int missing = Math.max(wireLength - captured, 0); // no overflow: both are lengths
        out.reset(offset, end, missing > Integer.MAX_VALUE - end ? Integer.MAX_VALUE : end + missing);
    }
}
