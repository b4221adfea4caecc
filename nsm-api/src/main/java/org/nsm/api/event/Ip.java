package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;
import org.nsm.api.Port;

/** The headers of IP packets (RFC 791, RFC 8200) and of what they carry. */
public final class Ip {

    private Ip() {}

    /**
     * The headers of a packet: one of IP, and one of the transport where it is known and was captured.
     *
     * @param ip   the IPv4 header, or null for IPv6
     * @param ip6  the IPv6 header with its extensions, or null for IPv4
     * @param tcp  the TCP header, or null for another transport
     * @param udp  the UDP header, or null for another transport
     * @param icmp the ICMP header, or null for another transport
     */
    @Name("pkt_hdr")
    public record PacketHeader(
            @Nullable V4Header ip,
            @Nullable V6Header ip6,
            @Nullable TcpHeader tcp,
            @Nullable UdpHeader udp,
            @Nullable IcmpHeader icmp) {}

    /**
     * A header of IPv4 (RFC 791, section 3.1).
     *
     * @param headerLength  its length in bytes, 20 to 60
     * @param typeOfService the octet that is now the differentiated services field (RFC 2474), 0 to 255
     * @param length        the total length of the packet in bytes, header included, 0 to 65535
     * @param id            what the fragments of a packet have in common, 0 to 65535
     * @param ttl           the time to live, 0 to 255
     * @param protocol      the number of what it carries, such as 6 for TCP, 0 to 255
     * @param source        the source address
     * @param destination   the destination address
     */
    @Name("ip4_hdr")
    public record V4Header(
            @Name("hl") int headerLength,
            @Name("tos") int typeOfService,
            @Name("len") int length,
            int id,
            int ttl,
            @Name("p") int protocol,
            @Name("src") InetAddress source,
            @Name("dst") InetAddress destination) {}

    /**
     * A header of IPv6 (RFC 8200, section 3).
     *
     * @param trafficClass the traffic class, 0 to 255
     * @param flowLabel    the flow label, 0 to 1048575
     * @param length       the payload length in bytes, extension headers included, 0 to 65535
     * @param nextHeader   the number of the header that follows directly, such as 6 for TCP, 0 to 255
     * @param hopLimit     the hop limit, 0 to 255
     * @param source       the source address
     * @param destination  the destination address, as it is in this header
     * @param extensions   the extension headers in their order; empty without any
     */
    @Name("ip6_hdr")
    public record V6Header(
            @Name("class") int trafficClass,
            @Name("flow") int flowLabel,
            @Name("len") int length,
            @Name("nxt") int nextHeader,
            @Name("hlim") int hopLimit,
            @Name("src") InetAddress source,
            @Name("dst") InetAddress destination,
            @Name("exts") List<ExtensionHeader> extensions) {

        /** Copies the list. */
        public V6Header {
            extensions = List.copyOf(extensions);
        }
    }

    /**
     * An extension header (RFC 8200, section 4). One of its parts is there, as {@code id} says.
     *
     * @param id       its number: 0 hop-by-hop options, 43 routing, 44 fragment, 50 ESP, 51 authentication, 60
     *                 destination options, 135 mobility
     * @param hopopts  the options for each hop, or null
     * @param dstopts  the options for the destination, or null
     * @param routing  the routing header, or null
     * @param fragment the fragment header, or null
     * @param ah       the authentication header, or null
     * @param esp      the beginning of an encrypted payload, or null
     * @param mobility the mobility header, or null
     */
    @Name("ip6_ext_hdr")
    public record ExtensionHeader(
            int id,
            @Nullable HopByHopOptions hopopts,
            @Nullable DestinationOptions dstopts,
            @Nullable Routing routing,
            @Nullable Fragment fragment,
            @Nullable Authentication ah,
            @Nullable Esp esp,
            MobileIp.@Nullable Header mobility) {}

    /**
     * An option of IPv6 (RFC 8200, section 4.2).
     *
     * @param type   its number with the bits that say what to do where it is unknown, 0 to 255; 0 and 1 are padding
     * @param length the number of bytes of its data, 0 to 255; 0 for the padding of one byte
     * @param data   its data, as many bytes
     */
    @Name("ip6_option")
    public record Option(
            @Name("otype") int type, @Name("len") int length, ByteBuf data) {}

    /**
     * The options for each hop on the way (RFC 8200, section 4.3).
     *
     * @param nextHeader the number of the header that follows, 0 to 255
     * @param length     the length of this header in units of 8 bytes, the first 8 bytes not counted, 0 to 255
     * @param options    the options in their order, padding included
     */
    @Name("ip6_hopopts")
    public record HopByHopOptions(
            @Name("nxt") int nextHeader, @Name("len") int length, List<Option> options) {

        /** Copies the list. */
        public HopByHopOptions {
            options = List.copyOf(options);
        }
    }

    /**
     * The options for the destination (RFC 8200, section 4.6).
     *
     * @param nextHeader the number of the header that follows, 0 to 255
     * @param length     the length of this header in units of 8 bytes, the first 8 bytes not counted, 0 to 255
     * @param options    the options in their order, padding included
     */
    @Name("ip6_dstopts")
    public record DestinationOptions(
            @Name("nxt") int nextHeader, @Name("len") int length, List<Option> options) {

        /** Copies the list. */
        public DestinationOptions {
            options = List.copyOf(options);
        }
    }

    /**
     * The nodes to visit on the way (RFC 8200, section 4.4).
     *
     * @param nextHeader   the number of the header that follows, 0 to 255
     * @param length       the length of this header in units of 8 bytes, the first 8 bytes not counted, 0 to 255
     * @param type         the kind of routing, 0 to 255; the source routes of type 0 are forbidden since RFC 5095
     * @param segmentsLeft how many nodes are still to be visited, 0 to 255
     * @param data         what follows these fields, which depends on the type
     */
    @Name("ip6_routing")
    public record Routing(
            @Name("nxt") int nextHeader,
            @Name("len") int length,
            @Name("rtype") int type,
            @Name("segleft") int segmentsLeft,
            ByteBuf data) {}

    /**
     * The place of a fragment in its packet (RFC 8200, section 4.5).
     *
     * @param nextHeader the number of the header that the fragmented part begins with, 0 to 255
     * @param reserved1  the reserved octet, normally 0
     * @param offset     where this fragment belongs, in units of 8 bytes, 0 to 8191
     * @param reserved2  the two reserved bits, normally 0
     * @param more       whether other fragments follow this one
     * @param id         what the fragments of a packet have in common, 32 bits unsigned
     */
    @Name("ip6_fragment")
    public record Fragment(
            @Name("nxt") int nextHeader,
            @Name("rsv1") int reserved1,
            int offset,
            @Name("rsv2") int reserved2,
            boolean more,
            long id) {}

    /**
     * A header that proves who sent the packet (RFC 4302, section 2).
     *
     * @param nextHeader the number of the header that follows, 0 to 255
     * @param length     the length of this header in units of 4 bytes minus 2, 0 to 255
     * @param reserved   the reserved 16 bits, normally 0
     * @param spi        the index of the security parameters, 32 bits unsigned
     * @param seq        the sequence number, 32 bits unsigned, or null if the header is too short for it
     * @param data       the integrity check value, or null if the header is too short for it
     */
    @Name("ip6_ah")
    public record Authentication(
            @Name("nxt") int nextHeader,
            @Name("len") int length,
            @Name("rsv") int reserved,
            long spi,
            @Nullable Long seq,
            @Nullable ByteBuf data) {}

    /**
     * What is readable of an encrypted payload (RFC 4303, section 2).
     *
     * @param spi the index of the security parameters, 32 bits unsigned
     * @param seq the sequence number, 32 bits unsigned
     */
    @Name("ip6_esp")
    public record Esp(long spi, long seq) {}

    /**
     * A header of TCP (RFC 9293, section 3.1).
     *
     * @param sourcePort      the source port
     * @param destinationPort the destination port
     * @param seq             the sequence number as it is in the header, 32 bits unsigned
     * @param ack             the acknowledgement number as it is in the header, 32 bits unsigned
     * @param headerLength    the length of the header in bytes, options included, 20 to 60
     * @param dataLength      the length of the payload in bytes, by the IP header
     * @param flags           the flags as bits: 1 FIN, 2 SYN, 4 RST, 8 PSH, 16 ACK, 32 URG, 64 ECE, 128 CWR
     * @param window          the window as it is in the header, 0 to 65535
     */
    @Name("tcp_hdr")
    public record TcpHeader(
            @Name("sport") Port sourcePort,
            @Name("dport") Port destinationPort,
            long seq,
            long ack,
            @Name("hl") int headerLength,
            @Name("dl") int dataLength,
            int flags,
            @Name("win") int window) {}

    /**
     * A header of UDP (RFC 768).
     *
     * @param sourcePort      the source port
     * @param destinationPort the destination port
     * @param length          the length of the datagram in bytes, header included, as it is in the header, 0 to 65535
     */
    @Name("udp_hdr")
    public record UdpHeader(
            @Name("sport") Port sourcePort,
            @Name("dport") Port destinationPort,
            @Name("ulen") int length) {}

    /**
     * A header of ICMP (RFC 792, RFC 4443).
     *
     * @param type the type of the message, 0 to 255
     */
    @Name("icmp_hdr")
    public record IcmpHeader(@Name("icmp_type") int type) {}
}
