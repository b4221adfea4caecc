package org.nsm.reassembly.flow;

import java.util.Random;

/** Names connections. A counter that starts at a random place is spread over 96 bits, written in base 62. */
final class UidGenerator {

    private static final char[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();

    private final long key;
    private long counter;

    UidGenerator(Random random) {
        key = random.nextLong();
        counter = random.nextLong();
    }

    String next() {
        long first = FlowKey.mix(counter++ ^ key);
        long second = FlowKey.mix(first + key);
        StringBuilder uid = new StringBuilder(18).append('C');
        append(uid, first);
        append(uid, second >>> 32);
        return uid.toString();
    }

    private static void append(StringBuilder uid, long number) {
        for (long rest = number; rest != 0; rest = Long.divideUnsigned(rest, DIGITS.length)) {
            uid.append(DIGITS[(int) Long.remainderUnsigned(rest, DIGITS.length)]);
        }
    }
}
