package org.nsm.analyzers.mime;

import io.netty.buffer.ByteBuf;

/**
 * Decodes quoted-printable (RFC 2045, section 6.7): blanks at the end of a line are not part of it, {@code =} there joins
 * the next line. What must not occur is reported and kept.
 */
final class QuotedPrintableDecoder implements TransferDecoder {

    private static final String NO_DIGITS = "= is not followed by two hexadecimal digits in quoted-printable encoding";

    /** Lines have at most 76 characters; a longer run of blanks is text, whatever follows. */
    private static final int MAX_HELD = MOST_HELD - 4;

    private final Problems problems;

    /** An escape so far, or blanks that may be the end of the line. */
    private final byte[] held = new byte[MAX_HELD];

    private int heldCount;
    private boolean escape;

    QuotedPrintableDecoder(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void text(ByteBuf data, int from, int to, ByteBuf out) {
        int at = from;
        if (data.hasArray()) {
            byte[] bytes = data.array();
            int shift = data.arrayOffset();
            while (at < to) {
                int plainEnd = escape ? at : plainEnd(bytes, shift + at, shift + to) - shift;
                if (plainEnd > at) {
                    release(out);
                    out.writeBytes(bytes, shift + at, plainEnd - at);
                    at = plainEnd;
                } else {
                    octet(bytes[shift + at++], out);
                }
            }
        }
        for (; at < to; at++) {
            octet(data.getByte(at), out);
        }
    }

    /** Up to where octets stand for themselves, whatever follows. */
    private static int plainEnd(byte[] bytes, int from, int to) {
        int plainEnd = from;
        for (int i = from; i < to; i++) {
            byte octet = bytes[i];
            if (octet > ' ' && octet != '=' && octet != 0x7f || octet < 0) {
                plainEnd = i + 1;
            } else if (!Ascii.isBlank(octet)) {
                break;
            }
        }
        return plainEnd;
    }

    private void octet(byte octet, ByteBuf out) {
        if (escape) {
            escaped(octet, out);
        } else if (octet == '=') {
            release(out);
            hold(octet);
            escape = true;
        } else if (Ascii.isBlank(octet)) {
            if (heldCount == MAX_HELD) {
                release(out);
            }
            hold(octet);
        } else {
            release(out);
            plain(octet, out);
        }
    }

    private void hold(byte octet) {
        held[heldCount++] = octet;
    }

    private void release(ByteBuf out) {
        out.writeBytes(held, 0, heldCount);
        heldCount = 0;
    }

    private void plain(byte octet, ByteBuf out) {
        if (octet >= 0 && octet < ' ' || octet == 0x7f) {
            problems.illegalEncoding("control characters in quoted-printable encoding: " + octet);
        }
        out.writeByte(octet);
    }

    /** Takes what follows {@code =}: two digits, or blanks in front of the line end. */
    private void escaped(byte octet, ByteBuf out) {
        boolean digit = Character.digit(octet, 16) >= 0;
        if (digit && heldCount == 1) {
            hold(octet);
        } else if (digit && heldCount == 2 && !Ascii.isBlank(held[1])) {
            out.writeByte(Character.digit(held[1], 16) << 4 | Character.digit(octet, 16));
            heldCount = 0;
            escape = false;
        } else if (Ascii.isBlank(octet) && (heldCount == 1 || Ascii.isBlank(held[1])) && heldCount < MAX_HELD) {
            hold(octet);
        } else {
            noEscape(out);
            octet(octet, out);
        }
    }

    private void noEscape(ByteBuf out) {
        problems.illegalEncoding(NO_DIGITS);
        escape = false;
        release(out);
    }

    private boolean softLineBreak() {
        return escape && (heldCount == 1 || Ascii.isBlank(held[1]));
    }

    @Override
    public void lineEnd(LineEnd lineEnd, ByteBuf out) {
        if (lineEnd == LineEnd.CR) {
            octet((byte) '\r', out);
            return;
        }
        boolean soft = softLineBreak();
        if (escape && !soft) {
            noEscape(out);
        }
        heldCount = 0;
        escape = false;
        if (!soft) {
            lineEnd.writeTo(out);
        }
    }

    @Override
    public void end(ByteBuf out) {
        if (escape && !softLineBreak()) {
            noEscape(out);
        }
        heldCount = 0;
        escape = false;
    }
}
