package org.nsm.reassembly.tcp;

import org.nsm.reassembly.ip.Bytes;

/** Walks through the options of a segment (RFC 9293, section 3.1). One object is set again and again. */
final class TcpOptions {

    static final int END = 0;
    static final int NO_OPERATION = 1;
    static final int MAXIMUM_SEGMENT_SIZE = 2;
    static final int WINDOW_SCALE = 3;
    static final int SACK_PERMITTED = 4;

    private byte[] bytes = new byte[0];
    private int next;
    private int end;
    private int kind;
    private int length;
    private int at;

    TcpOptions of(TcpSegment segment) {
        bytes = segment.bytes();
        next = segment.optionsOffset();
        end = segment.optionsEnd();
        return this;
    }

    /** Goes to the next option; false at the end of them, or where a length makes no sense. */
    boolean next() {
        if (next >= end) {
            return false;
        }
        at = next;
        kind = Bytes.u8(bytes, at);
        if (kind == END || kind == NO_OPERATION) {
            length = 1;
        } else {
            length = at + 1 < end ? Bytes.u8(bytes, at + 1) : 0;
            if (length < 2 || length > end - at) {
                next = end;
                return false;
            }
        }
        next = kind == END ? end : at + length;
        return true;
    }

    int kind() {
        return kind;
    }

    /** With kind and length; 1 for the two that have no length. */
    int length() {
        return length;
    }

    /** The value of an option of three bytes. */
    int u8() {
        return length < 3 ? 0 : Bytes.u8(bytes, at + 2);
    }

    /** The value of an option of four bytes. */
    int u16() {
        return length < 4 ? 0 : Bytes.u16(bytes, at + 2);
    }
}
