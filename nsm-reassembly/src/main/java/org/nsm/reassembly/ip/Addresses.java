package org.nsm.reassembly.ip;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns the two longs of {@link IpPacket} into addresses and back. */
public final class Addresses {

    private Addresses() {}

    /**
     * The address that two longs stand for.
     *
     * @param v6 whether it is IPv6; an IPv6 address that is IPv4-mapped stays one
     * @param hi the first eight bytes
     * @param lo the last eight bytes; of IPv4 the last four count
     * @return the address
     */
    public static InetAddress of(boolean v6, long hi, long lo) {
        try {
            if (!v6) {
                int address = (int) lo;
                return InetAddress.getByAddress(new byte[] {
                    (byte) (address >>> 24), (byte) (address >>> 16), (byte) (address >>> 8), (byte) address
                });
            }
            byte[] address = new byte[16];
            for (int i = 0; i < 8; i++) {
                address[i] = (byte) (hi >>> 56 - 8 * i);
                address[8 + i] = (byte) (lo >>> 56 - 8 * i);
            }
            // InetAddress.getByAddress would make an IPv4 address of one that is mapped.
            return Inet6Address.getByAddress(null, address, -1);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("addresses have 4 or 16 bytes", impossible);
        }
    }

    /**
     * An IPv4 address.
     *
     * @param bytes  the array
     * @param offset of its four bytes
     * @return the address
     */
    public static InetAddress v4(byte[] bytes, int offset) {
        return of(false, 0, Bytes.i32(bytes, offset));
    }

    /**
     * An IPv6 address.
     *
     * @param bytes  the array
     * @param offset of its sixteen bytes
     * @return the address
     */
    public static InetAddress v6(byte[] bytes, int offset) {
        return of(true, Bytes.i64(bytes, offset), Bytes.i64(bytes, offset + 8));
    }

    /**
     * The first half of an address.
     *
     * @param address the address
     * @return 0 for IPv4
     */
    public static long hi(InetAddress address) {
        return address instanceof Inet4Address ? 0 : Bytes.i64(address.getAddress(), 0);
    }

    /**
     * The second half of an address.
     *
     * @param address the address
     * @return IPv4-mapped for IPv4
     */
    public static long lo(InetAddress address) {
        return address instanceof Inet4Address
                ? IpPacket.V4_PREFIX | Bytes.u32(address.getAddress(), 0)
                : Bytes.i64(address.getAddress(), 8);
    }
}
