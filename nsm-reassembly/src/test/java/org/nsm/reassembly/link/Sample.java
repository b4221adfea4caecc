package org.nsm.reassembly.link;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.nsm.api.LinkType;
import org.nsm.reassembly.link.Frame.Payload;

/** One frame per format: headers, a network packet, and what the link layer has behind it. */
enum Sample {
    ETHERNET_IPV4(LinkType.ETHERNET, Payload.IPV4, Text.MACS + "0800"),
    ETHERNET_IPV6(LinkType.ETHERNET, Payload.IPV6, Text.MACS + "86dd"),
    ETHERNET_ARP(LinkType.ETHERNET, Payload.ARP, Text.MACS + "0806"),
    VLAN(LinkType.ETHERNET, Payload.IPV4, Text.MACS + "8100a00a0800"),
    PROVIDER_BRIDGE(LinkType.ETHERNET, Payload.IPV4, Text.MACS + "88a8000a810000140800"),
    OLD_PROVIDER_BRIDGE(LinkType.ETHERNET, Payload.ARP, Text.MACS + "9100000a8100001481000fff0806"),
    MPLS_IPV4(LinkType.ETHERNET, Payload.IPV4, Text.MACS + "8847000640ff000651ff"),
    MPLS_IPV6(LinkType.ETHERNET, Payload.IPV6, Text.MACS + "8848000651ff"),
    PSEUDOWIRE(LinkType.ETHERNET, Payload.ARP, Text.OUTER + "8847000651ff" + Text.MACS + "0806"),
    PSEUDOWIRE_WITH_CONTROL_WORD(
            LinkType.ETHERNET, Payload.IPV4, Text.OUTER + "8847000651ff00000007" + Text.MACS + "0800"),
    SNAP(LinkType.ETHERNET, Payload.IPV4, Text.MACS + "001caaaa030000000800", "eeeeeeee"),
    SNAP_BRIDGE_TUNNEL(LinkType.ETHERNET, Payload.ARP, Text.MACS + "0024aaaa030000f80806"),
    LOGICAL_LINK_IP(LinkType.ETHERNET, Payload.IPV4, Text.MACS + "0017060603", "eeeeee"),
    PPPOE(LinkType.ETHERNET, Payload.IPV4, Text.MACS + "88641100000100160021", "eeeeeeeeeeeeeeeeeeee"),
    PPPOE_COMPRESSED_PROTOCOL(LinkType.ETHERNET, Payload.IPV6, Text.MACS + "886411000001002957", "eeee"),
    VN_TAG(LinkType.ETHERNET, Payload.IPV4, Text.MACS + "8926000100020800"),
    PROVIDER_BACKBONE(LinkType.ETHERNET, Payload.IPV4, Text.OUTER + "88a8000a88e700000014" + Text.MACS + "0800"),
    FABRIC_PATH(LinkType.ETHERNET, Payload.IPV6, Text.OUTER + "89030a01" + Text.MACS + "8100000a86dd"),
    FDDI(LinkType.FDDI, Payload.IPV4, "57" + Text.MACS + "aaaa030000000800"),
    COOKED_IPV4(LinkType.LINUX_SLL, Payload.IPV4, "000000010006" + Text.SOURCE + "00000800"),
    COOKED_ARP(LinkType.LINUX_SLL, Payload.ARP, "000100010006" + Text.SOURCE + "00000806"),
    COOKED_LOGICAL_LINK(LinkType.LINUX_SLL, Payload.IPV4, "000100010006" + Text.SOURCE + "00000004060603"),
    COOKED_TUNNEL(LinkType.LINUX_SLL, Payload.IPV6, "0000fffe0000000000000000000086dd"),
    COOKED_2_IPV6(LinkType.LINUX_SLL2, Payload.IPV6, "86dd00000000000200010006" + Text.SOURCE + "0000"),
    COOKED_2_VLAN(LinkType.LINUX_SLL2, Payload.ARP, "810000000000000200010006" + Text.SOURCE + "0000000a0806"),
    RAW_IPV4(LinkType.RAW, Payload.IPV4, ""),
    RAW_IPV6(LinkType.RAW, Payload.IPV6, ""),
    IPV4(LinkType.IPV4, Payload.IPV4, ""),
    IPV6(LinkType.IPV6, Payload.IPV6, ""),
    NULL_LITTLE_ENDIAN(LinkType.NULL, Payload.IPV4, "02000000"),
    NULL_BIG_ENDIAN(LinkType.NULL, Payload.IPV4, "00000002"),
    NULL_LINUX(LinkType.NULL, Payload.IPV6, "0a000000"),
    NULL_FREEBSD(LinkType.NULL, Payload.IPV6, "0000001c"),
    NULL_DARWIN(LinkType.NULL, Payload.IPV6, "1e000000"),
    LOOP_OPENBSD(LinkType.LOOP, Payload.IPV6, "00000018"),
    WIRELESS_AD_HOC(LinkType.IEEE802_11, Payload.ARP, "08000000" + Text.MACS + Text.OTHER + "1000aaaa030000000806"),
    WIRELESS_TO_SYSTEM(
            LinkType.IEEE802_11,
            Payload.IPV4,
            "08010000" + Text.OTHER + Text.SOURCE + Text.DESTINATION + "1000aaaa030000000800"),
    WIRELESS_FROM_SYSTEM(
            LinkType.IEEE802_11,
            Payload.IPV4,
            "08020000" + Text.DESTINATION + Text.OTHER + Text.SOURCE + "1000aaaa030000000800"),
    WIRELESS_DISTRIBUTION(
            LinkType.IEEE802_11,
            Payload.IPV6,
            "08030000" + Text.OTHER + Text.OTHER + Text.DESTINATION + "1000" + Text.SOURCE + "aaaa0300000086dd"),
    WIRELESS_QOS(
            LinkType.IEEE802_11,
            Payload.IPV4,
            "88020000" + Text.DESTINATION + Text.OTHER + Text.SOURCE + "10000000aaaa030000000800"),
    WIRELESS_HIGH_THROUGHPUT(
            LinkType.IEEE802_11,
            Payload.IPV4,
            "88820000" + Text.DESTINATION + Text.OTHER + Text.SOURCE + "1000000000000000aaaa030000000800"),
    WIRELESS_AGGREGATE(
            LinkType.IEEE802_11,
            Payload.IPV4,
            "88020000" + Text.OTHER + Text.OTHER + Text.OTHER + "10008000" + Text.MACS + "001caaaa030000000800",
            "0000" + Text.OUTER + "0030aaaa0300000086dd" + Text.IPV6),
    RADIOTAP(
            LinkType.IEEE802_11_RADIOTAP,
            Payload.IPV4,
            "0000080000000000" + "08000000" + Text.MACS + Text.OTHER + "1000aaaa030000000800"),
    RADIOTAP_WITH_CHECK_SEQUENCE_AND_PADDING(
            LinkType.IEEE802_11_RADIOTAP,
            Payload.IPV4,
            "0000110003000000" + "1122334455667788" + "30" + "88000000" + Text.MACS + Text.OTHER + "10000000" + "0000"
                    + "aaaa030000000800",
            "cccccccc"),
    RADIOTAP_WITH_TWO_WORDS(
            LinkType.IEEE802_11_RADIOTAP,
            Payload.ARP,
            "00000d000200008000000000" + "10" + "08000000" + Text.MACS + Text.OTHER + "1000aaaa030000000806",
            "cccccccc"),
    COOKED_RADIOTAP(
            LinkType.LINUX_SLL,
            Payload.IPV4,
            "000003230006" + Text.OTHER + "00000000" + "0000080000000000" + "08000000" + Text.MACS + Text.OTHER
                    + "1000aaaa030000000800"),
    PPP_FRAMED(LinkType.PPP, Payload.IPV4, "ff030021"),
    PPP_UNFRAMED(LinkType.PPP, Payload.IPV6, "0057"),
    PPP_COMPRESSED(LinkType.PPP, Payload.IPV4, "21"),
    PPP_MPLS(LinkType.PPP, Payload.IPV4, "ff030281000651ff"),
    PPP_HDLC(LinkType.PPP_HDLC, Payload.IPV6, "ff030057"),
    CISCO_HDLC(LinkType.PPP_HDLC, Payload.IPV4, "0f000800"),
    PPP_ETHER(LinkType.PPP_ETHER, Payload.IPV4, "1100000100160021", "eeee"),
    NFLOG_LITTLE_ENDIAN(
            LinkType.NFLOG, Payload.IPV4, "02000000" + "0800010008000300" + "05000a0000000000" + "18000900"),
    NFLOG_BIG_ENDIAN(LinkType.NFLOG, Payload.IPV6, "0a000000" + "0008000108000300" + "002c0009", "eeee");

    final LinkType type;
    final Payload payload;
    private final String hex;

    /** Where the network packet begins. */
    final int start;

    /** Where it ends. */
    final int end;

    Sample(LinkType type, Payload payload, String headers) {
        this(type, payload, headers, "");
    }

    Sample(LinkType type, Payload payload, String headers, String trailer) {
        this.type = type;
        this.payload = payload;
        String packet = Text.packet(payload);
        this.hex = headers + packet + trailer;
        this.start = headers.length() / 2;
        this.end = start + packet.length() / 2;
    }

    /** All of the frame, in an array of its own. */
    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** The outermost VLAN, -1 for none. */
    int vlan() {
        return switch (this) {
            case VLAN, PROVIDER_BRIDGE, OLD_PROVIDER_BRIDGE, PROVIDER_BACKBONE, FABRIC_PATH, COOKED_2_VLAN -> 10;
            default -> -1;
        };
    }

    /** The VLAN inside that, -1 for none. */
    int innerVlan() {
        return this == PROVIDER_BRIDGE || this == OLD_PROVIDER_BRIDGE ? 20 : -1;
    }

    /** The sender's hardware address, null for none. */
    @Nullable String source() {
        return switch (type) {
            case ETHERNET, FDDI, LINUX_SLL, LINUX_SLL2, IEEE802_11, IEEE802_11_RADIOTAP ->
                this == COOKED_TUNNEL ? null : Text.SOURCE;
            default -> null;
        };
    }

    /** The receiver's hardware address, null for none. */
    @Nullable String destination() {
        return switch (type) {
            case ETHERNET, FDDI, IEEE802_11, IEEE802_11_RADIOTAP -> Text.DESTINATION;
            default -> this == COOKED_RADIOTAP ? Text.DESTINATION : null;
        };
    }

    /** Hex that the constants are made of. */
    static final class Text {

        static final String DESTINATION = "020000000002";
        static final String SOURCE = "020000000001";
        static final String MACS = DESTINATION + SOURCE;
        static final String OTHER = "0200000000ff";
        static final String OUTER = "0200000000fd0200000000fe";
        static final String IPV4 = "45000014000100004011000bc0a80001c0a80002";
        static final String IPV6 =
                "60000000" + "00003b40" + "fe800000000000000000000000000001" + "fe800000000000000000000000000002";
        static final String ARP = "0001080006040001" + SOURCE + "c0a80001" + "000000000000" + "c0a80002";

        private Text() {}

        static String packet(Payload payload) {
            if (payload == Payload.ARP) {
                return ARP;
            }
            return payload == Payload.IPV6 ? IPV6 : IPV4;
        }
    }
}
