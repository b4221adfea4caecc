package org.nsm.api.event;

/**
 * The names of NetBIOS as they travel over TCP/IP: each octet as two letters from A to P, one for each half (RFC 1001,
 * section 14.1). A name has 15 characters, padded with spaces, and a sixteenth that says what kind of name it is.
 */
public final class Netbios {

    private static final int TYPE_OCTET = 15;

    private Netbios() {}

    /**
     * Decodes a name. Documented as {@code decode_netbios_name}.
     *
     * @param name the letters, in upper or lower case, as {@code FEEIEFCAEOEFFEECEJEPFDCAEOEBENEF}; a scope may follow
     *             behind a dot
     * @return the name, a character for each octet, with its padding and its type, as {@code THE NETBIOS NAME}; empty
     *         for what is not encoded like that
     */
    public static String decodeName(String name) {
        int octets = octets(name);
        StringBuilder decoded = new StringBuilder(Math.max(octets, 0));
        for (int i = 0; i < octets; i++) {
            decoded.append((char) octet(name, i));
        }
        return decoded.toString();
    }

    /**
     * Decodes what kind of name it is. Documented as {@code decode_netbios_name_type}.
     *
     * @param name the letters, as for {@link #decodeName}
     * @return the sixteenth octet: 0x00 workstation, 0x03 messenger, 0x1B domain master browser, 0x1D master browser,
     *         0x20 file server and so on; -1 for what is not encoded like that or has no sixteenth octet
     */
    public static int decodeNameType(String name) {
        return octets(name) > TYPE_OCTET ? octet(name, TYPE_OCTET) : -1;
    }

    /** How many octets the first label holds, or -1 where it is not the encoding of a name. */
    private static int octets(String name) {
        int dot = name.indexOf('.');
        int letters = dot < 0 ? name.length() : dot;
        for (int i = 0; i < letters; i++) {
            if (half(name.charAt(i)) < 0) {
                return -1;
            }
        }
        return letters % 2 == 0 ? letters / 2 : -1;
    }

    private static int octet(String name, int index) {
        return half(name.charAt(2 * index)) << 4 | half(name.charAt(2 * index + 1));
    }

    private static int half(char letter) {
        if (letter >= 'A' && letter <= 'P') {
            return letter - 'A';
        }
        return letter >= 'a' && letter <= 'p' ? letter - 'a' : -1;
    }
}
