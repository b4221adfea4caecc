package org.nsm.api.spi;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.math.BigInteger;

/**
 * Walks through elements in the Basic Encoding Rules (ITU-T X.690), and so through DER and CER as well.
 *
 * <p>A reader stands in front of an element of some level, or on one:
 *
 * {@snippet :
 * BerReader ber = new BerReader(bytes);
 * if (ber.next(BerReader.SEQUENCE) && ber.enter()) {
 *     while (ber.next()) {
 *         // tagClass(), tagNumber(), integer(), enter() …
 *     }
 *     ber.leave();
 * }
 * }
 *
 * <p>Malformed input makes {@link #failed()} true, after which nothing more is found; no method throws for it. The reader
 * never looks outside the bytes it was given, never nests deeper than {@value #MAX_DEPTH} levels, and passes over what is
 * not asked for without allocating. The indices of the buffer stay as they are.
 */
public final class BerReader {

    /** How many levels of {@link #enter()} there can be, and of indefinite lengths inside an element passed over. */
    public static final int MAX_DEPTH = 32;

    /** The class of the types that X.680 defines (X.690, section 8.1.2.2). */
    public static final int UNIVERSAL = 0;

    /** The class of tags of an application. */
    public static final int APPLICATION = 1;

    /** The class of tags whose meaning the enclosing type gives. */
    public static final int CONTEXT = 2;

    /** The class of private tags. */
    public static final int PRIVATE = 3;

    /** The universal tag of BOOLEAN. */
    public static final int BOOLEAN = 1;

    /** The universal tag of INTEGER. */
    public static final int INTEGER = 2;

    /** The universal tag of BIT STRING. */
    public static final int BIT_STRING = 3;

    /** The universal tag of OCTET STRING. */
    public static final int OCTET_STRING = 4;

    /** The universal tag of NULL. */
    public static final int NULL = 5;

    /** The universal tag of OBJECT IDENTIFIER. */
    public static final int OBJECT_IDENTIFIER = 6;

    /** The universal tag of ENUMERATED. */
    public static final int ENUMERATED = 10;

    /** The universal tag of UTF8String. */
    public static final int UTF8_STRING = 12;

    /** The universal tag of SEQUENCE and SEQUENCE OF. */
    public static final int SEQUENCE = 16;

    /** The universal tag of SET and SET OF. */
    public static final int SET = 17;

    /** The universal tag of GeneralizedTime. */
    public static final int GENERALIZED_TIME = 24;

    /** The universal tag of GeneralString. */
    public static final int GENERAL_STRING = 27;

    private static final int INDEFINITE = -1;

    /** Arcs of an object identifier beyond this many make it unreadable; SNMP allows 128 (RFC 2578, section 3.5). */
    private static final int MAX_ARCS = 128;

    /** The octets of one arc: 128 bits, as the identifiers made of UUIDs need (ITU-T X.667), in groups of seven. */
    private static final int MAX_ARC_OCTETS = 19;

    private final boolean forgiving;
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private int limit;

    /** Where each entered level ends; {@link #INDEFINITE} for one that ends with end-of-contents octets. */
    private final int[] levelEnd = new int[MAX_DEPTH + 1];

    private int depth;
    private int position;
    private boolean failed;

    private boolean onElement;
    private int tagClass;
    private int tagNumber;
    private boolean constructed;
    private int contentStart;
    private int contentLength;

    /**
     * Reads the readable bytes of a buffer.
     *
     * @param bytes one or more elements after each other; not copied, and its indices do not move
     */
    public BerReader(ByteBuf bytes) {
        this(false);
        reset(bytes);
    }

    private BerReader(boolean forgiving) {
        this.forgiving = forgiving;
    }

    /**
     * Makes a reader for protocols that do not hold senders to the lengths of what encloses other elements: an element
     * that consists of elements ends with the level that it is on if it claims more, and {@link #enterOpen()} leaves out
     * of account where it claims less. Primitive elements are held to their lengths as ever.
     *
     * @return a reader of nothing, until {@link #reset}
     */
    public static BerReader forgiving() {
        return new BerReader(true);
    }

    /**
     * Starts anew.
     *
     * @param next one or more elements after each other; not copied, and its indices do not move
     */
    public void reset(ByteBuf next) {
        bytes = next;
        position = next.readerIndex();
        limit = next.writerIndex();
        levelEnd[0] = limit;
        depth = 0;
        failed = false;
        onElement = false;
    }

    /**
     * Goes to the next element of this level, passing over the rest of the present one.
     *
     * @return false at the end of the level, or if the input is malformed
     */
    public boolean next() {
        if (failed || !passOver()) {
            return false;
        }
        int end = levelLimit();
        if (levelEnd[depth] == INDEFINITE) {
            if (endOfContents(end) || failed) {
                return false;
            }
        } else if (position >= end) {
            return false;
        }
        return header(end);
    }

    /**
     * Goes to the next element and compares its tag with a universal one.
     *
     * @param universalTag the tag number
     * @return whether there is an element with that tag; where there is another, {@link #failed()} is false and the
     *         reader stands on it
     */
    public boolean next(int universalTag) {
        return next() && is(UNIVERSAL, universalTag);
    }

    /**
     * Compares the tag of the present element.
     *
     * @param wantedClass  {@link #UNIVERSAL} to {@link #PRIVATE}
     * @param wantedNumber the tag number
     * @return whether it is that
     */
    public boolean is(int wantedClass, int wantedNumber) {
        return onElement && tagClass == wantedClass && tagNumber == wantedNumber;
    }

    /**
     * Goes into the present element, in front of the first element that it consists of.
     *
     * @return false if it is primitive, or too deep, which counts as malformed
     */
    public boolean enter() {
        return onElement
                && constructed
                && descend(contentLength == INDEFINITE ? INDEFINITE : contentStart + contentLength);
    }

    /**
     * Goes into the present element whatever its length: what it consists of goes on to the end of this level.
     *
     * @return false if it is primitive, or too deep, which counts as malformed
     */
    public boolean enterOpen() {
        return onElement && constructed && descend(contentLength == INDEFINITE ? INDEFINITE : levelLimit());
    }

    /**
     * Goes into the present octet string, as into an element that consists of elements, where elements are what the
     * string holds.
     *
     * @return false if it is not primitive, or too deep, which counts as malformed
     */
    public boolean enterOctets() {
        return onElement && !constructed && descend(contentStart + contentLength);
    }

    private boolean descend(int end) {
        if (depth == MAX_DEPTH) {
            return fail();
        }
        depth++;
        levelEnd[depth] = end;
        position = contentStart;
        onElement = false;
        return true;
    }

    /**
     * Goes behind the element that was entered last, passing over what is left of it.
     *
     * @return false if none was entered, or if the input is malformed
     */
    public boolean leave() {
        if (failed || depth == 0) {
            return false;
        }
        if (levelEnd[depth] == INDEFINITE) {
            while (next()) {
                // passes over each element, up to the end-of-contents octets
            }
            if (failed) {
                return false;
            }
            position += 2;
        } else {
            position = levelEnd[depth];
        }
        depth--;
        onElement = false;
        return true;
    }

    /**
     * How many elements the reader is in.
     *
     * @return 0 to {@value #MAX_DEPTH}
     */
    public int depth() {
        return depth;
    }

    /**
     * Goes behind entered elements, the innermost first, until so many are left.
     *
     * @param levels what {@link #depth()} is to be
     * @return false if there are fewer, or if the input is malformed
     */
    public boolean leaveTo(int levels) {
        while (depth > levels) {
            if (!leave()) {
                return false;
            }
        }
        return depth == levels;
    }

    /**
     * Whether the input is malformed, as far as it was read.
     *
     * @return true after the first error
     */
    public boolean failed() {
        return failed;
    }

    /**
     * The class of the present tag (X.690, section 8.1.2).
     *
     * @return {@link #UNIVERSAL} to {@link #PRIVATE}
     */
    public int tagClass() {
        return tagClass;
    }

    /**
     * The number of the present tag (X.690, section 8.1.2).
     *
     * @return 0 to 2^28 - 1
     */
    public int tagNumber() {
        return tagNumber;
    }

    /**
     * Whether the present element consists of elements (X.690, section 8.1.2.5).
     *
     * @return false if it is primitive
     */
    public boolean constructed() {
        return constructed;
    }

    /**
     * Where the contents of the present element begin.
     *
     * @return an index of the buffer
     */
    public int contentStart() {
        return contentStart;
    }

    /**
     * How long the contents of the present element are (X.690, section 8.1.3).
     *
     * @return the number of octets, found by looking ahead where the length is indefinite; 0 if that fails
     */
    public int contentLength() {
        if (!onElement) {
            return 0;
        }
        if (contentLength != INDEFINITE) {
            return contentLength;
        }
        int end = endOfIndefinite(contentStart, levelLimit());
        return end < 0 ? 0 : end - 2 - contentStart;
    }

    /**
     * The contents of the present element as they lie in the buffer.
     *
     * @return a view of the octets; empty if there is no element
     */
    public ByteBuf content() {
        int length = contentLength();
        return length == 0 ? Unpooled.EMPTY_BUFFER : bytes.slice(contentStart, length);
    }

    /**
     * The present element as an integer or an enumeration (X.690, sections 8.3 and 8.4). A number of nine octets whose
     * first is zero is the unsigned value of the others, as an SNMP {@code Counter64} (RFC 2578, section 7.1.10) is.
     *
     * @return the number; 0, with {@link #failed()}, if it is empty, constructed or beyond 64 bits
     */
    public long integer() {
        int length = contentLength;
        boolean unsigned = onElement && length == 9 && bytes.getByte(contentStart) == 0;
        if (!onElement || constructed || length < 1 || length > 8 && !unsigned) {
            fail();
            return 0;
        }
        long value = bytes.getByte(contentStart);
        for (int i = 1; i < length; i++) {
            value = value << 8 | bytes.getUnsignedByte(contentStart + i);
        }
        return value;
    }

    /**
     * The present element as an integer without a sign: the value of its octets, of which the first may have its highest
     * bit set. For protocols whose senders leave out the zero in front of large numbers.
     *
     * @return the number, to be taken as unsigned; 0, with {@link #failed()}, if it is empty, constructed or beyond 64 bits
     */
    public long unsignedInteger() {
        int length = contentLength;
        long value = integer();
        return length >= 8 ? value : value & (1L << 8 * length) - 1;
    }

    /**
     * The present element as a truth value (X.690, section 8.2).
     *
     * @return the value; false, with {@link #failed()}, if it is none
     */
    public boolean bool() {
        if (!onElement || constructed || contentLength != 1) {
            return fail();
        }
        return bytes.getByte(contentStart) != 0;
    }

    /**
     * The present element as an octet string or another string (X.690, section 8.7).
     *
     * @return a view of the octets, or a copy where the string is put together from segments; empty, with
     *         {@link #failed()}, if that fails
     */
    public ByteBuf octets() {
        if (!onElement) {
            fail();
            return Unpooled.EMPTY_BUFFER;
        }
        return constructed ? joinedSegments() : content();
    }

    /** Puts a constructed string together (X.690, section 8.7.3), and ends behind it. */
    private ByteBuf joinedSegments() {
        int outerDepth = depth;
        ByteBuf joined = Unpooled.buffer(Math.min(256, Math.max(0, limit - contentStart)), limit - contentStart);
        if (!enter()) {
            return Unpooled.EMPTY_BUFFER;
        }
        while (depth > outerDepth && !failed) {
            if (!next()) {
                leave();
            } else if (constructed) {
                enter();
            } else {
                joined.writeBytes(bytes, contentStart, contentLength);
            }
        }
        return failed ? Unpooled.EMPTY_BUFFER : joined;
    }

    /**
     * The present element as an object identifier (X.690, section 8.19).
     *
     * @return its arcs in decimal, with dots between them; empty, with {@link #failed()}, if it is malformed or has more
     *         than 128 arcs or arcs beyond 128 bits
     */
    public String objectIdentifier() {
        if (!onElement || constructed || contentLength < 1) {
            fail();
            return "";
        }
        StringBuilder text = new StringBuilder(32);
        int end = contentStart + contentLength;
        int at = contentStart;
        for (int arcs = 1; at < end && arcs < MAX_ARCS; arcs++) {
            int last = at;
            while (last < end && bytes.getByte(last) < 0) {
                last++;
            }
            int octets = last - at + 1;
            if (last == end || octets > MAX_ARC_OCTETS) {
                fail();
                return "";
            }
            if (octets <= 9) {
                appendArc(text, arc(at, last));
            } else {
                appendArc(text, bigArc(at, last));
            }
            at = last + 1;
        }
        if (at < end) {
            fail();
            return "";
        }
        return text.toString();
    }

    private long arc(int from, int last) {
        long value = 0;
        for (int i = from; i <= last; i++) {
            value = value << 7 | bytes.getByte(i) & 0x7f;
        }
        return value;
    }

    private BigInteger bigArc(int from, int last) {
        BigInteger value = BigInteger.ZERO;
        for (int i = from; i <= last; i++) {
            value = value.shiftLeft(7).or(BigInteger.valueOf(bytes.getByte(i) & 0x7f));
        }
        return value;
    }

    /** The first number stands for two arcs (X.690, section 8.19.4). */
    private static void appendArc(StringBuilder text, long value) {
        if (text.isEmpty()) {
            long first = Math.min(2, value / 40);
            text.append(first).append('.').append(value - 40 * first);
        } else {
            text.append('.').append(value);
        }
    }

    private static void appendArc(StringBuilder text, BigInteger value) {
        if (text.isEmpty()) {
            text.append("2.").append(value.subtract(BigInteger.valueOf(80)));
        } else {
            text.append('.').append(value);
        }
    }

    private boolean fail() {
        failed = true;
        onElement = false;
        return false;
    }

    /** The end of the innermost level whose end is known: nothing of this level lies behind it. */
    private int levelLimit() {
        int level = depth;
        while (levelEnd[level] == INDEFINITE) {
            level--;
        }
        return levelEnd[level];
    }

    private boolean passOver() {
        if (onElement) {
            onElement = false;
            if (contentLength != INDEFINITE) {
                position = contentStart + contentLength;
                return true;
            }
            int end = endOfIndefinite(contentStart, levelLimit());
            if (end < 0) {
                return false;
            }
            position = end;
        }
        return true;
    }

    /** Finds what lies behind the contents of an element of indefinite length (X.690, section 8.1.3.6). */
    private int endOfIndefinite(int from, int end) {
        int savedPosition = position;
        int savedClass = tagClass;
        int savedNumber = tagNumber;
        boolean savedConstructed = constructed;
        int savedStart = contentStart;
        boolean savedOnElement = onElement;
        position = from;
        int open = 1;
        while (open > 0 && open <= MAX_DEPTH) {
            if (endOfContents(end)) {
                position += 2;
                open--;
            } else if (failed || !header(end)) {
                return -1;
            } else if (contentLength == INDEFINITE) {
                position = contentStart;
                open++;
            } else {
                position = contentStart + contentLength;
            }
        }
        if (open > 0) {
            fail();
            return -1;
        }
        int found = position;
        position = savedPosition;
        tagClass = savedClass;
        tagNumber = savedNumber;
        constructed = savedConstructed;
        contentStart = savedStart;
        contentLength = INDEFINITE;
        onElement = savedOnElement;
        return found;
    }

    /** Whether end-of-contents octets come next (X.690, section 8.1.5). They must come before the given end. */
    private boolean endOfContents(int end) {
        if (end - position < 2) {
            fail();
            return false;
        }
        return bytes.getShort(position) == 0;
    }

    /** Reads the identifier and length octets (X.690, sections 8.1.2 and 8.1.3). */
    private boolean header(int end) {
        int at = position;
        int first = bytes.getUnsignedByte(at++);
        tagClass = first >> 6;
        constructed = (first & 0x20) != 0;
        tagNumber = first & 0x1f;
        if (tagNumber == 0x1f) {
            tagNumber = 0;
            int octet;
            do {
                if (at >= end || tagNumber >> 21 != 0) {
                    return fail();
                }
                octet = bytes.getUnsignedByte(at++);
                tagNumber = tagNumber << 7 | octet & 0x7f;
            } while (octet > 0x7f);
        }
        if (at >= end) {
            return fail();
        }
        int length = bytes.getUnsignedByte(at++);
        if (length == 0x80) {
            if (!constructed) {
                return fail();
            }
            length = INDEFINITE;
        } else if (length > 0x80) {
            long longLength = 0;
            for (int octets = length & 0x7f; octets > 0; octets--) {
                if (at >= end || longLength > Integer.MAX_VALUE >> 8) {
                    return fail();
                }
                longLength = longLength << 8 | bytes.getUnsignedByte(at++);
            }
            length = (int) longLength;
        }
        if (length > end - at) {
            if (!forgiving || !constructed) {
                return fail();
            }
            length = end - at;
        }
        contentStart = at;
        contentLength = length;
        onElement = true;
        return true;
    }
}
