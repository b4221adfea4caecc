package org.nsm.analyzers.dns;

import org.jspecify.annotations.Nullable;

/** What is odd about the numbers in the records of DNSSEC. The names are those of weird events. */
final class Dnssec {

    private static final int FLAG_ZONE_KEY = 0x100;
    private static final int FLAG_REVOKED = 0x80;
    private static final int FLAG_SECURE_ENTRY_POINT = 1;

    private Dnssec() {}

    /**
     * What is odd about an algorithm (RFC 4034, appendix A.1, and its registry).
     *
     * @param record    the type of the record, {@code DNSKEY} or {@code RRSIG}
     * @param algorithm the number
     * @return the name, or null if nothing is
     */
    static @Nullable String algorithm(String record, int algorithm) {
        String what = switch (algorithm) {
            case 1 -> "NotRecommended";
            case 252 -> "Indirect";
            case 253 -> "PrivateDNS";
            case 254 -> "PrivateOID";
            default -> algorithm == 0 || algorithm > 16 ? "unknown" : "";
        };
        return what.isEmpty() ? null : "DNSSEC_" + record + "_" + what + "_ZoneSignAlgo";
    }

    /** What is odd about the flags of a key (RFC 4034, section 2.1.1; RFC 5011, section 3). */
    static @Nullable String keyFlags(int flags) {
        boolean unassigned = (flags & ~(FLAG_ZONE_KEY | FLAG_REVOKED | FLAG_SECURE_ENTRY_POINT)) != 0;
        boolean entryToNoZone = (flags & (FLAG_ZONE_KEY | FLAG_SECURE_ENTRY_POINT)) == FLAG_SECURE_ENTRY_POINT;
        return unassigned || entryToNoZone ? "DNSSEC_DNSKEY_Invalid_Flag" : null;
    }

    /** What is odd about the protocol of a key (RFC 4034, section 2.1.2). */
    static @Nullable String keyProtocol(int protocol) {
        return protocol == 3 ? null : "DNSSEC_DNSKEY_Invalid_Protocol";
    }

    /** What is odd about a type of digest (RFC 4034, appendix A.2, and its registry). */
    static @Nullable String digestType(int type) {
        if (type == 0) {
            return "DNSSEC_DS_ResrevedDigestType";
        }
        return type > 6 ? "DNSSEC_DS_unknown_DigestType" : null;
    }
}
