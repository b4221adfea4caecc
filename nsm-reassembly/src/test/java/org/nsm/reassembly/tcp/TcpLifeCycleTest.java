package org.nsm.reassembly.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.nsm.api.Connection;
import org.nsm.api.EndpointState;
import org.nsm.api.Options;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.TcpEvent;
import org.nsm.reassembly.traffic.TcpTalk;
import org.nsm.reassembly.traffic.Wire;

/** From the first packet of a connection to its removal. */
class TcpLifeCycleTest {

    private static final String REMOVED = "connection_state_remove";
    private static final String TIMEOUT = "connection_timeout";

    private final Wire wire = new Wire();
    private final TcpTalk talk = new TcpTalk(wire);

    @Test
    void aConnectionIsEstablishedUsedAndFinished() {
        talk.handshake();
        talk.client.says("question");
        talk.server.says("answer");
        talk.goodbye();

        assertThat(wire.story()).containsExactly("new_connection", "connection_established", "connection_finished");
        wire.quiet(6);
        assertThat(wire.story())
                .containsExactly("new_connection", "connection_established", "connection_finished", TIMEOUT, REMOVED);
        assertThat(wire.timeOf(ConnectionEvent.Timeout.class)).isCloseTo(6.008, within(1e-6));
        assertThat(wire.history()).isEqualTo("ShADdFf");
        assertThat(wire.contents(true)).isEqualTo("question");
        assertThat(wire.contents(false)).isEqualTo("answer");
        assertThat(wire.weirds()).isEmpty();
        Connection c = wire.event(ConnectionEvent.StateRemove.class).connection();
        assertThat(c.id()).isEqualTo(talk.id());
        assertThat(c.originator().size()).isEqualTo(8);
        assertThat(c.responder().size()).isEqualTo(6);
        assertThat(c.originator().packets()).isEqualTo(5);
        assertThat(c.responder().packets()).isEqualTo(3);
        assertThat(c.originator().ipBytes()).isEqualTo(5 * 40 + 8);
        assertThat(c.originator().state()).isEqualTo(EndpointState.CLOSED);
        assertThat(c.responder().state()).isEqualTo(EndpointState.CLOSED);
        assertThat(c.originator().l2Addr()).isEqualTo("02:00:00:00:00:01");
    }

    @Test
    void theFirstEventShowsTheSynButDoesNotCountIt() {
        talk.client.syn();

        Connection c = wire.event(ConnectionEvent.New.class).connection();
        assertThat(c.history()).isEqualTo("S");
        assertThat(c.originator().state()).isEqualTo(EndpointState.SYN_SENT);
        assertThat(c.originator().packets()).isZero();
        assertThat(c.uid()).startsWith("C").isEqualTo(talk.live().uid());
    }

    @Test
    void aSynWithoutAnswerIsAnAttempt() {
        talk.client.syn();
        wire.quiet(4.9);
        assertThat(wire.story()).containsExactly("new_connection");

        wire.quiet(0.2);

        assertThat(wire.story()).containsExactly("new_connection", "connection_attempt", REMOVED);
        assertThat(wire.analyzer().connection(talk.id())).isNull();
    }

    @Test
    void repeatedSynsAreOneAttempt() {
        talk.client.syn();
        wire.pause(1);
        talk.client.syn();
        wire.pause(2);
        talk.client.syn();
        wire.quiet(5);

        assertThat(wire.story()).containsExactly("new_connection", "connection_attempt", REMOVED);
        assertThat(wire.history()).isEqualTo("S");
    }

    @Test
    void anAttemptIsDecidedAtTheEndOfTheCapture() {
        talk.client.syn();
        wire.close();

        assertThat(wire.story()).containsExactly("new_connection", "connection_attempt", REMOVED);
    }

    @Test
    void anEstablishedConnectionIsPendingAtTheEndOfTheCapture() {
        talk.handshake();
        wire.close();

        assertThat(wire.story())
                .containsExactly("new_connection", "connection_established", "connection_pending", REMOVED);
    }

    @Test
    void aFinishedConnectionIsNotPending() {
        talk.handshake().goodbye();
        wire.close();

        assertThat(wire.story())
                .containsExactly("new_connection", "connection_established", "connection_finished", REMOVED);
    }

    @Test
    void aResetInAnswerToTheSynIsARejection() {
        talk.client.syn();
        talk.server.rst();
        wire.quiet(6);

        assertThat(wire.story()).containsExactly("new_connection", "connection_rejected", TIMEOUT, REMOVED);
        assertThat(wire.history()).isEqualTo("Sr");
        Connection c = wire.event(TcpEvent.ConnectionRejected.class).connection();
        assertThat(c.originator().state()).isEqualTo(EndpointState.SYN_SENT);
        assertThat(c.responder().state()).isEqualTo(EndpointState.RESET);
    }

    @Test
    void aResetOfAnEstablishedConnectionIsReportedAtOnce() {
        talk.handshake();
        talk.client.says("x");
        talk.server.rst();
        assertThat(wire.story()).containsExactly("new_connection", "connection_established", "connection_reset");

        wire.quiet(6);

        assertThat(wire.story())
                .containsExactly("new_connection", "connection_established", "connection_reset", TIMEOUT, REMOVED);
        assertThat(wire.history()).isEqualTo("ShADr");
    }

    @Test
    void aResetAfterTheOwnFinIsReportedFiveSecondsLater() {
        talk.handshake();
        talk.client.fin();
        talk.client.rst();
        assertThat(wire.story()).doesNotContain("connection_reset");

        wire.quiet(4.9);
        assertThat(wire.story()).doesNotContain("connection_reset");
        wire.quiet(2);

        assertThat(wire.story()).contains(REMOVED);
        assertThat(wire.history()).isEqualTo("ShAFR");
    }

    @Test
    void aHalfClosedConnectionStaysOpenForTheOtherSide() {
        talk.handshake();
        talk.client.fin();
        for (int i = 0; i < 20; i++) {
            wire.pause(4);
            talk.server.says("still here. ");
            talk.client.ack();
        }
        assertThat(wire.story()).containsExactly("new_connection", "connection_established");

        talk.server.fin();
        talk.client.ack();

        assertThat(wire.story()).containsExactly("new_connection", "connection_established", "connection_finished");
        assertThat(wire.contents(false)).hasSize(20 * 12);
    }

    @Test
    void aHalfClosedConnectionMayAlsoBeSilentForMinutes() {
        talk.handshake();
        talk.client.fin();
        talk.server.ack();
        wire.quiet(299);

        assertThat(wire.story()).containsExactly("new_connection", "connection_established");
        wire.quiet(2);
        assertThat(wire.story()).endsWith(TIMEOUT, REMOVED);
    }

    @Test
    void aConnectionOfWhichOneSideIsNeverSeenIsHalfFinished() {
        talk.client.syn();
        talk.server.unseen().synAck();
        talk.client.ack();
        talk.client.says("hello?");
        talk.server.unseen().ack();
        talk.client.fin();
        talk.server.unseen().ack();
        talk.client.ack();
        wire.quiet(20);

        assertThat(wire.story()).contains("connection_half_finished").endsWith(REMOVED);
        assertThat(wire.story()).doesNotContain("connection_established", "connection_finished");
    }

    @Test
    void endOfFileIsToldOncePerSideAndOnlyBehindAllBytes() {
        talk.handshake();
        talk.client.unseen().says("abc");
        talk.client.fin("def");
        assertThat(wire.events(TcpEvent.ConnectionEof.class)).isEmpty();

        talk.client.seq(1).says("abc");
        talk.server.ack();
        assertThat(wire.contents(true)).isEqualTo("abcdef");
        assertThat(wire.events(TcpEvent.ConnectionEof.class))
                .extracting(TcpEvent.ConnectionEof::isOrig)
                .containsExactly(true);
        talk.server.fin();
        talk.client.ack();
        talk.server.seq(1).fin();

        assertThat(wire.events(TcpEvent.ConnectionEof.class))
                .extracting(TcpEvent.ConnectionEof::isOrig)
                .containsExactly(true, false);
        assertThat(wire.story()).contains("connection_finished");
    }

    @Test
    void silenceForFiveMinutesRemovesAConnection() {
        talk.handshake();
        wire.pause(200);
        talk.client.says("x");
        talk.server.ack();
        wire.quiet(299);
        assertThat(wire.story()).containsExactly("new_connection", "connection_established");

        wire.quiet(1.5);

        assertThat(wire.story()).containsExactly("new_connection", "connection_established", TIMEOUT, REMOVED);
        assertThat(wire.analyzer().statistics().liveConnections()).isZero();
    }

    @Test
    void withoutItsBeginningAConnectionIsPartial() {
        talk.client.says("somewhere in the middle");
        talk.server.says("indeed");
        wire.close();

        assertThat(wire.story()).containsExactly("new_connection", "partial_connection", "connection_pending", REMOVED);
        assertThat(wire.contents(true)).isEqualTo("somewhere in the middle");
        assertThat(wire.contents(false)).isEqualTo("indeed");
        Connection c = wire.event(ConnectionEvent.StateRemove.class).connection();
        assertThat(c.originator().state()).isEqualTo(EndpointState.PARTIAL);
        assertThat(c.history()).isEqualTo("Dd");
    }

    @Test
    void aSideWhoseFirstWordsAreItsLastIsGivenThreeSeconds() {
        talk.server.says("in the middle");
        talk.client.fin();
        wire.quiet(2.9);
        assertThat(wire.story()).containsExactly("new_connection");

        wire.quiet(0.2);

        assertThat(wire.story()).containsExactly("new_connection", "connection_partial_close", REMOVED);
    }

    @Test
    void theSynAckOfALikelyServerSwapsTheRoles() {
        talk.client.unseen().syn();
        talk.server.synAck();
        talk.client.ack();
        wire.close();

        Connection c = wire.event(ConnectionEvent.New.class).connection();
        assertThat(c.id()).isEqualTo(talk.id());
        assertThat(c.history()).isEqualTo("^h");
        assertThat(wire.history()).isEqualTo("^hA");
        assertThat(wire.events(TcpEvent.ConnectionEstablished.class)).hasSize(1);
    }

    @Test
    void dataFromALikelyServerSwapsTheRoles() {
        talk.server.says("220 welcome");
        talk.client.says("hello");

        assertThat(talk.live().id()).isEqualTo(talk.id());
        assertThat(talk.live().history()).isEqualTo("^dD");
        assertThat(wire.contents(false)).isEqualTo("220 welcome");
    }

    @Test
    void unknownPortsSwapNothing() {
        TcpTalk other = new TcpTalk(wire, "10.0.0.1", 40000, "10.0.0.2", 40001);
        other.server.says("hello");

        assertThat(other.live().id().originatorPort().number()).isEqualTo(40001);
        assertThat(other.live().history()).isEqualTo("D");
    }

    @Test
    void anotherSynBeginsAnotherConnection() {
        talk.handshake();
        talk.client.says("first");
        Connection first = talk.live();
        String uid = first.uid();
        talk.client.startsAt(77_000_000);
        talk.server.startsAt(88_000_000);
        talk.handshake();
        talk.client.says("second");

        assertThat(wire.story())
                .containsExactly(
                        "new_connection",
                        "connection_established",
                        "connection_reused",
                        REMOVED,
                        "new_connection",
                        "connection_established");
        assertThat(wire.event(ConnectionEvent.Reused.class).connection().uid()).isEqualTo(uid);
        assertThat(talk.live().uid()).isNotEqualTo(uid);
        assertThat(wire.contents(true)).isEqualTo("firstsecond");
    }

    @Test
    void aRepeatedSynDoesNot() {
        talk.handshake();
        talk.client.syn();
        talk.server.synAck();
        talk.client.says("x");

        assertThat(wire.story()).containsExactly("new_connection", "connection_established");
        assertThat(wire.contents(true)).isEqualTo("x");
    }

    @Test
    void anySynAfterTheCloseBeginsAnotherConnection() {
        talk.handshake().goodbye();
        talk.client.startsAt(3_000_000);
        talk.server.startsAt(4_000_000);
        talk.handshake();

        assertThat(wire.story()).contains("connection_reused");
        assertThat(wire.events(ConnectionEvent.New.class)).hasSize(2);
    }

    @Test
    void crossingSynsAreOneConnection() {
        talk.client.syn();
        talk.server.syn();
        talk.client.synAck();
        talk.server.synAck();
        talk.client.says("hello");
        talk.server.says("yourself");

        assertThat(wire.story()).containsExactly("new_connection", "connection_established");
        assertThat(wire.contents(true)).isEqualTo("hello");
        assertThat(wire.contents(false)).isEqualTo("yourself");
        assertThat(talk.live().originator().state()).isEqualTo(EndpointState.ESTABLISHED);
        assertThat(talk.live().responder().state()).isEqualTo(EndpointState.ESTABLISHED);
        assertThat(talk.live().history()).startsWith("Ss");
    }

    @Test
    void theFirstAcknowledgementOfTheOriginatorIsToldOnce() {
        talk.handshake();
        talk.client.ack();
        talk.client.says("x");

        assertThat(wire.events(TcpEvent.ConnectionFirstAck.class)).hasSize(1);
        assertThat(wire.timeOf(TcpEvent.ConnectionFirstAck.class)).isCloseTo(0.003, within(1e-9));
    }

    @Test
    void timersCanBeSetOtherwise() {
        try (Wire impatient = new Wire(builder -> builder.set(Options.TCP_ATTEMPT_DELAY, Duration.ofSeconds(1)))) {
            new TcpTalk(impatient).client.syn();
            impatient.quiet(1.1);

            assertThat(impatient.story()).endsWith("connection_attempt", REMOVED);
        }
    }

    @Test
    void noInactivityTimeoutMeansForever() {
        try (Wire patient = new Wire(builder -> builder.set(Options.TCP_INACTIVITY_TIMEOUT, Duration.ZERO))) {
            new TcpTalk(patient).handshake();
            patient.quiet(86_400);

            assertThat(patient.analyzer().statistics().liveConnections()).isEqualTo(1);
        }
    }
}
