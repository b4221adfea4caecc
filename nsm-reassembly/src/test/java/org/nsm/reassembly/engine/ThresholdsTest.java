package org.nsm.reassembly.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.nsm.api.Connection;
import org.nsm.api.event.ConnSizeEvent;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.TcpEvent;
import org.nsm.reassembly.traffic.Frames;
import org.nsm.reassembly.traffic.TcpTalk;
import org.nsm.reassembly.traffic.Wire;

/** Hosts that ask to be told once a connection has carried so much. Every packet here is 40 bytes without its data. */
class ThresholdsTest {

    private static final Class<ConnSizeEvent.BytesThresholdCrossed> BYTES = ConnSizeEvent.BytesThresholdCrossed.class;
    private static final Class<ConnSizeEvent.PacketsThresholdCrossed> PACKETS =
            ConnSizeEvent.PacketsThresholdCrossed.class;

    @Test
    void aHandlerIsToldOnceWhenTheBytesOfASideReachTheThreshold() {
        Wire wire = new Wire(builder -> builder.on(
                ConnectionEvent.New.class,
                e -> assertThat(e.connection().setBytesThreshold(true, 180)).isTrue()));
        TcpTalk talk = new TcpTalk(wire).handshake();
        assertThat(talk.live().bytesThreshold(true)).isEqualTo(180);
        assertThat(talk.live().bytesThreshold(false)).isZero();
        talk.client.says(TcpTalk.fill(59)); // 179
        talk.server.says(TcpTalk.fill(1000));
        assertThat(wire.events(BYTES)).isEmpty();

        talk.client.says("x"); // 220

        ConnSizeEvent.BytesThresholdCrossed crossed = wire.event(BYTES);
        assertThat(crossed.threshold()).isEqualTo(180);
        assertThat(crossed.isOrig()).isTrue();
        assertThat(crossed.connection().originator().ipBytes()).isEqualTo(220);
        assertThat(talk.live().bytesThreshold(true)).isZero();
        talk.client.says(TcpTalk.fill(500));
        assertThat(wire.events(BYTES)).hasSize(1);
    }

    @Test
    void aThresholdIsReachedByEquality() {
        Wire wire = new Wire(builder ->
                builder.on(ConnectionEvent.New.class, e -> e.connection().setBytesThreshold(true, 80)));
        TcpTalk talk = new TcpTalk(wire);
        talk.client.syn();
        talk.server.synAck();
        assertThat(wire.events(BYTES)).isEmpty();
        talk.client.ack();

        assertThat(wire.event(BYTES).connection().originator().ipBytes()).isEqualTo(80);
    }

    @Test
    void aHandlerIsToldOnceWhenThePacketsOfASideReachTheThreshold() {
        Wire wire = new Wire(builder -> builder.on(ConnectionEvent.New.class, e -> {
            e.connection().setPacketsThreshold(true, 3);
            e.connection().setPacketsThreshold(false, 2);
        }));
        TcpTalk talk = new TcpTalk(wire).handshake();
        assertThat(talk.live().packetsThreshold(true)).isEqualTo(3);
        assertThat(talk.live().packetsThreshold(false)).isEqualTo(2);
        assertThat(wire.events(PACKETS)).isEmpty();

        talk.client.says("third of the originator");
        talk.server.says("second of the responder");
        talk.client.ack();
        talk.server.ack();

        assertThat(wire.events(PACKETS))
                .extracting(
                        ConnSizeEvent.PacketsThresholdCrossed::isOrig,
                        ConnSizeEvent.PacketsThresholdCrossed::threshold,
                        e -> e.connection().endpoint(e.isOrig()).packets())
                .containsExactly(tuple(true, 3L, 3L), tuple(false, 2L, 2L));
        assertThat(talk.live().packetsThreshold(true)).isZero();
        assertThat(talk.live().packetsThreshold(false)).isZero();
    }

    @Test
    void aThresholdThatWasPassedBeforeIsToldAtOnce() {
        Wire wire = new Wire();
        TcpTalk talk = new TcpTalk(wire).handshake();
        Connection c = talk.live();

        assertThat(c.setBytesThreshold(true, 79)).isTrue();
        assertThat(wire.event(BYTES).threshold()).isEqualTo(79);
        assertThat(c.bytesThreshold(true)).isZero();

        assertThat(c.setPacketsThreshold(false, 1)).isTrue();
        assertThat(wire.event(PACKETS).isOrig()).isFalse();
        assertThat(c.packetsThreshold(false)).isZero();
    }

    @Test
    void aHandlerThatIsToldMayAskForMore() {
        Wire wire = new Wire(builder -> builder.on(
                        ConnectionEvent.New.class, e -> e.connection().setPacketsThreshold(true, 1))
                .on(PACKETS, e -> e.connection().setPacketsThreshold(true, e.threshold() + 1)));
        TcpTalk talk = new TcpTalk(wire).handshake();
        talk.client.says("x");

        assertThat(wire.events(PACKETS))
                .extracting(ConnSizeEvent.PacketsThresholdCrossed::threshold)
                .containsExactly(1L, 2L, 3L);
        assertThat(talk.live().packetsThreshold(true)).isEqualTo(4);
    }

    @Test
    void zeroAsksForNoEventAnyMore() {
        Wire wire = new Wire();
        TcpTalk talk = new TcpTalk(wire).handshake();
        Connection c = talk.live();
        c.setBytesThreshold(true, 100);
        c.setPacketsThreshold(true, 3);
        assertThat(c.setBytesThreshold(true, 0)).isTrue();
        assertThat(c.setPacketsThreshold(true, 0)).isTrue();
        talk.client.says(TcpTalk.fill(1000));

        assertThat(wire.events(ConnSizeEvent.class)).isEmpty();
        assertThat(c.bytesThreshold(true)).isZero();
    }

    @Test
    void aNewThresholdTakesThePlaceOfTheOldOne() {
        Wire wire = new Wire();
        TcpTalk talk = new TcpTalk(wire).handshake();
        talk.live().setPacketsThreshold(true, 3);
        talk.live().setPacketsThreshold(true, 4);
        talk.client.ack();
        assertThat(wire.events(PACKETS)).isEmpty();
        talk.client.ack();

        assertThat(wire.event(PACKETS).threshold()).isEqualTo(4);
    }

    @Test
    void aNegativeThresholdIsAMistakeOfTheHost() {
        Connection c = new TcpTalk(new Wire()).handshake().live();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> c.setBytesThreshold(true, -1))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> c.setPacketsThreshold(false, -5));
    }

    @Test
    void aConnectionThatIsOverHasNoThresholds() {
        Wire wire = new Wire();
        Connection c = new TcpTalk(wire).handshake().live();
        wire.close();

        assertThat(c.setBytesThreshold(true, 1)).isFalse();
        assertThat(c.setPacketsThreshold(true, 1)).isFalse();
        assertThat(wire.events(ConnSizeEvent.class)).isEmpty();
    }

    @Test
    void aSnapshotHasNone() {
        Wire wire = new Wire();
        Connection c = new TcpTalk(wire).handshake().live();
        c.setBytesThreshold(true, 1000);
        Connection detached = c.snapshot();

        assertThat(detached.setBytesThreshold(true, 1)).isFalse();
        assertThat(detached.setPacketsThreshold(true, 1)).isFalse();
        assertThat(wire.events(ConnSizeEvent.class)).isEmpty();
        assertThat(c.bytesThreshold(true)).isEqualTo(1000);
    }

    @Test
    void theySurviveTheSwapOfTheRoles() {
        Wire wire = new Wire(builder ->
                builder.on(TcpEvent.PartialConnection.class, e -> e.connection().setPacketsThreshold(false, 2)));
        TcpTalk talk = new TcpTalk(wire);
        talk.server.says("a likely server speaks first");
        talk.client.says("answer");
        talk.server.says("again");

        assertThat(wire.event(PACKETS).isOrig()).isFalse();
        assertThat(wire.event(PACKETS).connection().id()).isEqualTo(talk.id());
    }

    @Test
    void datagramsCountAsWell() {
        Wire wire = new Wire(builder ->
                builder.on(ConnectionEvent.New.class, e -> e.connection().setBytesThreshold(false, 100)));
        byte[] question = Frames.udp(Frames.address("10.0.0.1"), 5000, Frames.address("10.0.0.2"), 53, new byte[200]);
        byte[] answer = Frames.udp(Frames.address("10.0.0.2"), 53, Frames.address("10.0.0.1"), 5000, new byte[72]);
        wire.frame(Frames.ethernet(question));
        assertThat(wire.events(BYTES)).isEmpty();
        wire.frame(Frames.ethernet(answer));

        assertThat(wire.event(BYTES).isOrig()).isFalse();
        assertThat(wire.event(BYTES).connection().responder().ipBytes()).isEqualTo(100);
    }
}
