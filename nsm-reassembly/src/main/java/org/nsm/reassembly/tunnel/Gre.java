package org.nsm.reassembly.tunnel;

import org.jspecify.annotations.Nullable;
import org.nsm.reassembly.ip.Bytes;

/**
 * The header of GRE: version 0 (RFC 2784, with key and sequence number by RFC 2890), and version 1 of PPTP (RFC 2637), up
 * to what is carried. Of mirrored frames (draft-foschiano-erspan-03) it includes the header of ERSPAN.
 */
final class Gre {

    /** What a packet carries. */
    enum Payload {
        /** An IPv4 packet. */
        IPV4,
        /** An IPv6 packet. */
        IPV6,
        /** An IP packet of any version. */
        IP,
        /** An Ethernet frame. */
        ETHERNET,
        /** A stack of MPLS labels, with something behind it (RFC 4023). */
        MPLS,
        /** A PPP frame. */
        PPP
    }

    private static final int FIXED_HEADER = 4;
    private static final int OPTIONAL_FIELD = 4;

    private static final int CHECKSUM = 0x8000;
    private static final int ROUTING = 0x4000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    private static final int ACKNOWLEDGEMENT = 0x0080; // of version 1
    private static final int VERSION = 0x0007;

    /** RFC 2784, section 2.1, lets nobody accept the two high ones; what the others would mean nobody knows. */
    private static final int RESERVED = 0x0c78;

    private static final int IPV4 = 0x0800;
    private static final int TRANSPARENT_BRIDGING = 0x6558;
    private static final int IPV6 = 0x86dd;
    private static final int PPP = 0x880b;
    private static final int MPLS = 0x8847;
    private static final int MPLS_MULTICAST = 0x8848;
    private static final int ERSPAN = 0x88be;
    private static final int ERSPAN_III = 0x22eb;

    private static final int ERSPAN_II_HEADER = 8;
    private static final int ERSPAN_III_HEADER = 12;
    private static final int ERSPAN_SUBHEADER = 8;
    private static final int ERSPAN_II_VERSION = 1;
    private static final int ERSPAN_III_VERSION = 2;
    private static final int ERSPAN_FRAME_ETHERNET = 0;
    private static final int ERSPAN_FRAME_IP = 2;

    private static final String TRUNCATED = "truncated_GRE";

    private static final String[] UNKNOWN_VERSION = new String[VERSION + 1];

    static {
        for (int i = 0; i < UNKNOWN_VERSION.length; i++) {
            UNKNOWN_VERSION[i] = "unknown_gre_version_" + i;
        }
    }

    private Payload payload = Payload.IPV4;
    private int protocol;
    private int payloadOffset;
    private int payloadLength;

    /** The last protocol that was not known and the name of its weird, since it will come again. */
    private int unknownProtocol = -1;

    private String unknownProtocolWeird = "";

    /** Reads the header; gives what is wrong with it, or null. */
    @Nullable String decode(byte[] bytes, int at, int end) {
        if (end - at < FIXED_HEADER) {
            return TRUNCATED;
        }
        int flags = Bytes.u16(bytes, at);
        protocol = Bytes.u16(bytes, at + 2);
        int version = flags & VERSION;
        if (version > 1) {
            return UNKNOWN_VERSION[version];
        }
        if ((flags & ROUTING) != 0) {
            return "gre_routing";
        }
        if ((flags & RESERVED) != 0 || version == 0 && (flags & ACKNOWLEDGEMENT) != 0) {
            return "unknown_gre_flags";
        }
        int length = FIXED_HEADER
                + ((flags & CHECKSUM) != 0 ? OPTIONAL_FIELD : 0)
                + ((flags & KEY) != 0 ? OPTIONAL_FIELD : 0)
                + ((flags & SEQUENCE) != 0 ? OPTIONAL_FIELD : 0)
                + ((flags & ACKNOWLEDGEMENT) != 0 ? OPTIONAL_FIELD : 0);
        if (end - at < length) {
            return TRUNCATED;
        }
        payloadOffset = at + length;
        return version == 0 ? decodeProtocol(bytes, end, (flags & SEQUENCE) != 0) : decodePptp(bytes, at, flags);
    }

    private @Nullable String decodeProtocol(byte[] bytes, int end, boolean sequenced) {
        switch (protocol) {
            case IPV4 -> payload = Payload.IPV4;
            case IPV6 -> payload = Payload.IPV6;
            case TRANSPARENT_BRIDGING -> payload = Payload.ETHERNET;
            case MPLS, MPLS_MULTICAST -> payload = Payload.MPLS;
            case ERSPAN -> {
                payload = Payload.ETHERNET;
                return sequenced ? decodeErspan2(bytes, end) : null; // type I has no header
            }
            case ERSPAN_III -> {
                return decodeErspan3(bytes, end);
            }
            default -> {
                return unknownProtocol();
            }
        }
        return null;
    }

    /** The key of PPTP is the length of the payload and a call number. */
    private @Nullable String decodePptp(byte[] bytes, int at, int flags) {
        if (protocol != PPP) {
            return "egre_protocol_type";
        }
        if ((flags & (CHECKSUM | KEY)) != KEY) {
            return "unknown_gre_flags";
        }
        payload = Payload.PPP;
        payloadLength = Bytes.u16(bytes, at + FIXED_HEADER);
        return null;
    }

    private @Nullable String decodeErspan2(byte[] bytes, int end) {
        if (end - payloadOffset < ERSPAN_II_HEADER) {
            return TRUNCATED;
        }
        if (Bytes.u8(bytes, payloadOffset) >>> 4 != ERSPAN_II_VERSION) {
            return "unknown_erspan_version";
        }
        payloadOffset += ERSPAN_II_HEADER;
        return null;
    }

    private @Nullable String decodeErspan3(byte[] bytes, int end) {
        if (end - payloadOffset < ERSPAN_III_HEADER) {
            return TRUNCATED;
        }
        if (Bytes.u8(bytes, payloadOffset) >>> 4 != ERSPAN_III_VERSION) {
            return "unknown_erspan_version";
        }
        int word = Bytes.u16(bytes, payloadOffset + 10);
        boolean subheader = (word & 1) != 0;
        payloadOffset += subheader ? ERSPAN_III_HEADER + ERSPAN_SUBHEADER : ERSPAN_III_HEADER;
        if (payloadOffset > end) {
            return TRUNCATED;
        }
        switch (word >>> 10 & 0x1f) {
            case ERSPAN_FRAME_ETHERNET -> payload = Payload.ETHERNET;
            case ERSPAN_FRAME_IP -> payload = Payload.IP;
            default -> {
                return "unknown_erspan_frame_type";
            }
        }
        return null;
    }

    private String unknownProtocol() {
        if (protocol != unknownProtocol) {
            unknownProtocol = protocol;
            unknownProtocolWeird = "unknown_gre_protocol_" + protocol;
        }
        return unknownProtocolWeird;
    }

    /** What the packet carries. */
    Payload payload() {
        return payload;
    }

    /** The protocol type. */
    int protocol() {
        return protocol;
    }

    /** Where the payload begins. */
    int payloadOffset() {
        return payloadOffset;
    }

    /** How long the payload is by its header, for PPP. */
    int payloadLength() {
        return payloadLength;
    }
}
