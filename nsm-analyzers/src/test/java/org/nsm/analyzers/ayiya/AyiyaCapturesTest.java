package org.nsm.analyzers.ayiya;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.Captures.eventsOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.tunnel.Damage;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.IcmpEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.Tunnel;
import org.nsm.api.event.WeirdEvent;

class AyiyaCapturesTest {

    @Test
    void whatIsInsideIsAConnectionOfItsOwn() {
        List<ConnectionEvent.New> connections = eventsOf("ayiya/ayiya_session.pcap", ConnectionEvent.New.class);
        assertThat(connections).hasSize(5);
        assertThat(connections.subList(1, 5))
                .allSatisfy(event -> assertThat(event.connection().tunnel())
                        .extracting(Tunnel.EncapsulatingConnection::type)
                        .containsExactly(Tunnel.Type.AYIYA));
        assertThat(eventsOf("ayiya/ayiya_session.pcap", IcmpEvent.EchoReply.class))
                .hasSize(1);
    }

    @Test
    void aPacketInsideConfirms() {
        assertThat(eventsOf("ayiya/ayiya_session.pcap", ProtocolEvent.Confirmation.class))
                .filteredOn(event -> event.analyzer().equals(AnalyzerTag.AYIYA))
                .hasSize(1);
    }

    @Test
    void everyLengthOfIdentityAndSignatureIsUnderstood() {
        assertThat(eventsOf("ayiya/ayiya_variants.pcap", ProtocolEvent.Confirmation.class))
                .filteredOn(event -> event.analyzer().equals(AnalyzerTag.AYIYA))
                .hasSize(8);
    }

    @Test
    void whatIsNoPacketOfTheRightKindAndLengthIsReported() {
        assertThat(eventsOf("ayiya/ayiya_variants.pcap", ProtocolEvent.Violation.class))
                .filteredOn(event -> event.analyzer().equals(AnalyzerTag.AYIYA))
                .hasSize(11);
        assertThat(eventsOf("ayiya/ayiya_variants.pcap", WeirdEvent.OfConnection.class))
                .extracting(WeirdEvent.OfConnection::name)
                .contains("ayiya_tunnel_non_ip");
    }

    @Test
    void damageIsHarmless() {
        Damage.isHarmless("ayiya/ayiya_variants.pcap", 5072);
    }
}
