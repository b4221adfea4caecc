package org.nsm.analyzers.dns;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Dns;

/**
 * A resource record (RFC 1035, section 4.1.3): what is in front of its data, and how the data of each type is laid out.
 * One object is decoded into again and again.
 *
 * <p>Whether data fits is to be asked before it is read.
 */
final class Record {

    /** The octets between the owner and the data. */
    private static final int FIXED_LENGTH = 10;

    /** TSIG data between the algorithm and the signature: time, fudge and size. */
    private static final int TSIG_SIGNATURE_OFFSET = 10;

    /** TSIG data behind the signature: identifier, error and size of other data. */
    private static final int TSIG_END_LENGTH = 6;

    /** NSEC3 data in front of the salt. */
    private static final int NSEC3_SALT_OFFSET = 5;

    /** There are no more windows of types (RFC 4034, section 4.1.2). */
    private static final int MAX_WINDOWS = 256;

    /** No window. */
    static final int NONE = -1;

    private final MessageReader reader;
    private int ownerAt;
    private int type;
    private int recordClass;
    private long ttl;
    private int dataLength;
    private int dataEnd;
    private int emptyWindow;

    // The records of a message mostly have the same time to live.
    private long lastTtl;
    private Duration lastDuration = Duration.ZERO;

    private boolean windowsFit;

    /** What {@link #decode} found. */
    enum Outcome {
        /** A record, the reader stands in front of its data. */
        COMPLETE,
        /** The message ends before the data. */
        NO_HEADER,
        /** The message ends inside the data. */
        NO_DATA
    }

    Record(MessageReader reader) {
        this.reader = reader;
    }

    /** Reads what is in front of the data. */
    Outcome decode() {
        ownerAt = reader.position();
        reader.skipName();
        if (reader.remaining() < FIXED_LENGTH) {
            return Outcome.NO_HEADER;
        }
        type = reader.u16();
        recordClass = reader.u16();
        ttl = reader.u32();
        dataLength = reader.u16();
        if (dataLength > reader.remaining()) {
            return Outcome.NO_DATA;
        }
        dataEnd = reader.position() + dataLength;
        return Outcome.COMPLETE;
    }

    /** Where the owner name is, for {@link MessageReader#nameAt}. */
    int ownerAt() {
        return ownerAt;
    }

    int type() {
        return type;
    }

    int dataLength() {
        return dataLength;
    }

    /** How much of the data is unread; negative if more than the data was read. */
    int unread() {
        return dataEnd - reader.position();
    }

    /**
     * An octet of what is unread of the data.
     *
     * @param offset how far it is ahead; must be less than {@link #unread()}
     */
    int octet(int offset) {
        return reader.octet(offset);
    }

    /** Goes on behind the data. */
    void skipData() {
        reader.position(dataEnd);
    }

    Dns.Answer answer(int section, String owner) {
        if (ttl != lastTtl) {
            lastTtl = ttl;
            lastDuration = Duration.ofSeconds(ttl);
        }
        return new Dns.Answer(section, owner, type, recordClass, lastDuration);
    }

    /** The data of an SOA record behind its two names (RFC 1035, section 3.3.13). */
    Dns.Soa soa(String mname, String rname) {
        return new Dns.Soa(mname, rname, reader.u32(), seconds(), seconds(), seconds(), seconds());
    }

    private Duration seconds() {
        return Duration.ofSeconds(reader.u32());
    }

    /** The data of an OPT record is in its class and time to live (RFC 6891, sections 6.1.2 and 6.1.3). */
    Dns.Edns edns(int section, String owner, int rcode, int isQuery) {
        int upperRcode = (int) (ttl >>> 24);
        return new Dns.Edns(
                owner,
                section,
                type,
                recordClass,
                upperRcode << 4 | rcode,
                (int) (ttl >>> 16) & 0xff,
                (int) ttl & 0xffff,
                Duration.ofSeconds(ttl),
                isQuery);
    }

    /**
     * Reads texts, each with an octet in front that says how long it is (RFC 1035, section 3.3.14), up to one that does
     * not fit.
     *
     * @param into takes the texts; null to pass over them
     * @return whether all fit
     */
    boolean texts(@Nullable List<String> into) {
        while (unread() > 0) {
            int length = reader.u8();
            if (length > unread()) {
                return false;
            }
            if (into == null) {
                reader.position(reader.position() + length);
            } else {
                into.add(length == 0 ? "" : reader.string(length));
            }
        }
        return true;
    }

    // ------------------------------------------------------------------ TSIG (RFC 8945, section 4.2)

    /** Whether what follows the name of the algorithm has a signature, though perhaps cut off. */
    boolean hasTsig() {
        return unread() >= TSIG_SIGNATURE_OFFSET;
    }

    /** Whether all of it is there. */
    boolean tsigFits() {
        int size = octet(TSIG_SIGNATURE_OFFSET - 2) << 8 | octet(TSIG_SIGNATURE_OFFSET - 1);
        return unread() >= TSIG_SIGNATURE_OFFSET + size + TSIG_END_LENGTH;
    }

    /** Reads what follows the name of the algorithm; what is cut off is empty or 0. */
    Dns.Tsig tsig(int section, String owner, String algorithm, int isQuery) {
        Instant signed = Instant.ofEpochSecond(reader.u48());
        Instant fudge = Instant.ofEpochSecond(reader.u16());
        ByteBuf signature = upTo(reader.u16());
        int originalId = unread() < 2 ? 0 : reader.u16();
        int error = unread() < 2 ? 0 : reader.u16();
        return new Dns.Tsig(owner, section, algorithm, signature, signed, fudge, originalId, error, isQuery);
    }

    /** So many octets, or fewer if the data ends before. */
    private ByteBuf upTo(int length) {
        return reader.view(Math.min(length, Math.max(0, unread())));
    }

    // ------------------------------------------------------------------ DNSSEC (RFC 4034, RFC 5155)

    /** RFC 4034, section 3.1. Begins with the data, whatever was read of it. */
    Dns.Rrsig rrsig(int section, String owner, String signer, int isQuery) {
        int signatureAt = reader.position();
        reader.position(dataEnd - dataLength);
        int covered = reader.u16();
        int algorithm = reader.u8();
        int labels = reader.u8();
        Duration originalTtl = seconds();
        Instant expiration = Instant.ofEpochSecond(reader.u32());
        Instant inception = Instant.ofEpochSecond(reader.u32());
        int keyTag = reader.u16();
        reader.position(signatureAt);
        return new Dns.Rrsig(
                owner,
                section,
                covered,
                algorithm,
                labels,
                originalTtl,
                expiration,
                inception,
                keyTag,
                signer,
                reader.view(unread()),
                isQuery);
    }

    /** RFC 4034, section 2.1. */
    Dns.Dnskey dnskey(int section, String owner, int isQuery) {
        return new Dns.Dnskey(owner, section, reader.u16(), reader.u8(), reader.u8(), reader.view(unread()), isQuery);
    }

    /** RFC 4034, section 5.1. */
    Dns.Ds ds(int section, String owner, int isQuery) {
        return new Dns.Ds(owner, section, reader.u16(), reader.u8(), reader.u8(), reader.view(unread()), isQuery);
    }

    /** Whether an NSEC3 record has at least what is there if salt and hash are empty (RFC 5155, section 3.2). */
    boolean hasNsec3() {
        return unread() > NSEC3_SALT_OFFSET;
    }

    /**
     * Reads an NSEC3 record; what is cut off is empty or 0. Afterwards {@link #windowsFit()} says whether something was.
     *
     * @param wanted whether to make a value of it
     * @return null if that is not wanted
     */
    Dns.@Nullable Nsec3 nsec3(int section, String owner, int isQuery, boolean wanted) {
        int algorithm = reader.u8();
        int flags = reader.u8();
        int iterations = reader.u16();
        int saltLength = reader.u8();
        int saltAt = reader.position();
        boolean whole = skip(saltLength);
        whole &= unread() > 0;
        int hashLength = unread() > 0 ? reader.u8() : 0;
        int hashAt = reader.position();
        whole &= skip(hashLength);
        List<ByteBuf> windows = windows(wanted);
        windowsFit &= whole;
        if (!wanted) {
            return null;
        }
        int behind = reader.position();
        reader.position(saltAt);
        ByteBuf salt = upTo(saltLength);
        reader.position(hashAt);
        ByteBuf hash = upTo(hashLength);
        reader.position(behind);
        return new Dns.Nsec3(
                owner, section, flags, algorithm, iterations, saltLength, salt, hashLength, hash, windows, isQuery);
    }

    /** Passes over octets, or over what there is of them. Returns whether they were all there. */
    private boolean skip(int length) {
        boolean there = length <= unread();
        reader.position(reader.position() + Math.min(length, Math.max(0, unread())));
        return there;
    }

    /**
     * Reads the windows of a list of types (RFC 4034, section 4.1.2), up to one that is empty, which there must not be.
     * Afterwards {@link #windowsFit()} and {@link #emptyWindow()} say how that ended.
     *
     * @param wanted whether to keep the bitmaps
     * @return the bitmaps, the last one perhaps cut off; nothing if they are not wanted
     */
    List<ByteBuf> windows(boolean wanted) {
        List<ByteBuf> bitmaps = wanted ? new ArrayList<>(1) : List.of();
        emptyWindow = NONE;
        windowsFit = true;
        while (unread() > 0) {
            int window = reader.u8();
            int length = unread() > 0 ? reader.u8() : 0;
            if (length == 0) {
                emptyWindow = window;
                break;
            }
            windowsFit = length <= unread();
            if (wanted && unread() > 0 && bitmaps.size() < MAX_WINDOWS) {
                bitmaps.add(upTo(length));
            } else {
                skip(length);
            }
        }
        windowsFit &= unread() >= 0;
        return bitmaps;
    }

    /** Whether the last list of types, and what was in front of it, was all there. */
    boolean windowsFit() {
        return windowsFit;
    }

    /** The number of the empty window that ended the last list of types, or {@link #NONE}. */
    int emptyWindow() {
        return emptyWindow;
    }
}
