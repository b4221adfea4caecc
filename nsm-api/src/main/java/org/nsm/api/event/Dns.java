package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.nsm.api.Name;

/** What DNS messages carry (RFC 1035). */
public final class Dns {

    private Dns() {}

    /**
     * The header of a message (RFC 1035, section 4.1.1).
     *
     * @param id                 0 to 65535; a response repeats that of its query
     * @param opcode             0 to 15; 0 for a standard query
     * @param rcode              0 to 15; the code of the response without its extension, 0 for success
     * @param response           whether the message is a response, as it says itself
     * @param authoritative      whether the responder is an authority for the name
     * @param truncated          whether the message was cut to the size that the transport allows
     * @param recursionDesired   whether the server is asked to pursue the query
     * @param recursionAvailable whether the server offers to pursue queries
     * @param reservedBits       0 to 7; the three bits before the response code: reserved, authentic data, checking
     *                           disabled (RFC 4035, section 3.2)
     * @param numQueries         0 to 65535; the number of questions that the header announces
     * @param numAnswers         0 to 65535; the number of answer records that it announces
     * @param numAuthorities     0 to 65535; the number of authority records that it announces
     * @param numAdditionals     0 to 65535; the number of additional records that it announces
     */
    @Name("dns_msg")
    public record Message(
            int id,
            int opcode,
            int rcode,
            @Name("QR") boolean response,
            @Name("AA") boolean authoritative,
            @Name("TC") boolean truncated,
            @Name("RD") boolean recursionDesired,
            @Name("RA") boolean recursionAvailable,
            @Name("Z") int reservedBits,
            int numQueries,
            int numAnswers,
            @Name("num_auth") int numAuthorities,
            @Name("num_addl") int numAdditionals) {}

    /**
     * What all resource records have in common (RFC 1035, section 4.1.3).
     *
     * @param answerType the section that the record is in: 1 answer, 2 authority, 3 additional
     * @param query      the owner name
     * @param qtype      0 to 65535; the type of the record
     * @param qclass     0 to 65535; the class as on the wire: the top bit of a multicast record asks to flush caches
     * @param ttl        how long the record may be cached, in full seconds
     */
    @Name("dns_answer")
    public record Answer(
            int answerType,
            String query,
            int qtype,
            int qclass,
            @Name("TTL") Duration ttl) {}

    /**
     * The parameters of a zone (RFC 1035, section 3.3.13).
     *
     * @param mname   the primary name server
     * @param rname   the mailbox of who is responsible, with a dot in place of the at sign
     * @param serial  0 to 4294967295; the version of the zone
     * @param refresh how often a secondary asks for a newer version
     * @param retry   how long it waits after a failed attempt
     * @param expire  how long it may serve the zone without a successful one
     * @param minimum how long the absence of a name may be cached (RFC 2308, section 4)
     */
    @Name("dns_soa")
    public record Soa(
            String mname,
            String rname,
            long serial,
            Duration refresh,
            Duration retry,
            Duration expire,
            Duration minimum) {}

    /**
     * A signature over a set of records (RFC 4034, section 3.1).
     *
     * @param query       the owner name
     * @param answerType  the section that the record is in: 1 answer, 2 authority, 3 additional
     * @param typeCovered 0 to 65535; the type of the records that are signed
     * @param algorithm   0 to 255; the algorithm of the signature, such as 8 for RSA with SHA-256
     * @param labels      0 to 255; the number of labels of the signed owner name
     * @param originalTtl the time to live that the records have in their zone
     * @param expiration  the end of validity, in full seconds; the 32 bits of the wire count from 1970
     * @param inception   the start of validity, likewise
     * @param keyTag      0 to 65535; tells the keys of the signer apart
     * @param signerName  the name of the zone whose key signed
     * @param signature   the signature
     * @param isQuery     1 if the originator of the flow sent the record, 0 if the responder did
     */
    @Name("dns_rrsig_rr")
    public record Rrsig(
            String query,
            int answerType,
            int typeCovered,
            int algorithm,
            int labels,
            @Name("orig_ttl") Duration originalTtl,
            @Name("sig_exp") Instant expiration,
            @Name("sig_incep") Instant inception,
            int keyTag,
            String signerName,
            ByteBuf signature,
            int isQuery) {}

    /**
     * A public key of a zone (RFC 4034, section 2.1).
     *
     * @param query      the owner name
     * @param answerType the section that the record is in: 1 answer, 2 authority, 3 additional
     * @param flags      0 to 65535; 256 is set in a zone key, 1 in a secure entry point, 128 in a revoked key
     * @param protocol   0 to 255; always 3
     * @param algorithm  0 to 255; the algorithm that the key is for
     * @param publicKey  the key, in the form of its algorithm
     * @param isQuery    1 if the originator of the flow sent the record, 0 if the responder did
     */
    @Name("dns_dnskey_rr")
    public record Dnskey(
            String query, int answerType, int flags, int protocol, int algorithm, ByteBuf publicKey, int isQuery) {}

    /**
     * A hashed denial of existence (RFC 5155, section 3.2).
     *
     * @param query         the owner name, whose first label is a hash
     * @param answerType    the section that the record is in: 1 answer, 2 authority, 3 additional
     * @param flags         0 to 255; 1 is set when the span may hold unsigned delegations
     * @param hashAlgorithm 0 to 255; 1 for SHA-1
     * @param iterations    0 to 65535; the number of additional rounds of hashing
     * @param saltLength    0 to 255; the octets of the salt
     * @param salt          the salt; may be empty; shorter than it says in a damaged record
     * @param hashLength    0 to 255; the octets of the hash
     * @param hash          the hash of the next owner name, raw; shorter than it says in a damaged record
     * @param bitmaps       the bitmap of each window of types in order, without the window's number and length
     * @param isQuery       1 if the originator of the flow sent the record, 0 if the responder did
     */
    @Name("dns_nsec3_rr")
    public record Nsec3(
            String query,
            int answerType,
            @Name("nsec_flags") int flags,
            @Name("nsec_hash_algo") int hashAlgorithm,
            @Name("nsec_iter") int iterations,
            @Name("nsec_salt_len") int saltLength,
            @Name("nsec_salt") ByteBuf salt,
            @Name("nsec_hlen") int hashLength,
            @Name("nsec_hash") ByteBuf hash,
            List<ByteBuf> bitmaps,
            int isQuery) {

        /** Copies the list. */
        public Nsec3 {
            bitmaps = List.copyOf(bitmaps);
        }
    }

    /**
     * The digest of a key of a delegated zone (RFC 4034, section 5.1).
     *
     * @param query      the owner name
     * @param answerType the section that the record is in: 1 answer, 2 authority, 3 additional
     * @param keyTag     0 to 65535; the tag of the key
     * @param algorithm  0 to 255; the algorithm of the key
     * @param digestType 0 to 255; the algorithm of the digest, such as 2 for SHA-256
     * @param digest     the digest
     * @param isQuery    1 if the originator of the flow sent the record, 0 if the responder did
     */
    @Name("dns_ds_rr")
    public record Ds(
            String query,
            int answerType,
            int keyTag,
            int algorithm,
            int digestType,
            @Name("digest_val") ByteBuf digest,
            int isQuery) {}

    /**
     * What an OPT pseudo-record says of its sender (RFC 6891, section 6.1.3).
     *
     * @param query         the owner name, which is the root and so empty
     * @param section       the section that the record is in: 3, unless it is misplaced
     * @param type          0 to 65535; the type of the record, 41
     * @param payloadSize   0 to 65535; the largest UDP message that the sender takes
     * @param extendedRcode 0 to 4095; the response code with the upper eight bits that the record adds
     * @param version       0 to 255; 0 is the only one in use
     * @param flags         0 to 65535; 32768 is set when the sender wants DNSSEC records (RFC 3225)
     * @param ttl           the 32 bits that hold the upper part of the response code, the version and the flags, read
     *                      as seconds
     * @param isQuery       1 if the originator of the flow sent the record, 0 if the responder did
     */
    @Name("dns_edns_additional")
    public record Edns(
            String query,
            @Name("qtype") int section,
            @Name("t") int type,
            int payloadSize,
            int extendedRcode,
            int version,
            @Name("z_field") int flags,
            @Name("TTL") Duration ttl,
            int isQuery) {}

    /**
     * A transaction signature (RFC 8945, section 4.2).
     *
     * @param query         the name of the key
     * @param section       the section that the record is in: 3, unless it is misplaced
     * @param algorithmName the algorithm, such as {@code hmac-sha256}
     * @param signature     the message authentication code; empty in some errors, cut short in a damaged record
     * @param timeSigned    when the message was signed, in full seconds; the 48 bits of the wire count from 1970
     * @param fudge         how far the clocks may differ: so many seconds after 1970-01-01T00:00:00Z
     * @param originalId    0 to 65535; the identifier of the message when it was signed
     * @param error         0 to 65535; 0 for none, such as 18 for a time out of bounds
     * @param isQuery       1 if the originator of the flow sent the record, 0 if the responder did
     */
    @Name("dns_tsig_additional")
    public record Tsig(
            String query,
            @Name("qtype") int section,
            @Name("alg_name") String algorithmName,
            @Name("sig") ByteBuf signature,
            Instant timeSigned,
            Instant fudge,
            @Name("orig_id") int originalId,
            @Name("rr_error") int error,
            int isQuery) {}
}
