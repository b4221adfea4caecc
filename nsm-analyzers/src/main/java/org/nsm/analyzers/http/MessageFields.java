package org.nsm.analyzers.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.mime.HeaderField;
import org.nsm.analyzers.mime.HeaderName;

/** What the header of a message says about how its body is to be read. */
final class MessageFields {

    /** The field is absent. */
    static final long ABSENT = -1;

    /** The field is there and negative. */
    static final long NEGATIVE = -2;

    /** No coding and no protocol has so long a name. */
    private static final int MAX_KEPT = 256;

    long contentLength;

    /** How many octets a Content-Range covers. */
    long rangeLength;

    boolean unknownRangeUnit;
    boolean chunked;

    /** A coding below chunked, or the only one. */
    @Nullable String transferCoding;

    @Nullable String contentCoding;

    @Nullable String contentType;

    /** The first protocol of an Upgrade field. */
    @Nullable String upgrade;

    boolean connectionUpgrade;

    MessageFields() {
        clear();
    }

    void clear() {
        contentLength = ABSENT;
        rangeLength = ABSENT;
        unknownRangeUnit = false;
        chunked = false;
        transferCoding = null;
        contentCoding = null;
        contentType = null;
        upgrade = null;
        connectionUpgrade = false;
    }

    /** The header is complete: lets go of what only a broken or hostile one has. */
    void cut() {
        contentType = null;
        transferCoding = cut(transferCoding);
        contentCoding = cut(contentCoding);
        upgrade = cut(upgrade);
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= MAX_KEPT ? text : text.substring(0, MAX_KEPT);
    }

    void add(HeaderName name, HeaderField field) {
        switch (name) {
            case CONTENT_LENGTH -> contentLength = length(field.value());
            case TRANSFER_ENCODING -> transferEncoding(field.value());
            case CONTENT_ENCODING -> contentCoding = last(field.value());
            case CONTENT_TYPE -> contentType = field.value();
            case CONTENT_RANGE -> range(field.value());
            case CONNECTION -> connectionUpgrade |= hasToken(field.value(), "upgrade");
            case UPGRADE -> upgrade = first(field.value());
            default -> {
                // says nothing about the body
            }
        }
    }

    /** RFC 9110, section 8.6; of a list the first number, since all are to be the same. */
    static long length(String value) {
        if (value.startsWith("-")) {
            return length(value.substring(1)) == 0 ? 0 : NEGATIVE;
        }
        long number = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number > (ChunkSize.MAX - digit) / 10 ? ChunkSize.MAX : number * 10 + digit;
        }
        return number;
    }

    /** RFC 9112, section 6.1: chunked is the last coding. */
    private void transferEncoding(String value) {
        int comma = value.lastIndexOf(',');
        String coding = value.substring(comma + 1).strip().toLowerCase(Locale.ROOT);
        chunked = coding.equals("chunked");
        if (chunked && comma > 0) {
            transferCoding = last(value.substring(0, comma));
        } else if (!chunked) {
            transferCoding = coding;
        }
    }

    private static String last(String list) {
        return list.substring(list.lastIndexOf(',') + 1).strip().toLowerCase(Locale.ROOT);
    }

    private static String first(String list) {
        int comma = list.indexOf(',');
        return comma < 0 ? list : list.substring(0, comma).strip();
    }

    private static boolean hasToken(String list, String token) {
        int start = 0;
        while (start <= list.length()) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            if (list.substring(start, end).strip().equalsIgnoreCase(token)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /** RFC 9110, section 14.4: {@code bytes 0-499/1234}. */
    private void range(String value) {
        unknownRangeUnit = !value.regionMatches(true, 0, "bytes", 0, 5);
        int dash = value.indexOf('-');
        int start = dash;
        while (start > 0 && value.charAt(start - 1) >= '0' && value.charAt(start - 1) <= '9') {
            start--;
        }
        if (!unknownRangeUnit && dash > start && dash > 0) {
            long first = length(value.substring(start, dash));
            long last = length(value.substring(dash + 1));
            rangeLength = last >= first ? last - first + 1 : ABSENT;
        }
    }
}
