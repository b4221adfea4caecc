package org.nsm.analyzers.ssh;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The families of key exchange methods, by the messages that they are made of. */
enum KexMethod {

    /** Diffie-Hellman with a fixed group (RFC 4253, section 8; RFC 8268). */
    DIFFIE_HELLMAN,

    /** Diffie-Hellman with a group that the server chooses (RFC 4419). */
    GROUP_EXCHANGE,

    /** Elliptic curves (RFC 5656, RFC 8731), alone or together with a method that withstands quantum computers. */
    ELLIPTIC_CURVE,

    /** RSA encryption (RFC 4432). */
    RSA,

    /** Authenticated by the GSS-API, with a fixed group or curve (RFC 4462, section 2.1; RFC 8732). */
    GSS,

    /** Authenticated by the GSS-API, with a group that the server chooses (RFC 4462, section 2.2). */
    GSS_GROUP_EXCHANGE,

    /** Any other. */
    UNKNOWN;

    /**
     * The method that both sides take (RFC 4253, section 7.1): the client's first that the server has, too.
     *
     * @param client the client's names in order of preference
     * @param server the server's names
     * @return the name, or null if they have none in common
     */
    static @Nullable String agreed(List<String> client, Collection<String> server) {
        Set<String> known = new HashSet<>(server);
        for (String name : client) {
            if (known.contains(name)) {
                return name;
            }
        }
        return null;
    }

    /** The family of a method. */
    static KexMethod of(String name) {
        if (name.startsWith("diffie-hellman-group-exchange-")) {
            return GROUP_EXCHANGE;
        }
        if (name.startsWith("diffie-hellman-group")) {
            return DIFFIE_HELLMAN;
        }
        if (name.startsWith("gss-gex-")) {
            return GSS_GROUP_EXCHANGE;
        }
        if (name.startsWith("gss-")) {
            return GSS;
        }
        if (name.startsWith("rsa1024-") || name.startsWith("rsa2048-")) {
            return RSA;
        }
        return isEllipticCurve(name) ? ELLIPTIC_CURVE : UNKNOWN;
    }

    private static boolean isEllipticCurve(String name) {
        return name.startsWith("curve25519-")
                || name.startsWith("curve448-")
                || name.startsWith("ecdh-sha2-")
                || name.startsWith("ecmqv-sha2")
                || name.startsWith("sntrup")
                || name.startsWith("mlkem");
    }
}
