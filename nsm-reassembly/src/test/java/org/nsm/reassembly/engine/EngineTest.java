package org.nsm.reassembly.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.api.Analyzer;
import org.nsm.api.Connection;
import org.nsm.api.EndpointState;
import org.nsm.api.LinkType;
import org.nsm.api.Packet;
import org.nsm.api.Port;
import org.nsm.api.Statistics;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.TcpEvent;
import org.nsm.api.event.UdpEvent;
import org.nsm.api.spi.Flow;
import org.nsm.reassembly.traffic.Frames;
import org.nsm.reassembly.traffic.TcpTalk;
import org.nsm.reassembly.traffic.Wire;

/** What a host can ask of an analyzer, and do to it. */
class EngineTest {

    private static final InetAddress A = Frames.address("10.0.0.1");
    private static final InetAddress B = Frames.address("10.0.0.2");

    private final Wire wire = new Wire();

    private static byte[] datagram() {
        return Frames.ethernet(Frames.udp(A, 5000, B, 6000, new byte[] {1, 2, 3}));
    }

    // ------------------------------------------------------------------ time and life

    @Test
    void timeIsThatOfThePackets() {
        assertThat(wire.analyzer().time()).isEqualTo(Instant.EPOCH);
        wire.frame(datagram());

        assertThat(wire.analyzer().time()).isEqualTo(wire.now()).isEqualTo(Wire.START.plusMillis(1));
    }

    @Test
    void timeAdvancesWithoutPacketsAndRunsTheTimers() {
        wire.frame(datagram());
        wire.analyzer().advanceTime(Wire.START.plusSeconds(59));
        assertThat(wire.story()).containsExactly("new_connection");

        wire.analyzer().advanceTime(Wire.START.plusSeconds(61));

        assertThat(wire.story()).containsExactly("new_connection", "connection_timeout", "connection_state_remove");
        assertThat(wire.analyzer().time()).isEqualTo(Wire.START.plusSeconds(61));
    }

    @Test
    void timersNeverGoBack() {
        wire.frame(datagram());
        Instant reached = wire.analyzer().time();
        wire.analyzer().advanceTime(Instant.EPOCH);
        assertThat(wire.analyzer().time()).isEqualTo(reached);

        wire.analyzer()
                .feed(Packet.of(reached.minusSeconds(100), LinkType.ETHERNET, Unpooled.wrappedBuffer(datagram())));

        assertThat(wire.events(UdpEvent.Request.class)).hasSize(2);
        assertThat(wire.events(ConnectionEvent.New.class)).hasSize(1);
        wire.quiet(59);
        assertThat(wire.story()).containsExactly("new_connection");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE + 1_000_000_000L, -1, 0, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aBrokenClockHangsNothing(long nanos) {
        TcpTalk talk = new TcpTalk(wire).handshake();
        talk.client.fin();
        Instant broken = Instant.ofEpochSecond(0, nanos);
        wire.analyzer().feed(Packet.of(broken, LinkType.ETHERNET, Unpooled.wrappedBuffer(datagram())));
        TcpTalk other = new TcpTalk(wire, "10.0.0.1", 40001, "10.0.0.2", 80).handshake();
        other.client.fin();
        wire.analyzer().feed(Packet.of(broken, LinkType.ETHERNET, Unpooled.wrappedBuffer(datagram())));
        other.server.fin();
        other.client.ack();
        wire.close();

        assertThat(wire.events(UdpEvent.Request.class)).hasSize(2);
        assertThat(wire.story()).contains("connection_finished");
        assertThat(wire.analyzer().statistics().liveConnections()).isZero();
    }

    @Test
    void timersRunBeforeThePacketThatPassesThem() {
        wire.frame(datagram());
        wire.pause(100);
        wire.frame(datagram());

        assertThat(wire.story())
                .containsExactly("new_connection", "connection_timeout", "connection_state_remove", "new_connection");
    }

    @Test
    void aClosedAnalyzerTakesNothingMore() {
        new TcpTalk(wire).handshake();
        wire.close();
        List<String> story = wire.story();
        wire.close();

        assertThat(wire.story()).isEqualTo(story).endsWith("connection_state_remove");
        assertThatIllegalStateException().isThrownBy(() -> wire.frame(datagram()));
        assertThatIllegalStateException().isThrownBy(() -> wire.analyzer().advanceTime(Wire.START.plusSeconds(1)));
        assertThat(wire.analyzer().statistics().liveConnections()).isZero();
    }

    @Test
    void everyConnectionIsRemovedOnceWhenTheAnalyzerIsClosed() {
        for (int i = 0; i < 100; i++) {
            new TcpTalk(wire, "10.0.0.1", 2000 + i, "10.0.0.2", 80).handshake();
        }
        wire.close();

        assertThat(wire.events(ConnectionEvent.StateRemove.class))
                .extracting(e -> e.connection().uid())
                .hasSize(100)
                .doesNotHaveDuplicates();
    }

    // ------------------------------------------------------------------ packets

    @Test
    void thePacketsBufferIsLeftAsItWas() {
        ByteBuf buffer = Unpooled.wrappedBuffer(new byte[5], datagram()).skipBytes(5);
        ByteBuf direct = UnpooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(datagram());
        try {
            for (ByteBuf data : List.of(buffer, direct)) {
                int from = data.readerIndex();
                wire.analyzer().feed(Packet.of(Wire.START, LinkType.ETHERNET, data));
                assertThat(data.readerIndex()).isEqualTo(from);
                assertThat(data.refCnt()).isEqualTo(1);
            }
        } finally {
            direct.release();
        }

        assertThat(wire.events(UdpEvent.Contents.class))
                .hasSize(2)
                .allSatisfy(e -> assertThat(Wire.text(e.contents())).isEqualTo("\1\2\3"));
    }

    // ------------------------------------------------------------------ looking connections up

    private static Connection.Id id(InetAddress a, int aPort, InetAddress b, int bPort) {
        return new Connection.Id(a, Port.udp(aPort), b, Port.udp(bPort));
    }

    @Test
    void aConnectionIsFoundWithItsSidesInEitherOrder() {
        TcpTalk talk = new TcpTalk(wire).handshake();
        wire.frame(datagram());
        Connection.Id id = talk.id();
        Connection.Id turned = new Connection.Id(
                id.responderAddress(), id.responderPort(), id.originatorAddress(), id.originatorPort());

        Connection found = wire.analyzer().connection(id);
        assertThat(found).isNotNull();
        assertThat(found.id()).isEqualTo(id);
        assertThat(wire.analyzer().connection(turned)).isSameAs(found);
        assertThat(wire.analyzer().connection(id(A, 5000, B, 6000)))
                .isNotNull()
                .isSameAs(wire.analyzer().connection(id(B, 6000, A, 5000)));
    }

    @Test
    void whatIsNotAliveIsNotFound() {
        TcpTalk talk = new TcpTalk(wire).handshake();

        assertThat(wire.analyzer().connection(id(A, 40000, B, 80))).isNull(); // UDP
        assertThat(wire.analyzer().connection(new Connection.Id(A, Port.tcp(40000), B, Port.tcp(81))))
                .isNull();
        wire.quiet(1000);
        assertThat(wire.analyzer().connection(talk.id())).isNull();
    }

    @Test
    void ipv6ConnectionsAreFound() {
        TcpTalk talk = new TcpTalk(wire, "2001:db8::1", 40000, "2001:db8::2", 80).handshake();

        assertThat(talk.live().id()).isEqualTo(talk.id());
    }

    @Test
    void everyLiveConnectionIsVisited() {
        for (int i = 0; i < 50; i++) {
            new TcpTalk(wire, "10.0.0.1", 2000 + i, "10.0.0.2", 80).client.syn();
        }
        List<Integer> ports = new ArrayList<>();
        wire.analyzer().forEachConnection(c -> ports.add(c.id().originatorPort().number()));

        assertThat(ports).hasSize(50).doesNotHaveDuplicates();
    }

    // ------------------------------------------------------------------ connections in the hands of the host

    @Test
    void theLiveConnectionChangesAndItsSnapshotDoesNot() {
        TcpTalk talk = new TcpTalk(wire);
        talk.client.syn();
        Connection live = talk.live();
        Connection then = live.snapshot();
        talk.server.synAck();
        talk.client.ack();
        talk.client.says("hello");

        assertThat(live.history()).isEqualTo("ShAD");
        assertThat(then.history()).isEqualTo("S");
        assertThat(then.originator().packets()).isEqualTo(1);
        assertThat(live.originator().packets()).isEqualTo(3);
        assertThat(then.originator().state()).isEqualTo(EndpointState.SYN_SENT);
        assertThat(live.originator().state()).isEqualTo(EndpointState.ESTABLISHED);
        assertThat(then.duration()).isZero();
        assertThat(live.duration()).isEqualTo(Duration.ofMillis(3));
        assertThat(then.uid()).isEqualTo(live.uid());
        assertThat(then.id()).isEqualTo(live.id());
        assertThat(then.startTime()).isEqualTo(live.startTime()).isEqualTo(Wire.START.plusMillis(1));
        assertThat(then.snapshot()).isSameAs(then);
        assertThat(live.snapshot().sequenceNumber(true)).isEqualTo(live.sequenceNumber(true));
    }

    @Test
    void sequenceNumbersCountFromTheSyn() {
        TcpTalk talk = new TcpTalk(wire);
        talk.client.syn();
        assertThat(talk.live().sequenceNumber(false)).isZero();
        talk.server.synAck();
        talk.client.ack();
        talk.client.says("12345");
        talk.server.says("678");

        assertThat(talk.live().sequenceNumber(true)).isEqualTo(6);
        assertThat(talk.live().sequenceNumber(false)).isEqualTo(4);
        wire.frame(datagram());
        Connection udp = wire.analyzer().connection(id(A, 5000, B, 6000));
        assertThat(udp).isNotNull();
        assertThat(udp.sequenceNumber(true)).isZero();
    }

    @Test
    void aControlIsFoundByItsTypeWhileTheConnectionLives() {
        interface Control {
            void skip();
        }
        TcpTalk talk = new TcpTalk(wire).handshake();
        Connection c = talk.live();
        assertThat(c.control(Control.class)).isEmpty();
        Control offered = () -> {};
        ((Flow) c).offer(Control.class, offered);

        assertThat(c.control(Control.class)).containsSame(offered);
        assertThat(c.control(Runnable.class)).isEmpty();
        assertThat(c.snapshot().control(Control.class)).isEmpty();
        wire.close();
        assertThat(c.control(Control.class)).isEmpty();
    }

    @Test
    void aConnectionKeptTooLongStillAnswers() {
        TcpTalk talk = new TcpTalk(wire).handshake();
        Connection c = talk.live();
        wire.close();

        assertThat(c.history()).isEqualTo("ShA");
        assertThat(c.id()).isEqualTo(talk.id());
        assertThat(c.snapshot().history()).isEqualTo("ShA");
    }

    // ------------------------------------------------------------------ counters

    @Test
    void everythingIsCounted() {
        Statistics none = wire.analyzer().statistics();
        assertThat(none).isEqualTo(new Statistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        TcpTalk talk = new TcpTalk(wire).handshake();
        talk.client.corrupted().says("x");
        talk.client.seq(101).says("out of order");
        wire.frame(datagram());
        byte[] cut = Arrays.copyOf(datagram(), 20);
        wire.frame(cut);
        wire.frame(new byte[] {1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, (byte) 0x99, (byte) 0x99, 0});
        wire.analyzer().feed(Packet.of(wire.now(), LinkType.UNKNOWN, Unpooled.wrappedBuffer(new byte[10])));

        Statistics all = wire.analyzer().statistics();
        assertThat(all.packets()).isEqualTo(9);
        assertThat(all.bytes()).isEqualTo(3 * 54 + 55 + 66 + datagram().length + 20 + 15 + 10);
        assertThat(all.badChecksums()).isEqualTo(1);
        assertThat(all.malformed()).isEqualTo(1);
        assertThat(all.notIp()).isEqualTo(1);
        assertThat(all.unknownLinkType()).isEqualTo(1);
        assertThat(all.connections()).isEqualTo(2);
        assertThat(all.liveConnections()).isEqualTo(2);
        assertThat(all.bufferedBytes()).isGreaterThanOrEqualTo(12);
        assertThat(all.events()).isEqualTo(wire.names().size());
        wire.close();
        assertThat(wire.analyzer().statistics().bufferedBytes()).isZero();
        assertThat(wire.analyzer().statistics().connections()).isEqualTo(2);
    }

    // ------------------------------------------------------------------ handlers that fail

    @Test
    void aHandlerThatThrowsDoesNoHarm() {
        List<Throwable> errors = new ArrayList<>();
        try (Wire troubled = new Wire(builder -> builder.on(Event.class, e -> {
                    if (e instanceof TcpEvent.Contents) {
                        throw new StackOverflowError();
                    }
                    throw new IllegalStateException("handlers of the host fail");
                })
                .onHandlerError((event, error) -> errors.add(error)))) {
            TcpTalk talk = new TcpTalk(troubled).handshake();
            talk.client.says("one ");
            talk.client.says("two");
            talk.goodbye();
            troubled.quiet(10);

            assertThat(troubled.story())
                    .containsExactly(
                            "new_connection",
                            "connection_established",
                            "connection_finished",
                            "connection_timeout",
                            "connection_state_remove");
            assertThat(troubled.contents(true)).isEqualTo("one two");
            Statistics statistics = troubled.analyzer().statistics();
            assertThat(statistics.handlerErrors())
                    .isEqualTo(statistics.events())
                    .isEqualTo(errors.size());
            assertThat(statistics.analyzerErrors()).isZero();
            assertThat(statistics.liveConnections()).isZero();
        }
    }

    @Test
    void aListenerThatThrowsStopsTheFeedAndTheHostMayGoOn() {
        List<String> fail = new ArrayList<>(List.of("once"));
        try (Wire troubled = new Wire(builder -> builder.on(TcpEvent.Contents.class, e -> {
                    if (!fail.isEmpty()) {
                        throw new IllegalArgumentException(fail.remove(0));
                    }
                })
                .onHandlerError((event, error) -> {
                    throw new IllegalStateException(error);
                }))) {
            TcpTalk talk = new TcpTalk(troubled).handshake();

            assertThatThrownBy(() -> talk.client.says("abc"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("once");
            talk.client.says("def");
            talk.server.says("ghi");
            talk.goodbye();

            assertThat(troubled.contents(true)).isEqualTo("def");
            assertThat(troubled.story()).endsWith("connection_finished");
        }
    }

    @Test
    void aListenerThatThrowsFromATimerComesOutOfFeedAsWell() {
        Analyzer analyzer = Analyzer.builder()
                .on(ConnectionEvent.Timeout.class, e -> {
                    throw new IllegalStateException("stop");
                })
                .onHandlerError((event, error) -> {
                    throw (IllegalStateException) error;
                })
                .build();
        analyzer.feed(Packet.of(Wire.START, LinkType.ETHERNET, Unpooled.wrappedBuffer(datagram())));

        assertThatIllegalStateException()
                .isThrownBy(() -> analyzer.advanceTime(Wire.START.plusSeconds(100)))
                .withMessage("stop");
        analyzer.close();
        assertThat(analyzer.statistics().liveConnections()).isZero();
    }

    private static Wire stoppedBy(Class<? extends Event> type) {
        return new Wire(builder -> builder.on(type, e -> {
                    throw new IllegalStateException("stop");
                })
                .onHandlerError((event, error) -> {
                    throw (IllegalStateException) error;
                }));
    }

    @ParameterizedTest
    @ValueSource(classes = {ConnectionEvent.Timeout.class, ConnectionEvent.StateRemove.class})
    void aConnectionIsRemovedEvenIfTheListenerThrowsMeanwhile(Class<? extends Event> type) {
        Wire troubled = stoppedBy(type);
        TcpTalk talk = new TcpTalk(troubled).handshake();
        talk.client.seq(100).says("held above a hole");
        assertThat(troubled.analyzer().statistics().bufferedBytes()).isPositive();

        assertThatIllegalStateException().isThrownBy(() -> troubled.quiet(1000));

        assertThat(troubled.analyzer().connection(talk.id())).isNull();
        assertThat(troubled.analyzer().statistics().liveConnections()).isZero();
        assertThat(troubled.analyzer().statistics().bufferedBytes()).isZero();
        troubled.quiet(1000);
        troubled.close();
    }

    @Test
    void closingRemovesEveryConnectionEvenIfTheListenerThrowsMeanwhile() {
        Wire troubled = stoppedBy(ConnectionEvent.StateRemove.class);
        for (int i = 0; i < 10; i++) {
            new TcpTalk(troubled, "10.0.0.1", 2000 + i, "10.0.0.2", 80).handshake();
        }

        assertThatIllegalStateException().isThrownBy(troubled::close);

        assertThat(troubled.analyzer().statistics().liveConnections()).isZero();
        assertThat(troubled.analyzer().statistics().handlerErrors()).isEqualTo(10);
        troubled.close();
    }
}
