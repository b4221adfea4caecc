package org.nsm.analyzers.pop3;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.mail.Words;

/** Who tries to log in, and what of that a mechanism of AUTH (RFC 5034) reveals. */
final class Pop3Login {

    private @Nullable String user;
    private String password = "";
    private Mechanism mechanism = Mechanism.OTHER;

    /** The mechanisms that say who logs in. */
    enum Mechanism {
        /** RFC 4616. */
        PLAIN,
        /** The name, then the password. */
        LOGIN,
        /** RFC 2195. */
        CRAM_MD5,
        OTHER
    }

    /** The user; null if unknown. */
    @Nullable String user() {
        return user;
    }

    /** The password; empty if unknown. */
    String password() {
        return password;
    }

    void user(String name) {
        user = name.isEmpty() ? null : name;
        password = "";
    }

    void password(String secret) {
        password = secret;
    }

    void forget() {
        user = null;
        password = "";
    }

    /**
     * AUTH names a mechanism.
     *
     * @return whether it is known
     */
    boolean begin(ByteBuf line, int start, int end) {
        forget();
        if (Words.is(line, start, end, "PLAIN")) {
            mechanism = Mechanism.PLAIN;
        } else if (Words.is(line, start, end, "LOGIN")) {
            mechanism = Mechanism.LOGIN;
        } else if (Words.is(line, start, end, "CRAM-MD5")) {
            mechanism = Mechanism.CRAM_MD5;
        } else {
            mechanism = Mechanism.OTHER;
        }
        return mechanism != Mechanism.OTHER;
    }

    /**
     * The client answers within AUTH.
     *
     * @return whether that is what the mechanism demands
     */
    boolean answer(ByteBuf line, int start, int end) {
        if (mechanism == Mechanism.OTHER || end - start == 1 && line.getByte(start) == '=') {
            return true;
        }
        byte[] octets = decode(line, start, end);
        if (octets == null) {
            return false;
        }
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        return switch (mechanism) {
            case PLAIN -> plain(text);
            case CRAM_MD5 -> digest(text);
            default -> {
                if (user == null) {
                    user(text);
                } else {
                    password(text);
                }
                yield true;
            }
        };
    }

    private boolean plain(String text) {
        int first = text.indexOf('\0');
        int second = text.indexOf('\0', first + 1);
        if (first < 0 || second < 0) {
            return false;
        }
        user(text.substring(first + 1, second));
        password(text.substring(second + 1));
        return true;
    }

    private boolean digest(String text) {
        int blank = text.lastIndexOf(' ');
        if (blank < 0) {
            return false;
        }
        user(text.substring(0, blank));
        return true;
    }

    /** Decodes base64 (RFC 4648, section 4). Returns null for what is none. */
    static byte @Nullable [] decode(ByteBuf line, int start, int end) {
        int length = end - start;
        int padding = 0;
        while (padding < 2 && padding < length && line.getByte(end - 1 - padding) == '=') {
            padding++;
        }
        if (length % 4 != 0) {
            return null;
        }
        byte[] octets = new byte[length / 4 * 3 - padding];
        int group = 0;
        for (int i = 0, out = 0; i < length; i++) {
            int value = i < length - padding ? value(line.getByte(start + i)) : 0;
            if (value < 0) {
                return null;
            }
            group = group << 6 | value;
            if (i % 4 == 3) {
                for (int shift = 16; shift >= 0 && out < octets.length; shift -= 8) {
                    octets[out++] = (byte) (group >> shift);
                }
                group = 0;
            }
        }
        return octets;
    }

    private static int value(int c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }
}
