package org.nsm.analyzers.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message from front to back (RFC 1035, section 4.1). One object reads message after message.
 *
 * <p>Never reads outside the message: numbers that it breaks off in are read as 0, and the position moves to its end.
 *
 * <p>Names are passed over with {@link #skipName}, which costs little, and made texts of with {@link #nameAt}. A pointer
 * is followed if it points before itself, and what it points to is read up to the pointer at most, so that every pointer
 * leads further to the front. Besides, there are limits on the pointers and the octets of a name.
 */
final class MessageReader {

    /** The name goes on where the message ends. */
    static final String LABEL_BEYOND_MESSAGE = "DNS_label_len_gt_pkt";

    /** A pointer does not point to what is before it. */
    static final String POINTER_FORWARD = "DNS_label_forward_compress_offset";

    /** A label has more octets than RFC 1035 allows. */
    static final String LABEL_TOO_LONG = "DNS_label_too_long";

    /** A name has more octets than RFC 1035 allows. */
    static final String NAME_TOO_LONG = "DNS_NAME_too_long";

    /** A name is cut off, because it has more octets than are kept. */
    static final String NAME_CUT = "DNS_label_len_gt_name_len";

    /** A name is cut off, because it has more pointers than any name needs. */
    static final String TOO_MANY_POINTERS = "DNS_label_too_many_compress_offsets";

    /** RFC 1035, section 2.3.4. */
    private static final int LONGEST_LABEL = 63;

    /** RFC 1035, section 2.3.4: 255 octets on the wire are 253 as a text. */
    private static final int LONGEST_NAME = 253;

    /** Of names that are longer than allowed more than this says nothing more; without a limit pointers multiply octets. */
    private static final int KEPT_OCTETS = 512;

    /** A name has at most 127 labels (RFC 1035, section 2.3.4), and nobody needs a pointer in front of each. */
    private static final int MAX_POINTERS = 127;

    /** So many names of a message are remembered, since pointers mostly lead to one of the last. */
    private static final int REMEMBERED = 4;

    private final byte[] text = new byte[KEPT_OCTETS];
    private final int[] rememberedStart = new int[REMEMBERED];
    private final int[] rememberedEnd = new int[REMEMBERED];
    private final @Nullable String[] remembered = new @Nullable String[REMEMBERED];
    private int rememberNext;

    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private int position;
    private boolean longLabels;
    private int textLength;
    private @Nullable String oddity;

    /**
     * Begins with a message.
     *
     * @param message    its readable bytes
     * @param longLabels whether labels may have more octets than RFC 1035 allows
     */
    void begin(ByteBuf message, boolean longLabels) {
        int length = message.readableBytes();
        if (message.hasArray()) {
            bytes = message.array();
            start = message.arrayOffset() + message.readerIndex();
        } else {
            bytes = new byte[length];
            message.getBytes(message.readerIndex(), bytes);
            start = 0;
        }
        end = start + length;
        position = start;
        this.longLabels = longLabels;
        for (int i = 0; i < REMEMBERED; i++) {
            remembered[i] = null;
        }
    }

    /** Where the next octet is read. Only to be handed back to this reader. */
    int position() {
        return position;
    }

    /** Goes on elsewhere, inside the message. */
    void position(int at) {
        position = Math.min(at, end);
    }

    int remaining() {
        return end - position;
    }

    /** An octet further on, which must be there. */
    int octet(int offset) {
        return bytes[position + offset] & 0xff;
    }

    int u8() {
        return position < end ? bytes[position++] & 0xff : 0;
    }

    int u16() {
        if (end - position < 2) {
            position = end;
            return 0;
        }
        int value = (bytes[position] & 0xff) << 8 | bytes[position + 1] & 0xff;
        position += 2;
        return value;
    }

    long u32() {
        if (end - position < 4) {
            position = end;
            return 0;
        }
        long high = u16();
        return high << 16 | u16();
    }

    long u48() {
        if (end - position < 6) {
            position = end;
            return 0;
        }
        long high = u16();
        return high << 32 | u32();
    }

    /** Four octets as an address; they must be there. */
    InetAddress v4() {
        byte[] address = new byte[4];
        System.arraycopy(bytes, position, address, 0, 4);
        position += 4;
        return address(address);
    }

    /**
     * The end of an address, without its first bits.
     *
     * @param prefix how many bits are zeros, 0 to 128; the octets of the others must be there
     */
    InetAddress v6Suffix(int prefix) {
        int octets = 16 - prefix / 8;
        byte[] address = new byte[16];
        System.arraycopy(bytes, position, address, 16 - octets, octets);
        position += octets;
        if (octets > 0) {
            address[16 - octets] &= (byte) (0xff >>> prefix % 8);
        }
        return address(address);
    }

    private static InetAddress address(byte[] address) {
        try {
            // InetAddress.getByAddress would make an IPv4 address of one that is mapped.
            return address.length == 4
                    ? InetAddress.getByAddress(address)
                    : Inet6Address.getByAddress(null, address, -1);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("addresses have 4 or 16 octets", impossible);
        }
    }

    /** The next octets, which must be there, for an event: a read-only view of the message. */
    ByteBuf view(int length) {
        ByteBuf view = length == 0
                ? Unpooled.EMPTY_BUFFER
                : Unpooled.wrappedBuffer(bytes, position, length).asReadOnly();
        position += length;
        return view;
    }

    /** The next octets, which must be there, as a text of which each character is one octet. */
    String string(int length) {
        String string = new String(bytes, position, length, StandardCharsets.ISO_8859_1);
        position += length;
        return string;
    }

    /** Passes over a name. */
    void skipName() {
        while (position < end) {
            int length = bytes[position++] & 0xff;
            if (length == 0) {
                return;
            }
            if (length >= 0xc0) {
                position = Math.min(position + 1, end);
                return;
            }
            if (length > end - position) {
                position = end;
                return;
            }
            if (length > LONGEST_LABEL && !longLabels) {
                return;
            }
            position += length;
        }
    }

    /** The name that comes next, in lower case. Afterwards {@link #oddity()} says what is wrong with it. */
    String name() {
        int at = position;
        skipName();
        return nameAt(at);
    }

    /**
     * The name that begins somewhere in what was read, in lower case. Afterwards {@link #oddity()} says what is wrong with it.
     *
     * @param at a {@link #position()} from which {@link #skipName} passed over it
     */
    String nameAt(int at) {
        boolean pointer = end - at >= 2 && (bytes[at] & 0xff) >= 0xc0;
        if (pointer) {
            String known = recall(target(at), at);
            if (known != null) {
                oddity = null;
                return known;
            }
        }
        boolean terminated = decode(at);
        String name = textLength == 0 ? "" : new String(text, 0, textLength, StandardCharsets.ISO_8859_1);
        if (terminated && oddity == null) {
            remembered[rememberNext] = name;
            rememberedStart[rememberNext] = pointer ? target(at) : at;
            rememberedEnd[rememberNext] = pointer ? at : position;
            rememberNext = (rememberNext + 1) % REMEMBERED;
        }
        return name;
    }

    /** The name that a pointer leads to, if it is remembered, and lies in front of the pointer as a whole. */
    private @Nullable String recall(int target, int pointer) {
        for (int i = 0; i < REMEMBERED; i++) {
            if (rememberedStart[i] == target && rememberedEnd[i] <= pointer && remembered[i] != null) {
                return remembered[i];
            }
        }
        return null;
    }

    /** Looks for what is wrong with a name, without making a text of it. */
    void checkName(int at) {
        decode(at);
    }

    /** What was wrong with the last name; null if nothing. */
    @Nullable String oddity() {
        return oddity;
    }

    private int target(int at) {
        return start + ((bytes[at] & 0x3f) << 8 | bytes[at + 1] & 0xff);
    }

    /** Returns whether the name ends with the empty label, and not where a pointer was. */
    private boolean decode(int at) {
        oddity = null;
        boolean terminated = false;
        textLength = 0;
        int limit = end;
        int pointers = 0;
        int from = at;
        while (from < limit) {
            int length = bytes[from++] & 0xff;
            if (length == 0) {
                terminated = true;
                break;
            }
            if (length >= 0xc0) {
                int pointer = from - 1;
                if (from >= limit) {
                    oddity = LABEL_BEYOND_MESSAGE;
                    break;
                }
                int target = target(pointer);
                if (target >= pointer) {
                    oddity = POINTER_FORWARD;
                    break;
                }
                if (++pointers > MAX_POINTERS) {
                    oddity = TOO_MANY_POINTERS;
                    break;
                }
                from = target;
                limit = pointer;
            } else if (length > limit - from) {
                oddity = LABEL_BEYOND_MESSAGE;
                break;
            } else if (length > LONGEST_LABEL && !longLabels) {
                oddity = LABEL_TOO_LONG;
                break;
            } else if (!addLabel(from, length)) {
                oddity = NAME_CUT;
                break;
            } else {
                from += length;
            }
        }
        if (textLength > LONGEST_NAME && oddity == null) {
            oddity = NAME_TOO_LONG;
        }
        return terminated;
    }

    private boolean addLabel(int from, int length) {
        int to = textLength == 0 ? 0 : textLength + 1;
        if (to + length > KEPT_OCTETS) {
            return false;
        }
        if (to > 0) {
            text[textLength] = '.';
        }
        for (int i = from; i < from + length; i++) {
            byte octet = bytes[i];
            text[to++] = octet >= 'A' && octet <= 'Z' ? (byte) (octet | 0x20) : octet;
        }
        textLength = to;
        return true;
    }
}
