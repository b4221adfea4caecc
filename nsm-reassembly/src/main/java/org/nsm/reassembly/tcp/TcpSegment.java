package org.nsm.reassembly.tcp;

import org.nsm.reassembly.ip.Bytes;
import org.nsm.reassembly.ip.Checksum;
import org.nsm.reassembly.ip.IpPacket;
import org.nsm.reassembly.ip.IpProtocol;

/** The header of a segment (RFC 9293, section 3.1). One object is decoded into again and again. */
final class TcpSegment {

    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int PSH = 0x08;
    static final int ACK = 0x10;
    static final int URG = 0x20;

    private static final int MIN_LENGTH = 20;

    /** Why a header is not sound, by the name of the weird. */
    enum Fault {
        NONE(""),
        TRUNCATED("truncated_header"),
        BAD_LENGTH("bad_TCP_header_len");

        final String weird;

        Fault(String weird) {
            this.weird = weird;
        }
    }

    private byte[] bytes = new byte[0];
    private int offset;
    private int headerLength;
    private int flags;
    private int payloadLength;
    private int capturedPayload;

    /** Reads the fixed part, which is enough to find the connection. */
    Fault decode(IpPacket ip) {
        if (!hasFixedPart(ip)) {
            return Fault.TRUNCATED;
        }
        if (bytes != ip.bytes()) {
            bytes = ip.bytes(); // a reference that is stored costs the collector's bookkeeping
        }
        offset = ip.payloadOffset();
        headerLength = (Bytes.u8(bytes, offset + 12) >>> 4) * 4;
        flags = Bytes.u8(bytes, offset + 13);
        payloadLength = ip.payloadLength() - headerLength;
        capturedPayload = ip.capturedPayload() - headerLength;
        if (headerLength < MIN_LENGTH) {
            return Fault.BAD_LENGTH;
        }
        return payloadLength < 0 || capturedPayload < 0 ? Fault.TRUNCATED : Fault.NONE;
    }

    /** Whether enough was captured to know the ports and flags. */
    static boolean hasFixedPart(IpPacket ip) {
        return ip.payloadLength() >= MIN_LENGTH && ip.capturedPayload() >= MIN_LENGTH;
    }

    static boolean checksumIsRight(IpPacket ip) {
        return !ip.isWhole() || Checksum.transportIsRight(ip, IpProtocol.TCP);
    }

    byte[] bytes() {
        return bytes;
    }

    int sourcePort() {
        return Bytes.u16(bytes, offset);
    }

    int destinationPort() {
        return Bytes.u16(bytes, offset + 2);
    }

    int seq() {
        return Bytes.i32(bytes, offset + 4);
    }

    int ack() {
        return Bytes.i32(bytes, offset + 8);
    }

    int window() {
        return Bytes.u16(bytes, offset + 14);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Which of SYN, FIN and RST are set. */
    int control() {
        return flags & (SYN | FIN | RST);
    }

    /** How far the segment moves through the sequence space. */
    int sequenceLength() {
        return payloadLength + (has(SYN) ? 1 : 0) + (has(FIN) ? 1 : 0);
    }

    int payloadOffset() {
        return offset + headerLength;
    }

    /** The length of the payload by the headers. */
    int payloadLength() {
        return payloadLength;
    }

    int capturedPayload() {
        return capturedPayload;
    }

    int optionsOffset() {
        return offset + MIN_LENGTH;
    }

    int optionsEnd() {
        return offset + headerLength;
    }

    /** The letters of the flags, as events show them. */
    String flagLetters() {
        return FLAG_LETTERS[flags & 0x3f];
    }

    private static final String[] FLAG_LETTERS = flagLetterTable();

    private static String[] flagLetterTable() {
        int[] order = {SYN, FIN, RST, ACK, PSH, URG};
        String letters = "SFRAPU";
        String[] table = new String[0x40];
        for (int flags = 0; flags < table.length; flags++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < order.length; i++) {
                if ((flags & order[i]) != 0) {
                    text.append(letters.charAt(i));
                }
            }
            table[flags] = text.toString();
        }
        return table;
    }
}
