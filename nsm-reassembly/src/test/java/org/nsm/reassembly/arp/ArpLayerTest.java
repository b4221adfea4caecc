package org.nsm.reassembly.arp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.nsm.reassembly.ip.SamplePackets.address;
import static org.nsm.reassembly.ip.SamplePackets.hex;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nsm.api.LinkType;
import org.nsm.api.event.ArpEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.Subscription;
import org.nsm.events.EventRecorder;
import org.nsm.reassembly.flow.Core;
import org.nsm.reassembly.link.Frame;
import org.nsm.reassembly.link.LinkLayers;

class ArpLayerTest {

    private static final String ETHERNET = "ffffffffffff 02aabbccdd01 0806";
    private static final String REQUEST = "0001 0800 06 04 0001 02aabbccdd01 0a060015 000000000000 0a060001";

    private final EventRecorder events = new EventRecorder();
    private final Core core = new Core(new AnalyzerConfiguration(
            List.of(new Subscription<>(Event.class, events)),
            (event, error) -> {
                throw new AssertionError(error);
            },
            Map.of(),
            List.of(),
            Set.of()));
    private final ArpLayer layer = new ArpLayer(core);
    private final Frame frame = new Frame();

    private void feed(byte[] packet, LinkType type) {
        LinkLayers.decode(packet, 0, packet.length, packet.length, type, frame);
        if (frame.payload() == Frame.Payload.ARP) {
            layer.packet(packet, frame);
        }
    }

    private void feed(String packet) {
        feed(hex(ETHERNET + packet), LinkType.ETHERNET);
    }

    @Test
    void aRequestAsksForAnAddress() {
        feed(REQUEST + "00".repeat(18));

        assertThat(events.events())
                .containsExactly(new ArpEvent.Request(
                        "02:aa:bb:cc:dd:01",
                        "ff:ff:ff:ff:ff:ff",
                        address("10.6.0.21"),
                        "02:aa:bb:cc:dd:01",
                        address("10.6.0.1"),
                        "00:00:00:00:00:00"));
    }

    @Test
    void aReplyTellsWhereAnAddressIs() {
        feed(
                hex("02aabbccdd01 02aabbccdd02 0806"
                        + "0001 0800 06 04 0002 02aabbccdd02 0a060001 02aabbccdd01 0a060015"),
                LinkType.ETHERNET);

        assertThat(events.events())
                .containsExactly(new ArpEvent.Reply(
                        "02:aa:bb:cc:dd:02",
                        "02:aa:bb:cc:dd:01",
                        address("10.6.0.1"),
                        "02:aa:bb:cc:dd:02",
                        address("10.6.0.21"),
                        "02:aa:bb:cc:dd:01"));
    }

    @Test
    void whatTheLinkDoesNotTellIsZeroAndNotCompared() {
        feed(hex("0001 0001 0006 02aabbccdd01 0000 0806" + REQUEST), LinkType.LINUX_SLL);
        feed(hex("0001 0001 0000 000000000000 0000 0806" + REQUEST.replace("dd01", "dd09")), LinkType.LINUX_SLL);

        assertThat(events.events(ArpEvent.Request.class))
                .extracting(ArpEvent.Request::macSource, ArpEvent.Request::macDestination)
                .containsExactly(
                        tuple("02:aa:bb:cc:dd:01", "00:00:00:00:00:00"),
                        tuple("00:00:00:00:00:00", "00:00:00:00:00:00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0006 0800 06 04 0001 | unknown-arp-hw-address (hrd=6)",
                "0001 86dd 06 04 0001 | unknown-arp-proto-address (pro=34525)",
                "0001 0800 06 04 0000 | invalid-arp-opcode (opcode=0)",
                "0001 0800 06 04 0003 | unimplemented-arp-opcode (3)",
                "0001 0800 06 04 0004 | unimplemented-arp-opcode (4)",
                "0001 0800 06 04 0008 | unimplemented-arp-opcode (8)",
                "0001 0800 06 04 0009 | unimplemented-arp-opcode (9)",
                "0001 0800 06 04 000a | invalid-arp-opcode (opcode=10)",
            })
    void whatIsNoAddressResolutionOfEthernetIsBad(String header, String explanation) {
        feed(header + REQUEST.substring("0001 0800 06 04 0001".length()));

        assertThat(events.events())
                .containsExactly(new ArpEvent.Bad(
                        address("10.6.0.21"),
                        "02:aa:bb:cc:dd:01",
                        address("10.6.0.1"),
                        "00:00:00:00:00:00",
                        explanation));
    }

    @Test
    void aSenderOtherThanThatOfTheFrameIsBad() {
        feed(REQUEST.replace("dd01", "dd02"));

        assertThat(events.events(ArpEvent.Bad.class))
                .extracting(ArpEvent.Bad::sha, ArpEvent.Bad::explanation)
                .containsExactly(tuple("02:aa:bb:cc:dd:02", "weird-arp-sha"));
    }

    @Test
    void oddLengthsSayWhereTheAddressesAre() {
        feed("0001 0800 05 04 0001 02aabbccdd01 0a060015 000000000000 0a060001");
        feed("0001 0800 06 03 0001 02aabbccdd01 0a060015 000000000000 0a060001");

        assertThat(events.events())
                .containsExactly(
                        new ArpEvent.Bad(
                                address("1.10.6.0"),
                                "02:aa:bb:cc:dd:01",
                                address("0.0.10.6"),
                                "15:00:00:00:00:00",
                                "corrupt-arp-header (hrd=1, hln=5)"),
                        new ArpEvent.Bad(
                                address("10.6.0.21"),
                                "02:aa:bb:cc:dd:01",
                                address("0.10.6.0"),
                                "15:00:00:00:00:00",
                                "corrupt-arp-header (pro=2048, pln=3)"));
    }

    @Test
    void addressesThatDoNotFitAreZero() {
        feed("0001 0800 00 00 0001");

        assertThat(events.events())
                .containsExactly(new ArpEvent.Bad(
                        address("0.0.0.0"),
                        "00:00:00:00:00:00",
                        address("0.0.0.0"),
                        "00:00:00:00:00:00",
                        "corrupt-arp-header (hrd=1, hln=0)"));
    }

    @Test
    void aPacketMayEndAnywhere() {
        byte[] whole = hex(ETHERNET + REQUEST);
        for (int length = 14; length < whole.length; length++) {
            feed(Arrays.copyOf(whole, length), LinkType.ETHERNET);
        }

        assertThat(events.events(ArpEvent.class)).isEmpty();
        assertThat(events.events(WeirdEvent.OfNetwork.class))
                .hasSize(28)
                .extracting(WeirdEvent.OfNetwork::name)
                .containsOnly("truncated_ARP");
        assertThat(core.counters.malformed).isEqualTo(28);
    }

    @Test
    void damagedPacketsDoNoHarm() {
        Random random = new Random(20261120);
        for (int round = 0; round < 10_000; round++) {
            byte[] packet = hex(ETHERNET + REQUEST);
            for (int i = random.nextInt(4); i >= 0; i--) {
                packet[14 + random.nextInt(packet.length - 14)] = (byte) random.nextInt(256);
            }
            feed(Arrays.copyOf(packet, 14 + random.nextInt(60)), LinkType.ETHERNET);
        }
        assertThat(events.events(ArpEvent.Bad.class)).isNotEmpty();
    }
}
