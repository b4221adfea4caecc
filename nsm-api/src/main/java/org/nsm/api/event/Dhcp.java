package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;

/** What DHCP messages hold (RFC 2131, RFC 2132). */
public final class Dhcp {

    private Dhcp() {}

    /**
     * The fixed part of a message (RFC 2131, section 2). Addresses that are not set are 0.0.0.0.
     *
     * @param operation       1 from a client, 2 from a server
     * @param type            the type of the message (RFC 2132, section 9.6): 1 discover, 2 offer, 3 request, 4
     *                        decline, 5 ack, 6 nak, 7 release, 8 inform; 0 for a message that does not say
     * @param transactionId   what ties the answer to the request; unsigned 32 bits
     * @param elapsed         how long the client has been trying, in whole seconds
     * @param flags           bit 15 asks for answers by broadcast
     * @param clientAddress   the address that the client has
     * @param yourAddress     the address that the client gets
     * @param serverAddress   the server to boot from
     * @param relayAddress    the relay
     * @param hardwareAddress the hardware address of the client, as {@code aa:bb:cc:dd:ee:ff}
     * @param serverName      the name of the server to boot from; empty for none
     * @param bootFile        the file to boot from; empty for none
     */
    @Name("DHCP::Msg")
    public record Message(
            @Name("op") int operation,
            @Name("m_type") int type,
            @Name("xid") long transactionId,
            @Name("secs") Duration elapsed,
            int flags,
            @Name("ciaddr") InetAddress clientAddress,
            @Name("yiaddr") InetAddress yourAddress,
            @Name("siaddr") InetAddress serverAddress,
            @Name("giaddr") InetAddress relayAddress,
            @Name("chaddr") String hardwareAddress,
            @Name("sname") String serverName,
            @Name("file_n") String bootFile) {}

    /**
     * The options of a message (RFC 2132). An option that the message does not hold is null; of one that it repeats the
     * last counts.
     *
     * @param codes              the codes of all options in their order, pads (0) included, the end (255) not
     * @param subnetMask         option 1: the mask of the subnet
     * @param routers            option 3: the routers, the best first
     * @param dnsServers         option 6: the name servers, the best first
     * @param hostName           option 12: the name of the client
     * @param domainName         option 15: the domain of the client
     * @param forwarding         option 19: whether the client is to forward packets
     * @param broadcast          option 28: the broadcast address
     * @param vendor             option 43: what the vendor defines
     * @param netbiosNameServers option 44: the NetBIOS name servers, the best first
     * @param requestedAddress   option 50: the address that the client wants
     * @param lease              option 51: how long the address may be used, in whole seconds
     * @param serverAddress      option 54: the server that is meant, or that speaks
     * @param parameterList      option 55: the codes of the options that the client wants, in its order
     * @param message            option 56: an error message
     * @param maximumMessageSize option 57: the longest message that is taken, in bytes
     * @param renewalTime        option 58: when to renew the lease, in whole seconds from its start
     * @param rebindingTime      option 59: when to turn to any server, in whole seconds from its start
     * @param vendorClass        option 60: what kind of client it is, such as {@code MSFT 5.0}
     * @param clientId           option 61: the identifier of the client
     * @param userClass          option 77: the class of the user (RFC 3004), opaque
     * @param clientFqdn         option 81: the full name of the client
     * @param subOptions         option 82: what the relay adds
     * @param autoConfig         option 116: whether the client may choose an address itself (RFC 2563)
     * @param autoProxyConfig    option 252: where the proxy configuration is; empty for none
     */
    @Name("DHCP::Options")
    public record Options(
            @Name("options") @Nullable List<Integer> codes,
            @Nullable InetAddress subnetMask,
            @Nullable List<InetAddress> routers,
            @Nullable List<InetAddress> dnsServers,
            @Nullable String hostName,
            @Nullable String domainName,
            @Nullable Boolean forwarding,
            @Nullable InetAddress broadcast,
            @Nullable ByteBuf vendor,
            @Name("nbns") @Nullable List<InetAddress> netbiosNameServers,
            @Name("addr_request") @Nullable InetAddress requestedAddress,
            @Nullable Duration lease,
            @Name("serv_addr") @Nullable InetAddress serverAddress,
            @Name("param_list") @Nullable List<Integer> parameterList,
            @Nullable String message,
            @Name("max_msg_size") @Nullable Integer maximumMessageSize,
            @Nullable Duration renewalTime,
            @Nullable Duration rebindingTime,
            @Nullable String vendorClass,
            @Nullable ClientId clientId,
            @Nullable ByteBuf userClass,
            @Nullable ClientFqdn clientFqdn,
            @Name("sub_opt") @Nullable List<SubOption> subOptions,
            @Nullable Boolean autoConfig,
            @Nullable String autoProxyConfig) {

        /** Copies the lists. */
        public Options {
            codes = codes == null ? null : List.copyOf(codes);
            routers = routers == null ? null : List.copyOf(routers);
            dnsServers = dnsServers == null ? null : List.copyOf(dnsServers);
            netbiosNameServers = netbiosNameServers == null ? null : List.copyOf(netbiosNameServers);
            parameterList = parameterList == null ? null : List.copyOf(parameterList);
            subOptions = subOptions == null ? null : List.copyOf(subOptions);
        }
    }

    /**
     * The identifier of a client (RFC 2132, section 9.14).
     *
     * @param hardwareType    the kind of hardware address (1 Ethernet); 0 for an identifier of another kind
     * @param hardwareAddress the address, as {@code aa:bb:cc:dd:ee:ff}; empty where it is not of 6 bytes, nor of 8 or
     *                        more
     */
    @Name("DHCP::ClientID")
    public record ClientId(
            @Name("hwtype") int hardwareType,
            @Name("hwaddr") String hardwareAddress) {}

    /**
     * The full name of a client (RFC 4702).
     *
     * @param flags      the flags; bit 0: the server is to update the name server, bit 2: the name is in wire format
     * @param rcode1     deprecated by the RFC
     * @param rcode2     deprecated by the RFC
     * @param domainName the name, full or in part
     */
    @Name("DHCP::ClientFQDN")
    public record ClientFqdn(int flags, int rcode1, int rcode2, String domainName) {}

    /**
     * A part of what a relay adds (RFC 3046, section 2).
     *
     * @param code  1 circuit, 2 remote host, and further ones that IANA lists
     * @param value the value
     */
    @Name("DHCP::SubOpt")
    public record SubOption(int code, ByteBuf value) {}
}
