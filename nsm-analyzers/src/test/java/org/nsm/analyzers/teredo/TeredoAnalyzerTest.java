package org.nsm.analyzers.teredo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.tunnel.Datagrams.hex;
import static org.nsm.analyzers.tunnel.Datagrams.ipv4;
import static org.nsm.analyzers.tunnel.Datagrams.ipv6;
import static org.nsm.analyzers.tunnel.Datagrams.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.analyzers.tunnel.Damage;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.LinkType;
import org.nsm.api.Options;
import org.nsm.api.Packet;
import org.nsm.api.Transport;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.TeredoEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class TeredoAnalyzerTest {

    private static final int NO_NEXT_HEADER = 59;
    private static final ByteBuf BUBBLE = ipv6(NO_NEXT_HEADER, Unpooled.EMPTY_BUFFER);

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));

    private ApplicationStage.DatagramSink sink(FakeFlow flow) {
        return Objects.requireNonNull(engine.stage().datagrams(flow));
    }

    @Test
    void raisesABubbleAndHandsItOn() {
        FakeFlow flow = FakeFlow.to(3544, Transport.UDP);
        sink(flow).datagram(true, BUBBLE);
        assertThat(engine.events).hasSize(2);
        assertThat(engine.events.get(0)).isInstanceOf(TeredoEvent.Packet.class);
        assertThat(engine.events.get(1)).isInstanceOf(TeredoEvent.Bubble.class);
        assertThat(flow.tunnelled).isEqualTo(1);
    }

    @Test
    void isConfirmedByBothSides() {
        FakeFlow flow = FakeFlow.to(3544, Transport.UDP);
        ApplicationStage.DatagramSink sink = sink(flow);
        sink.datagram(true, BUBBLE);
        sink.datagram(true, BUBBLE);
        assertThat(engine.events(ProtocolEvent.class)).isEmpty();
        sink.datagram(false, BUBBLE);
        assertThat(engine.events(ProtocolEvent.class))
                .containsExactly(new ProtocolEvent.Confirmation(flow, AnalyzerTag.TEREDO, 1));
    }

    @Test
    void isFoundOnOtherPortsByItsAddresses() {
        FakeFlow flow = FakeFlow.to(40001, Transport.UDP);
        sink(flow).datagram(false, BUBBLE);
        assertThat(engine.events(TeredoEvent.Packet.class)).hasSize(1);
    }

    @Test
    void acceptsTrailersBehindABubble() {
        FakeFlow flow = FakeFlow.to(3544, Transport.UDP);
        sink(flow).datagram(true, Unpooled.wrappedBuffer(BUBBLE.copy(), hex("0104 01020304")));
        assertThat(engine.events(TeredoEvent.Bubble.class)).hasSize(1);
        assertThat(engine.events(WeirdEvent.class)).isEmpty();
    }

    @Test
    void findsOtherBytesBehindABubbleOdd() {
        FakeFlow flow = FakeFlow.to(3544, Transport.UDP);
        sink(flow).datagram(true, Unpooled.wrappedBuffer(BUBBLE.copy(), hex("01ff 01020304")));
        assertThat(engine.events(TeredoEvent.Bubble.class)).hasSize(1);
        assertThat(engine.events(WeirdEvent.class))
                .containsExactly(new WeirdEvent.OfConnection("Teredo_bubble_with_payload", flow, ""));
    }

    @Test
    void rejectsBytesBehindAPacketWithPayloadAndPacketsThatAreCutOff() {
        ByteBuf packet = ipv6(17, udp(1, 2, hex("0102")));
        FakeFlow flow = FakeFlow.to(3544, Transport.UDP);
        ApplicationStage.DatagramSink sink = sink(flow);
        sink.datagram(true, Unpooled.wrappedBuffer(packet.copy(), hex("00")));
        sink.datagram(true, packet.slice(0, packet.readableBytes() - 1));
        assertThat(engine.events).hasSize(2).allMatch(ProtocolEvent.Violation.class::isInstance);
        assertThat(flow.tunnelled).isZero();
    }

    @Test
    void leavesGeneveAlone() {
        FakeFlow flow = FakeFlow.to(6081, Transport.UDP);
        sink(flow).datagram(true, Unpooled.wrappedBuffer(hex("0000 86dd 00000100"), BUBBLE.copy()));
        assertThat(engine.events).isEmpty();
        assertThat(flow.tunnelled).isZero();
    }

    @Test
    void survivesDamage() {
        Damage.isHarmless("teredo/teredo_session.pcap", 3544);
        Damage.isHarmless("teredo/teredo_malformed.pcap", 3544);
    }

    @Test
    void followsTunnelsInsideEachOtherTwoDeep() {
        ByteBuf datagram = BUBBLE;
        for (int i = 0; i < 200; i++) {
            datagram = ipv6(17, udp(3544, 3544, datagram));
        }
        List<ConnectionEvent.New> connections = new ArrayList<>();
        List<String> weirds = new ArrayList<>();
        try (Analyzer analyzer = Analyzer.builder()
                .on(ConnectionEvent.New.class, event -> connections.add(event))
                .on(WeirdEvent.OfConnection.class, event -> weirds.add(event.name()))
                .set(Options.IGNORE_CHECKSUMS, true)
                .build()) {
            analyzer.feed(Packet.of(Instant.EPOCH, LinkType.IPV4, ipv4(17, udp(3544, 3544, datagram))));
            assertThat(analyzer.statistics().analyzerErrors()).isZero();
        }
        assertThat(connections).hasSize(2);
        assertThat(weirds).containsExactly("tunnel_depth");
    }
}
