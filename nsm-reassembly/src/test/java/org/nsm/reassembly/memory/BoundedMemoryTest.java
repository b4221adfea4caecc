package org.nsm.reassembly.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.api.Options;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.reassembly.traffic.TcpTalk;
import org.nsm.reassembly.traffic.Wire;

/** Nobody makes an analyzer hold more than its limits. */
class BoundedMemoryTest {

    private static final long KILO = 1 << 10;

    private static Wire limited(long perStream, long all) {
        return new Wire(builder ->
                builder.set(Options.MAX_BUFFERED_BYTES_PER_STREAM, perStream).set(Options.MAX_BUFFERED_BYTES, all));
    }

    private static TcpTalk established(Wire wire, int number) {
        TcpTalk talk = new TcpTalk(wire, "10.0.0." + (1 + number / 50_000), 1024 + number % 50_000, "10.1.0.1", 80);
        talk.handshake();
        talk.server.says("so that the originator is acknowledged");
        talk.client.says("!");
        talk.server.ack();
        return talk;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1400})
    void aFloodAboveAHoleStaysWithinTheLimitOfTheStream(int size) {
        Wire wire = limited(64 * KILO, 1 << 30);
        TcpTalk talk = established(wire, 0);
        long most = 0;
        for (int i = 0; i < 3_000; i++) {
            talk.client.seq(100 + 2L * i * size).says(TcpTalk.fill(size));
            most = Math.max(most, wire.analyzer().statistics().bufferedBytes());
        }

        assertThat(most).isGreaterThan(32 * KILO).isLessThanOrEqualTo(64 * KILO);
        assertThat(wire.weirds()).containsOnlyOnce("reassembly_buffer_full");
        assertThat(wire.contents(true)).hasSizeGreaterThan(1_000 * size);
        wire.close();
        assertThat(wire.analyzer().statistics().bufferedBytes()).isZero();
    }

    @Test
    void floodsOnManyConnectionsStayWithinTheLimitOfTheAnalyzer() {
        long limit = 256 * KILO;
        Wire wire = limited(64 * KILO, limit);
        long most = 0;
        for (int connection = 0; connection < 200; connection++) {
            TcpTalk talk = established(wire, connection);
            for (int i = 0; i < 20; i++) {
                talk.client.seq(100 + 2_000L * i).says(TcpTalk.fill(1_000));
                most = Math.max(most, wire.analyzer().statistics().bufferedBytes());
            }
        }

        assertThat(most).isGreaterThan(limit / 2).isLessThanOrEqualTo(limit);
        assertThat(wire.weirds()).contains("reassembly_buffer_full");
        wire.quiet(1_000);
        assertThat(wire.analyzer().statistics().liveConnections()).isZero();
        assertThat(wire.analyzer().statistics().bufferedBytes()).isZero();
    }

    @Test
    void aConnectionThatFindsTheMemoryFullIsStillAnalysed() {
        Wire wire = limited(64 * KILO, 64 * KILO);
        TcpTalk greedy = established(wire, 0);
        for (int i = 0; i < 100; i++) {
            greedy.client.seq(100 + 2_000L * i).says(TcpTalk.fill(1_000));
        }
        wire.forget();
        TcpTalk modest = established(wire, 1);
        modest.client.seq(5).says("behind a hole");
        modest.client.seq(18).says(", and more");
        modest.server.says("fine");

        assertThat(wire.contents(true)).endsWith(", and more");
        assertThat(wire.contents(false)).endsWith("fine");
    }

    /** Out of order, in pieces of 1,000 bytes with holes between them. */
    private static void flood(TcpTalk talk, int from, int to) {
        for (int i = from; i < to; i++) {
            talk.client.seq(100 + 2_000L * i).says(TcpTalk.fill(1_000));
        }
    }

    @Test
    void eachPieceCountsFor96BytesMore() {
        Wire wire = limited(30 * 1_096, 75 * 1_096);
        TcpTalk first = established(wire, 0);
        flood(first, 0, 30);
        assertThat(wire.weirds()).isEmpty();
        flood(first, 30, 31);
        assertThat(wire.weirds()).containsExactly("reassembly_buffer_full");

        wire.forget();
        flood(established(wire, 1), 0, 30);
        TcpTalk third = established(wire, 2);
        flood(third, 0, 15);
        assertThat(wire.weirds()).isEmpty();
        flood(third, 15, 16);
        assertThat(wire.weirds()).containsExactly("reassembly_buffer_full");
    }

    @Test
    void aDirectionIsGivenUpWithOneByteMoreThanMayBeHeld() {
        Wire wire = new Wire(builder -> builder.set(Options.TCP_EXCESSIVE_DATA_WITHOUT_FURTHER_ACKS, 20_000L));
        TcpTalk silent = new TcpTalk(wire);
        silent.client.syn();
        flood(silent, 0, 16);
        silent.client.seq(100 + 2_000 * 16).says(TcpTalk.fill(384));
        assertThat(wire.weirds()).doesNotContain("above_hole_data_without_any_acks");
        silent.client.seq(100 + 2_000 * 17).says("x");
        assertThat(wire.weirds()).containsOnlyOnce("above_hole_data_without_any_acks");

        wire.forget();
        TcpTalk acknowledged = established(wire, 1);
        flood(acknowledged, 0, 20);
        assertThat(wire.weirds()).isEmpty();
        acknowledged.client.seq(100 + 2_000 * 20).says("x");
        assertThat(wire.weirds()).containsExactly("excessive_data_without_further_acks");
    }

    @Test
    void withoutAnyAcknowledgementMuchLessIsHeld() {
        Wire wire = new Wire();
        TcpTalk talk = new TcpTalk(wire);
        talk.client.syn();
        for (int i = 0; i < 100; i++) {
            talk.client.seq(100 + 2_000L * i).says(TcpTalk.fill(1_000));
        }

        assertThat(wire.weirds()).contains("above_hole_data_without_any_acks");
        assertThat(wire.analyzer().statistics().bufferedBytes()).isZero();
        assertThat(wire.analyzer().statistics().droppedBytes()).isEqualTo(17_000);
        assertThat(wire.contents(true)).isEmpty();
    }

    @Test
    void tooMuchDataWithoutFurtherAcknowledgementsEndsTheDirection() {
        Wire wire = new Wire(builder -> builder.set(Options.TCP_EXCESSIVE_DATA_WITHOUT_FURTHER_ACKS, 50_000L));
        TcpTalk talk = established(wire, 0);
        for (int i = 0; i < 100; i++) {
            talk.client.seq(100 + 2_000L * i).says(TcpTalk.fill(1_000));
        }

        assertThat(wire.weirds()).containsOnlyOnce("excessive_data_without_further_acks");
        assertThat(wire.analyzer().statistics().bufferedBytes()).isZero();
        talk.server.says("the other direction goes on");
        assertThat(wire.contents(false)).endsWith("goes on");
    }

    @Test
    void theLongestSilentConnectionMakesRoomForAnother() {
        Wire wire = new Wire(builder -> builder.set(Options.MAX_CONNECTIONS, 10L));
        for (int i = 0; i < 10; i++) {
            established(wire, i);
        }
        assertThat(wire.analyzer().statistics().evictedConnections()).isZero();
        String first =
                wire.events(ConnectionEvent.New.class).get(0).connection().uid();

        established(wire, 10);

        assertThat(wire.analyzer().statistics().liveConnections()).isEqualTo(10);
        assertThat(wire.analyzer().statistics().evictedConnections()).isEqualTo(1);
        assertThat(wire.event(ConnectionEvent.StateRemove.class).connection().uid())
                .isEqualTo(first);
        assertThat(wire.weirds()).containsExactly("connection_evicted");
    }

    @Test
    void aFloodOfSynsStaysWithinTheLimitOfConnections() {
        Wire wire = new Wire(builder -> builder.set(Options.MAX_CONNECTIONS, 500L));
        long most = 0;
        for (int i = 0; i < 5_000; i++) {
            new TcpTalk(wire, "10.0." + i / 250 + "." + i % 250, 1024 + i, "10.1.0.1", 80).client.syn();
            most = Math.max(most, wire.analyzer().statistics().liveConnections());
        }

        assertThat(most).isEqualTo(500);
        assertThat(wire.events(ConnectionEvent.StateRemove.class)).hasSize(4_500);
        assertThat(wire.analyzer().statistics().connections()).isEqualTo(5_000);
        wire.quiet(10);
        assertThat(wire.analyzer().statistics().liveConnections()).isZero();
    }

    @Test
    void endsWithEverOtherNumbersDoNotLengthenTheHistoryForever() {
        Wire wire = new Wire();
        TcpTalk talk = new TcpTalk(wire).handshake();
        for (int i = 0; i < 10_000; i++) {
            talk.client.seq(1 + i % 7).flags("RA", "");
            talk.server.seq(1 + i % 5).flags("FA", "");
        }
        wire.close();

        assertThat(wire.events(ConnectionEvent.StateRemove.class))
                .allSatisfy(e -> assertThat(e.connection().history()).hasSizeLessThanOrEqualTo(1_024));
    }
}
