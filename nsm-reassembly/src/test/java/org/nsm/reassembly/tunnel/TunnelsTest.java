package org.nsm.reassembly.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.reassembly.ip.Packets.decode;
import static org.nsm.reassembly.ip.Packets.ethernet;
import static org.nsm.reassembly.ip.Packets.hex;
import static org.nsm.reassembly.ip.Packets.join;
import static org.nsm.reassembly.ip.Packets.noise;
import static org.nsm.reassembly.ip.Packets.u16;
import static org.nsm.reassembly.ip.Packets.udp;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.api.event.Tunnel;
import org.nsm.reassembly.ip.IpPacket;
import org.nsm.reassembly.ip.Packets;
import org.nsm.reassembly.link.Frame;
import org.nsm.reassembly.tunnel.Tunnels.Kind;

class TunnelsTest {

    private static final byte[] INNER4 = Packets.v4("10.4.0.41", "192.0.2.4", 17, udp(1, 2, hex("78")));
    private static final byte[] INNER6 = Packets.v6("2001:db8::41", "2001:db8::4", 17, udp(1, 2, hex("78")));
    private static final byte[] ARP = hex("0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002");

    private final Tunnels tunnels = new Tunnels();

    private Kind inspect(int protocol, byte[] payload) {
        return tunnels.inspect(decode(Packets.v4("198.51.100.1", "198.51.100.2", protocol, payload)));
    }

    private Kind gre(String header, byte[] payload) {
        return inspect(47, join(hex(header), payload));
    }

    private void assertFound(byte[] inner, Kind kind, Tunnel.Type type, byte[] outer) {
        assertThat(kind).as(tunnels.weird()).isEqualTo(Kind.IP);
        assertThat(tunnels.type()).isEqualTo(type);
        assertThat(tunnels.weird()).isNull();
        Frame frame = tunnels.frame();
        byte[] found = Arrays.copyOfRange(outer, frame.offset(), frame.offset() + inner.length);
        assertThat(found).isEqualTo(inner);
        assertThat(new IpPacket().decode(outer, frame.offset(), frame.end(), frame.wireEnd() - frame.offset(), false))
                .isTrue();
    }

    private void assertFound(byte[] inner, Tunnel.Type type, int protocol, byte[] payload) {
        byte[] v4 = Packets.v4("198.51.100.1", "198.51.100.2", protocol, payload);
        assertFound(inner, tunnels.inspect(decode(v4)), type, v4);
        byte[] v6 = Packets.v6("2001:db8::1", "2001:db8::2", protocol, payload);
        assertFound(inner, tunnels.inspect(decode(v6)), type, v6);
    }

    private void assertFoundInGre(byte[] inner, String header, byte[] payload) {
        assertFound(inner, Tunnel.Type.GRE, 47, join(hex(header), payload));
    }

    private void assertDropped(Kind kind, String weird) {
        assertThat(kind).isEqualTo(Kind.DROPPED);
        assertThat(tunnels.weird()).isEqualTo(weird);
    }

    @Test
    void transportsAreNoTunnels() {
        assertThat(inspect(6, INNER4)).isEqualTo(Kind.NONE);
        assertThat(inspect(17, INNER4)).isEqualTo(Kind.NONE);
        assertThat(tunnels.type()).isEqualTo(Tunnel.Type.NONE);
    }

    // ------------------------------------------------------------------ IP in IP

    @Test
    void bothVersionsOfIpCarryBoth() {
        assertFound(INNER4, Tunnel.Type.IP, 4, INNER4);
        assertFound(INNER6, Tunnel.Type.IP, 41, INNER6);
    }

    @Test
    void theInnerPacketFillsTheOuterOne() {
        assertDropped(inspect(4, join(INNER4, hex("706164"))), "inner_IP_payload_length_mismatch");
        assertDropped(inspect(4, Arrays.copyOf(INNER4, INNER4.length - 3)), "truncated_inner_IP");
        assertDropped(inspect(41, join(INNER6, hex("00"))), "inner_IP_payload_length_mismatch");
        assertDropped(inspect(41, Arrays.copyOf(INNER6, INNER6.length - 1)), "truncated_inner_IP");
    }

    @Test
    void theVersionIsTheOneAnnounced() {
        assertDropped(inspect(4, INNER6), "invalid_inner_IP_version");
        assertDropped(inspect(41, INNER4), "invalid_inner_IP_version");
        assertDropped(inspect(4, hex("65")), "invalid_inner_IP_version");
    }

    @Test
    void anInnerHeaderThatIsCutIsNotRead() {
        assertDropped(inspect(4, Arrays.copyOf(INNER4, 19)), "truncated_header");
        assertDropped(inspect(41, Arrays.copyOf(INNER6, 39)), "truncated_header");
        assertDropped(inspect(4, new byte[0]), "truncated_header");
    }

    @Test
    void whatTheCaptureCutIsNotMissedByTheLengths() {
        byte[] packet = Packets.v4("198.51.100.1", "198.51.100.2", 4, INNER4);
        Kind kind = tunnels.inspect(decode(packet, packet.length - 5, packet.length));
        assertThat(kind).isEqualTo(Kind.IP);
        assertThat(tunnels.frame().end()).isEqualTo(packet.length - 5);
        assertThat(tunnels.frame().wireEnd()).isEqualTo(packet.length);
    }

    @Test
    void aFirstFragmentShowsTheInnerHeader() {
        byte[] payload = join(hex("0000 0800"), Packets.v4("10.4.0.41", "192.0.2.4", 17, noise(1, 400)));
        byte[] packet =
                Packets.v4("198.51.100.1", "198.51.100.2", 47, 7, 0x2000, new byte[0], Arrays.copyOf(payload, 80));
        assertThat(tunnels.inspect(decode(packet))).isEqualTo(Kind.IP);
        IpPacket inner = new IpPacket();
        Frame frame = tunnels.frame();
        assertThat(inner.decode(packet, frame.offset(), frame.end(), frame.wireEnd() - frame.offset(), false))
                .isTrue();
        assertThat(inner.totalLength()).isEqualTo(420);
        assertThat(inner.isWhole()).isFalse();
    }

    // ------------------------------------------------------------------ GRE

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000 0800",
                "8000 0800 12340000",
                "2000 0800 00000001",
                "1000 0800 00000001",
                "b000 0800 12340000 00000001 00000002"
            })
    void greHasOptionalFields(String header) {
        assertFoundInGre(INNER4, header, INNER4);
    }

    @Test
    void greCarriesManyThings() {
        assertFoundInGre(INNER6, "0000 86dd", INNER6);
        assertFoundInGre(INNER4, "0000 6558", ethernet(0x0800, INNER4));
        assertFoundInGre(INNER4, "0000 6558", join(ethernet(0x0800, INNER4), new byte[17]));
        assertFoundInGre(INNER6, "0000 6558", ethernet(0x8100, join(hex("0064 86dd"), INNER6)));
        assertFoundInGre(INNER4, "0000 8847", join(hex("00010040 00020140"), INNER4));
        assertFoundInGre(INNER6, "0000 8848", join(hex("00010140"), INNER6));
    }

    @Test
    void greIpFillsThePacket() {
        assertDropped(gre("0000 0800", join(INNER4, hex("00"))), "inner_IP_payload_length_mismatch");
        assertDropped(gre("0000 86dd", Arrays.copyOf(INNER6, 45)), "truncated_inner_IP");
        assertDropped(gre("0000 0800", INNER6), "invalid_inner_IP_version");
    }

    @Test
    void mirroredFramesAreFound() {
        byte[] frame = ethernet(0x0800, INNER4);
        assertFoundInGre(INNER4, "0000 88be", frame);
        assertFoundInGre(INNER4, "1000 88be 00000704", join(hex("1017086400000000"), frame));
        assertFoundInGre(INNER4, "1000 22eb 03b3ed5c", join(hex("20140000 00001458 00008030"), frame));
        assertFoundInGre(INNER4, "0000 22eb", join(hex("200a0000 70507e55 00000007 0c000003 15f742e8"), frame));
        assertFoundInGre(INNER6, "0000 22eb", join(hex("200a0000 70507e55 00000800"), INNER6));
    }

    @Test
    void mirroredFramesOfOtherKindsAreNot() {
        byte[] frame = ethernet(0x0800, INNER4);
        assertDropped(gre("1000 88be 00000704", join(hex("2017086400000000"), frame)), "unknown_erspan_version");
        assertDropped(gre("0000 22eb", join(hex("100a0000 00000000 00000000"), frame)), "unknown_erspan_version");
        assertDropped(gre("0000 22eb", join(hex("200a0000 00000000 00000400"), frame)), "unknown_erspan_frame_type");
        assertDropped(gre("0000 22eb", hex("200a0000 00000000 00000007 00")), "truncated_GRE");
        assertDropped(gre("0000 22eb", hex("200a0000")), "truncated_GRE");
        assertDropped(gre("1000 88be 00000704", hex("1017")), "truncated_GRE");
    }

    @Test
    void pptpCarriesPpp() {
        int length = INNER4.length + 4;
        assertFoundInGre(INNER4, "3081 880b", join(u16(length), hex("0007 00000001 00000000 ff03 0021"), INNER4));
        assertFoundInGre(INNER6, "3001 880b", join(u16(INNER6.length + 1), hex("0007 00000001 57"), INNER6));
    }

    @Test
    void acknowledgementsOfPptpCarryNothing() {
        assertDropped(gre("2081 880b", hex("0000 0007 00000001")), null);
    }

    @ParameterizedTest
    @CsvSource({
        "0002 0800, unknown_gre_version_2",
        "0007 0800, unknown_gre_version_7",
        "4000 0800 00000000, gre_routing",
        "0018 0800, unknown_gre_flags",
        "0080 0800, unknown_gre_flags",
        "0400 0800, unknown_gre_flags",
        "0001 880b, unknown_gre_flags",
        "0001 0800, egre_protocol_type",
        "0000 88cc, unknown_gre_protocol_35020",
        "b000 0800 000000, truncated_GRE",
        "0000 08, truncated_GRE",
        "2001 880b 00320001 ff03c021 00000000, non_ip_packet_in_encap",
        "0000 6558 020000000001020000000002 88cc 00, non_ip_packet_in_encap",
        "0000 6558 0200, truncated_link_header"
    })
    void otherGreIsDropped(String packet, String weird) {
        assertDropped(gre(packet, new byte[0]), weird);
    }

    @Test
    void arpInsideATunnelIsToldApart() {
        assertThat(gre("0000 6558", ethernet(0x0806, ARP))).isEqualTo(Kind.ARP);
        assertThat(tunnels.frame().sourceMac()).isEqualTo(20 + 4 + 6);
    }

    // ------------------------------------------------------------------ on UDP

    private Kind datagram(int port, byte[] payload) {
        return tunnels.inspectDatagram(payload, 0, payload.length, payload.length, port);
    }

    @Test
    void vxlanCarriesEthernet() {
        byte[] payload = join(hex("0800000000012300"), ethernet(0x0800, INNER4));
        assertFound(INNER4, datagram(4789, payload), Tunnel.Type.VXLAN, payload);
        assertThat(datagram(4789, join(hex("0800000000012300"), ethernet(0x0806, ARP))))
                .isEqualTo(Kind.ARP);
        assertThat(Tunnels.isTunnelPort(4789)).isTrue();
    }

    @Test
    void withoutTheFlagOfItsIdentifierItIsNoVxlan() {
        assertThat(datagram(4789, join(hex("0000000000012300"), ethernet(0x0800, INNER4))))
                .isEqualTo(Kind.NONE);
        assertThat(datagram(4789, hex("08000000000123"))).isEqualTo(Kind.NONE);
        assertThat(datagram(4788, join(hex("0800000000012300"), ethernet(0x0800, INNER4))))
                .isEqualTo(Kind.NONE);
        assertThat(tunnels.type()).isEqualTo(Tunnel.Type.NONE);
    }

    @Test
    void geneveCarriesEthernetAndIpBehindItsOptions() {
        byte[] bridged = join(hex("0200 6558 00000000 00000001 0000000a"), ethernet(0x0800, INNER4));
        assertFound(INNER4, datagram(6081, bridged), Tunnel.Type.GENEVE, bridged);
        byte[] v6 = join(hex("0040 86dd 00000a00"), INNER6);
        assertFound(INNER6, datagram(6081, v6), Tunnel.Type.GENEVE, v6);
        assertThat(Tunnels.isTunnelPort(6081)).isTrue();
    }

    @Test
    void otherGeneveIsNotLookedInto() {
        assertThat(datagram(6081, join(hex("4000 0800 00000a00"), INNER4))).isEqualTo(Kind.NONE);
        assertThat(datagram(6081, hex("0400 0800 00000a00 0000"))).isEqualTo(Kind.NONE);
        assertThat(datagram(6081, hex("0000 0800 00000a"))).isEqualTo(Kind.NONE);
        assertDropped(datagram(6081, join(hex("0080 0800 00000a00"), INNER4)), null);
        assertDropped(datagram(6081, join(hex("0000 88cc 00000a00"), INNER4)), null);
    }

    // ------------------------------------------------------------------ anything

    @Test
    void whateverComesTheResultLiesInsideThePacket() {
        Random random = new Random(5);
        byte[][] seeds = {
            join(hex("0000 0800"), INNER4),
            join(hex("b000 6558 12340000 00000001 00000002"), ethernet(0x0800, INNER4)),
            join(hex("1000 22eb 03b3ed5c 20140000 00001458 00008031 0000000000000000"), ethernet(0x86dd, INNER6)),
            join(hex("3081 880b 00210007 00000001 00000000 ff03 0021"), INNER4),
            join(hex("0200 6558 00000000 00000001 0000000a"), ethernet(0x0800, INNER4)),
            INNER4,
            INNER6
        };
        int[] protocols = {4, 41, 47};
        for (int i = 0; i < 300_000; i++) {
            byte[] payload = seeds[random.nextInt(seeds.length)].clone();
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                payload[random.nextInt(payload.length)] ^= (byte) (1 << random.nextInt(8));
            }
            byte[] cut =
                    Arrays.copyOf(payload, random.nextInt(8) == 0 ? random.nextInt(payload.length) : payload.length);
            byte[] packet = Packets.v4(
                    "198.51.100.1",
                    "198.51.100.2",
                    protocols[random.nextInt(3)],
                    1,
                    random.nextInt(8) == 0 ? 0x2000 : 0,
                    new byte[0],
                    cut);
            int captured = 20 + random.nextInt(cut.length + 1);
            check(tunnels.inspect(decode(packet, captured, packet.length)), 20, captured);
            int port = random.nextBoolean() ? 4789 : 6081;
            check(tunnels.inspectDatagram(packet, 20, captured, cut.length, port), 20, captured);
        }
    }

    private void check(Kind kind, int offset, int end) {
        if (kind == Kind.IP || kind == Kind.ARP) {
            assertThat(tunnels.frame().offset()).isBetween(offset, end);
            assertThat(tunnels.frame().end()).isBetween(tunnels.frame().offset(), end);
            assertThat(tunnels.frame().wireEnd())
                    .isGreaterThanOrEqualTo(tunnels.frame().end());
        }
    }
}
