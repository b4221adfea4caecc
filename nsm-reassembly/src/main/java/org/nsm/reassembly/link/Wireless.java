package org.nsm.reassembly.link;

/** IEEE 802.11. Only data frames carry packets, and only those that are not encrypted can be read. */
final class Wireless {

    private static final int HEADER = 24;
    private static final int MAC = 6;
    private static final int QOS_CONTROL = 2;
    private static final int HIGH_THROUGHPUT_CONTROL = 4;

    /** Bits of the first byte: version and type; a data frame has version 0 and type 2. */
    private static final int VERSION_AND_TYPE = 0x0f;

    private static final int DATA = 0x08;
    private static final int SUBTYPE_NO_DATA = 0x40;
    private static final int SUBTYPE_QOS = 0x80;

    /** Bits of the second byte. */
    private static final int TO_DISTRIBUTION_SYSTEM = 0x01;

    private static final int FROM_DISTRIBUTION_SYSTEM = 0x02;
    private static final int MORE_FRAGMENTS = 0x04;
    private static final int PROTECTED = 0x40;
    private static final int ORDER = 0x80;

    private static final int ADDRESS_1 = 4;
    private static final int ADDRESS_2 = 10;
    private static final int ADDRESS_3 = 16;
    private static final int SEQUENCE_CONTROL = 22;
    private static final int ADDRESS_4 = 24;

    /** Bit of the first byte of the QoS control: what follows is an aggregate. */
    private static final int AGGREGATE = 0x80;

    /** IEEE 802.11 9.3.2.2: two addresses and a length before each part of an aggregate. */
    private static final int PART_HEADER = 14;

    private Wireless() {}

    /**
     * Decodes a frame.
     *
     * @param padded whether the capture fills the header up to a multiple of four bytes
     */
    static void frame(byte[] bytes, Frame out, boolean padded) {
        if (!out.header(2)) {
            return;
        }
        int start = out.offset;
        int control = Wire.u8(bytes, start);
        int flags = Wire.u8(bytes, start + 1);
        if ((control & VERSION_AND_TYPE) != DATA || (control & SUBTYPE_NO_DATA) != 0) {
            return;
        }
        boolean toSystem = (flags & TO_DISTRIBUTION_SYSTEM) != 0;
        boolean fromSystem = (flags & FROM_DISTRIBUTION_SYSTEM) != 0;
        boolean qos = (control & SUBTYPE_QOS) != 0;
        int qosControl = toSystem && fromSystem ? HEADER + MAC : HEADER;
        int length = qosControl;
        if (qos) {
            length += QOS_CONTROL + ((flags & ORDER) != 0 ? HIGH_THROUGHPUT_CONTROL : 0);
        }
        if (padded) {
            length = length + 3 & ~3;
        }
        if (!out.header(length)) {
            return;
        }
        out.within(Weird.NON_IP_PACKET_IN_IEEE802_11);
        out.destinationMac = start + (toSystem ? ADDRESS_3 : ADDRESS_1);
        out.sourceMac = start + (!fromSystem ? ADDRESS_2 : toSystem ? ADDRESS_4 : ADDRESS_3);
        out.offset += length;
        if ((flags & PROTECTED) != 0) {
            return;
        }
        if ((flags & MORE_FRAGMENTS) != 0 || (bytes[start + SEQUENCE_CONTROL] & 0x0f) != 0) {
            out.other(Weird.LINK_LAYER_FRAGMENT);
        } else if (qos && (bytes[start + qosControl] & AGGREGATE) != 0) {
            aggregate(bytes, out);
        } else {
            Ethernet.logicalLink(bytes, out);
        }
    }

    /** The first part of what is left of an aggregate; notes where the next one is. */
    static void aggregate(byte[] bytes, Frame out) {
        if (!out.header(PART_HEADER)) {
            return;
        }
        out.within(Weird.NON_IP_PACKET_IN_IEEE802_11);
        out.destinationMac = out.offset;
        out.sourceMac = out.offset + MAC;
        int length = Wire.u16(bytes, out.offset + 2 * MAC);
        int padded = PART_HEADER + length + 3 & ~3;
        if (padded < out.remaining()) {
            out.nextOffset = out.offset + padded;
            out.nextEnd = out.end;
            out.nextWireEnd = out.wireEnd;
        }
        out.offset += PART_HEADER;
        out.limit(length);
        Ethernet.logicalLink(bytes, out);
    }
}
