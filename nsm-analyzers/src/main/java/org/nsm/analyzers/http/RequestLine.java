package org.nsm.analyzers.http;

import org.nsm.analyzers.mime.Ascii;

/**
 * The first line of a request (RFC 9112, section 3; RFC 1945, section 5 for one without version). Reused from line to
 * line; texts are made when they are asked for.
 */
final class RequestLine {

    private byte[] line = {};
    private int methodEnd;
    private int targetStart;
    private int targetEnd;
    private int versionStart;
    private int end;
    private int version;

    /**
     * Finds the parts of a line.
     *
     * @return whether it is a request: a method, a blank and something behind it, and a version unless the method is GET
     */
    boolean parse(byte[] bytes, int length) {
        line = bytes;
        end = length;
        while (end > 0 && Ascii.isBlank(line[end - 1])) {
            end--;
        }
        methodEnd = 0;
        while (methodEnd < end && isTokenCharacter(line[methodEnd])) {
            methodEnd++;
        }
        targetStart = skipBlanks(methodEnd);
        if (methodEnd == 0 || targetStart == methodEnd || targetStart == end) {
            return false;
        }
        int name = findVersion();
        if (name < 0) {
            targetEnd = end;
            versionStart = end;
            version = HttpVersion.SIMPLE;
            return Ascii.equalsIgnoreCase(line, 0, methodEnd, "GET");
        }
        targetEnd = name;
        while (targetEnd > targetStart && Ascii.isBlank(line[targetEnd - 1])) {
            targetEnd--;
        }
        versionStart = name + 5;
        version = HttpVersion.parse(line, versionStart, end);
        return true;
    }

    /** Where {@code HTTP/} begins, which is the last one on the line that is a word of its own, or -1. */
    private int findVersion() {
        for (int i = end - 5; i >= targetStart; i--) {
            if (line[i] == 'H' && HttpVersion.startsAt(line, i, end) && Ascii.isBlank(line[i - 1])) {
                return i;
            }
        }
        return -1;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < end && Ascii.isBlank(line[at])) {
            at++;
        }
        return at;
    }

    /** RFC 9110, section 5.6.2. */
    static boolean isTokenCharacter(byte octet) {
        return octet >= 'A' && octet <= 'Z'
                || octet >= 'a' && octet <= 'z'
                || octet >= '0' && octet <= '9'
                || octet > ' ' && octet < 0x7f && "!#$%&'*+-.^_`|~".indexOf(octet) >= 0;
    }

    int version() {
        return version;
    }

    String method() {
        for (String common : Methods.COMMON) {
            if (hasMethod(common)) {
                return common;
            }
        }
        return Ascii.text(line, 0, methodEnd);
    }

    /** Whether the method is one, in any case: servers that understand another case at all understand it so. */
    boolean isMethod(String name) {
        return Ascii.equalsIgnoreCase(line, 0, methodEnd, name);
    }

    /** Methods are told apart by case (RFC 9110, section 9.1). */
    private boolean hasMethod(String name) {
        if (methodEnd != name.length()) {
            return false;
        }
        for (int i = 0; i < methodEnd; i++) {
            if (line[i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean hasTarget() {
        return targetEnd > targetStart;
    }

    String target() {
        return Ascii.text(line, targetStart, targetEnd);
    }

    /** Whether something stands behind a version that can be read. */
    boolean hasCrudBehindVersion() {
        return version != HttpVersion.UNREADABLE && version != HttpVersion.SIMPLE && end > versionStart + 3;
    }

    /** Everything behind the method. */
    String behindMethod() {
        return Ascii.text(line, targetStart, end);
    }

    /** What stands where a version should be, or the whole rest of the line where that is too short to be one. */
    String unreadableVersion() {
        return end - versionStart < 3 ? behindMethod() : Ascii.text(line, versionStart, end);
    }
}
