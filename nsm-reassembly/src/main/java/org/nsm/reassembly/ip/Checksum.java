package org.nsm.reassembly.ip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The Internet checksum (RFC 1071). Sums eight bytes at a time, in the byte order of the machine: a one's complement sum
 * comes out the same in either order but for a swap at the end.
 */
public final class Checksum {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Checksum() {}

    /**
     * Adds bytes to a sum. Bytes must start at an even place of what is summed.
     *
     * @param bytes  the array
     * @param offset the first byte
     * @param length how many
     * @param sum    what was summed before, or 0
     * @return the new sum, to be given to {@link #fold}
     */
    public static long add(byte[] bytes, int offset, int length, long sum) {
        // The upper halves and the whole words, the latter without what overflows: the lower halves are what is left of
        // them without the upper ones. Two of each, so that they do not wait for each other; none holds 2^31 halves.
        long upper = 0;
        long words = 0;
        long otherUpper = 0;
        long otherWords = 0;
        int at = offset;
        int end = offset + length;
        for (; at + 32 <= end; at += 32) {
            long first = (long) LONGS.get(bytes, at);
            long second = (long) LONGS.get(bytes, at + 8);
            long third = (long) LONGS.get(bytes, at + 16);
            long fourth = (long) LONGS.get(bytes, at + 24);
            words += first + third;
            upper += (first >>> 32) + (third >>> 32);
            otherWords += second + fourth;
            otherUpper += (second >>> 32) + (fourth >>> 32);
        }
        for (; at + 8 <= end; at += 8) {
            long word = (long) LONGS.get(bytes, at);
            words += word;
            upper += word >>> 32;
        }
        upper += otherUpper;
        words += otherWords;
        long total = words - (upper << 32) + upper;
        for (; at + 2 <= end; at += 2) {
            total += (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
        }
        if (at < end) {
            total += bytes[at] & 0xff;
        }
        return sum + Short.toUnsignedInt(Short.reverseBytes((short) fold(total)));
    }

    /** Adds an address as part of a pseudo header; of an IPv4-mapped one only the IPv4 address. */
    private static long addAddress(boolean v6, long hi, long lo, long sum) {
        long low = sum + (lo >>> 16 & 0xffff) + (lo & 0xffff);
        return v6
                ? low
                        + (lo >>> 48)
                        + (lo >>> 32 & 0xffff)
                        + (hi >>> 48)
                        + (hi >>> 32 & 0xffff)
                        + (hi >>> 16 & 0xffff)
                        + (hi & 0xffff)
                : low;
    }

    /**
     * Brings a sum into 16 bits.
     *
     * @param sum the sum
     * @return 0xffff when the summed bytes held a right checksum
     */
    public static int fold(long sum) {
        long folded = (sum & 0xffff_ffffL) + (sum >>> 32);
        folded = (folded & 0xffff) + (folded >>> 16);
        folded = (folded & 0xffff) + (folded >>> 16);
        return (int) ((folded & 0xffff) + (folded >>> 16));
    }

    /**
     * Whether the transport checksum of a packet is right, pseudo header included.
     *
     * @param ip       the packet
     * @param protocol the number of the transport
     * @return true if it is right
     */
    public static boolean transportIsRight(IpPacket ip, int protocol) {
        long sum = protocol + (long) ip.payloadLength();
        sum = addAddress(ip.isV6(), ip.sourceHi(), ip.sourceLo(), sum);
        sum = addAddress(ip.isV6(), ip.destinationHi(), ip.destinationLo(), sum);
        return fold(add(ip.bytes(), ip.payloadOffset(), ip.payloadLength(), sum)) == 0xffff;
    }

    /**
     * Whether bytes that hold a checksum without a pseudo header sum up, as those of an IPv4 header or of ICMP do.
     *
     * @param bytes  the array
     * @param offset the first byte
     * @param length how many
     * @return true if the checksum is right
     */
    public static boolean isRight(byte[] bytes, int offset, int length) {
        return fold(add(bytes, offset, length, 0)) == 0xffff;
    }
}
