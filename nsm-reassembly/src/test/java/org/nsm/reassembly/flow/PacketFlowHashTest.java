package org.nsm.reassembly.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.reassembly.ip.Packets.ethernet;
import static org.nsm.reassembly.ip.Packets.fragmentHeader;
import static org.nsm.reassembly.ip.Packets.hex;
import static org.nsm.reassembly.ip.Packets.join;
import static org.nsm.reassembly.ip.Packets.noise;
import static org.nsm.reassembly.ip.Packets.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nsm.api.LinkType;
import org.nsm.api.Packet;
import org.nsm.reassembly.ip.Packets;

class PacketFlowHashTest {

    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final String LEFT = "198.51.100.1";
    private static final String RIGHT = "198.51.100.2";

    private final PacketFlowHash hash = new PacketFlowHash(2);

    private final byte[] there = Packets.v4(A, B, 17, udp(1000, 53, noise(1, 300)));
    private final byte[] back = Packets.v4(B, A, 17, udp(53, 1000, noise(2, 30)));
    private final int expected = ip(there);

    private int hash(LinkType type, byte[] bytes) {
        return hash.hash(Packet.of(Instant.EPOCH, type, Unpooled.wrappedBuffer(bytes)));
    }

    private int ip(byte[] packet) {
        return hash(LinkType.RAW, packet);
    }

    @Test
    void bothDirectionsAndAllTransportsOfTwoHostsAreEqual() {
        assertThat(expected).isNotZero();
        assertThat(ip(back)).isEqualTo(expected);
        assertThat(ip(Packets.v4(B, A, 6, noise(3, 20)))).isEqualTo(expected);
        assertThat(ip(Packets.v4(B, A, 1, noise(4, 20)))).isEqualTo(expected);
        assertThat(ip(Packets.v6("2001:db8::1", "2001:db8::2", 6, noise(5, 20))))
                .isEqualTo(ip(Packets.v6("2001:db8::2", "2001:db8::1", 17, noise(5, 20))))
                .isNotEqualTo(expected);
    }

    @Test
    void otherHostsAreSpread() {
        Set<Integer> low = new HashSet<>();
        Set<Integer> all = new HashSet<>();
        for (int i = 0; i < 256; i++) {
            int value = ip(Packets.v4(A, "10.0.1." + i, 6, noise(3, 20)));
            all.add(value);
            low.add(value & 15);
        }
        assertThat(all).hasSizeGreaterThan(250);
        assertThat(low).hasSize(16);
    }

    @Test
    void theLinkDoesNotMatter() {
        assertThat(hash(LinkType.ETHERNET, ethernet(0x0800, there))).isEqualTo(expected);
        assertThat(hash(LinkType.ETHERNET, ethernet(0x8100, join(hex("0064 0800"), back))))
                .isEqualTo(expected);
        assertThat(hash(LinkType.ETHERNET, ethernet(0x8847, join(hex("00010140"), back))))
                .isEqualTo(expected);
    }

    @Test
    void whereTheBytesLieDoesNotMatter() {
        byte[] frame = ethernet(0x0800, join(there, new byte[3000]));
        ByteBuf direct = Unpooled.directBuffer().writeZero(5).writeBytes(frame).skipBytes(5);
        ByteBuf slice =
                Unpooled.wrappedBuffer(join(new byte[7], frame, new byte[3])).slice(7, frame.length);
        try {
            assertThat(hash.hash(Packet.of(Instant.EPOCH, LinkType.ETHERNET, direct)))
                    .isEqualTo(expected);
            assertThat(direct.readableBytes()).isEqualTo(frame.length);
            assertThat(hash.hash(Packet.of(Instant.EPOCH, LinkType.ETHERNET, slice)))
                    .isEqualTo(expected);
        } finally {
            direct.release();
        }
    }

    @Test
    void whatTheCaptureCutDoesNotMatter() {
        ByteBuf beginning = Unpooled.wrappedBuffer(there, 0, 40);
        assertThat(hash.hash(Packet.of(Instant.EPOCH, LinkType.RAW, beginning, there.length)))
                .isEqualTo(expected);
    }

    @Test
    void tunnelsOnIpDoNotMatter() {
        assertThat(ip(Packets.v4(LEFT, RIGHT, 4, there))).isEqualTo(expected);
        assertThat(ip(Packets.v4(RIGHT, LEFT, 47, join(hex("0000 0800"), back))))
                .isEqualTo(expected);
        assertThat(ip(Packets.v4(LEFT, RIGHT, 47, join(hex("0000 6558"), ethernet(0x0800, back)))))
                .isEqualTo(expected);
        assertThat(ip(Packets.v4(LEFT, RIGHT, 41, Packets.v6("2001:db8::1", "2001:db8::2", 4, there))))
                .isEqualTo(expected);
    }

    @Test
    void tunnelsThatAreNotFollowedAreHashedByTheirHosts() {
        byte[] tunnel = Packets.v4(LEFT, RIGHT, 4, there);
        byte[] deeper =
                Packets.v4("203.0.113.1", "203.0.113.2", 4, Packets.v4("203.0.113.3", "203.0.113.4", 4, tunnel));
        assertThat(ip(deeper)).isEqualTo(ip(Packets.v4(LEFT, RIGHT, 17, there)));
        PacketFlowHash outer = new PacketFlowHash(0);
        Packet packet = Packet.of(Instant.EPOCH, LinkType.RAW, Unpooled.wrappedBuffer(tunnel));
        assertThat(outer.hash(packet)).isEqualTo(ip(Packets.v4(LEFT, RIGHT, 17, there)));
    }

    @Test
    void whatUdpCarriesGoesWithItsFlow() {
        byte[] vxlan = udp(50000, 4789, join(hex("0800000000012300"), ethernet(0x0800, there)));
        assertThat(ip(Packets.v4(LEFT, RIGHT, 17, vxlan)))
                .isEqualTo(ip(Packets.v4(RIGHT, LEFT, 17, udp(1, 2, hex("")))));
    }

    @Test
    void fragmentsGoWithTheirHosts() {
        byte[] payload = udp(1000, 53, noise(6, 300));
        for (int at = 0; at < 300; at += 80) {
            assertThat(ip(Packets.v4Fragment(9, payload, at, Math.min(at + 80, payload.length))))
                    .isEqualTo(expected);
        }
        byte[] last = Packets.v6Fragment(9, payload, 80, payload.length);
        assertThat(ip(last)).isEqualTo(ip(Packets.v6("2001:db8::2", "2001:db8::1", 6, hex(""))));
    }

    private byte[] part(int id, byte[] payload, int from, int to) {
        int flags = from / 8 | (to < payload.length ? 0x2000 : 0);
        return Packets.v4(LEFT, RIGHT, 4, id, flags, new byte[0], Arrays.copyOfRange(payload, from, to));
    }

    @Test
    void laterFragmentsOfATunnelsPacketFollowTheFirst() {
        assertThat(ip(part(5, there, 0, 160))).isEqualTo(expected);
        assertThat(ip(part(5, there, 160, 240))).isEqualTo(expected);
        assertThat(ip(part(5, there, 240, there.length))).isEqualTo(expected);
        byte[] header = fragmentHeader(4, 0, true, 77);
        byte[] first = join(header, Arrays.copyOf(there, 160));
        byte[] second = join(fragmentHeader(4, 160, false, 77), Arrays.copyOfRange(there, 160, there.length));
        assertThat(ip(Packets.v6("2001:db8::1", "2001:db8::2", 44, first))).isEqualTo(expected);
        assertThat(ip(Packets.v6("2001:db8::1", "2001:db8::2", 44, second))).isEqualTo(expected);
    }

    @Test
    void fragmentsOfPacketsThatAreTunnelledTwiceFollowToo() {
        byte[] inner = part(6, there, 0, 160);
        byte[] outer = Packets.v4("203.0.113.1", "203.0.113.2", 4, 8, 0x2000, new byte[0], Arrays.copyOf(inner, 80));
        byte[] outerRest = Packets.v4(
                "203.0.113.1", "203.0.113.2", 4, 8, 10, new byte[0], Arrays.copyOfRange(inner, 80, inner.length));
        assertThat(ip(outer)).isEqualTo(expected);
        assertThat(ip(outerRest)).isEqualTo(expected);
        assertThat(ip(part(6, there, 160, there.length))).isEqualTo(expected);
    }

    @Test
    void beforeTheFirstFragmentOrWithoutItTheOuterHostsCount() {
        int outer = ip(Packets.v4(LEFT, RIGHT, 17, there));
        assertThat(ip(part(5, there, 160, there.length))).isEqualTo(outer);
        assertThat(ip(part(5, there, 0, 160))).isEqualTo(expected);
        assertThat(ip(part(6, there, 160, there.length))).isEqualTo(outer);
    }

    @Test
    void whatHasNoHostsIsZero() {
        assertThat(hash(LinkType.ETHERNET, ethernet(0x0806, noise(7, 28)))).isZero();
        assertThat(hash(LinkType.ETHERNET, ethernet(0x88cc, noise(7, 28)))).isZero();
        assertThat(hash(LinkType.ETHERNET, hex("0200"))).isZero();
        assertThat(hash(LinkType.RAW, hex("4500"))).isZero();
        assertThat(hash(LinkType.UNKNOWN, there)).isZero();
    }

    @Test
    void whateverComesNothingIsThrown() {
        Random random = new Random(8);
        byte[] tunnel = Packets.v4(LEFT, RIGHT, 47, join(hex("0000 6558"), ethernet(0x0800, part(3, there, 0, 160))));
        byte[][] seeds = {there, tunnel, part(3, there, 160, 240), Packets.v6Fragment(2, there, 0, 80)};
        for (int i = 0; i < 300_000; i++) {
            byte[] packet = ethernet(0x0800, seeds[random.nextInt(seeds.length)]);
            for (int flips = random.nextInt(5); flips > 0; flips--) {
                packet[random.nextInt(Math.min(packet.length, 90))] ^= (byte) (1 << random.nextInt(8));
            }
            int length = random.nextInt(6) == 0 ? random.nextInt(packet.length) : packet.length;
            hash(LinkType.ETHERNET, Arrays.copyOf(packet, length));
        }
        assertThat(ip(back)).isEqualTo(expected);
    }
}
