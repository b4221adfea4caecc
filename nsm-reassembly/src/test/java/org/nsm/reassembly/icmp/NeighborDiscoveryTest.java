package org.nsm.reassembly.icmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.reassembly.ip.SamplePackets.address;
import static org.nsm.reassembly.ip.SamplePackets.icmpV6;
import static org.nsm.reassembly.ip.SamplePackets.v6;

import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.api.event.Icmp;
import org.nsm.api.event.IcmpEvent;
import org.nsm.reassembly.ip.SamplePackets;

class NeighborDiscoveryTest {

    private static final String A = "fe80::1";
    private static final String B = "fe80::2";
    private static final String TARGET = "fe800000000000000000000000000003";
    private static final String DESTINATION = "20010db8000000000000000000000004";

    private final IcmpBench bench = new IcmpBench();

    private List<Icmp.NdOption> options(String options) {
        bench.feed(icmpV6(A, B, "8500 0000 00000000" + options));
        return bench.only(IcmpEvent.RouterSolicitation.class).options();
    }

    @Test
    void aRouterAdvertisementHasItsFlagsAndTimes() {
        bench.feed(icmpV6(A, B, "8600 0000 40 ad 0708 00007530 000003e8"));

        IcmpEvent.RouterAdvertisement advertisement = bench.only(IcmpEvent.RouterAdvertisement.class);
        assertThat(advertisement.currentHopLimit()).isEqualTo(64);
        assertThat(advertisement.managed()).isTrue();
        assertThat(advertisement.other()).isFalse();
        assertThat(advertisement.homeAgent()).isTrue();
        assertThat(advertisement.preference()).isEqualTo(1);
        assertThat(advertisement.proxy()).isTrue();
        assertThat(advertisement.reserved()).isEqualTo(1);
        assertThat(advertisement.routerLifetime()).isEqualTo(Duration.ofMinutes(30));
        assertThat(advertisement.reachableTime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(advertisement.retransTimer()).isEqualTo(Duration.ofSeconds(1));
        assertThat(advertisement.options()).isEmpty();
    }

    @Test
    void allTimesOfARouterAdvertisementAreUnsigned() {
        bench.feed(icmpV6(A, B, "8600 0000 ff 52 ffff ffffffff ffffffff"));

        IcmpEvent.RouterAdvertisement advertisement = bench.only(IcmpEvent.RouterAdvertisement.class);
        assertThat(advertisement.managed()).isFalse();
        assertThat(advertisement.other()).isTrue();
        assertThat(advertisement.preference()).isEqualTo(2);
        assertThat(advertisement.reserved()).isEqualTo(2);
        assertThat(advertisement.routerLifetime()).isEqualTo(Duration.ofSeconds(65535));
        assertThat(advertisement.reachableTime()).isEqualTo(Duration.ofMillis(4294967295L));
    }

    @Test
    void whatIsMissingOfACutAdvertisementIsZero() {
        bench.feed(icmpV6(A, B, "8600 0000 40 80 0708 00007530 0000"));

        IcmpEvent.RouterAdvertisement advertisement = bench.only(IcmpEvent.RouterAdvertisement.class);
        assertThat(advertisement.reachableTime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(advertisement.retransTimer()).isZero();
    }

    @Test
    void aSolicitationAndItsAdvertisementNameTheTarget() {
        bench.feed(icmpV6(A, B, "8700 0000 00000000" + TARGET + "0101 001122334455"));
        bench.feed(icmpV6(B, A, "8800 0000 a0000000" + TARGET + "0201 66778899aabb"));

        IcmpEvent.NeighborSolicitation solicitation = bench.only(IcmpEvent.NeighborSolicitation.class);
        assertThat(solicitation.target()).isEqualTo(address("fe80::3"));
        assertThat(ByteBufUtil.hexDump(solicitation.options().get(0).linkAddress()))
                .isEqualTo("001122334455");
        IcmpEvent.NeighborAdvertisement advertisement = bench.only(IcmpEvent.NeighborAdvertisement.class);
        assertThat(advertisement.router()).isTrue();
        assertThat(advertisement.solicited()).isFalse();
        assertThat(advertisement.override()).isTrue();
        assertThat(advertisement.target()).isEqualTo(address("fe80::3"));
        assertThat(advertisement.connection().id())
                .isEqualTo(solicitation.connection().id());
    }

    @Test
    void aTargetCutShortIsUnspecified() {
        bench.feed(icmpV6(A, B, "8700 0000 00000000" + TARGET.substring(2)));

        assertThat(bench.only(IcmpEvent.NeighborSolicitation.class).target()).isEqualTo(address("::"));
    }

    @Test
    void aRedirectNamesTheBetterHopAndTheDestination() {
        String quote = HexFormat.of().formatHex(v6(A, "2001:db8::4", 17, SamplePackets.hex("9c41003500080000")));
        bench.feed(icmpV6(B, A, "8900 0000 00000000" + TARGET + DESTINATION + "0407 000000000000" + quote));

        IcmpEvent.Redirect redirect = bench.only(IcmpEvent.Redirect.class);
        assertThat(redirect.target()).isEqualTo(address("fe80::3"));
        assertThat(redirect.destination()).isEqualTo(address("2001:db8::4"));
        Icmp.Context redirected = redirect.options().get(0).redirect();
        assertThat(redirected).isNotNull();
        assertThat(redirected.id().responderPort()).hasToString("53/udp");
    }

    @Test
    void aPrefixComesWithItsLifetimes() {
        Icmp.NdOption option = options("0304 40 80 ffffffff 00093a80 00000000 20010db8007700000000000000000000")
                .get(0);

        assertThat(option.type()).isEqualTo(3);
        assertThat(option.length()).isEqualTo(4);
        assertThat(option.prefix())
                .isEqualTo(new Icmp.NdPrefixInfo(
                        64,
                        true,
                        false,
                        Duration.ofSeconds(4294967295L),
                        Duration.ofDays(7),
                        address("2001:db8:77::")));
        assertThat(option.payload()).isNull();
    }

    @Test
    void anMtuIsUnsigned() {
        assertThat(options("0501 0000 ffffffff").get(0).mtu()).isEqualTo(4294967295L);
    }

    @Test
    void theContentsOfOtherOptionsAreGivenAsTheyAre() {
        List<Icmp.NdOption> options = options("0e01 112233445566 0101 001122334455");

        assertThat(ByteBufUtil.hexDump(options.get(0).payload())).isEqualTo("112233445566");
        assertThat(options.get(0).linkAddress()).isNull();
        assertThat(options).hasSize(2);
    }

    @Test
    void anOptionMayBeLongerThan256Bytes() {
        List<Icmp.NdOption> options = options("6321" + "41".repeat(262) + "0501 0000 000005dc");

        assertThat(options.get(0).payload().readableBytes()).isEqualTo(262);
        assertThat(options.get(1).mtu()).isEqualTo(1500L);
    }

    @Test
    void anOptionCutShortIsGivenAsFarAsItGoes() {
        Icmp.NdOption option = options("0102 616263").get(0);

        assertThat(option.length()).isEqualTo(2);
        assertThat(ByteBufUtil.hexDump(option.payload())).isEqualTo("616263");
        assertThat(option.linkAddress()).isNull();
    }

    @Test
    void aPrefixTooShortForItsFieldsIsNotReadBeyondItsEnd() {
        List<Icmp.NdOption> options = options("0301 40c000000001 0101 001122334455".repeat(4));

        assertThat(options).hasSize(8);
        assertThat(options.get(0).prefix()).isNull();
        assertThat(ByteBufUtil.hexDump(options.get(0).payload())).isEqualTo("40c000000001");
    }

    @Test
    void aLengthOfZeroEndsTheOptions() {
        assertThat(options("0501 0000 000005dc 0100 000000000000 0501 0000 000005dc"))
                .hasSize(1);
    }

    @Test
    void aSingleByteIsNoOption() {
        assertThat(options("01")).isEmpty();
    }
}
