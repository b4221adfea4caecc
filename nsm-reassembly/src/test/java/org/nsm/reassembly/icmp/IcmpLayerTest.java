package org.nsm.reassembly.icmp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.reassembly.ip.SamplePackets.icmp;
import static org.nsm.reassembly.ip.SamplePackets.icmpV6;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nsm.api.Connection;
import org.nsm.api.EndpointState;
import org.nsm.api.Options;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.Icmp;
import org.nsm.api.event.IcmpEvent;
import org.nsm.api.event.WeirdEvent;

class IcmpLayerTest {

    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final String A6 = "2001:db8::1";
    private static final String B6 = "2001:db8::2";
    private static final String PING = "0800 0000 1234 0001 61626364";
    private static final String PONG = "0000 0000 1234 0001 61626364";

    private final IcmpBench bench = new IcmpBench();

    @Test
    void anEchoAndItsReplyAreOneConnection() {
        bench.at(1);
        bench.feed(icmp(A, B, PING));
        bench.at(1.25);
        Connection c = bench.feed(icmp(B, A, PONG));

        assertThat(c).hasToString("10.0.0.1 8/icmp > 10.0.0.2 0/icmp");
        assertThat(c.originator().size()).isEqualTo(4);
        assertThat(c.originator().packets()).isEqualTo(1);
        assertThat(c.originator().ipBytes()).isEqualTo(32);
        assertThat(c.responder().ipBytes()).isEqualTo(32);
        assertThat(c.duration()).hasMillis(250);
        assertThat(c.history()).isEmpty();
        IcmpEvent.EchoRequest request = bench.only(IcmpEvent.EchoRequest.class);
        assertThat(request.id()).isEqualTo(0x1234);
        assertThat(request.seq()).isEqualTo(1);
        assertThat(request.payload().toString(US_ASCII)).isEqualTo("abcd");
        assertThat(bench.only(IcmpEvent.EchoReply.class).payload().toString(US_ASCII))
                .isEqualTo("abcd");
        assertThat(bench.events.events(IcmpEvent.class)).hasSize(2);
    }

    @Test
    void aNewConnectionShowsWhatItsFirstMessageDid() {
        bench.feed(icmp(A, B, PING));

        Connection c = bench.only(ConnectionEvent.New.class).connection();
        assertThat(c.originator().state()).isEqualTo(EndpointState.ACTIVE);
        assertThat(c.originator().size()).isEqualTo(4);
        assertThat(c.originator().packets()).isZero();
        assertThat(c.responder().state()).isEqualTo(EndpointState.INACTIVE);
    }

    @Test
    void whoSendsAReplyThatNobodyWasSeenToAskForIsTheOriginator() {
        bench.feed(icmp(B, A, PONG));
        Connection c = bench.feed(icmp(A, B, PING));

        assertThat(c).hasToString("10.0.0.2 0/icmp > 10.0.0.1 8/icmp");
        assertThat(c.responder().packets()).isEqualTo(1);
    }

    @Test
    void allMessagesTellWhatTheExchangeBeganWith() {
        bench.feed(icmp(A, B, PING));
        bench.feed(icmp(B, A, "0007 0000 1234 0001"));

        Icmp.Info info = bench.only(IcmpEvent.EchoReply.class).icmp();
        assertThat(info.originatorAddress()).hasToString("/" + A);
        assertThat(info.responderAddress()).hasToString("/" + B);
        assertThat(info.type()).isEqualTo(8);
        assertThat(info.code()).isZero();
        assertThat(info.length()).isEqualTo(4);
        assertThat(info.hopLimit()).isEqualTo(64);
        assertThat(info.v6()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"8,0", "10,9", "13,14", "15,16", "17,18"})
    void requestsOfIcmpBelongToTheirReplies(int request, int reply) {
        Connection asked = bench.feed(icmp(A, B, String.format("%02x00 0000 0000 0000", request)));
        Connection answered = bench.feed(icmp(B, A, String.format("%02x01 0000 0000 0000", reply)));

        assertThat(answered).isSameAs(asked);
        assertThat(asked.id().originatorPort().number()).isEqualTo(request);
        assertThat(asked.id().responderPort().number()).isEqualTo(reply);
    }

    @ParameterizedTest
    @CsvSource({"128,129", "130,131", "133,134", "135,136", "139,140", "144,145"})
    void requestsOfIcmpV6BelongToTheirReplies(int request, int reply) {
        Connection asked = bench.feed(icmpV6(A6, B6, String.format("%02x00 0000 0000 0000", request)));
        Connection answered = bench.feed(icmpV6(B6, A6, String.format("%02x01 0000 0000 0000", reply)));

        assertThat(answered).isSameAs(asked);
        assertThat(asked.id().originatorPort().number()).isEqualTo(request);
        assertThat(asked.id().responderPort().number()).isEqualTo(reply);
    }

    @Test
    void theSameMessageTheOtherWayIsAnotherConnectionWhereNothingAnswersIt() {
        Connection there = bench.feed(icmp(A, B, "0301 0000 0000 0000"));
        Connection back = bench.feed(icmp(B, A, "0301 0000 0000 0000"));
        Connection otherCode = bench.feed(icmp(A, B, "0303 0000 0000 0000"));

        assertThat(there).hasToString("10.0.0.1 3/icmp > 10.0.0.2 1/icmp");
        assertThat(back).hasToString("10.0.0.2 3/icmp > 10.0.0.1 1/icmp");
        assertThat(otherCode).hasToString("10.0.0.1 3/icmp > 10.0.0.2 3/icmp");
        assertThat(bench.feed(icmp(A, B, "0301 0000 0000 0000"))).isSameAs(there);
    }

    @Test
    void aMessageWithoutAnEventOfItsOwnIsReportedWithItsContents() {
        bench.feed(icmp(A, B, "0d00 0000 0001 0002 00000005 00000000 00000000"));

        assertThat(bench.only(IcmpEvent.Sent.class).icmp().type()).isEqualTo(13);
        assertThat(bench.only(IcmpEvent.SentPayload.class).payload().readableBytes())
                .isEqualTo(12);
        assertThat(bench.events.events(IcmpEvent.class)).hasSize(2);
    }

    @Test
    void theTypesOfIcmpMeanSomethingElseInIcmpV6() {
        bench.feed(icmpV6(A6, B6, "8f00 0000 0000 0000"));
        bench.feed(icmp(A, B, "8800 0000 0000 0000"));

        assertThat(bench.events.events(IcmpEvent.Sent.class))
                .extracting(sent -> sent.icmp().v6())
                .containsExactly(true, false);
    }

    @Test
    void aWrongChecksumTouchesNothingButTheTable() {
        byte[] packet = icmp(A, B, PING);
        packet[packet.length - 1] ^= 1;
        Connection c = bench.feed(packet);

        assertThat(bench.only(WeirdEvent.OfConnection.class).name()).isEqualTo("bad_ICMP_checksum");
        assertThat(bench.only(ConnectionEvent.New.class).connection().id()).isEqualTo(c.id());
        assertThat(c.originator().state()).isEqualTo(EndpointState.INACTIVE);
        assertThat(c.originator().size()).isZero();
        assertThat(c.originator().packets()).isZero();
        assertThat(bench.events.events(IcmpEvent.class)).isEmpty();
        assertThat(bench.core.counters.badChecksums).isEqualTo(1);
    }

    @Test
    void theChecksumOfIcmpV6CoversTheAddresses() {
        byte[] packet = icmpV6(A6, B6, "8000 0000 0001 0002");
        bench.feed(packet);
        packet[23] ^= 1;
        bench.feed(packet);

        assertThat(bench.events.events(IcmpEvent.EchoRequest.class)).hasSize(1);
        assertThat(bench.events.events(WeirdEvent.OfConnection.class)).hasSize(1);
    }

    @Test
    void checksumsDoNotMatterWhenTheHostSaysSo() {
        IcmpBench careless = new IcmpBench(Map.of(Options.IGNORE_CHECKSUMS, true));
        byte[] packet = icmp(A, B, PING);
        packet[packet.length - 1] ^= 1;
        careless.feed(packet);

        assertThat(careless.events.events(IcmpEvent.EchoRequest.class)).hasSize(1);
    }

    @Test
    void aMessageCutByTheCaptureIsShownAsFarAsItGoes() {
        byte[] packet = icmp(A, B, PING);
        Connection c = bench.feed(packet, packet.length - 3);

        assertThat(bench.only(IcmpEvent.EchoRequest.class).payload().toString(US_ASCII))
                .isEqualTo("a");
        assertThat(c.originator().size()).isEqualTo(4);
        assertThat(c.originator().packets()).isZero();
    }

    @Test
    void aMessageWithoutAWholeHeaderBelongsToNoConnection() {
        assertThat(bench.feed(icmp(A, B, "0800 0000 1234 00"))).isNull();
        assertThat(bench.feed(icmp(A, B, PING), 27)).isNull();

        assertThat(bench.events.events(WeirdEvent.OfFlow.class))
                .extracting(WeirdEvent.OfFlow::name)
                .containsOnly("truncated_header");
        assertThat(bench.core.counters.malformed).isEqualTo(2);
        assertThat(bench.core.flows.size()).isZero();
    }

    @Test
    void anExchangeIsForgottenAfterAMinuteOfSilence() {
        bench.at(0);
        bench.feed(icmp(A, B, PING));
        bench.at(50);
        bench.feed(icmp(A, B, PING));
        bench.at(109);
        assertThat(bench.core.flows.size()).isEqualTo(1);

        bench.at(112);

        assertThat(bench.core.flows.size()).isZero();
        assertThat(bench.events.events(ConnectionEvent.Timeout.class)).hasSize(1);
        assertThat(bench.only(ConnectionEvent.StateRemove.class)
                        .connection()
                        .originator()
                        .packets())
                .isEqualTo(2);
    }
}
