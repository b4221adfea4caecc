package org.nsm.benchmarks.guard;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Work of the kind that analysis does, by which to tell how fast the machine is at the moment: looks at octets one after the
 * other, follows a table from state to state, sums words up, and makes a short text now and then.
 */
final class Calibration {

    private static final int LENGTH = 1 << 16;
    private static final int TEXT = 24;

    /** How many octets a unit of work has: about those of a packet. */
    static final int UNIT = 1 << 10;

    static final int UNITS = LENGTH / UNIT;

    private final byte[] octets = new byte[LENGTH];
    private final short[] table = new short[64 * 256];
    private int state;
    private int at;
    private long sum;

    Calibration() {
        Random random = new Random(1);
        random.nextBytes(octets);
        for (int i = 0; i < table.length; i++) {
            table[i] = (short) random.nextInt(64);
        }
    }

    /** Does all units. Returns something that depends on all of it. */
    long run() {
        for (int i = 0; i < UNITS; i++) {
            unit();
        }
        return sum;
    }

    /** Does one unit. */
    void unit() {
        int end = at + UNIT;
        for (int i = at; i < end; i += 4) {
            int word =
                    octets[i] << 24 | (octets[i + 1] & 0xff) << 16 | (octets[i + 2] & 0xff) << 8 | octets[i + 3] & 0xff;
            sum += word >>> 16;
            state = table[state << 8 | octets[i] & 0xff];
            if (state == 0 && i + TEXT < end) {
                sum += new String(octets, i, TEXT, StandardCharsets.ISO_8859_1).hashCode();
            }
        }
        at = end & LENGTH - 1;
    }
}
