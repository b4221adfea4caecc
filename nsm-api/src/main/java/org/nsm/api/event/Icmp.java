package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** What is in messages of ICMP (RFC 792), ICMPv6 (RFC 4443) and neighbour discovery (RFC 4861). */
public final class Icmp {

    private Icmp() {}

    /**
     * What an exchange of messages began with. It describes the first message between the ends, and stays the same in
     * the events of all later ones in both directions.
     *
     * @param originatorAddress who sent the first message
     * @param responderAddress  who it was addressed to
     * @param type              its type, 0 to 255
     * @param code              its code, 0 to 255
     * @param length            the number of bytes behind its header of 8 bytes
     * @param hopLimit          the time to live or hop limit of its packet, 0 to 255
     * @param v6                whether it is ICMPv6
     */
    @Name("icmp_conn")
    public record Info(
            @Name("orig_h") InetAddress originatorAddress,
            @Name("resp_h") InetAddress responderAddress,
            @Name("itype") int type,
            @Name("icode") int code,
            @Name("len") int length,
            @Name("hlim") int hopLimit,
            boolean v6) {}

    /**
     * The packet that an error message is about, as far as the message quotes it. Where not even the IP header is
     * quoted, addresses are {@code ::} and numbers 0; where less than the ports is quoted, these and the protocol are
     * 0.
     *
     * @param id              the addresses and ports of the packet; of ICMP the type, and the type of the reply or the
     *                        code
     * @param length          the total length of the packet by its header, in bytes
     * @param protocol        what it carried: 1 TCP, 2 UDP, 3 ICMP, 0 anything else
     * @param fragmentOffset  where its payload belongs in the whole datagram, in bytes; 0 for one that is no fragment
     * @param badHeaderLength whether too little was quoted to find the ports
     * @param badChecksum     whether the checksum of the quoted IP header is wrong
     * @param moreFragments   whether it is a fragment that others follow
     * @param dontFragment    whether its IPv4 header forbids fragmentation; false for IPv6
     */
    @Name("icmp_context")
    public record Context(
            Connection.Id id,
            @Name("len") int length,
            @Name("proto") int protocol,
            @Name("frag_offset") int fragmentOffset,
            @Name("bad_hdr_len") boolean badHeaderLength,
            boolean badChecksum,
            @Name("MF") boolean moreFragments,
            @Name("DF") boolean dontFragment) {}

    /**
     * An option of neighbour discovery (RFC 4861, section 4.6). One of its parts is there, as the type says.
     *
     * @param type        1 source and 2 target link-layer address, 3 prefix, 4 redirected packet, 5 MTU, 0 to 255
     * @param length      its length in units of 8 bytes, type and length included, 1 to 255
     * @param linkAddress the link-layer address, or null
     * @param prefix      the prefix, or null
     * @param redirect    the packet that is redirected, or null
     * @param mtu         the largest packet of the link in bytes, 32 bits unsigned, or null
     * @param payload     what follows type and length in an option of another type or one cut short, or null
     */
    @Name("icmp6_nd_option")
    public record NdOption(
            @Name("otype") int type,
            @Name("len") int length,
            @Nullable ByteBuf linkAddress,
            @Nullable NdPrefixInfo prefix,
            @Nullable Context redirect,
            @Nullable Long mtu,
            @Nullable ByteBuf payload) {}

    /**
     * A prefix that a router announces (RFC 4861, section 4.6.2).
     *
     * @param prefixLength      how many bits of the prefix count, 0 to 255 with 128 as the largest that makes sense
     * @param onLink            whether addresses with this prefix are reached without a router
     * @param autonomous        whether hosts may make addresses of their own from it (RFC 4862)
     * @param validLifetime     for how long the prefix is on the link; all bits set, 4294967295 seconds, means for ever
     * @param preferredLifetime for how long addresses made from it are preferred, on the same terms
     * @param prefix            the prefix
     */
    @Name("icmp6_nd_prefix_info")
    public record NdPrefixInfo(
            @Name("prefix_len") int prefixLength,
            @Name("L_flag") boolean onLink,
            @Name("A_flag") boolean autonomous,
            Duration validLifetime,
            Duration preferredLifetime,
            InetAddress prefix) {}
}
