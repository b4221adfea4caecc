package org.nsm.reassembly.icmp;

import org.nsm.reassembly.ip.Bytes;
import org.nsm.reassembly.ip.Checksum;
import org.nsm.reassembly.ip.IpPacket;
import org.nsm.reassembly.ip.IpProtocol;

/**
 * The header of a message, which is the same for both versions (RFC 792; RFC 4443, section 2.1), and where its body
 * lies. One object is decoded into again and again.
 */
final class IcmpMessage {

    /** With the four bytes whose meaning depends on the type. */
    static final int HEADER = 8;

    private byte[] bytes = new byte[0];
    private int offset;
    private int end;
    private boolean v6;
    private int length;
    private int hopLimit;
    private boolean whole;
    private boolean checksumIsRight;

    /** False if the header is not all there. */
    boolean decode(IpPacket ip, boolean verify) {
        if (ip.payloadLength() < HEADER || ip.capturedPayload() < HEADER) {
            return false;
        }
        bytes = ip.bytes();
        offset = ip.payloadOffset();
        end = ip.end();
        v6 = ip.protocol() == IpProtocol.ICMPV6;
        length = ip.payloadLength() - HEADER;
        hopLimit = ip.ttl();
        whole = ip.isWhole();
        checksumIsRight = !verify || !whole || sumIsRight(ip);
        return true;
    }

    private boolean sumIsRight(IpPacket ip) {
        return v6
                ? Checksum.transportIsRight(ip, IpProtocol.ICMPV6)
                : Checksum.isRight(bytes, offset, ip.payloadLength());
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether the types are those of ICMPv6, whatever version of IP carries it. */
    boolean v6() {
        return v6;
    }

    int type() {
        return Bytes.u8(bytes, offset);
    }

    int code() {
        return Bytes.u8(bytes, offset + 1);
    }

    /** The byte behind the checksum. */
    int firstByte() {
        return Bytes.u8(bytes, offset + 4);
    }

    /** The byte behind {@link #firstByte()}. */
    int secondByte() {
        return Bytes.u8(bytes, offset + 5);
    }

    /** The first half of the four bytes behind the checksum. */
    int firstHalf() {
        return Bytes.u16(bytes, offset + 4);
    }

    /** The second half of the four bytes behind the checksum. */
    int secondHalf() {
        return Bytes.u16(bytes, offset + 6);
    }

    /** Where the body begins. */
    int bodyOffset() {
        return offset + HEADER;
    }

    /** Behind the last captured byte of the body. */
    int end() {
        return end;
    }

    /** How many bytes of the body were captured. */
    int capturedBody() {
        return end - bodyOffset();
    }

    /** The length of the body by the IP header. */
    int length() {
        return length;
    }

    int hopLimit() {
        return hopLimit;
    }

    /** Whether all of the packet was captured. */
    boolean isWhole() {
        return whole;
    }

    boolean checksumIsRight() {
        return checksumIsRight;
    }
}
