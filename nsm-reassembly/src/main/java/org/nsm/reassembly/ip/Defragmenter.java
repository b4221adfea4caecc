package org.nsm.reassembly.ip;

import java.security.SecureRandom;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.nsm.reassembly.flow.Counters;

/**
 * Puts datagrams together from their fragments.
 *
 * <p>A datagram is complete when its payload is there from 0 to the end that a last fragment gave. Where fragments
 * overlap, IPv4 and IPv6 differ:
 * <ul>
 *   <li>IPv4 (RFC 791) leaves the choice to the receiver; here the bytes that arrived first stay. Of two different ends the
 *       larger one counts.
 *   <li>IPv6 (RFC 8200, section 4.5, after RFC 5722) gives the datagram up, with its fragments that are yet to come. A
 *       fragment is tolerated as a duplicate if it says again, and in the same way, what is there.
 * </ul>
 *
 * <p>The header of an IPv4 packet is that of the fragment that arrived first. That of an IPv6 packet is what came before the
 * fragment header of the fragment at offset 0; the fragment header itself is gone, as if nothing had been cut.
 *
 * <p>What is held is bounded: by the number of datagrams, by {@value #MAX_HELD_BYTES} bytes of all together, by
 * {@value #MAX_PARTS} parts with holes between them of each. The oldest datagram makes room for others.
 */
public final class Defragmenter {

    /** How many bytes of memory the parts of all datagrams may take. */
    public static final int MAX_HELD_BYTES = 64 << 20;

    /** How many parts of a datagram may have holes between them; a sane sender needs 45 fragments for the largest. */
    public static final int MAX_PARTS = 128;

    /** What a fragment that is not the last should carry at least: hosts that cut packets that small do not exist. */
    private static final int SMALLEST_SANE_FRAGMENT = 64;

    private static final int MAX_LENGTH = 65535;
    private static final int V6_HEADER = 40;
    private static final int FRAGMENT_HEADER = 8;

    /** RFC 8200, section 4.5: after that time no fragment of a datagram that was given up is on its way any more. */
    private static final long ABANDONED_NANOS = 60_000_000_000L;

    private final Counters counters;
    private final long timeoutNanos;
    private final int maxDatagrams;
    private final BiConsumer<String, IpPacket> weirds;

    /** In the order of their first fragments. */
    private final LinkedHashMap<FragmentKey, Datagram> datagrams = new LinkedHashMap<>();

    private final FragmentKey key = new FragmentKey(new SecureRandom().nextLong());
    private long heldBytes;
    /** No datagram began before. */
    private long oldestNanos = Long.MIN_VALUE / 2;

    private byte[] bytes = new byte[0];
    private int length;

    /**
     * A defragmenter without any datagram.
     *
     * @param counters     where fragments and datagrams are counted
     * @param timeoutNanos how long after its first fragment a datagram is given up; 0 for never
     * @param maxDatagrams how many incomplete datagrams are kept, at least 1
     * @param weirds       told of what is odd: its name and the fragment
     */
    public Defragmenter(Counters counters, long timeoutNanos, int maxDatagrams, BiConsumer<String, IpPacket> weirds) {
        this.counters = counters;
        this.timeoutNanos = timeoutNanos;
        this.maxDatagrams = maxDatagrams;
        this.weirds = weirds;
    }

    /**
     * Whether a fragment is to be analysed as it is: one that was not captured whole cannot be put together with others, but
     * the one at offset 0 has the header of the transport.
     *
     * @param fragment a fragment for which {@link #add} returned false
     * @return true if it shall be analysed
     */
    public static boolean standsAlone(IpPacket fragment) {
        return fragment.fragmentOffset() == 0 && !fragment.isWhole();
    }

    /**
     * Takes a fragment.
     *
     * @param fragment a packet that is a fragment; not changed, and not kept
     * @param nowNanos the time, not before that of the last call
     * @return whether that completed a datagram, which {@link #bytes()} and {@link #length()} then give
     */
    public boolean add(IpPacket fragment, long nowNanos) {
        counters.fragments++;
        if (!isAcceptable(fragment)) {
            return false;
        }
        expire(nowNanos);
        key.set(fragment);
        Datagram datagram = datagrams.get(key);
        if (datagram != null && datagram.isAbandoned()) {
            if (nowNanos - datagram.startedNanos <= ABANDONED_NANOS) {
                return false;
            }
            remove(datagram);
            datagram = null;
        }
        if (datagram == null) {
            datagram = begin(fragment, nowNanos);
        }
        int capacity = datagram.capacity();
        @Nullable String wrong = fragment.isV6() ? addV6(datagram, fragment) : addV4(datagram, fragment);
        if (wrong == null && datagram.rangeCount() > MAX_PARTS) {
            wrong = "excessively_many_fragments";
        }
        if (wrong != null) {
            datagram.abandon();
            counters.datagramsDropped++;
        }
        heldBytes += datagram.capacity() - capacity;
        if (wrong != null) {
            weirds.accept(wrong, fragment);
            return false;
        }
        if (datagram.isComplete()) {
            remove(datagram);
            finish(datagram, fragment.isV6());
            counters.datagramsReassembled++;
            return true;
        }
        while (heldBytes > MAX_HELD_BYTES) {
            removeOldest();
        }
        return false;
    }

    /**
     * The datagram completed by the last call of {@link #add}.
     *
     * @return an array that begins with the header; it is not used again, the caller may keep it
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * The length of that datagram.
     *
     * @return the number of bytes, header included
     */
    public int length() {
        return length;
    }

    /**
     * How many datagrams are incomplete, those included of which no fragment is accepted any more.
     *
     * @return the number
     */
    public int size() {
        return datagrams.size();
    }

    /**
     * How much memory the parts of incomplete datagrams take.
     *
     * @return the number of bytes
     */
    public long heldBytes() {
        return heldBytes;
    }

    /** Checks what can be told of a fragment alone. */
    private boolean isAcceptable(IpPacket fragment) {
        if (!fragment.isV6() && fragment.dontFragment()) {
            weirds.accept("fragment_with_DF", fragment);
        }
        if (!fragment.isWhole()) {
            weirds.accept("incompletely_captured_fragment", fragment);
            return false;
        }
        int payload = fragment.payloadLength();
        if (fragment.moreFragments() && payload < SMALLEST_SANE_FRAGMENT) {
            weirds.accept("excessively_small_fragment", fragment);
        }
        // The length field of IPv6 does not count the fixed header.
        int uncounted = fragment.isV6() ? V6_HEADER : 0;
        if (headerLength(fragment) - uncounted + fragment.fragmentOffset() + payload > MAX_LENGTH) {
            weirds.accept("excessively_large_fragment", fragment);
            return false;
        }
        if (fragment.isV6() && fragment.moreFragments() && payload % 8 != 0) {
            weirds.accept("fragment_size_inconsistency", fragment);
            return false;
        }
        return true;
    }

    private @Nullable String addV4(Datagram datagram, IpPacket fragment) {
        int first = fragment.fragmentOffset();
        int last = first + fragment.payloadLength();
        if (contradictsEnd(datagram, fragment, last)) {
            weirds.accept("fragment_size_inconsistency", fragment);
            datagram.end(Math.max(last, Math.max(datagram.end(), datagram.highest())));
        } else if (!fragment.moreFragments()) {
            datagram.end(last);
        }
        if (datagram.headerLength() + last > MAX_LENGTH) {
            return "excessively_large_fragment";
        }
        switch (datagram.compare(fragment.bytes(), fragment.payloadOffset(), first, last)) {
            case REPEATED, SAME -> weirds.accept("fragment_overlap", fragment);
            case DIFFERENT -> weirds.accept("fragment_inconsistency", fragment);
            case NONE -> {}
        }
        datagram.store(fragment.bytes(), fragment.payloadOffset(), first, last);
        return null;
    }

    private @Nullable String addV6(Datagram datagram, IpPacket fragment) {
        int first = fragment.fragmentOffset();
        int last = first + fragment.payloadLength();
        if (contradictsEnd(datagram, fragment, last)) {
            return "fragment_size_inconsistency";
        }
        switch (datagram.compare(fragment.bytes(), fragment.payloadOffset(), first, last)) {
            case REPEATED -> {
                if (!fragment.moreFragments() && datagram.end() != last) {
                    return "fragment_overlap"; // the end is new, so that this repeats no fragment
                }
                weirds.accept("fragment_overlap", fragment);
                return null;
            }
            case SAME -> {
                return "fragment_overlap";
            }
            case DIFFERENT -> {
                return "fragment_inconsistency";
            }
            case NONE -> {}
        }
        if (!fragment.moreFragments()) {
            datagram.end(last);
        }
        if (first == 0 && !datagram.headerKnown()) {
            int headerLength = headerLength(fragment);
            datagram.header(fragment.bytes(), fragment.offset(), headerLength);
            byte next = fragment.bytes()[fragment.payloadOffset() - FRAGMENT_HEADER];
            datagram.bytes()[lastNextHeader(datagram.bytes(), headerLength)] = next;
        }
        datagram.store(fragment.bytes(), fragment.payloadOffset(), first, last);
        return datagram.headerLength() - V6_HEADER + datagram.highest() > MAX_LENGTH
                ? "excessively_large_fragment"
                : null;
    }

    /** Whether a fragment lies beyond the end, or gives another end than one before or than the parts that are there. */
    private static boolean contradictsEnd(Datagram datagram, IpPacket fragment, int last) {
        int end = datagram.end();
        if (fragment.moreFragments()) {
            return end >= 0 && last > end;
        }
        return end >= 0 ? last != end : last < datagram.highest();
    }

    /** How long the header of the whole packet is if it is that of this fragment. */
    private static int headerLength(IpPacket fragment) {
        int length = fragment.payloadOffset() - fragment.offset();
        return fragment.isV6() ? length - FRAGMENT_HEADER : length;
    }

    private Datagram begin(IpPacket fragment, long nowNanos) {
        if (datagrams.size() >= maxDatagrams) {
            removeOldest();
        }
        Datagram datagram = new Datagram(nowNanos);
        int headerLength = headerLength(fragment);
        if (fragment.isV6()) {
            datagram.expectHeader(headerLength);
        } else {
            datagram.header(fragment.bytes(), fragment.offset(), headerLength);
        }
        heldBytes += datagram.capacity();
        datagrams.put(new FragmentKey(key), datagram);
        return datagram;
    }

    /** Removes the datagram of the present key. */
    private void remove(Datagram datagram) {
        heldBytes -= datagram.capacity();
        datagrams.remove(key);
    }

    /** Gives up what waited too long. Datagrams completed meanwhile only make the look at the others come early. */
    private void expire(long nowNanos) {
        if (timeoutNanos == 0 || nowNanos - oldestNanos <= timeoutNanos) {
            return;
        }
        oldestNanos = nowNanos;
        for (Iterator<Datagram> all = datagrams.values().iterator(); all.hasNext(); ) {
            Datagram datagram = all.next();
            if (nowNanos - datagram.startedNanos <= timeoutNanos) {
                oldestNanos = datagram.startedNanos;
                return;
            }
            drop(datagram, all);
        }
    }

    private void removeOldest() {
        Iterator<Datagram> all = datagrams.values().iterator();
        drop(all.next(), all);
    }

    private void drop(Datagram datagram, Iterator<Datagram> at) {
        at.remove();
        heldBytes -= datagram.capacity();
        if (!datagram.isAbandoned()) {
            counters.datagramsDropped++;
        }
    }

    private void finish(Datagram datagram, boolean v6) {
        bytes = datagram.bytes();
        length = datagram.headerLength() + datagram.end();
        if (v6) {
            put16(4, length - V6_HEADER);
        } else {
            finishV4(datagram.headerLength());
        }
    }

    private void finishV4(int headerLength) {
        put16(2, length);
        put16(6, 0);
        put16(10, 0);
        put16(10, ~Checksum.fold(Checksum.add(bytes, 0, headerLength, 0)));
    }

    /** Where a header without a fragment header says what follows it: the next-header field of its last part. */
    private static int lastNextHeader(byte[] header, int length) {
        int announced = 6;
        int next = V6_HEADER;
        while (next < length) {
            int units = Bytes.u8(header, next + 1);
            int partLength = switch (Bytes.u8(header, announced)) {
                case IpProtocol.FRAGMENT -> FRAGMENT_HEADER;
                case IpProtocol.AH -> (units + 2) * 4;
                default -> (units + 1) * 8;
            };
            announced = next;
            next += partLength;
        }
        return announced;
    }

    private void put16(int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }
}
