package org.nsm.analyzers.http;

import org.nsm.analyzers.mime.Ascii;

/** The first line of a reply (RFC 9112, section 4). Reused from line to line. */
final class StatusLine {

    /** What can be made of a line. */
    enum Outcome {
        /** It is a status line, though perhaps not a good one. */
        GOOD,
        /** It does not begin with {@code HTTP/}. */
        OTHER,
        /** Nothing that could be a status stands behind the version. */
        CODE_MISSING
    }

    private byte[] line = {};
    private int end;
    private int version;
    private int code;
    private int reasonStart;
    private boolean reasonMissing;

    Outcome parse(byte[] bytes, int length) {
        line = bytes;
        end = length;
        if (!HttpVersion.startsAt(line, 0, end)) {
            return Outcome.OTHER;
        }
        version = HttpVersion.parse(line, 5, end);
        int at = 5;
        while (at < end && !Ascii.isBlank(line[at])) {
            at++;
        }
        at = skipBlanks(at);
        if (end - at < 3) {
            return Outcome.CODE_MISSING;
        }
        boolean digits =
                HttpVersion.isDigit(line[at]) && HttpVersion.isDigit(line[at + 1]) && HttpVersion.isDigit(line[at + 2]);
        code = digits ? 100 * (line[at] - '0') + 10 * (line[at + 1] - '0') + line[at + 2] - '0' : 0;
        reasonMissing = at + 3 == end;
        reasonStart = skipBlanks(at + 3);
        return Outcome.GOOD;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < end && Ascii.isBlank(line[at])) {
            at++;
        }
        return at;
    }

    int version() {
        return version;
    }

    int code() {
        return code;
    }

    boolean reasonMissing() {
        return reasonMissing;
    }

    String reason() {
        if (reasonMissing) {
            return "<empty>";
        }
        if (end - reasonStart == 2 && line[reasonStart] == 'O' && line[reasonStart + 1] == 'K') {
            return "OK";
        }
        return Ascii.text(line, reasonStart, end);
    }

    /** Everything behind {@code HTTP/}. */
    String behindName() {
        return Ascii.text(line, 5, end);
    }
}
