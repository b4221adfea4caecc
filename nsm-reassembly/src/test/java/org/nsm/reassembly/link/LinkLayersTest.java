package org.nsm.reassembly.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nsm.api.LinkType;
import org.nsm.reassembly.link.Frame.Payload;
import org.nsm.reassembly.link.Sample.Text;

class LinkLayersTest {

    private final Frame frame = new Frame();

    @ParameterizedTest
    @EnumSource
    void findsTheNetworkPacketOfEveryFormat(Sample sample) {
        LinkLayers.decode(sample.bytes, 0, sample.bytes.length, sample.bytes.length, sample.type, frame);

        assertThat(frame.payload()).isEqualTo(sample.payload);
        assertThat(frame.offset()).isEqualTo(sample.start);
        assertThat(frame.end()).isEqualTo(sample.end);
        assertThat(frame.wireEnd()).isEqualTo(sample.end);
        assertThat(frame.etherType())
                .isEqualTo(
                        switch (sample.payload) {
                            case IPV4 -> 0x0800;
                            case IPV6 -> 0x86dd;
                            default -> 0x0806;
                        });
        assertThat(frame.weird()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheVlansAndHardwareAddressesOfEveryFormat(Sample sample) {
        LinkLayers.decode(sample.bytes, 0, sample.bytes.length, sample.bytes.length, sample.type, frame);

        assertThat(frame.vlan()).isEqualTo(sample.vlan());
        assertThat(frame.innerVlan()).isEqualTo(sample.innerVlan());
        assertThat(mac(sample.bytes, frame.sourceMac())).isEqualTo(sample.source());
        assertThat(mac(sample.bytes, frame.destinationMac())).isEqualTo(sample.destination());
    }

    @ParameterizedTest
    @EnumSource
    void decodesInTheMiddleOfAnArrayAsAtItsBeginning(Sample sample) {
        byte[] array = new byte[sample.bytes.length + 20];
        Arrays.fill(array, (byte) 0xff);
        System.arraycopy(sample.bytes, 0, array, 10, sample.bytes.length);

        LinkLayers.decode(array, 10, 10 + sample.bytes.length, sample.bytes.length, sample.type, frame);

        assertThat(frame.payload()).isEqualTo(sample.payload);
        assertThat(frame.offset()).isEqualTo(10 + sample.start);
        assertThat(frame.end()).isEqualTo(10 + sample.end);
    }

    @ParameterizedTest
    @EnumSource
    void cutAnywhereItStillTellsWhereThePacketWouldHaveEnded(Sample sample) {
        for (int length = 0; length < sample.bytes.length; length++) {
            byte[] cut = Arrays.copyOf(sample.bytes, length);

            LinkLayers.decode(cut, 0, length, sample.bytes.length, sample.type, frame);

            assertThat(frame.offset()).isBetween(0, length);
            assertThat(frame.end()).isBetween(frame.offset(), length);
            if (length < sample.start) {
                assertThat(frame.payload()).as("cut to %s", length).isIn(Payload.MALFORMED, Payload.OTHER);
            } else if (length > sample.start) {
                assertThat(frame.payload()).as("cut to %s", length).isEqualTo(sample.payload);
                assertThat(frame.end()).isEqualTo(Math.min(length, sample.end));
                assertThat(frame.wireEnd()).isEqualTo(sample.end);
            }
        }
    }

    @Test
    void anEthernetHeaderThatIsCutIsTruncated() {
        decode(LinkType.ETHERNET, Text.MACS + "08");

        assertThat(frame.payload()).isEqualTo(Payload.MALFORMED);
        assertThat(frame.weird()).isEqualTo("truncated_link_header");
    }

    @Test
    void anAggregateHoldsSeveralPackets() {
        Sample sample = Sample.WIRELESS_AGGREGATE;
        LinkLayers.decode(sample.bytes, 0, sample.bytes.length, sample.bytes.length, sample.type, frame);

        assertThat(LinkLayers.next(sample.bytes, frame)).isTrue();

        assertThat(frame.payload()).isEqualTo(Payload.IPV6);
        assertThat(frame.offset()).isEqualTo(sample.bytes.length - 40);
        assertThat(frame.end()).isEqualTo(sample.bytes.length);
        assertThat(mac(sample.bytes, frame.sourceMac())).isEqualTo("0200000000fe");
        assertThat(mac(sample.bytes, frame.destinationMac())).isEqualTo("0200000000fd");
        assertThat(LinkLayers.next(sample.bytes, frame)).isFalse();
    }

    @Test
    void onlyAnAggregateHasANextPacket() {
        Sample sample = Sample.WIRELESS_QOS;
        LinkLayers.decode(sample.bytes, 0, sample.bytes.length, sample.bytes.length, sample.type, frame);

        assertThat(LinkLayers.next(sample.bytes, frame)).isFalse();
        assertThat(frame.payload()).isEqualTo(Payload.IPV4);
    }

    @Test
    void aTagThatOnlyGivesAPriorityIsNoVlan() {
        decode(LinkType.ETHERNET, Text.MACS + "8100e0008100000a0800" + Text.IPV4);

        assertThat(frame.payload()).isEqualTo(Payload.IPV4);
        assertThat(frame.vlan()).isEqualTo(10);
        assertThat(frame.innerVlan()).isEqualTo(-1);
    }

    @Test
    void aPseudowireToAnAddressThatBeginsWithZerosHasNoControlWord() {
        decode(LinkType.ETHERNET, Text.OUTER + "8847000651ff" + "00005e000101" + Text.SOURCE + "0800" + Text.IPV4);

        assertThat(frame.payload()).isEqualTo(Payload.IPV4);
        assertThat(frame.destinationMac()).isEqualTo(18);
    }

    @Test
    void theLengthOfPppoeIsNotBelievedBeyondTheFrame() {
        decode(LinkType.ETHERNET, Text.MACS + "886411000001ffff0021" + Text.IPV4);

        assertThat(frame.payload()).isEqualTo(Payload.IPV4);
        assertThat(frame.end()).isEqualTo(42);
        assertThat(frame.wireEnd()).isEqualTo(42);
    }

    @Test
    void aLengthOnTheWireThatIsLessThanWhatWasCapturedIsIgnored() {
        byte[] bytes = Sample.ETHERNET_IPV4.bytes;
        LinkLayers.decode(bytes, 0, bytes.length, 3, LinkType.ETHERNET, frame);

        assertThat(frame.wireEnd()).isEqualTo(bytes.length);
    }

    @Test
    void anAbsurdLengthOnTheWireDoesNotOverflow() {
        byte[] bytes = Sample.ETHERNET_IPV4.bytes;
        byte[] array = new byte[bytes.length + 100];
        System.arraycopy(bytes, 0, array, 100, bytes.length);

        LinkLayers.decode(array, 100, array.length, Integer.MAX_VALUE, LinkType.ETHERNET, frame);

        assertThat(frame.wireEnd()).isEqualTo(Integer.MAX_VALUE);
        assertThat(frame.end()).isEqualTo(array.length);
    }

    @ParameterizedTest
    @CsvSource({
        // LLDP, spanning tree, SNAP of an organization, neither type nor length, a PPPoE discovery
        "ETHERNET, 02000000000202000000000188cc0207, non_ip_packet_in_ethernet",
        "ETHERNET, 02000000000202000000000100074242030000000000, non_ip_packet_in_ethernet",
        "ETHERNET, 020000000002020000000001000aaaaa0300000c20000000, non_ip_packet_in_ethernet",
        "ETHERNET, 02000000000202000000000105f00000, non_ip_packet_in_ethernet",
        "ETHERNET, 0200000000020200000000018863110900000000, non_ip_packet_in_ethernet",
        // LCP
        "ETHERNET, 0200000000020200000000018864110000010004c0210101, non_ip_packet_in_pppoe_encapsulation",
        "PPP_ETHER, 110900000000, non_ip_packet",
        "PPP, ff03c0210101, non_ip_packet",
        "ETHERNET, 0200000000020200000000018847000651ff10000000, non_ip_packet_in_mpls",
        "NULL, 07000000, non_ip_packet",
        "NFLOG, 0700000008000900aaaaaaaa, non_ip_packet",
        // netlink
        "LINUX_SLL, 00040338000000000000000000000000, non_ip_packet",
        "LINUX_SLL, 0000000100060200000000010000000c, non_ip_packet",
        "IEEE802_11, 0800000002000000000202000000000102000000000310004242030000, non_ip_packet_in_ieee802_11",
        "IEEE802_11, 08040000020000000002020000000001020000000003100042420300, link_layer_fragment",
        "IEEE802_11, 08000000020000000002020000000001020000000003110042420300, link_layer_fragment",
        // encrypted, a beacon, a null function
        "IEEE802_11, 08400000020000000002020000000001020000000003100042420300, ",
        "IEEE802_11, 80000000020000000002020000000001020000000003100042420300, ",
        "IEEE802_11, 48010000020000000002020000000001020000000003100042420300, ",
        "UNKNOWN, 00000000, unknown_link_type",
    })
    void whatIsNotANetworkPacketSaysWhatItIs(LinkType type, String hex, @Nullable String weird) {
        decode(type, hex);

        assertThat(frame.payload()).isEqualTo(Payload.OTHER);
        assertThat(frame.weird()).isEqualTo(weird);
    }

    @ParameterizedTest
    @CsvSource({
        "ETHERNET, 020000000002020000000001886412000001000400214500, bad_pppoe_header",
        "ETHERNET, 020000000002020000000001886411010001000400214500, bad_pppoe_header",
        "RAW, 50000000, unknown_ip_version",
        "IEEE802_11_RADIOTAP, 0100080000000000, bad_radiotap_header",
        "IEEE802_11_RADIOTAP, 0000070000000000, bad_radiotap_header",
        "IEEE802_11_RADIOTAP, 0000ff7f00000000, truncated_link_header",
        "IEEE802_11_RADIOTAP, 000009000200000050, bad_frame_check_sequence",
        "NFLOG, 0200000003000100, bad_nflog_attribute",
        "NFLOG, 020000000800010000000000, nflog_without_packet",
        "NFLOG, 02000000ff000100, truncated_link_header",
    })
    void aHeaderThatContradictsItsFormatIsMalformed(LinkType type, String hex, String weird) {
        decode(type, hex);

        assertThat(frame.payload()).isEqualTo(Payload.MALFORMED);
        assertThat(frame.weird()).isEqualTo(weird);
    }

    @Test
    void aStackOfHeadersHasALimit() {
        decode(LinkType.ETHERNET, Text.MACS + "8100" + "00018100".repeat(30) + "00010800" + Text.IPV4);
        assertThat(frame.payload()).isEqualTo(Payload.IPV4);

        decode(LinkType.ETHERNET, Text.MACS + "8100" + "00018100".repeat(31) + "00010800" + Text.IPV4);
        assertThat(frame.payload()).isEqualTo(Payload.MALFORMED);
        assertThat(frame.weird()).isEqualTo("too_many_link_headers");
    }

    @Test
    void whatATunnelCarriesIsDecodedFromItsOwnBeginning() {
        byte[] inner = Sample.PROVIDER_BRIDGE.bytes;
        LinkLayers.ethernet(inner, 0, inner.length, inner.length, frame);
        assertThat(frame.payload()).isEqualTo(Payload.IPV4);
        assertThat(frame.vlan()).isEqualTo(10);

        byte[] bridged = Sample.ETHERNET_ARP.bytes;
        LinkLayers.etherType(bridged, 0, bridged.length, bridged.length, 0x6558, frame);
        assertThat(frame.payload()).isEqualTo(Payload.ARP);
        assertThat(frame.vlan()).isEqualTo(-1);

        byte[] ppp = Sample.PPP_COMPRESSED.bytes;
        LinkLayers.ppp(ppp, 0, ppp.length, ppp.length, frame);
        assertThat(frame.payload()).isEqualTo(Payload.IPV4);
        assertThat(frame.offset()).isEqualTo(1);
    }

    private void decode(LinkType type, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        LinkLayers.decode(bytes, 0, bytes.length, bytes.length, type, frame);
    }

    private static @Nullable String mac(byte[] bytes, int at) {
        return at < 0 ? null : HexFormat.of().formatHex(bytes, at, at + 6);
    }
}
