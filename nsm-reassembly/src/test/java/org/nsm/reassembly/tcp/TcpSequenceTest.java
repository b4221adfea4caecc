package org.nsm.reassembly.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.api.Connection;
import org.nsm.api.Options;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.TcpEvent;
import org.nsm.reassembly.traffic.TcpTalk;
import org.nsm.reassembly.traffic.Wire;

/** Sequence numbers, gaps, retransmissions, and what the history says of them. */
class TcpSequenceTest {

    private final Wire wire = new Wire();
    private final TcpTalk talk = new TcpTalk(wire);

    private List<TcpEvent.Packet> packets() {
        return wire.events(TcpEvent.Packet.class);
    }

    @Test
    void packetsAreToldWithRelativeNumbers() {
        talk.handshake();
        talk.client.says("abc");
        talk.server.says("de");
        talk.client.fin();

        assertThat(packets())
                .extracting(
                        TcpEvent.Packet::isOrig,
                        TcpEvent.Packet::flags,
                        TcpEvent.Packet::seq,
                        TcpEvent.Packet::ack,
                        TcpEvent.Packet::length,
                        packet -> Wire.text(packet.payload()))
                .containsExactly(
                        tuple(true, "S", 0L, 0L, 0, ""),
                        tuple(false, "SA", 0L, 1L, 0, ""),
                        tuple(true, "A", 1L, 1L, 0, ""),
                        tuple(true, "AP", 1L, 1L, 3, "abc"),
                        tuple(false, "AP", 1L, 4L, 2, "de"),
                        tuple(true, "FA", 4L, 3L, 0, ""));
    }

    @Test
    void dataOnTheSynIsTheBeginningOfTheStream() {
        talk.client.syn("early");
        talk.server.synAck();
        talk.client.ack();
        talk.client.says("late");
        talk.server.ack();

        assertThat(wire.contents(true)).isEqualTo("earlylate");
        assertThat(wire.story()).containsExactly("new_connection", "connection_established");
        assertThat(talk.live().originator().size()).isEqualTo(9);
    }

    @Test
    void dataOnTheFinIsTheEndOfTheStream() {
        talk.handshake();
        talk.client.says("almost ");
        talk.client.fin("all");
        talk.server.fin();
        talk.client.ack();

        assertThat(wire.contents(true)).isEqualTo("almost all");
        assertThat(wire.story()).endsWith("connection_finished");
        assertThat(talk.live().originator().size()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -2, -5, -1000, 0x7fff_ffff, 0x7fff_fff0, -0x8000_0000})
    void numbersThatWrapAroundAreNothingSpecial(int start) {
        talk.client.startsAt(start);
        talk.server.startsAt(start - 3);
        talk.handshake();
        for (int i = 0; i < 50; i++) {
            talk.client.says("0123456789");
            talk.server.says("abc");
        }
        talk.client.unseen().says("lost");
        talk.client.says("kept");
        talk.client.seq(501).says("lost");
        talk.server.ack();
        talk.goodbye();

        assertThat(wire.contents(true)).hasSize(508).endsWith("9lostkept");
        assertThat(wire.contents(false)).isEqualTo("abc".repeat(50));
        assertThat(wire.story()).containsExactly("new_connection", "connection_established", "connection_finished");
        assertThat(wire.weirds()).isEmpty();
        assertThat(talk.live().originator().size()).isEqualTo(508);
        assertThat(talk.live().responder().size()).isEqualTo(150);
        assertThat(packets()).allSatisfy(packet -> assertThat(packet.seq()).isBetween(0L, 510L));
    }

    @Test
    void numbersGoOnBeyondThirtyTwoBits() {
        talk.handshake();
        long step = 1L << 30;
        for (long seq = 1 + step; seq <= 5 * step + 1; seq += step) {
            talk.client.seq(seq).says("x");
            talk.server.acks(seq + 1).ack();
        }

        assertThat(packets().stream().mapToLong(TcpEvent.Packet::seq).max()).hasValue(5 * step + 1);
        assertThat(talk.live().originator().size()).isEqualTo(5 * step + 1);
        assertThat(talk.live().sequenceNumber(true)).isEqualTo(5 * step + 2);
        assertThat(wire.contents(true)).isEqualTo("xxxxx");
        assertThat(wire.events(ConnectionEvent.ContentGap.class))
                .extracting(ConnectionEvent.ContentGap::length)
                .containsExactly(step, step - 1, step - 1, step - 1, step - 1);
    }

    @Test
    void segmentsOutOfOrderAreDeliveredInOrder() {
        talk.handshake();
        talk.client.seq(7).says("ghi");
        talk.client.seq(4).says("def");
        assertThat(wire.contents(true)).isEmpty();
        talk.client.seq(1).says("abc");

        assertThat(wire.contents(true)).isEqualTo("abcdefghi");
        assertThat(wire.events(TcpEvent.Contents.class))
                .extracting(TcpEvent.Contents::seq)
                .containsExactly(1L, 4L, 7L);
        assertThat(wire.analyzer().statistics().bufferedBytes()).isZero();
    }

    @Test
    void whatThePeerAcknowledgesWithoutHavingBeenSeenIsAGap() {
        talk.handshake();
        talk.server.says("first");
        talk.server.unseen().says("lost.");
        talk.server.says("third");
        assertThat(wire.events(ConnectionEvent.ContentGap.class)).isEmpty();

        talk.client.ack();

        ConnectionEvent.ContentGap gap = wire.event(ConnectionEvent.ContentGap.class);
        assertThat(gap.isOrig()).isFalse();
        assertThat(gap.seq()).isEqualTo(6);
        assertThat(gap.length()).isEqualTo(5);
        assertThat(wire.contents(false)).isEqualTo("firstthird");
        assertThat(wire.analyzer().statistics().gapBytes()).isEqualTo(5);
    }

    @Test
    void aFinThatWasNotSeenCannotBeToldFromAByte() {
        talk.handshake();
        talk.client.unseen().fin();
        talk.server.ack();
        talk.client.ack();

        assertThat(wire.events(ConnectionEvent.ContentGap.class))
                .extracting(ConnectionEvent.ContentGap::length)
                .containsExactly(1L);
        talk.server.fin();
        talk.client.ack();
        assertThat(wire.events(ConnectionEvent.ContentGap.class)).hasSize(1);
    }

    @Test
    void anAcknowledgedFinThatWasSeenIsNoGap() {
        talk.handshake();
        talk.client.unseen().says("lost");
        talk.client.fin();
        talk.server.ack();

        assertThat(wire.analyzer().statistics().gapBytes()).isEqualTo(4);
        assertThat(wire.events(ConnectionEvent.ContentGap.class)).isEmpty(); // only while both are established
        assertThat(wire.events(TcpEvent.ConnectionEof.class)).hasSize(1);
    }

    @Test
    void retransmissionsWithOtherBytesAreInconsistent() {
        talk.handshake();
        talk.server.ack();
        talk.client.says("original");
        talk.client.seq(1).says("FORGED!!");
        talk.server.ack();

        ConnectionEvent.RexmitInconsistency found = wire.event(ConnectionEvent.RexmitInconsistency.class);
        assertThat(Wire.text(found.oldData())).isEqualTo("original");
        assertThat(Wire.text(found.newData())).isEqualTo("FORGED!!");
        assertThat(found.tcpFlags()).isEqualTo("AP");
        assertThat(wire.contents(true)).isEqualTo("original");
    }

    @Test
    void retransmissionsOfTheSameBytesAreNot() {
        talk.handshake();
        talk.client.says("original");
        talk.client.seq(1).says("original");
        talk.client.seq(1).says("orig");

        assertThat(wire.events(ConnectionEvent.RexmitInconsistency.class)).isEmpty();
    }

    @Test
    void retransmissionsAreToldWithWhatIsUnderWay() {
        talk.handshake();
        talk.server.window(4321).ack();
        talk.client.says("0123456789");
        talk.client.says("abcde");
        talk.client.seq(1).says("0123456789");

        TcpEvent.Rexmit rexmit = wire.event(TcpEvent.Rexmit.class);
        assertThat(rexmit.isOrig()).isTrue();
        assertThat(rexmit.seq()).isEqualTo(1);
        assertThat(rexmit.length()).isEqualTo(10);
        assertThat(rexmit.dataInFlight()).isEqualTo(15);
        assertThat(rexmit.window()).isEqualTo(4321);
    }

    @Test
    void retransmissionsAreCountedAndToldAtTenAndAHundred() {
        talk.handshake();
        talk.client.says("abc");
        talk.client.says("def");
        talk.server.ack();
        for (int i = 1; i <= 100; i++) {
            talk.client.seq(1).says("abc");
        }

        assertThat(wire.events(TcpEvent.MultipleRetransmissions.class))
                .extracting(TcpEvent.MultipleRetransmissions::isOrig, TcpEvent.MultipleRetransmissions::threshold)
                .containsExactly(tuple(true, 10L), tuple(true, 100L));
        assertThat(talk.live().history()).isEqualTo("ShADaTTT");
        assertThat(wire.contents(true)).isEqualTo("abcdef");
    }

    @Test
    void aRepeatOfTheNewestSegmentDoesNotCount() {
        talk.handshake();
        talk.client.says("abc");
        talk.client.seq(1).says("abc");

        assertThat(talk.live().history()).isEqualTo("ShAD");
        assertThat(wire.events(TcpEvent.Rexmit.class)).hasSize(1);
    }

    @Test
    void zeroWindowsAreCountedAndToldAtTen() {
        talk.handshake();
        for (int i = 0; i < 10; i++) {
            talk.server.window(0).ack();
        }

        TcpEvent.MultipleZeroWindows told = wire.event(TcpEvent.MultipleZeroWindows.class);
        assertThat(told.isOrig()).isFalse();
        assertThat(told.threshold()).isEqualTo(10);
        assertThat(talk.live().history()).isEqualTo("ShAaww");
    }

    @Test
    void aZeroWindowOnAResetMeansNothing() {
        talk.handshake();
        talk.server.window(0).rst();

        assertThat(talk.live().history()).isEqualTo("ShAr");
    }

    @Test
    void segmentsWithWrongChecksumsAreCountedAndNotAnalysed() {
        talk.handshake();
        for (int i = 0; i < 10; i++) {
            talk.client.corrupted().says("garbage");
        }
        talk.client.says("good");

        TcpEvent.MultipleChecksumErrors told = wire.event(TcpEvent.MultipleChecksumErrors.class);
        assertThat(told.isOrig()).isTrue();
        assertThat(told.threshold()).isEqualTo(10);
        assertThat(talk.live().history()).isEqualTo("ShACCD");
        assertThat(wire.contents(true)).isEqualTo("good");
        assertThat(wire.analyzer().statistics().badChecksums()).isEqualTo(10);
        assertThat(wire.weirds()).hasSize(10).containsOnly("bad_TCP_checksum");
    }

    @Test
    void checksumsCanBeIgnored() {
        try (Wire trusting = new Wire(builder -> builder.set(Options.IGNORE_CHECKSUMS, true))) {
            TcpTalk other = new TcpTalk(trusting).handshake();
            other.client.corrupted().says("abc");

            assertThat(trusting.contents(true)).hasSize(3);
            assertThat(trusting.analyzer().statistics().badChecksums()).isZero();
        }
    }

    @Test
    void everyOptionOfEverySegmentIsTold() {
        talk.client.options("0204 05b4 0402 080a 00000001 00000000 01 030307").syn();
        talk.server.options("0204 0400 01 01 0402 00").synAck();
        talk.client.options("0101 080a 00000002 00000003").ack();

        assertThat(wire.events(TcpEvent.Option.class))
                .extracting(TcpEvent.Option::isOrig, TcpEvent.Option::kind, TcpEvent.Option::length)
                .containsExactly(
                        tuple(true, 2, 4),
                        tuple(true, 4, 2),
                        tuple(true, 8, 10),
                        tuple(true, 1, 1),
                        tuple(true, 3, 3),
                        tuple(false, 2, 4),
                        tuple(false, 1, 1),
                        tuple(false, 1, 1),
                        tuple(false, 4, 2),
                        tuple(false, 0, 1),
                        tuple(true, 1, 1),
                        tuple(true, 1, 1),
                        tuple(true, 8, 10));
        assertThat(wire.events(TcpEvent.ConnectionSynPacket.class))
                .hasSize(2)
                .satisfiesExactly(
                        syn -> {
                            assertThat(syn.packet().isOrig()).isTrue();
                            assertThat(syn.packet().maximumSegmentSize()).isEqualTo(1460);
                            assertThat(syn.packet().windowScale()).isEqualTo(7);
                            assertThat(syn.packet().sackPermitted()).isTrue();
                            assertThat(syn.packet().dontFragment()).isTrue();
                            assertThat(syn.packet().ttl()).isEqualTo(64);
                        },
                        synAck -> {
                            assertThat(synAck.packet().isOrig()).isFalse();
                            assertThat(synAck.packet().maximumSegmentSize()).isEqualTo(1024);
                            assertThat(synAck.packet().windowScale()).isEqualTo(-1);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0200", "0201 0101", "0205 0000", "02", "08ff 0000"})
    void optionsThatLieEndTheList(String options) {
        talk.client.options("01 01 01 01" + options).syn();

        assertThat(wire.events(TcpEvent.Option.class))
                .hasSizeGreaterThanOrEqualTo(4)
                .filteredOn(option -> option.kind() != 1)
                .allSatisfy(option -> assertThat(option.kind()).isZero());
        assertThat(wire.events(ConnectionEvent.New.class)).hasSize(1);
    }

    @Test
    void flagsThatDoNotGoTogetherHaveLettersOfTheirOwn() {
        talk.handshake();
        talk.client.flags("FRA", "");
        talk.server.flags("FSA", "");

        assertThat(wire.events(ConnectionEvent.New.class)).isNotEmpty();
        assertThat(talk.live().history()).isEqualTo("ShAIq");
    }

    @Test
    void theFlowLabelsOfIpv6AreToldWhenTheyChange() {
        TcpTalk six = new TcpTalk(wire, "2001:db8::1", 40000, "2001:db8::2", 80);
        six.client.flowLabel(0x12345);
        six.handshake();
        assertThat(wire.events(ConnectionEvent.FlowLabelChanged.class)).isEmpty();
        six.client.flowLabel(0x54321).says("x");
        six.client.says("y");
        six.server.flowLabel(7).ack();

        assertThat(wire.events(ConnectionEvent.FlowLabelChanged.class))
                .extracting(
                        ConnectionEvent.FlowLabelChanged::isOrig,
                        ConnectionEvent.FlowLabelChanged::oldLabel,
                        ConnectionEvent.FlowLabelChanged::newLabel)
                .containsExactly(tuple(true, 0x12345, 0x54321), tuple(false, 0, 7));
        assertThat(six.live().originator().flowLabel()).isEqualTo(0x54321);
        assertThat(six.live().id()).isEqualTo(six.id());
        assertThat(wire.contents(true)).isEqualTo("xy");
    }

    @Test
    void theVlansOfTheFirstPacketBelongToTheConnection() {
        talk.vlans(12, 34).handshake();
        Connection c = talk.live();
        assertThat(c.vlan()).isEqualTo(12);
        assertThat(c.innerVlan()).isEqualTo(34);

        TcpTalk plain = new TcpTalk(wire, "10.0.0.1", 40001, "10.0.0.2", 80).handshake();
        assertThat(plain.live().vlan()).isNull();
        assertThat(plain.live().innerVlan()).isNull();
        plain.vlans(5).client.says("on another VLAN");
        assertThat(plain.live().vlan()).isNull();
        assertThat(wire.contents(true)).isEqualTo("on another VLAN");
    }
}
