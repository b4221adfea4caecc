package org.nsm.analyzers.krb;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Krb;
import org.nsm.api.spi.BerReader;

/**
 * Reads what Kerberos messages are made of (RFC 4120, sections 5.2 and 5.3). Nearly everything is a sequence of fields,
 * which are known by their numbers; a reader stands on one of them, or on an element of a list.
 *
 * <p>What does not fit makes {@link #failed()} true, after which nothing more is found. What is read is checked in any
 * case, but values are only made while {@link #make(boolean)} says so; otherwise each is null or empty.
 */
final class KrbReader {

    private static final int TICKET = 1;

    private static final int INTERNET_ADDRESS = 2;
    private static final int NETBIOS_ADDRESS = 20;
    private static final int INTERNET_6_ADDRESS = 24;

    /** What is told of names of another number of components. */
    private static final String UNKNOWN = "unknown";

    private static final int MAX_COMPONENTS = 3;

    private final BerReader ber = BerReader.forgiving();
    private final int[] componentStart = new int[MAX_COMPONENTS];
    private final int[] componentLength = new int[MAX_COMPONENTS];
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private boolean making;
    private boolean failed;

    /** Whether the reader stands on the first field already, since it had to look for a sequence around it. */
    private boolean onFirst;

    /** What {@link #encrypted()} found. */
    private long encryptionType;

    private ByteBuf ciphertext = Unpooled.EMPTY_BUFFER;

    /**
     * Starts with a message, and goes in front of its first field.
     *
     * @return the number of its application tag, or -1 if it has none
     */
    int begin(ByteBuf message) {
        bytes = message;
        ber.reset(message);
        failed = false;
        onFirst = false;
        making = false;
        if (!check(ber.next() && ber.tagClass() == BerReader.APPLICATION)) {
            return -1;
        }
        int type = ber.tagNumber();
        openFields();
        return type;
    }

    /**
     * Starts with elements that are no message, and goes in front of the first. Values are wanted.
     *
     * @param elements the readable bytes
     */
    void beginElements(ByteBuf elements) {
        bytes = elements;
        ber.reset(elements);
        failed = false;
        onFirst = false;
        making = true;
    }

    /** Whether values are wanted from here on. Returns whether they were until now. */
    boolean make(boolean wanted) {
        boolean before = making;
        making = wanted;
        return before;
    }

    boolean making() {
        return making;
    }

    boolean failed() {
        return failed || ber.failed();
    }

    /** Fails unless something holds that has to. */
    void require(boolean holds) {
        failed |= !holds;
    }

    // ------------------------------------------------------------------ structure

    /** How deep the reader is, for {@link #leaveTo}. */
    int depth() {
        return ber.depth();
    }

    /** Goes behind what was entered since. */
    void leaveTo(int depth) {
        onFirst = false;
        ber.leaveTo(depth);
    }

    /**
     * Goes in front of the fields of the message or body that the reader stands on. Its length does not count, nor that of
     * the sequence in it, which may be missing: senders get them wrong.
     */
    void openFields() {
        if (!failed && check(ber.enterOpen()) && ber.next()) {
            onFirst = !ber.is(BerReader.UNIVERSAL, BerReader.SEQUENCE) || !ber.enterOpen();
        }
    }

    /** The same within the length of the body, since something follows it. */
    void enterFields() {
        if (!failed && check(ber.enter()) && ber.next()) {
            onFirst = !ber.is(BerReader.UNIVERSAL, BerReader.SEQUENCE) || !ber.enter();
        }
    }

    /** Goes in front of the fields of the message that the reader stands on, if it is of this type. */
    void openMessage(int type) {
        if (check(ber.is(BerReader.APPLICATION, type))) {
            openFields();
        }
    }

    /** Goes into the sequence that is the value of the present field. */
    boolean enterSequence() {
        return into() && enterElement();
    }

    /** Goes into the sequence that the reader stands on. */
    boolean enterElement() {
        return check(ber.is(BerReader.UNIVERSAL, BerReader.SEQUENCE) && ber.enter());
    }

    /** Goes to the next field of the sequence. False behind the last. */
    boolean nextField() {
        return nextElement() && check(ber.tagClass() == BerReader.CONTEXT && ber.constructed());
    }

    /** Goes to the next element of the list. False behind the last. */
    boolean nextElement() {
        if (failed) {
            return false;
        }
        if (onFirst) {
            onFirst = false;
            return true;
        }
        return ber.next();
    }

    /** The number of the present field. */
    int number() {
        return ber.tagNumber();
    }

    /** Goes to the value of the present field. */
    private boolean into() {
        return !failed && check(ber.enter() && ber.next());
    }

    private boolean intoPrimitive() {
        return into() && check(!ber.constructed() && ber.tagClass() == BerReader.UNIVERSAL);
    }

    private boolean check(boolean fits) {
        failed |= !fits;
        return fits;
    }

    // ------------------------------------------------------------------ values of the present field

    /** An integer; the unsigned value of its octets. */
    long unsigned() {
        int outer = ber.depth();
        long value = into() ? unsignedElement() : 0;
        ber.leaveTo(outer);
        return value;
    }

    /** The integer that the reader stands on. */
    long unsignedElement() {
        return check(ber.is(BerReader.UNIVERSAL, BerReader.INTEGER)) ? ber.unsignedInteger() : 0;
    }

    /** An integer as a value, where values are wanted. */
    @Nullable Long wantedUnsigned() {
        long value = unsigned();
        return making ? (Long) value : null;
    }

    /** A small integer, such as a version. */
    int small() {
        long value = unsigned();
        check(value >= 0 && value <= Integer.MAX_VALUE);
        return (int) value;
    }

    /** A string of any type. */
    @Nullable String text() {
        int outer = ber.depth();
        String text = intoPrimitive() && making ? text(ber.contentStart(), ber.contentLength()) : null;
        ber.leaveTo(outer);
        return text;
    }

    /** The octets of a string, as they lie in the message. */
    ByteBuf octets() {
        int outer = ber.depth();
        ByteBuf octets = intoPrimitive() && making ? content() : Unpooled.EMPTY_BUFFER;
        ber.leaveTo(outer);
        return octets;
    }

    /** The octets of an octet string; empty where the value is anything else. */
    ByteBuf octetsIfAny() {
        int outer = ber.depth();
        boolean any = into() && making && ber.is(BerReader.UNIVERSAL, BerReader.OCTET_STRING) && !ber.constructed();
        ByteBuf octets = any ? content() : Unpooled.EMPTY_BUFFER;
        ber.leaveTo(outer);
        return octets;
    }

    /** A point in time; null where the text is not one (RFC 4120, section 5.2.3). */
    @Nullable Instant time() {
        int outer = ber.depth();
        Instant time = null;
        if (intoPrimitive() && making) {
            time = KerberosTime.parse(bytes, ber.contentStart(), ber.contentLength());
        }
        ber.leaveTo(outer);
        return time;
    }

    /** The first 32 flags of a bit string, the first of them in the highest bit (RFC 4120, section 5.2.8). */
    int flags() {
        int outer = ber.depth();
        int flags = 0;
        if (intoPrimitive() && check(ber.tagNumber() == BerReader.BIT_STRING && ber.contentLength() > 0)) {
            int end = ber.contentStart() + ber.contentLength();
            for (int at = ber.contentStart() + 1, shift = 24; at < end && shift >= 0; at++, shift -= 8) {
                flags |= bytes.getUnsignedByte(at) << shift;
            }
        }
        ber.leaveTo(outer);
        return flags;
    }

    /** Whether a flag is set. */
    static boolean flag(int flags, int number) {
        return (flags << number) < 0;
    }

    /** Goes in front of the elements that an octet string holds. */
    boolean enterOctets() {
        return intoPrimitive() && check(ber.enterOctets());
    }

    /** The name of a principal (RFC 4120, section 5.2.2). */
    @Nullable String principal() {
        int outer = ber.depth();
        int components = 0;
        if (enterSequence()) {
            while (nextField()) {
                if (number() == 1) {
                    components = components();
                }
            }
        }
        ber.leaveTo(outer);
        return making && !failed() ? joined(components) : null;
    }

    private int components() {
        int outer = ber.depth();
        int count = 0;
        if (enterSequence()) {
            for (; nextElement() && check(!ber.constructed()); count++) {
                if (count < MAX_COMPONENTS) {
                    componentStart[count] = ber.contentStart();
                    componentLength[count] = ber.contentLength();
                }
            }
        }
        ber.leaveTo(outer);
        return count;
    }

    private String joined(int components) {
        if (components == 1) {
            return text(componentStart[0], componentLength[0]);
        }
        if (components == 0 || components > MAX_COMPONENTS) {
            return UNKNOWN;
        }
        StringBuilder name = new StringBuilder(64);
        for (int i = 0; i < components; i++) {
            int start = componentStart[i];
            int nul = bytes.indexOf(start, start + componentLength[i], (byte) 0);
            name.append(i == 0 ? "" : "/").append(text(start, nul < 0 ? componentLength[i] : nul - start));
        }
        return name.toString();
    }

    private String text(int start, int length) {
        return bytes.toString(start, length, StandardCharsets.ISO_8859_1);
    }

    private ByteBuf content() {
        return ber.content().asReadOnly();
    }

    // ------------------------------------------------------------------ structures of several fields

    /** Something encrypted (RFC 4120, section 5.2.9); only tickets tell what is in it. */
    void encrypted() {
        int outer = ber.depth();
        boolean complete = false;
        encryptionType = 0;
        ciphertext = Unpooled.EMPTY_BUFFER;
        if (enterSequence()) {
            while (nextField()) {
                switch (number()) {
                    case 0 -> encryptionType = unsigned();
                    case 1 -> unsigned();
                    case 2 -> {
                        ciphertext = octets();
                        complete = true;
                    }
                    default -> {}
                }
            }
        }
        check(complete);
        ber.leaveTo(outer);
    }

    /** A checksum (RFC 4120, section 4), of which nothing is told. */
    void checksum() {
        int outer = ber.depth();
        boolean complete = false;
        if (enterSequence()) {
            while (nextField()) {
                if (number() == 0) {
                    unsigned();
                } else if (number() == 1) {
                    octets();
                    complete = true;
                }
            }
        }
        check(complete);
        ber.leaveTo(outer);
    }

    /** A ticket as the value of the present field. Null where it is malformed or not wanted. */
    Krb.@Nullable Ticket ticket() {
        int outer = ber.depth();
        Krb.Ticket ticket = into() ? ticketElement() : null;
        ber.leaveTo(outer);
        return ticket;
    }

    /** A list of tickets as the value of the present field. */
    List<Krb.Ticket> tickets() {
        int outer = ber.depth();
        List<Krb.Ticket> tickets = making ? new ArrayList<>() : List.of();
        if (enterSequence()) {
            while (nextElement()) {
                if (ber.is(BerReader.UNIVERSAL, BerReader.SEQUENCE) && enterElement() && !nextElement()) {
                    break; // some put one more sequence around the tickets
                }
                Krb.Ticket ticket = ticketElement();
                if (ticket != null) {
                    tickets.add(ticket);
                }
            }
        }
        ber.leaveTo(outer);
        return tickets;
    }

    /** The ticket that the reader stands on (RFC 4120, section 5.3). */
    private Krb.@Nullable Ticket ticketElement() {
        int outer = ber.depth();
        int version = 0;
        String realm = null;
        String service = null;
        boolean complete = false;
        if (check(ber.is(BerReader.APPLICATION, TICKET) && ber.enter() && ber.next()) && enterElement()) {
            while (nextField()) {
                switch (number()) {
                    case 0 -> version = small();
                    case 1 -> realm = text();
                    case 2 -> service = principal();
                    case 3 -> {
                        encrypted();
                        complete = true;
                    }
                    default -> {}
                }
            }
        }
        check(complete);
        ber.leaveTo(outer);
        if (!making || failed()) {
            return null;
        }
        return new Krb.Ticket(
                version, realm == null ? "" : realm, service == null ? "" : service, encryptionType, ciphertext, null);
    }

    /** An address as the value of the present field. Null where it is malformed or not wanted. */
    Krb.@Nullable HostAddress address() {
        int outer = ber.depth();
        Krb.HostAddress address = into() ? addressElement() : null;
        ber.leaveTo(outer);
        return address;
    }

    /** A list of addresses as the value of the present field. */
    List<Krb.HostAddress> addresses() {
        int outer = ber.depth();
        List<Krb.HostAddress> addresses = making ? new ArrayList<>() : List.of();
        if (enterSequence()) {
            while (nextElement()) {
                Krb.HostAddress address = addressElement();
                if (address != null) {
                    addresses.add(address);
                }
            }
        }
        ber.leaveTo(outer);
        return addresses;
    }

    /** The address that the reader stands on (RFC 4120, section 5.2.5). */
    private Krb.@Nullable HostAddress addressElement() {
        int outer = ber.depth();
        long type = 0;
        ByteBuf octets = Unpooled.EMPTY_BUFFER;
        if (enterElement()) {
            while (nextField()) {
                switch (number()) {
                    case 0 -> type = unsigned();
                    case 1 -> octets = octets();
                    default -> {}
                }
            }
        }
        ber.leaveTo(outer);
        return making && !failed() ? hostAddress(type, octets) : null;
    }

    private static Krb.HostAddress hostAddress(long type, ByteBuf octets) {
        if (type == NETBIOS_ADDRESS) {
            return new Krb.HostAddress(null, octets.toString(StandardCharsets.ISO_8859_1), null);
        }
        int length = type == INTERNET_ADDRESS ? 4 : type == INTERNET_6_ADDRESS ? 16 : -1;
        if (octets.readableBytes() != length) {
            return new Krb.HostAddress(null, null, new Krb.TypeValue(type, octets));
        }
        byte[] address = new byte[length];
        octets.getBytes(octets.readerIndex(), address);
        try {
            return new Krb.HostAddress(InetAddress.getByAddress(address), null, null);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + length + " octets", e);
        }
    }
}
