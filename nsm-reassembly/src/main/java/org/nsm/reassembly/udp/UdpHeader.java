package org.nsm.reassembly.udp;

import org.nsm.reassembly.ip.Bytes;
import org.nsm.reassembly.ip.Checksum;
import org.nsm.reassembly.ip.IpPacket;
import org.nsm.reassembly.ip.IpProtocol;

/** The header of a datagram (RFC 768). One object is decoded into again and again. */
final class UdpHeader {

    private static final int LENGTH = 8;

    private int sourcePort;
    private int destinationPort;
    private int claimedPayload;
    private int payloadOffset;
    private int payloadLength;
    private int capturedPayload;
    private boolean checksumIsRight;

    /** False if the header is not all there. */
    boolean decode(IpPacket ip, boolean verify) {
        if (ip.payloadLength() < LENGTH || ip.capturedPayload() < LENGTH) {
            return false;
        }
        byte[] bytes = ip.bytes();
        int at = ip.payloadOffset();
        sourcePort = Bytes.u16(bytes, at);
        destinationPort = Bytes.u16(bytes, at + 2);
        claimedPayload = Math.max(0, Bytes.u16(bytes, at + 4) - LENGTH);
        payloadOffset = at + LENGTH;
        payloadLength = ip.payloadLength() - LENGTH;
        capturedPayload = ip.capturedPayload() - LENGTH;
        int checksum = Bytes.u16(bytes, at + 6);
        // Without one IPv4 may do, IPv6 not (RFC 8200, section 8.1).
        checksumIsRight = !verify
                || !ip.isWhole()
                || checksum == 0 && !ip.isV6()
                || checksum != 0 && Checksum.transportIsRight(ip, IpProtocol.UDP);
        return true;
    }

    int sourcePort() {
        return sourcePort;
    }

    int destinationPort() {
        return destinationPort;
    }

    /** The length of the payload by the UDP header. */
    int claimedPayload() {
        return claimedPayload;
    }

    int payloadOffset() {
        return payloadOffset;
    }

    /** The length of the payload by the IP header, which counts. */
    int payloadLength() {
        return payloadLength;
    }

    int capturedPayload() {
        return capturedPayload;
    }

    boolean checksumIsRight() {
        return checksumIsRight;
    }
}
