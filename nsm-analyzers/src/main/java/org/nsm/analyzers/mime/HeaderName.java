package org.nsm.analyzers.mime;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The names of common header fields, so that their text need not be made anew for each field. */
public enum HeaderName {
    ACCEPT,
    ACCEPT_CHARSET,
    ACCEPT_ENCODING,
    ACCEPT_LANGUAGE,
    ACCEPT_RANGES,
    ACCESS_CONTROL_ALLOW_CREDENTIALS,
    ACCESS_CONTROL_ALLOW_HEADERS,
    ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS,
    AGE,
    ALLOW,
    ALT_SVC,
    AUTHORIZATION,
    BCC,
    CACHE_CONTROL,
    CC,
    CONNECTION,
    CONTENT_DESCRIPTION,
    CONTENT_DISPOSITION,
    CONTENT_ENCODING,
    CONTENT_ID,
    CONTENT_LANGUAGE,
    CONTENT_LENGTH,
    CONTENT_LOCATION,
    CONTENT_RANGE,
    CONTENT_SECURITY_POLICY,
    CONTENT_TRANSFER_ENCODING,
    CONTENT_TYPE,
    COOKIE,
    DATE,
    DELIVERED_TO,
    DKIM_SIGNATURE,
    DNT,
    ETAG,
    EXPECT,
    EXPIRES,
    FROM,
    HOST,
    IF_MATCH,
    IF_MODIFIED_SINCE,
    IF_NONE_MATCH,
    IF_RANGE,
    IF_UNMODIFIED_SINCE,
    IN_REPLY_TO,
    KEEP_ALIVE,
    LAST_MODIFIED,
    LINK,
    LOCATION,
    MESSAGE_ID,
    MIME_VERSION,
    ORIGIN,
    P3P,
    PRAGMA,
    PROXY_AUTHENTICATE,
    PROXY_AUTHORIZATION,
    PROXY_CONNECTION,
    RANGE,
    RECEIVED,
    REFERENCES,
    REFERER,
    REFERRER_POLICY,
    REPLY_TO,
    RETRY_AFTER,
    RETURN_PATH,
    SEC_FETCH_DEST,
    SEC_FETCH_MODE,
    SEC_FETCH_SITE,
    SENDER,
    SERVER,
    SET_COOKIE,
    STRICT_TRANSPORT_SECURITY,
    SUBJECT,
    TE,
    TO,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
    UPGRADE_INSECURE_REQUESTS,
    USER_AGENT,
    VARY,
    VIA,
    WARNING,
    WWW_AUTHENTICATE,
    X_CACHE,
    X_CONTENT_TYPE_OPTIONS,
    X_FORWARDED_FOR,
    X_FORWARDED_PROTO,
    X_FRAME_OPTIONS,
    X_MAILER,
    X_POWERED_BY,
    X_REQUESTED_WITH,
    X_XSS_PROTECTION;

    /** A power of two, several times the number of names. */
    private static final int SLOTS = 512;

    private static final @Nullable HeaderName[] TABLE = new @Nullable HeaderName[SLOTS];

    static {
        for (HeaderName name : values()) {
            byte[] octets = name.octets;
            int slot = slot(octets, 0, octets.length);
            while (TABLE[slot] != null) {
                slot = slot + 1 & SLOTS - 1;
            }
            TABLE[slot] = name;
        }
    }

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
    private final byte[] octets;

    HeaderName() {
        text = name().replace('_', '-');
        octets = text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * The name as events give it.
     *
     * @return the name in upper case, with hyphens
     */
    public String text() {
        return text;
    }

    /**
     * Looks a name up, in any case.
     *
     * @param bytes where it stands
     * @param start its first byte
     * @param end   behind its last byte
     * @return the name, or null if it is none of these
     */
    public static @Nullable HeaderName of(byte[] bytes, int start, int end) {
        if (start >= end) {
            return null;
        }
        int slot = slot(bytes, start, end);
        for (HeaderName name; (name = TABLE[slot]) != null; slot = slot + 1 & SLOTS - 1) {
            if (name.matches(bytes, start, end)) {
                return name;
            }
        }
        return null;
    }

    private static int slot(byte[] bytes, int start, int end) {
        int length = end - start;
        int hash = length * 0x9E3779B1
                ^ (bytes[start] & 0xDF) * 0x85EBCA6B
                ^ (bytes[end - 1] & 0xDF) * 0xC2B2AE35
                ^ (bytes[start + (length >> 1)] & 0xDF) * 0x27D4EB2F;
        return hash >>> 23;
    }

    private boolean matches(byte[] bytes, int start, int end) {
        if (end - start != octets.length) {
            return false;
        }
        for (int i = 0; i < octets.length; i++) {
            if (Ascii.upper(bytes[start + i]) != octets[i]) {
                return false;
            }
        }
        return true;
    }
}
