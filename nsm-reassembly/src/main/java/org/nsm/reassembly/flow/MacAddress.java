package org.nsm.reassembly.flow;

import java.util.HexFormat;

/** Link-layer addresses of six bytes, kept in a long. */
public final class MacAddress {

    private static final int BYTES = 6;
    private static final HexFormat FORMAT = HexFormat.ofDelimiter(":");

    private MacAddress() {}

    /**
     * Reads an address.
     *
     * @param bytes  the array
     * @param offset of its six bytes
     * @return the address, not negative
     */
    public static long read(byte[] bytes, int offset) {
        long address = 0;
        for (int i = 0; i < BYTES; i++) {
            address = address << 8 | bytes[offset + i] & 0xff;
        }
        return address;
    }

    /**
     * The text form.
     *
     * @param address the address
     * @return lower-case pairs with colons
     */
    public static String format(long address) {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = (byte) (address >>> 8 * (BYTES - 1 - i));
        }
        return FORMAT.formatHex(bytes);
    }
}
