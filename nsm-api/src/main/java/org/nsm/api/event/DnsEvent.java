package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.List;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * Name resolution (RFC 1035) over UDP and TCP, with its relatives on the same wire format: multicast DNS (RFC 6762),
 * link-local resolution (RFC 4795) and NetBIOS names (RFC 1002).
 *
 * <p>A message raises {@link Message} first, then one event for each question, one for each resource record in the
 * order of the message, whatever its section and also in a query, and {@link End} last. Names are in lower case, their
 * labels joined by dots, without a dot at the end; the root is the empty text.
 */
public sealed interface DnsEvent extends Event {

    /**
     * A message with a complete header was seen.
     *
     * @param connection the UDP flow or TCP connection
     * @param isOrig     whether the originator of the flow sent it; this goes by the direction, not by the QR bit
     * @param message    the header of the message
     * @param length     the octets of the message, without the length in front of it on TCP
     */
    @Name("dns_message")
    record Message(
            Connection connection,
            boolean isOrig,
            @Name("msg") Dns.Message message,
            @Name("len") int length) implements DnsEvent {}

    /**
     * A message that is a query asks a question; raised for each of its questions (RFC 1035, section 4.1.2).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param query      the name asked for
     * @param qtype      the type asked for, such as 1 for A or 255 for any
     * @param qclass     the class, normally 1 for the Internet, as on the wire: the top bit of a multicast question
     *                   asks for a unicast answer
     */
    @Name("dns_request")
    record Request(Connection connection, @Name("msg") Dns.Message message, String query, int qtype, int qclass)
            implements DnsEvent {}

    /**
     * A response repeats a question and carries no record in any section, whatever its response code; raised for each
     * of its questions. It is not matched with a query.
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param query      the name that was asked for
     * @param qtype      the type that was asked for
     * @param qclass     the class that was asked for, as on the wire
     */
    @Name("dns_rejected")
    record Rejected(Connection connection, @Name("msg") Dns.Message message, String query, int qtype, int qclass)
            implements DnsEvent {}

    /**
     * A response with at least one record repeats a question; raised for each of its questions.
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param query      the name that was asked for
     * @param qtype      the type that was asked for
     * @param qclass     the class that was asked for, as on the wire
     */
    @Name("dns_query_reply")
    record QueryReply(Connection connection, @Name("msg") Dns.Message message, String query, int qtype, int qclass)
            implements DnsEvent {}

    /**
     * A record gives an IPv4 address (RFC 1035, section 3.4.1).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param address    the address
     */
    @Name("dns_A_reply")
    record AReply(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            @Name("a") InetAddress address)
            implements DnsEvent {}

    /**
     * A record gives an IPv6 address (RFC 3596, section 2.2).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param address    the address
     */
    @Name("dns_AAAA_reply")
    record AaaaReply(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            @Name("a") InetAddress address)
            implements DnsEvent {}

    /**
     * A record gives the lower part of an IPv6 address (RFC 2874, section 3.1; historic since RFC 6563).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param address    the address, with zeros in the part that another name is to supply
     */
    @Name("dns_A6_reply")
    record A6Reply(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            @Name("a") InetAddress address)
            implements DnsEvent {}

    /**
     * A record names a name server of its owner (RFC 1035, section 3.3.11).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param name       the host name of the server
     */
    @Name("dns_NS_reply")
    record NsReply(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            String name) implements DnsEvent {}

    /**
     * A record says that its owner is an alias (RFC 1035, section 3.3.1).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param name       the canonical name
     */
    @Name("dns_CNAME_reply")
    record CnameReply(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            String name) implements DnsEvent {}

    /**
     * A record points to another name, as the reverse lookup of an address does (RFC 1035, section 3.3.12).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param name       the name pointed to
     */
    @Name("dns_PTR_reply")
    record PtrReply(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            String name) implements DnsEvent {}

    /**
     * A record marks the start of a zone (RFC 1035, section 3.3.13).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param soa        the parameters of the zone
     */
    @Name("dns_SOA_reply")
    record SoaReply(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            Dns.Soa soa) implements DnsEvent {}

    /**
     * A record lists the well-known services of a host (RFC 1035, section 3.4.2). The list itself is not reported.
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     */
    @Name("dns_WKS_reply")
    record WksReply(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer) implements DnsEvent {}

    /**
     * A record describes the hardware and operating system of a host (RFC 1035, section 3.3.2). The description itself
     * is not reported.
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     */
    @Name("dns_HINFO_reply")
    record HinfoReply(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer) implements DnsEvent {}

    /**
     * A record names a mail exchanger of its owner (RFC 1035, section 3.3.9).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param name       the host name of the exchanger
     * @param preference 0 to 65535; the lowest is tried first
     */
    @Name("dns_MX_reply")
    record MxReply(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            String name,
            int preference)
            implements DnsEvent {}

    /**
     * A record carries texts (RFC 1035, section 3.3.14).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param strings    the texts in order, each of at most 255 octets; of a damaged record those before the damage
     */
    @Name("dns_TXT_reply")
    record TxtReply(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            @Name("strs") List<String> strings)
            implements DnsEvent {

        /** Copies the list. */
        public TxtReply {
            strings = List.copyOf(strings);
        }
    }

    /**
     * A record says who may issue certificates for its owner (RFC 8659, section 4.1).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param flags      0 to 255; 128 is set when the property is critical
     * @param tag        the property, such as {@code issue}
     * @param value      the value of the property; may be empty
     */
    @Name("dns_CAA_reply")
    record CaaReply(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            int flags,
            String tag,
            String value)
            implements DnsEvent {}

    /**
     * A record says where a service is to be found (RFC 2782).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param target     the host name; empty when the service is not offered
     * @param priority   0 to 65535; the lowest is tried first
     * @param weight     0 to 65535; the share among targets of the same priority
     * @param port       0 to 65535; the transport is part of the owner's name
     */
    @Name("dns_SRV_reply")
    record SrvReply(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            String target,
            int priority,
            int weight,
            @Name("p") int port)
            implements DnsEvent {}

    /**
     * A record has a type that no other event here reports. Its data is not reported.
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     */
    @Name("dns_unknown_reply")
    record UnknownReply(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer) implements DnsEvent {}

    /**
     * A message extends the protocol by an OPT pseudo-record (RFC 6891, section 6.1).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param additional what the pseudo-record says, its options not included
     */
    @Name("dns_EDNS_addl")
    record EdnsAddl(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Edns additional) implements DnsEvent {}

    /**
     * A message carries a transaction signature (RFC 8945, section 4.2).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param additional the signature and what it was made with
     */
    @Name("dns_TSIG_addl")
    record TsigAddl(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Tsig additional) implements DnsEvent {}

    /**
     * A record signs a set of records (RFC 4034, section 3).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param rrsig      the signature and what it covers
     */
    @Name("dns_RRSIG")
    record Rrsig(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            Dns.Rrsig rrsig) implements DnsEvent {}

    /**
     * A record gives a public key of a zone (RFC 4034, section 2).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param dnskey     the key
     */
    @Name("dns_DNSKEY")
    record Dnskey(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            Dns.Dnskey dnskey) implements DnsEvent {}

    /**
     * A record proves which types its owner has and that no name lies between it and the next (RFC 4034, section 4).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param nextName   the next owner name of the zone
     * @param bitmaps    the bitmap of each window of types in order, without the window's number and length
     */
    @Name("dns_NSEC")
    record Nsec(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            String nextName,
            List<ByteBuf> bitmaps)
            implements DnsEvent {

        /** Copies the list. */
        public Nsec {
            bitmaps = List.copyOf(bitmaps);
        }
    }

    /**
     * A record proves the same as {@link Nsec} with hashed names (RFC 5155, section 3).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param nsec3      the hash of the next name and how it was made
     */
    @Name("dns_NSEC3")
    record Nsec3(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            Dns.Nsec3 nsec3) implements DnsEvent {}

    /**
     * A record gives the digest of a key of a delegated zone (RFC 4034, section 5).
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     * @param answer     the owner, type, class and time to live of the record
     * @param ds         the digest and the key it stands for
     */
    @Name("dns_DS")
    record Ds(
            Connection connection,
            @Name("msg") Dns.Message message,
            @Name("ans") Dns.Answer answer,
            Dns.Ds ds) implements DnsEvent {}

    /**
     * A message was parsed as far as it goes; the last event of each message.
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the header of the message
     */
    @Name("dns_end")
    record End(Connection connection, @Name("msg") Dns.Message message) implements DnsEvent {}

    /**
     * Never raised.
     *
     * @deprecated nothing replaces it; {@link Request} reports each question
     */
    @Deprecated
    @Name("dns_full_request")
    record FullRequest() implements DnsEvent {}

    /**
     * The originator sent something to a DNS port that could not be parsed to its end.
     *
     * @param connection the UDP flow or TCP connection
     * @param message    the message as captured, from its first octet
     * @deprecated listen to {@link ProtocolEvent.Violation}, which any protocol raises for what it cannot be
     */
    @Deprecated
    @Name("non_dns_request")
    record NonDnsRequest(Connection connection, @Name("msg") ByteBuf message) implements DnsEvent {}
}
