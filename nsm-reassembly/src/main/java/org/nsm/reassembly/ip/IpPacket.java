package org.nsm.reassembly.ip;

import org.jspecify.annotations.Nullable;

/**
 * Where the parts of an IP packet lie, and what its headers say. One object is decoded into again and again; it refers to
 * the bytes it was given.
 *
 * <p>Addresses are two longs; IPv4 is written as IPv4-mapped (RFC 4291, section 2.5.5.2), so that one form serves both.
 */
public final class IpPacket {

    /** The first two words of an IPv4-mapped address, as the upper half of the low long. */
    public static final long V4_PREFIX = 0x0000_ffff_0000_0000L;

    private static final int V4_HEADER = 20;
    private static final int V6_HEADER = 40;

    /** No sane packet chains more; each costs time, and loops cannot happen. */
    private static final int MAX_EXTENSION_HEADERS = 32;

    private static final int HOME_ADDRESS_OPTION = 201;

    private byte[] bytes = new byte[0];
    private int offset;
    private int end;
    private boolean v6;
    private int claimedLength;
    private int totalLength;
    private int payloadOffset;
    private int payloadLength;
    private int protocol;
    private int ttl;
    private int flowLabel;
    private long sourceHi;
    private long sourceLo;
    private long destinationHi;
    private long destinationLo;
    private boolean fragment;
    private boolean moreFragments;
    private boolean dontFragment;
    private int fragmentOffset;
    private int fragmentId;
    private boolean hasExtensions;
    private @Nullable String weird;

    /**
     * Reads the headers.
     *
     * @param packet          holds the packet
     * @param from            its first byte
     * @param to              behind its last captured byte
     * @param wireLength      how many bytes the layer below says there were
     * @param alreadyJoined   whether a fragment header only tells of what was put together already
     * @return false if it is no sound IP packet; {@link #weird()} says why
     */
    public boolean decode(byte[] packet, int from, int to, int wireLength, boolean alreadyJoined) {
        if (bytes != packet) {
            bytes = packet; // a reference that is stored costs the collector's bookkeeping
        }
        offset = from;
        weird = null;
        fragment = false;
        moreFragments = false;
        dontFragment = false;
        fragmentOffset = 0;
        fragmentId = 0;
        hasExtensions = false;
        flowLabel = 0;
        if (from >= to) {
            return fail("truncated_IP");
        }
        int version = Bytes.u8(packet, from) >>> 4;
        v6 = version == 6;
        return switch (version) {
            case 4 -> decodeV4(to, wireLength);
            case 6 -> decodeV6(to, wireLength, alreadyJoined);
            default -> fail("unknown_ip_version");
        };
    }

    private boolean decodeV4(int to, int wireLength) {
        if (to - offset < V4_HEADER) {
            return fail("truncated_IP");
        }
        int headerLength = (Bytes.u8(bytes, offset) & 0x0f) * 4;
        claimedLength = Bytes.u16(bytes, offset + 2);
        // Segmentation offload leaves the length to the network card: what was captured is the packet.
        totalLength = claimedLength == 0 ? Math.max(wireLength, to - offset) : claimedLength;
        if (totalLength > Math.max(wireLength, to - offset)) {
            return fail("truncated_IP");
        }
        if (headerLength < V4_HEADER || headerLength > totalLength || headerLength > to - offset) {
            return fail("internally_truncated_header");
        }
        end = Math.min(to, offset + totalLength);
        payloadOffset = offset + headerLength;
        payloadLength = totalLength - headerLength;
        fragmentId = Bytes.u16(bytes, offset + 4);
        int flags = Bytes.u16(bytes, offset + 6);
        dontFragment = (flags & 0x4000) != 0;
        moreFragments = (flags & 0x2000) != 0;
        fragmentOffset = (flags & 0x1fff) * 8;
        fragment = moreFragments || fragmentOffset != 0;
        ttl = Bytes.u8(bytes, offset + 8);
        protocol = Bytes.u8(bytes, offset + 9);
        sourceHi = 0;
        sourceLo = V4_PREFIX | Bytes.u32(bytes, offset + 12);
        destinationHi = 0;
        destinationLo = V4_PREFIX | Bytes.u32(bytes, offset + 16);
        return true;
    }

    private boolean decodeV6(int to, int wireLength, boolean alreadyJoined) {
        if (to - offset < V6_HEADER) {
            return fail("truncated_IPv6");
        }
        int word = Bytes.i32(bytes, offset);
        flowLabel = word & 0xfffff;
        claimedLength = V6_HEADER + Bytes.u16(bytes, offset + 4);
        totalLength = claimedLength;
        if (totalLength > Math.max(wireLength, to - offset)) {
            return fail("truncated_IPv6");
        }
        end = Math.min(to, offset + totalLength);
        ttl = Bytes.u8(bytes, offset + 7);
        sourceHi = Bytes.i64(bytes, offset + 8);
        sourceLo = Bytes.i64(bytes, offset + 16);
        destinationHi = Bytes.i64(bytes, offset + 24);
        destinationLo = Bytes.i64(bytes, offset + 32);
        return walkExtensions(alreadyJoined);
    }

    /** Follows the chain of extension headers (RFC 8200, section 4) to the header of the layer above. */
    private boolean walkExtensions(boolean alreadyJoined) {
        int next = Bytes.u8(bytes, offset + 6);
        int at = offset + V6_HEADER;
        for (int i = 0; isExtension(next); i++) {
            if (i == MAX_EXTENSION_HEADERS || end - at < 8) {
                return fail("internally_truncated_header");
            }
            int length = extensionLength(next, at);
            if (length > end - at) {
                return fail("internally_truncated_header");
            }
            switch (next) {
                case IpProtocol.FRAGMENT -> readFragmentHeader(at, alreadyJoined);
                case IpProtocol.ROUTING -> readRoutingHeader(at, length);
                case IpProtocol.DESTINATION_OPTIONS -> readHomeAddress(at, length);
                default -> {
                    // The others change nothing about who talks to whom.
                }
            }
            boolean last = next == IpProtocol.FRAGMENT && fragment;
            if (next == IpProtocol.FRAGMENT && !fragment) {
                // An atomic fragment is a datagram that needs no joining; it counts as the joined ones do.
                claimedLength -= length;
            } else {
                hasExtensions = true;
            }
            next = Bytes.u8(bytes, at);
            at += length;
            if (last) {
                break;
            }
        }
        if (next == IpProtocol.ESP || next == IpProtocol.MOBILITY) {
            hasExtensions = true;
        }
        protocol = next;
        payloadOffset = at;
        payloadLength = totalLength - (at - offset);
        return true;
    }

    private static boolean isExtension(int header) {
        return header == IpProtocol.HOP_BY_HOP
                || header == IpProtocol.ROUTING
                || header == IpProtocol.FRAGMENT
                || header == IpProtocol.AH
                || header == IpProtocol.DESTINATION_OPTIONS;
    }

    private int extensionLength(int header, int at) {
        return switch (header) {
            case IpProtocol.FRAGMENT -> 8;
            case IpProtocol.AH -> (Bytes.u8(bytes, at + 1) + 2) * 4;
            default -> (Bytes.u8(bytes, at + 1) + 1) * 8;
        };
    }

    private void readFragmentHeader(int at, boolean alreadyJoined) {
        int field = Bytes.u16(bytes, at + 2);
        if (!alreadyJoined && !fragment) {
            fragmentOffset = field & 0xfff8;
            moreFragments = (field & 1) != 0;
            fragmentId = Bytes.i32(bytes, at + 4);
            // An atomic fragment (RFC 6946) is a whole datagram.
            fragment = moreFragments || fragmentOffset != 0;
        }
    }

    /** A routing header with segments left names the final destination (RFC 2460, section 4.4, and RFC 6275, section 6.4). */
    private void readRoutingHeader(int at, int length) {
        int type = Bytes.u8(bytes, at + 2);
        int segmentsLeft = Bytes.u8(bytes, at + 3);
        boolean namesDestination = type == 0 || type == 2;
        if (namesDestination && segmentsLeft > 0 && length >= 24 && (length - 8) % 16 == 0) {
            int address = at + length - 16;
            destinationHi = Bytes.i64(bytes, address);
            destinationLo = Bytes.i64(bytes, address + 8);
        }
    }

    /** A mobile node away from home names its home address in a destination option (RFC 6275, section 6.3). */
    private void readHomeAddress(int at, int length) {
        int option = at + 2;
        int optionsEnd = at + length;
        while (option + 2 <= optionsEnd) {
            int type = Bytes.u8(bytes, option);
            if (type == 0) {
                option++;
                continue;
            }
            int optionLength = Bytes.u8(bytes, option + 1);
            if (type == HOME_ADDRESS_OPTION && optionLength == 16 && option + 18 <= optionsEnd) {
                sourceHi = Bytes.i64(bytes, option + 2);
                sourceLo = Bytes.i64(bytes, option + 10);
            }
            option += 2 + optionLength;
        }
    }

    private boolean fail(String reason) {
        weird = reason;
        return false;
    }

    /** Why decoding failed, the name of a weird; null after success. */
    public @Nullable String weird() {
        return weird;
    }

    /** The array that holds the packet. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the packet begins. */
    public int offset() {
        return offset;
    }

    /** Behind the last captured byte of the packet; padding of the link does not count. */
    public int end() {
        return end;
    }

    /** Whether it is IPv6. */
    public boolean isV6() {
        return v6;
    }

    /** The length as the header has it, all headers included; 0 where segmentation offload has not filled it in. */
    public int claimedLength() {
        return claimedLength;
    }

    /** The length of the packet, all headers included. */
    public int totalLength() {
        return totalLength;
    }

    /** Where the payload begins, behind all extension headers. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** The length of the payload by the headers, captured or not; never negative after a successful decode. */
    public int payloadLength() {
        return payloadLength;
    }

    /** How many bytes of the payload were captured. */
    public int capturedPayload() {
        return end - payloadOffset;
    }

    /** Whether all bytes that the header claims were captured. */
    public boolean isWhole() {
        return end - offset == totalLength;
    }

    /** The protocol of the payload. */
    public int protocol() {
        return protocol;
    }

    /** Time to live, or hop limit. */
    public int ttl() {
        return ttl;
    }

    /** The flow label; 0 for IPv4. */
    public int flowLabel() {
        return flowLabel;
    }

    /** First half of the address of who sent it; of a mobile node the home address. */
    public long sourceHi() {
        return sourceHi;
    }

    /** Second half of {@link #sourceHi()}. */
    public long sourceLo() {
        return sourceLo;
    }

    /** First half of the address of who is to get it in the end. */
    public long destinationHi() {
        return destinationHi;
    }

    /** Second half of {@link #destinationHi()}. */
    public long destinationLo() {
        return destinationLo;
    }

    /** Whether this is a part of a datagram only. */
    public boolean isFragment() {
        return fragment;
    }

    /** Whether a later part of the datagram follows. */
    public boolean moreFragments() {
        return moreFragments;
    }

    /** Whether routers must not cut the packet; always for IPv6. */
    public boolean dontFragment() {
        return v6 || dontFragment;
    }

    /** Where in the datagram the payload of a fragment belongs, in bytes. */
    public int fragmentOffset() {
        return fragmentOffset;
    }

    /** What fragments of one datagram have in common. */
    public int fragmentId() {
        return fragmentId;
    }

    /** Whether an IPv6 packet has extension headers. */
    public boolean hasExtensions() {
        return hasExtensions;
    }

    /** Whether the checksum of an IPv4 header is right; IPv6 has none. */
    public boolean headerChecksumIsRight() {
        return v6 || Checksum.isRight(bytes, offset, (Bytes.u8(bytes, offset) & 0x0f) * 4);
    }
}
