package org.nsm.analyzers.smb1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.nsm.analyzers.windows.FileTime;
import org.nsm.api.event.Smb1;

/** The blocks of NEGOTIATE (MS-CIFS, section 2.2.4.52; MS-SMB, section 2.2.4.5.2). */
final class Negotiation {

    /** The numbers of words of the three kinds of answers. */
    private static final int CORE = 1;

    private static final int LANMAN = 13;
    private static final int NT_LM = 17;

    private static final int GUID = 16;

    private static final int SECONDS_PER_MINUTE = 60;
    private static final int FIRST_YEAR = 1980;

    /**
     * An answer and the security token in it.
     *
     * @param response what the event shows
     * @param token    the token; empty if there is none
     */
    record Answer(Smb1.NegotiateResponse response, ByteBuf token) {}

    private Negotiation() {}

    /** The dialects of a request, of which as many are there as its byte count has room for. */
    static List<String> dialects(Fields in) {
        List<String> dialects = new ArrayList<>();
        int length = in.u16();
        if (length > in.remaining()) {
            in.skip(length);
            return dialects;
        }
        int end = in.offset() + length;
        while (in.offset() < end) {
            in.skip(1); // the kind of buffer, which is always a dialect
            dialects.add(in.oemBefore(end));
        }
        return dialects;
    }

    /** An answer, by its number of words. */
    static Answer answer(Fields in, int words) {
        return switch (words) {
            case CORE -> core(in);
            case LANMAN -> lanman(in, words);
            case NT_LM -> ntLm(in, words);
            default -> new Answer(new Smb1.NegotiateResponse(null, null, null), Unpooled.EMPTY_BUFFER);
        };
    }

    private static Answer core(Fields in) {
        Smb1.NegotiateResponseCore core = new Smb1.NegotiateResponseCore(in.u16());
        return new Answer(new Smb1.NegotiateResponse(core, null, null), Unpooled.EMPTY_BUFFER);
    }

    private static Answer lanman(Fields in, int words) {
        int dialect = in.u16();
        int mode = in.u16();
        int maxBufferSize = in.u16();
        int maxMpxCount = in.u16();
        int maxNumberVcs = in.u16();
        int rawMode = in.u16();
        long sessionKey = in.u32();
        int time = in.u16();
        int date = in.u16();
        int zone = in.s16();
        int keyLength = in.u16();
        in.skip(2 * Short.BYTES);
        ByteBuf key = in.bytes(keyLength);
        String domain = in.textHere(true);
        Smb1.NegotiateResponseLanman lanman = new Smb1.NegotiateResponseLanman(
                words,
                dialect,
                new Smb1.NegotiateResponseSecurity(isSet(mode, 0), isSet(mode, 1), null, null),
                maxBufferSize,
                maxMpxCount,
                maxNumberVcs,
                new Smb1.NegotiateRawMode(isSet(rawMode, 0), isSet(rawMode, 1)),
                sessionKey,
                instant(date, time, zone),
                key,
                domain);
        return new Answer(new Smb1.NegotiateResponse(null, lanman, null), Unpooled.EMPTY_BUFFER);
    }

    /**
     * A moment by the clock of a server (MS-CIFS, sections 2.2.1.4.1 and 2.2.1.4.2).
     *
     * @param date years since 1980 in 7 bits, month in 4, day in 5; a day or a month that does not exist counts on from
     *             the nearest that does; 0 for none
     * @param time hours in 5 bits, minutes in 6, pairs of seconds in 5
     * @param zone how many minutes the clock is behind UTC
     * @return the moment; without a date the epoch
     */
    static Instant instant(int date, int time, int zone) {
        if (date == 0) {
            return Instant.EPOCH;
        }
        LocalDate day = LocalDate.of(FIRST_YEAR + (date >> 9), 1, 1)
                .plusMonths((date >> 5 & 0xf) - 1)
                .plusDays((date & 0x1f) - 1);
        int minutes = (time >> 11) * 60 + (time >> 5 & 0x3f) + zone;
        return day.atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plusSeconds((long) minutes * SECONDS_PER_MINUTE + (time & 0x1f) * 2L);
    }

    private static Answer ntLm(Fields in, int words) {
        int dialect = in.u16();
        int mode = in.u8();
        int maxMpxCount = in.u16();
        int maxNumberVcs = in.u16();
        long maxBufferSize = in.u32();
        long maxRawSize = in.u32();
        long sessionKey = in.u32();
        Smb1.NegotiateCapabilities capabilities = capabilities((int) in.u32());
        Instant time = FileTime.instant(in.u64());
        in.skip(Short.BYTES); // the time zone, since the time is in UTC
        int keyLength = in.u8();
        int byteCount = in.u16();
        boolean extended = capabilities.extendedSecurity();
        ByteBuf key = Unpooled.EMPTY_BUFFER;
        ByteBuf guid = Unpooled.EMPTY_BUFFER;
        ByteBuf token = Unpooled.EMPTY_BUFFER;
        String domain = "";
        if (extended) {
            guid = in.bytes(GUID);
            token = in.bytes(Math.max(0, byteCount - GUID));
        } else {
            key = in.bytes(keyLength);
            domain = in.textHere(true);
        }
        Smb1.NegotiateResponseNtlm ntlm = new Smb1.NegotiateResponseNtlm(
                words,
                dialect,
                new Smb1.NegotiateResponseSecurity(isSet(mode, 0), isSet(mode, 1), isSet(mode, 2), isSet(mode, 3)),
                maxBufferSize,
                maxMpxCount,
                maxNumberVcs,
                maxRawSize,
                sessionKey,
                capabilities,
                time,
                extended ? null : key,
                extended ? null : domain,
                extended ? guid : null,
                null);
        return new Answer(new Smb1.NegotiateResponse(null, null, ntlm), token);
    }

    private static Smb1.NegotiateCapabilities capabilities(int bits) {
        return new Smb1.NegotiateCapabilities(
                isSet(bits, 0),
                isSet(bits, 1),
                isSet(bits, 2),
                isSet(bits, 3),
                isSet(bits, 4),
                isSet(bits, 5),
                isSet(bits, 6),
                isSet(bits, 7),
                isSet(bits, 8),
                isSet(bits, 9),
                isSet(bits, 12),
                isSet(bits, 13),
                isSet(bits, 14),
                isSet(bits, 15),
                isSet(bits, 23),
                isSet(bits, 29),
                isSet(bits, 30),
                isSet(bits, 31));
    }

    private static boolean isSet(int bits, int bit) {
        return (bits >>> bit & 1) != 0;
    }
}
