package org.nsm.analyzers.mime;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Decodes base64 (RFC 2045, section 6.8). Characters outside of the alphabet are ignored. Padding counts as zero bits and
 * takes octets off its group; a group that is incomplete at the end is an illegal quantum, which is reported and left out.
 */
final class Base64Decoder implements TransferDecoder {

    private static final byte FOREIGN = -1;
    private static final byte PAD = -2;
    private static final byte[] VALUES = values();

    private final Problems problems;
    private int group;
    private int count;
    private int padding;
    private boolean foreignReported;

    Base64Decoder(Problems problems) {
        this.problems = problems;
    }

    private static byte[] values() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        byte[] values = new byte[256];
        Arrays.fill(values, FOREIGN);
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        values['='] = PAD;
        return values;
    }

    @Override
    public void text(ByteBuf data, int from, int to, ByteBuf out) {
        for (int i = from; i < to; i++) {
            int octet = data.getByte(i) & 0xff;
            int value = VALUES[octet];
            if (value == FOREIGN) {
                reportForeign(octet);
                continue;
            }
            if (value == PAD) {
                padding++;
                value = 0;
            }
            group = group << 6 | value;
            if (++count == 4) {
                write(3 - Math.min(3, padding), out);
            }
        }
    }

    private void write(int octets, ByteBuf out) {
        for (int i = 0; i < octets; i++) {
            out.writeByte(group >> 16 - 8 * i);
        }
        group = 0;
        count = 0;
        padding = 0;
    }

    private void reportForeign(int octet) {
        if (!foreignReported) {
            foreignReported = true;
            problems.illegalBase64("character " + octet + " ignored by Base64 decoding");
        }
    }

    @Override
    public void lineEnd(LineEnd lineEnd, ByteBuf out) {}

    @Override
    public void end(ByteBuf out) {
        if (count > 0) {
            int missing = 4 - count;
            problems.illegalBase64("incomplete base64 group, padding with " + 6 * missing + " bits of 0");
            write(0, out);
        }
    }
}
