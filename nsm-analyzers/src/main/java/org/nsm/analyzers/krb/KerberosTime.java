package org.nsm.analyzers.krb;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Points in time as Kerberos writes them (RFC 4120, section 5.2.3): {@code 19851106210627Z}, always in UTC. */
final class KerberosTime {

    /** Fifteen characters and no fraction of a second. */
    private static final int LENGTH = 15;

    private static final long MAX_MICROSECONDS = 999_999;

    private KerberosTime() {}

    /**
     * Reads a time. One with two characters too many is read without its first two.
     *
     * @return the time, or null if this is none
     */
    static @Nullable Instant parse(ByteBuf bytes, int start, int length) {
        int at = length == LENGTH + 2 ? start + 2 : start;
        if (length != LENGTH && length != LENGTH + 2) {
            return null;
        }
        int century = twoDigits(bytes, at);
        int yearOfCentury = twoDigits(bytes, at + 2);
        int month = twoDigits(bytes, at + 4);
        int day = twoDigits(bytes, at + 6);
        int hour = twoDigits(bytes, at + 8);
        int minute = twoDigits(bytes, at + 10);
        int second = twoDigits(bytes, at + 12);
        int year = century * 100 + yearOfCentury;
        if ((century | yearOfCentury | hour | minute | second) < 0
                || month < 1
                || month > 12
                || day < 1
                || day > YearMonth.of(year, month).lengthOfMonth()
                || hour > 23
                || minute > 59
                || second > 60) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second);
    }

    /**
     * A time with its microseconds, which come in a field of their own (RFC 4120, section 5.2.4).
     *
     * @param time         the seconds; null if they are missing, and then there is no time
     * @param microseconds 0 to 999,999; others do not count
     */
    static @Nullable Instant withMicroseconds(@Nullable Instant time, long microseconds) {
        return time == null || microseconds < 0 || microseconds > MAX_MICROSECONDS
                ? time
                : time.plusNanos(microseconds * 1000);
    }

    /** Two digits as a number; -1 if they are none. */
    private static int twoDigits(ByteBuf bytes, int at) {
        int tens = bytes.getByte(at) - '0';
        int units = bytes.getByte(at + 1) - '0';
        return tens < 0 || tens > 9 || units < 0 || units > 9 ? -1 : tens * 10 + units;
    }
}
