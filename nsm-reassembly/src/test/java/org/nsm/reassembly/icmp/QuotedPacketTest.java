package org.nsm.reassembly.icmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.reassembly.ip.SamplePackets.hex;
import static org.nsm.reassembly.ip.SamplePackets.icmp;
import static org.nsm.reassembly.ip.SamplePackets.icmpV6;
import static org.nsm.reassembly.ip.SamplePackets.v4;
import static org.nsm.reassembly.ip.SamplePackets.v6;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nsm.api.event.Icmp;
import org.nsm.api.event.IcmpEvent;

class QuotedPacketTest {

    private static final String A = "10.0.0.1";
    private static final String B = "198.51.100.9";
    private static final String A6 = "2001:db8::1";
    private static final String B6 = "2001:db8::9";
    private static final byte[] UDP = hex("9c40 829a 000c 0000 61626364");
    private static final byte[] TCP = hex("8235 01bb 00000001 00000000 5002 7210 0000 0000");

    private final QuotedPacket quoted = new QuotedPacket();

    private Icmp.Context read(byte[] quote) {
        return quoted.read(quote, 0, quote.length, quote[0] >>> 4 == 6);
    }

    private Icmp.Context read(byte[] quote, int length) {
        return quoted.read(quote, 0, length, quote[0] >>> 4 == 6);
    }

    @Test
    void aUdpPacketIsKnownByItsPorts() {
        Icmp.Context context = read(v4(A, B, 17, UDP));

        assertThat(context.id()).hasToString("10.0.0.1 40000/udp > 198.51.100.9 33434/udp");
        assertThat(context.protocol()).isEqualTo(2);
        assertThat(context.length()).isEqualTo(32);
        assertThat(context.dontFragment()).isTrue();
        assertThat(context.moreFragments()).isFalse();
        assertThat(context.fragmentOffset()).isZero();
        assertThat(context.badHeaderLength()).isFalse();
        assertThat(context.badChecksum()).isFalse();
    }

    @Test
    void theBeginningOfATcpHeaderIsEnough() {
        Icmp.Context context = read(v4(A, B, 6, TCP), 28);

        assertThat(context.id()).hasToString("10.0.0.1 33333/tcp > 198.51.100.9 443/tcp");
        assertThat(context.protocol()).isEqualTo(1);
        assertThat(context.length()).isEqualTo(40);
    }

    @Test
    void anIcmpPacketIsKnownByItsTypeAndThatOfTheReplyOrTheCode() {
        Icmp.Context ping = read(icmp(A, B, "0800 0000 0001 0001"));
        Icmp.Context redirect = read(icmp(A, B, "0501 0000 00000000"));
        Icmp.Context pingV6 = read(icmpV6(A6, B6, "8000 0000 0001 0001"));

        assertThat(ping.id()).hasToString("10.0.0.1 8/icmp > 198.51.100.9 0/icmp");
        assertThat(ping.protocol()).isEqualTo(3);
        assertThat(redirect.id()).hasToString("10.0.0.1 5/icmp > 198.51.100.9 1/icmp");
        assertThat(pingV6.id().originatorPort()).hasToString("128/icmp");
        assertThat(pingV6.id().responderPort()).hasToString("129/icmp");
        assertThat(pingV6.protocol()).isEqualTo(3);
    }

    @Test
    void otherProtocolsHaveNoPorts() {
        Icmp.Context context = read(v4(A, B, 89, UDP));

        assertThat(context.id()).hasToString("10.0.0.1 0/unknown > 198.51.100.9 0/unknown");
        assertThat(context.protocol()).isZero();
        assertThat(context.badHeaderLength()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"20", "23"})
    void whereThePortsAreCutOffTheAddressesRemain(int length) {
        Icmp.Context context = read(v4(A, B, 17, UDP), length);

        assertThat(context.id()).hasToString("10.0.0.1 0/unknown > 198.51.100.9 0/unknown");
        assertThat(context.protocol()).isZero();
        assertThat(context.length()).isEqualTo(32);
        assertThat(context.dontFragment()).isTrue();
        assertThat(context.badHeaderLength()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "19"})
    void withoutAWholeHeaderNothingIsKnown(int length) {
        Icmp.Context context = read(v4(A, B, 17, UDP), length);

        assertThat(context.id()).hasToString("0:0:0:0:0:0:0:0 0/unknown > 0:0:0:0:0:0:0:0 0/unknown");
        assertThat(context.length()).isZero();
        assertThat(context.badHeaderLength()).isTrue();
        assertThat(context.dontFragment()).isFalse();
    }

    @Test
    void optionsThatWereNotQuotedHideEverything() {
        byte[] quote = v4(A, B, 17, UDP);
        quote[0] = 0x4f;

        assertThat(read(quote).length()).isZero();
        assertThat(read(quote).badHeaderLength()).isTrue();
    }

    @Test
    void theChecksumOfTheHeaderIsVerified() {
        byte[] quote = v4(A, B, 17, UDP);
        quote[8]--;

        assertThat(read(quote).badChecksum()).isTrue();
    }

    @Test
    void theFirstFragmentHasThePorts() {
        byte[] quote = v4(A, B, 17, UDP);
        quote[6] = 0x20;
        Icmp.Context context = read(quote);

        assertThat(context.id()).hasToString("10.0.0.1 40000/udp > 198.51.100.9 33434/udp");
        assertThat(context.moreFragments()).isTrue();
        assertThat(context.dontFragment()).isFalse();
        assertThat(context.badHeaderLength()).isFalse();
    }

    @Test
    void laterFragmentsHaveNoPorts() {
        byte[] quote = v4(A, B, 17, UDP);
        quote[6] = 0;
        quote[7] = (byte) 185;
        Icmp.Context context = read(quote);

        assertThat(context.id()).hasToString("10.0.0.1 0/unknown > 198.51.100.9 0/unknown");
        assertThat(context.fragmentOffset()).isEqualTo(1480);
        assertThat(context.badHeaderLength()).isTrue();
        assertThat(context.protocol()).isZero();
    }

    @Test
    void aLengthOfZeroIsQuotedAsItIs() {
        byte[] quote = v4(A, B, 17, UDP);
        quote[2] = 0;
        quote[3] = 0;

        assertThat(read(quote).length()).isZero();
        assertThat(read(quote).protocol()).isEqualTo(2);
    }

    @Test
    void anIpv6PacketCountsItsHeader() {
        Icmp.Context context = read(v6(A6, B6, 17, UDP));

        assertThat(context.id()).hasToString("2001:db8:0:0:0:0:0:1 40000/udp > 2001:db8:0:0:0:0:0:9 33434/udp");
        assertThat(context.length()).isEqualTo(52);
        assertThat(context.protocol()).isEqualTo(2);
        assertThat(context.dontFragment()).isFalse();
        assertThat(context.badChecksum()).isFalse();
    }

    @Test
    void extensionHeadersAreFollowedToThePortsAndTheFinalDestination() {
        byte[] headers = hex("2b00 010400000000 1102 0001 00000000 20010db8000000000000000000000077"
                + HexFormat.of().formatHex(UDP));
        Icmp.Context context = read(v6(A6, B6, 0, headers));

        assertThat(context.id()).hasToString("2001:db8:0:0:0:0:0:1 40000/udp > 2001:db8:0:0:0:0:0:77 33434/udp");
    }

    @Test
    void extensionHeadersCutShortHideThePortsOnly() {
        byte[] quote = v6(A6, B6, 0, hex("1100 010400000000 9c40829a"));
        Icmp.Context context = read(quote, 44);

        assertThat(context.id()).hasToString("2001:db8:0:0:0:0:0:1 0/unknown > 2001:db8:0:0:0:0:0:9 0/unknown");
        assertThat(context.length()).isEqualTo(52);
        assertThat(context.badHeaderLength()).isTrue();
    }

    @Test
    void fragmentsOfIpv6AreTold() {
        Icmp.Context context = read(v6(A6, B6, 44, hex("1100 0041 00abcdef 9c40829a")));

        assertThat(context.fragmentOffset()).isEqualTo(64);
        assertThat(context.moreFragments()).isTrue();
        assertThat(context.badHeaderLength()).isTrue();
    }

    @Test
    void anErrorOfIcmpQuotesIpv4() {
        IcmpBench bench = new IcmpBench();
        String quote = HexFormat.of().formatHex(v4(A, B, 17, UDP));
        bench.feed(icmp(B, A, "0303 0000 00000000" + quote));
        bench.feed(icmp(B, A, "0b00 0000 00000000" + quote));

        IcmpEvent.Unreachable unreachable = bench.only(IcmpEvent.Unreachable.class);
        assertThat(unreachable.code()).isEqualTo(3);
        assertThat(unreachable.context().id().responderPort()).hasToString("33434/udp");
        assertThat(bench.only(IcmpEvent.TimeExceeded.class).context()).isEqualTo(unreachable.context());
        assertThat(bench.events.events(IcmpEvent.class)).hasSize(2);
    }

    @Test
    void everyErrorOfIcmpV6HasOneEvent() {
        IcmpBench bench = new IcmpBench();
        String quote = HexFormat.of().formatHex(v6(A6, B6, 17, UDP));
        for (int type : new int[] {1, 2, 3, 4, 0, 127}) {
            bench.feed(icmpV6(B6, A6, String.format("%02x09 0000 00000000", type) + quote));
        }

        assertThat(bench.only(IcmpEvent.Unreachable.class).context().protocol()).isEqualTo(2);
        assertThat(bench.only(IcmpEvent.PacketTooBig.class).code()).isEqualTo(9);
        assertThat(bench.only(IcmpEvent.TimeExceeded.class).icmp().type()).isEqualTo(3);
        assertThat(bench.only(IcmpEvent.ParameterProblem.class).context().length())
                .isEqualTo(52);
        assertThat(bench.events.events(IcmpEvent.ErrorMessage.class))
                .extracting(error -> error.icmp().type())
                .containsExactly(0, 127);
        assertThat(bench.events.events(IcmpEvent.class)).hasSize(6);
    }
}
