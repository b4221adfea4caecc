package org.nsm.analyzers.teredo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.Captures.eventsOf;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.api.Port;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.Ip;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.TcpEvent;
import org.nsm.api.event.Teredo;
import org.nsm.api.event.TeredoEvent;
import org.nsm.api.event.Tunnel;

class TeredoCapturesTest {

    @Test
    void aClientAndItsServerProveWhoTheyAre() {
        List<String> proofs = eventsOf("teredo/teredo_session.pcap", Event.class).stream()
                .filter(TeredoEvent.Authentication.class::isInstance)
                .map(event -> proof(Objects.requireNonNull(
                        ((TeredoEvent.Authentication) event).inner().auth())))
                .toList();
        assertThat(proofs)
                .containsExactly(
                        "0/0 1234605616436508552 0",
                        "0/0 1234605616436508552 0",
                        "9/16 18446744073709551615 255",
                        "255/0 1 1",
                        "0/255 2 2");
    }

    private static String proof(Teredo.Authentication proof) {
        return proof.id().readableBytes() + "/" + proof.value().readableBytes() + " "
                + Long.toUnsignedString(proof.nonce()) + " " + proof.confirm();
    }

    @Test
    void aServerSaysWhereAPacketCameFrom() {
        assertThat(eventsOf("teredo/teredo_session.pcap", TeredoEvent.OriginIndication.class))
                .extracting(event -> event.inner().origin())
                .containsExactly(
                        new Teredo.Origin(Port.udp(51234), FakeFlow.address("203.0.113.77")),
                        new Teredo.Origin(Port.udp(1), FakeFlow.address("10.0.0.1")),
                        new Teredo.Origin(Port.udp(65535), FakeFlow.address("255.255.255.255")));
    }

    @Test
    void eachDatagramRaisesItsPacketFirst() {
        List<TeredoEvent> events = eventsOf("teredo/teredo_session.pcap", TeredoEvent.class);
        assertThat(events).filteredOn(TeredoEvent.Packet.class::isInstance).hasSize(10);
        assertThat(events.get(0)).isInstanceOf(TeredoEvent.Packet.class);
        assertThat(events.get(1)).isInstanceOf(TeredoEvent.Authentication.class);
    }

    @Test
    void theHeadersInsideAreShown() {
        Ip.PacketHeader header = eventsOf("teredo/teredo_data.pcap", TeredoEvent.Packet.class)
                .get(0)
                .inner()
                .header();
        assertThat(header.ip()).isNull();
        assertThat(Objects.requireNonNull(header.ip6()).nextHeader()).isEqualTo(17);
        assertThat(header.udp()).isEqualTo(new Ip.UdpHeader(Port.udp(40000), Port.udp(53), 39));
    }

    @Test
    void whatIsInsideIsAConnectionOfItsOwn() {
        List<ConnectionEvent.New> connections = eventsOf("teredo/teredo_data.pcap", ConnectionEvent.New.class);
        assertThat(connections.get(0).connection().tunnel()).isEmpty();
        assertThat(connections.subList(1, connections.size()))
                .hasSize(4)
                .allSatisfy(event -> assertThat(event.connection().tunnel())
                        .singleElement()
                        .satisfies(layer -> {
                            assertThat(layer.type()).isEqualTo(Tunnel.Type.TEREDO);
                            assertThat(layer.uid())
                                    .isEqualTo(connections.get(0).connection().uid());
                        }));
        assertThat(eventsOf("teredo/teredo_data.pcap", TcpEvent.Packet.class)).hasSize(10);
    }

    @Test
    void whatIsMalformedIsReportedEachTime() {
        assertThat(eventsOf("teredo/teredo_malformed.pcap", ProtocolEvent.Violation.class))
                .hasSize(22);
        assertThat(eventsOf("teredo/teredo_malformed.pcap", TeredoEvent.Packet.class))
                .hasSize(3);
    }

    @Test
    void aPacketMayComeThroughTwoTunnels() {
        assertThat(eventsOf("teredo/tunnel_nesting.pcap", ConnectionEvent.TunnelChanged.class))
                .extracting(event -> event.tunnel().stream()
                        .map(Tunnel.EncapsulatingConnection::type)
                        .toList())
                .contains(
                        List.of(Tunnel.Type.AYIYA, Tunnel.Type.TEREDO),
                        List.of(Tunnel.Type.AYIYA, Tunnel.Type.IP),
                        List.of());
    }
}
