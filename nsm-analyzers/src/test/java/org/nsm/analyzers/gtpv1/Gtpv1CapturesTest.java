package org.nsm.analyzers.gtpv1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.Captures.eventsOf;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.tunnel.Damage;
import org.nsm.api.Port;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.Gtpv1;
import org.nsm.api.event.Gtpv1Event;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.TcpEvent;
import org.nsm.api.event.Tunnel;
import org.nsm.api.event.WeirdEvent;

class Gtpv1CapturesTest {

    @Test
    void aSessionIsCreatedChangedAndRemoved() {
        assertThat(eventsOf("gtpv1/gtp_session.pcap", Gtpv1Event.class))
                .filteredOn(event -> !(event instanceof Gtpv1Event.Message))
                .<Class<?>>extracting(Object::getClass)
                .containsExactly(
                        Gtpv1Event.CreatePdpCtxRequest.class,
                        Gtpv1Event.CreatePdpCtxResponse.class,
                        Gtpv1Event.UpdatePdpCtxRequest.class,
                        Gtpv1Event.UpdatePdpCtxResponse.class,
                        Gtpv1Event.UpdatePdpCtxRequest.class,
                        Gtpv1Event.UpdatePdpCtxResponse.class,
                        Gtpv1Event.DeletePdpCtxRequest.class,
                        Gtpv1Event.DeletePdpCtxResponse.class,
                        Gtpv1Event.DeletePdpCtxRequest.class,
                        Gtpv1Event.DeletePdpCtxResponse.class);
    }

    @Test
    void aRequestSaysWhoWantsWhat() {
        Gtpv1.CreatePdpCtxRequestElements request = eventsOf(
                        "gtpv1/gtp_session.pcap", Gtpv1Event.CreatePdpCtxRequest.class)
                .get(0)
                .elements();
        assertThat(request.imsi()).isEqualTo(310150123456789L);
        assertThat(request.dataTeid()).isEqualTo(65537);
        assertThat(request.controlTeid()).isEqualTo(131073);
        assertThat(request.endUserAddress()).isEqualTo(new Gtpv1.EndUserAddress(1, 33, null, null));
    }

    @Test
    void theAnswerGivesAnAddress() {
        Gtpv1.CreatePdpCtxResponseElements answer = eventsOf(
                        "gtpv1/gtp_session.pcap", Gtpv1Event.CreatePdpCtxResponse.class)
                .get(0)
                .elements();
        assertThat(answer.cause()).isEqualTo(128);
        assertThat(Objects.requireNonNull(answer.endUserAddress()).ip()).isEqualTo(FakeFlow.address("10.55.0.7"));
        assertThat(answer.chargingGateway()).isEqualTo(FakeFlow.address("192.0.2.99"));
        assertThat(answer.chargingId()).isEqualTo(3735928559L);
    }

    @Test
    void anElementInAMessageWithoutPlaceForItIsOdd() {
        assertThat(eventsOf("gtpv1/gtp_session.pcap", WeirdEvent.OfConnection.class))
                .extracting(WeirdEvent.OfConnection::name)
                .containsExactly("gtp_invalid_info_element");
    }

    @Test
    void aPacketOfASubscriberIsAConnectionOfItsOwn() {
        List<ConnectionEvent.New> connections = eventsOf("gtpv1/gtp_gpdu_v4.pcap", ConnectionEvent.New.class);
        assertThat(connections.get(0).connection().id().responderPort()).isEqualTo(Port.udp(2152));
        assertThat(connections.subList(1, connections.size()))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.connection().tunnel())
                        .extracting(Tunnel.EncapsulatingConnection::type)
                        .containsExactly(Tunnel.Type.GTPv1));
        assertThat(eventsOf("gtpv1/gtp_gpdu_v4.pcap", TcpEvent.Packet.class)).isNotEmpty();
    }

    @Test
    void everyCombinationOfFlagsLeadsToThePacket() {
        assertThat(eventsOf("gtpv1/gtp_gpdu_v6_flags.pcap", Gtpv1Event.GPduPacket.class))
                .hasSize(12)
                .allSatisfy(event -> assertThat(event.innerIp().ip6()).isNotNull());
    }

    @Test
    void gtpInsideGtpIsNotFollowed() {
        assertThat(eventsOf("gtpv1/gtp_gpdu_odd.pcap", Gtpv1Event.GPduPacket.class))
                .hasSize(4);
        assertThat(eventsOf("gtpv1/gtp_gpdu_odd.pcap", ProtocolEvent.Violation.class))
                .extracting(ProtocolEvent.Violation::reason)
                .contains("GTP inside GTP");
    }

    @Test
    void damageIsHarmless() {
        Damage.isHarmless("gtpv1/gtp_session.pcap", 2123);
        Damage.isHarmless("gtpv1/gtp_gpdu_odd.pcap", 2152);
        Damage.isHarmless("gtpv1/gtp_malformed.pcap", 2123);
    }
}
