package org.nsm.reassembly.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.reassembly.ip.SamplePackets.address;
import static org.nsm.reassembly.ip.SamplePackets.hex;
import static org.nsm.reassembly.ip.SamplePackets.icmp;
import static org.nsm.reassembly.ip.SamplePackets.icmpV6;
import static org.nsm.reassembly.ip.SamplePackets.v4;
import static org.nsm.reassembly.ip.SamplePackets.v6;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nsm.api.Port;
import org.nsm.api.event.Ip;
import org.nsm.api.event.MobileIp;

class PacketHeadersTest {

    private static final String A = "10.0.0.1";
    private static final String B = "198.51.100.9";
    private static final String A6 = "2001:db8::1";
    private static final String B6 = "2001:db8::9";
    private static final String UDP = "9c40 829a 000c 0000 61626364";
    private static final String TCP = "8235 01bb fffffffe 00000007 60c2 7210 0000 0000 020405b4 6162";

    private final IpPacket packet = new IpPacket();

    private Ip.PacketHeader headers(byte[] bytes) {
        return headers(bytes, bytes.length);
    }

    private Ip.PacketHeader headers(byte[] bytes, int captured) {
        assertThat(packet.decode(bytes, 0, captured, bytes.length, false)).isTrue();
        return PacketHeaders.of(packet);
    }

    private List<Ip.ExtensionHeader> extensions(int first, String payload) {
        Ip.V6Header header = headers(v6(A6, B6, first, hex(payload))).ip6();
        assertThat(header).isNotNull();
        return header.extensions();
    }

    private static Ip.Option option(int type, String data) {
        byte[] bytes = hex(data);
        return new Ip.Option(type, bytes.length, Unpooled.wrappedBuffer(bytes));
    }

    @Test
    void aTcpPacketInIpv4() {
        Ip.PacketHeader header = headers(v4(A, B, 6, hex(TCP)));

        assertThat(header)
                .isEqualTo(new Ip.PacketHeader(
                        new Ip.V4Header(20, 0, 46, 0x1234, 64, 6, address(A), address(B)),
                        null,
                        new Ip.TcpHeader(Port.tcp(33333), Port.tcp(443), 4294967294L, 7, 24, 2, 0xc2, 0x7210),
                        null,
                        null));
    }

    @Test
    void aUdpPacketInIpv6() {
        byte[] bytes = v6(A6, B6, 17, hex(UDP));
        bytes[0] = 0x6a;
        bytes[1] = (byte) 0xb5;
        bytes[2] = 0x67;
        bytes[3] = (byte) 0x89;

        assertThat(headers(bytes))
                .isEqualTo(new Ip.PacketHeader(
                        null,
                        new Ip.V6Header(0xab, 0x56789, 12, 17, 64, address(A6), address(B6), List.of()),
                        null,
                        new Ip.UdpHeader(Port.udp(40000), Port.udp(33434), 12),
                        null));
    }

    @Test
    void aMessageOfIcmpInEitherVersion() {
        assertThat(headers(icmp(A, B, "0800 0000 00010001")).icmp()).isEqualTo(new Ip.IcmpHeader(8));
        assertThat(headers(icmpV6(A6, B6, "8700 0000 00000000")).icmp()).isEqualTo(new Ip.IcmpHeader(135));
    }

    @ParameterizedTest
    @CsvSource({"6, 39", "17, 27", "1, 27"})
    void aTransportHeaderCutShortIsLeftOut(int protocol, int captured) {
        Ip.PacketHeader header = headers(v4(A, B, protocol, hex(TCP)), captured);

        assertThat(header.ip()).isNotNull();
        assertThat(header.tcp()).isNull();
        assertThat(header.udp()).isNull();
        assertThat(header.icmp()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"40", "f0"})
    void aTcpHeaderOfAnImpossibleLengthIsLeftOut(String offset) {
        assertThat(headers(v4(A, B, 6, hex(TCP.replace("60c2", offset + "c2")))).tcp())
                .isNull();
    }

    @Test
    void laterFragmentsHaveNoTransportHeader() {
        byte[] bytes = v4(A, B, 17, hex(UDP));
        bytes[7] = 1;

        assertThat(headers(bytes).udp()).isNull();
    }

    @Test
    void optionsForHopsAndForTheDestinationWithTheirPadding() {
        List<Ip.ExtensionHeader> headers =
                extensions(0, "3c00 0502 0000 0100 1101 0100 001e 02ab cd00000000000000" + UDP);

        assertThat(headers).hasSize(2);
        assertThat(headers.get(0).id()).isZero();
        assertThat(headers.get(0).hopopts())
                .isEqualTo(new Ip.HopByHopOptions(60, 0, List.of(option(5, "0000"), option(1, ""))));
        assertThat(headers.get(1).id()).isEqualTo(60);
        Ip.DestinationOptions destination = headers.get(1).dstopts();
        assertThat(destination).isNotNull();
        assertThat(destination.length()).isEqualTo(1);
        assertThat(destination.options()).startsWith(option(1, ""), option(0, ""), option(30, "abcd"));
        assertThat(destination.options()).hasSize(10);
    }

    @Test
    void anOptionBeyondItsHeaderEndsTheList() {
        Ip.HopByHopOptions options =
                extensions(0, "1100 0500 1e09 6162" + UDP).get(0).hopopts();

        assertThat(options).isNotNull();
        assertThat(options.options()).containsExactly(option(5, ""));
    }

    @Test
    void aRoutingHeaderDoesNotHideTheDestinationOfTheIpHeader() {
        Ip.V6Header header = headers(v6(A6, B6, 43, hex("1102 0001 00000000 20010db8000000000000000000000077" + UDP)))
                .ip6();

        assertThat(header).isNotNull();
        assertThat(header.destination()).isEqualTo(address(B6));
        Ip.Routing routing = header.extensions().get(0).routing();
        assertThat(routing).isNotNull();
        assertThat(routing.length()).isEqualTo(2);
        assertThat(routing.type()).isZero();
        assertThat(routing.segmentsLeft()).isEqualTo(1);
        assertThat(ByteBufUtil.hexDump(routing.data())).isEqualTo("0000000020010db8000000000000000000000077");
    }

    @Test
    void aFragmentCountsItsOffsetInUnitsOfEightBytes() {
        List<Ip.ExtensionHeader> headers = extensions(44, "1107 0045 fedcba98" + UDP);

        assertThat(headers.get(0).fragment()).isEqualTo(new Ip.Fragment(17, 7, 8, 2, true, 0xfedcba98L));
    }

    @Test
    void anAuthenticationHeaderMayBeTooShortForItsNumber() {
        List<Ip.ExtensionHeader> whole = extensions(51, "1104 0000 00000100 00000005 000102030405060708090a0b" + UDP);
        List<Ip.ExtensionHeader> empty = extensions(51, "1100 0000 00000100" + UDP);

        assertThat(whole.get(0).ah())
                .isEqualTo(new Ip.Authentication(
                        17, 4, 0, 256, 5L, Unpooled.wrappedBuffer(hex("000102030405060708090a0b"))));
        assertThat(empty.get(0).ah()).isEqualTo(new Ip.Authentication(17, 0, 0, 256, null, null));
    }

    @Test
    void anEncryptedPayloadIsTheLastExtension() {
        List<Ip.ExtensionHeader> headers = extensions(0, "3200 0104 00000000 00001001 00000008 0102030405060708");

        assertThat(headers).hasSize(2);
        assertThat(headers.get(1).id()).isEqualTo(50);
        assertThat(headers.get(1).esp()).isEqualTo(new Ip.Esp(4097, 8));
    }

    private MobileIp.Header mobility(String header) {
        List<Ip.ExtensionHeader> headers = extensions(135, header);
        assertThat(headers).hasSize(1);
        assertThat(headers.get(0).id()).isEqualTo(135);
        MobileIp.Header mobility = headers.get(0).mobility();
        assertThat(mobility).isNotNull();
        return mobility;
    }

    @Test
    void theMobilityHeaderHasWhatAllMessagesShare() {
        MobileIp.Header header = mobility("3b00 0009 d997 0000");

        assertThat(header.nextHeader()).isEqualTo(59);
        assertThat(header.length()).isZero();
        assertThat(header.messageType()).isZero();
        assertThat(header.reserved()).isEqualTo(9);
        assertThat(header.checksum()).isEqualTo(0xd997);
        assertThat(header.message().bindingRefreshRequest())
                .isEqualTo(new MobileIp.BindingRefreshRequest(0, List.of()));
    }

    @Test
    void testsOfReachability() {
        assertThat(mobility("3b01 0100 0000 0007 8000000000000001").message().homeTestInit())
                .isEqualTo(new MobileIp.HomeTestInit(7, 0x8000000000000001L, List.of()));
        assertThat(mobility("3b01 0200 0000 0007 0000000000000001").message().careOfTestInit())
                .isEqualTo(new MobileIp.CareOfTestInit(7, 1, List.of()));
        assertThat(mobility("3b02 0300 0000 0007 0000000000000001 0000000000000002")
                        .message()
                        .homeTest())
                .isEqualTo(new MobileIp.HomeTest(7, 1, 2, List.of()));
        assertThat(mobility("3b02 0400 0000 0007 0000000000000001 0000000000000002")
                        .message()
                        .careOfTest())
                .isEqualTo(new MobileIp.CareOfTest(7, 1, 2, List.of()));
    }

    @Test
    void bindings() {
        assertThat(mobility("3b01 0500 0000 002a d000 0008 0102 0000").message().bindingUpdate())
                .isEqualTo(new MobileIp.BindingUpdate(42, true, true, false, true, 8, List.of(option(1, "0000"))));
        assertThat(mobility("3b01 0600 0000 8080 002a 0008 0102 0000").message().bindingAcknowledgement())
                .isEqualTo(new MobileIp.BindingAcknowledgement(128, true, 42, 8, List.of(option(1, "0000"))));
        assertThat(mobility("3b02 0700 0000 0100 20010db8000000000000000000000077")
                        .message()
                        .bindingError())
                .isEqualTo(new MobileIp.BindingError(1, address("2001:db8::77"), List.of()));
    }

    @ParameterizedTest
    @CsvSource({"3b00 0500 0000 002a, 5", "3b00 2a00 0000 0000, 42"})
    void aMessageThatIsUnknownOrDoesNotFitHasNoContents(String header, int type) {
        MobileIp.Message message = mobility(header + "000000000000000000000000").message();

        assertThat(message).isEqualTo(new MobileIp.Message(type, null, null, null, null, null, null, null, null));
    }

    @Test
    void everyPacketMayEndAnywhereAndBeDamaged() {
        List<byte[]> samples = List.of(
                v4(A, B, 6, hex(TCP)),
                v6(
                        A6,
                        B6,
                        0,
                        hex("3c00 0502 0000 0100 3300 0102 0000 0000 3c04 0000 00000100 00000005"
                                + "00".repeat(12) + "2b00 0000 0000 0000 2c02 0001 00000000" + "20".repeat(16)
                                + "1100 0000 00000001" + UDP)),
                v6(A6, B6, 60, hex("3200 0104 00000000 00001001 00000008")),
                v6(A6, B6, 60, hex("8700 0104 00000000 3b02 0700 0000 0100" + "20".repeat(16))));
        Random random = new Random(20261120);
        int decoded = 0;
        for (int round = 0; round < 40_000; round++) {
            byte[] bytes = samples.get(random.nextInt(samples.size())).clone();
            for (int i = random.nextInt(5); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int captured = random.nextInt(3) == 0 ? bytes.length : random.nextInt(bytes.length + 1);
            if (packet.decode(bytes, 0, captured, bytes.length, random.nextBoolean())) {
                PacketHeaders.of(packet);
                decoded++;
            }
        }
        assertThat(decoded).isGreaterThan(1000);
    }
}
