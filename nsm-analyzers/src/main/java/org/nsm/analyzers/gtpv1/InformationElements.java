package org.nsm.analyzers.gtpv1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Walks through the information elements of a message (3GPP TS 29.060, section 7.7). Types below 128 have a length that is
 * known for each, the others carry theirs in two octets. Nothing behind an element of unknown length can be read, and
 * neither can an element that is too short for what must be in it.
 *
 * {@snippet :
 * elements.begin(bytes, from);
 * while (elements.next()) {
 *     // type(), offset(), length()
 * }
 * }
 */
final class InformationElements {

    static final int CAUSE = 1;
    static final int IMSI = 2;
    static final int ROUTING_AREA = 3;
    static final int REORDERING_REQUIRED = 8;
    static final int RECOVERY = 14;
    static final int SELECTION_MODE = 15;
    static final int TEID_DATA = 16;
    static final int TEID_CONTROL = 17;
    static final int TEARDOWN = 19;
    static final int NSAPI = 20;
    static final int CHARGING_CHARACTERISTICS = 26;
    static final int TRACE_REFERENCE = 27;
    static final int TRACE_TYPE = 28;
    static final int CHARGING_ID = 127;
    static final int END_USER_ADDRESS = 128;
    static final int ACCESS_POINT_NAME = 131;
    static final int PROTOCOL_OPTIONS = 132;
    static final int GSN_ADDRESS = 133;
    static final int MSISDN = 134;
    static final int QOS_PROFILE = 135;
    static final int TRAFFIC_FLOW_TEMPLATE = 137;
    static final int TRIGGER_ID = 142;
    static final int OMC_ID = 143;
    static final int CHARGING_GATEWAY = 251;
    static final int PRIVATE_EXTENSION = 255;

    private static final int FIRST_WITH_LENGTH = 128;

    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private int following;
    private int type;
    private int offset;
    private int length;
    private boolean failed;

    /**
     * Stands in front of the first element.
     *
     * @param message the last readable byte is the last of the elements
     * @param from    the first byte
     */
    void begin(ByteBuf message, int from) {
        bytes = message;
        following = from;
        failed = false;
    }

    /** Lets go of the message. */
    void end() {
        bytes = Unpooled.EMPTY_BUFFER;
    }

    /** Goes to the next element. Returns false at the end, and where the elements cannot be read any further. */
    boolean next() {
        int end = bytes.writerIndex();
        if (failed || following >= end) {
            return false;
        }
        type = bytes.getUnsignedByte(following);
        offset = following + 1;
        if (type < FIRST_WITH_LENGTH) {
            length = fixedLength(type);
            failed = length == 0;
        } else if (end - offset < 2) {
            failed = true;
        } else {
            length = bytes.getUnsignedShort(offset);
            offset += 2;
            failed = length < leastLength(type);
        }
        failed = failed || length > end - offset;
        following = offset + length;
        return !failed;
    }

    /** The lengths of table 37; 0 for a type that it does not have. */
    private static int fixedLength(int type) {
        return switch (type) {
            case CAUSE,
                    REORDERING_REQUIRED,
                    11, // MAP cause
                    13, // MS validated
                    RECOVERY,
                    SELECTION_MODE,
                    TEARDOWN,
                    NSAPI,
                    21, // RANAP cause
                    23, // radio priority SMS
                    24, // radio priority
                    29 // MS not reachable reason
            -> 1;
            case 25, CHARGING_CHARACTERISTICS, TRACE_REFERENCE, TRACE_TYPE -> 2; // 25 is the packet flow id
            case 12 -> 3; // P-TMSI signature
            case 4, 5, TEID_DATA, TEID_CONTROL, CHARGING_ID -> 4; // 4 is the TLLI, 5 the P-TMSI
            case 18 -> 5; // tunnel endpoint identifier data II
            case ROUTING_AREA -> 6;
            case IMSI -> 8;
            case 22 -> 9; // RAB context
            case 9 -> 28; // authentication triplet
            default -> 0;
        };
    }

    private static int leastLength(int type) {
        return switch (type) {
            case QOS_PROFILE -> 1;
            case END_USER_ADDRESS, PRIVATE_EXTENSION -> 2;
            default -> 0;
        };
    }

    /** Whether an element could not be read. */
    boolean failed() {
        return failed;
    }

    /** The type of the element. */
    int type() {
        return type;
    }

    /** Where its contents begin, behind type and length. */
    int offset() {
        return offset;
    }

    /** The length of its contents. */
    int length() {
        return length;
    }
}
