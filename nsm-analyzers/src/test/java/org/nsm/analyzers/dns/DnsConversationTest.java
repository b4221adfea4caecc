package org.nsm.analyzers.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.dns.Messages.QUERY;
import static org.nsm.analyzers.dns.Messages.RESPONSE;
import static org.nsm.analyzers.dns.Messages.UPDATE;
import static org.nsm.analyzers.dns.Messages.bytes;
import static org.nsm.analyzers.dns.Messages.header;
import static org.nsm.analyzers.dns.Messages.name;
import static org.nsm.analyzers.dns.Messages.question;
import static org.nsm.analyzers.dns.Messages.record;
import static org.nsm.analyzers.dns.Messages.u16;

import io.netty.buffer.ByteBufUtil;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Transport;
import org.nsm.api.event.DnsEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

/** What a message is taken for, over UDP and TCP. */
@SuppressWarnings("deprecation") // non_dns_request
class DnsConversationTest {

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final FakeFlow udp = FakeFlow.to(53, Transport.UDP);
    private final ApplicationStage.DatagramSink datagrams = engine.stage().datagrams(udp);
    private final ApplicationStage.StreamSink stream = engine.stage().stream(FakeFlow.to(53, Transport.TCP));

    private static String tcp(String hex) {
        return u16(hex.length() / 2) + hex;
    }

    /** The events in short, without weird ones. */
    private List<String> events() {
        assertThat(engine.failures).isEmpty();
        return engine.events.stream()
                .filter(event -> !(event instanceof WeirdEvent))
                .map(DnsConversationTest::text)
                .toList();
    }

    private static String text(Event event) {
        if (event instanceof DnsEvent.Message message) {
            return (message.isOrig() ? "> " : "< ") + message.length();
        } else if (event instanceof DnsEvent.Request request) {
            return "request " + request.query() + " " + request.qtype() + " " + request.qclass();
        } else if (event instanceof DnsEvent.QueryReply reply) {
            return "reply " + reply.query() + " " + reply.qtype() + " " + reply.qclass();
        } else if (event instanceof DnsEvent.Rejected rejected) {
            return "rejected " + rejected.query() + " " + rejected.qtype() + " " + rejected.qclass();
        } else if (event instanceof DnsEvent.AReply reply) {
            return "A " + reply.answer().query() + " " + reply.address().getHostAddress();
        } else if (event instanceof DnsEvent.NonDnsRequest other) {
            return "no DNS " + ByteBufUtil.hexDump(other.message());
        } else if (event instanceof ProtocolEvent.Violation violation) {
            return "violation " + violation.reason();
        }
        return event.getClass().getSimpleName();
    }

    @Test
    void asksAndAnswers() {
        datagrams.datagram(true, bytes(header(QUERY, 1, 0, 0, 0) + question("WWW.example", 1)));
        datagrams.datagram(
                false,
                bytes(header(RESPONSE, 1, 1, 0, 0) + question("www.example", 1) + record("c00c", 1, "c0000201")));
        assertThat(events())
                .containsExactly(
                        "> 29",
                        "request www.example 1 1",
                        "End",
                        "Confirmation",
                        "< 45",
                        "reply www.example 1 1",
                        "A www.example 192.0.2.1",
                        "End");
        assertThat(udp.services()).containsExactly("DNS");
        assertThat(udp.reversed).isFalse();
    }

    @Test
    void takesAResponseWithoutRecordsForARejectionWhateverItsCode() {
        for (String flags : new String[] {"8180", "8183", "8185"}) {
            engine.events.clear();
            datagrams.datagram(false, bytes(header(flags, 1, 0, 0, 0) + question("a", 28)));
            assertThat(events()).contains("rejected a 28 1");
        }
        datagrams.datagram(
                false, bytes(header("8183", 1, 0, 0, 1) + question("a", 28) + "00" + "0029" + "0".repeat(16)));
        assertThat(events()).contains("reply a 28 1");
    }

    @Test
    void raisesTheRecordsOfQueriesToo() {
        datagrams.datagram(true, bytes(header(QUERY, 1, 1, 0, 0) + question("a", 255) + record("c00c", 1, "c0000201")));
        assertThat(events()).containsExactly("> 35", "request a 255 1", "A a 192.0.2.1", "End", "Confirmation");
    }

    @Test
    void readsEveryBitOfTheHeader() {
        datagrams.datagram(true, bytes("ffff" + "7f7f" + "0000".repeat(4)));
        datagrams.datagram(true, bytes("0000" + "80d0" + "0000".repeat(4)));
        var first = engine.events(DnsEvent.Message.class).get(0).message();
        assertThat(first.id()).isEqualTo(65535);
        assertThat(first.opcode()).isEqualTo(15);
        assertThat(first.rcode()).isEqualTo(15);
        assertThat(first.reservedBits()).isEqualTo(7);
        assertThat(List.of(
                        first.response(),
                        first.authoritative(),
                        first.truncated(),
                        first.recursionDesired(),
                        first.recursionAvailable()))
                .containsExactly(false, true, true, true, false);
        var second = engine.events(DnsEvent.Message.class).get(1).message();
        assertThat(second.reservedBits()).isEqualTo(5);
        assertThat(List.of(
                        second.response(),
                        second.authoritative(),
                        second.truncated(),
                        second.recursionDesired(),
                        second.recursionAvailable()))
                .containsExactly(true, false, false, false, true);
    }

    @Test
    void swapsTheRolesIfTheFirstMessageIsAResponse() {
        datagrams.datagram(true, bytes(header(RESPONSE, 1, 0, 0, 0) + question("a", 1)));
        assertThat(udp.reversed).isTrue();
        assertThat(events()).startsWith("< 19");
    }

    @Test
    void leavesTheRolesAfterTheFirstMessage() {
        datagrams.datagram(true, bytes(header(QUERY, 1, 0, 0, 0) + question("a", 1)));
        datagrams.datagram(true, bytes(header(RESPONSE, 1, 0, 0, 0) + question("a", 1)));
        assertThat(udp.reversed).isFalse();
        assertThat(events()).contains("> 19").doesNotContain("< 19");
    }

    @Test
    void goesOnBehindRecordsOfAnUpdateThatHaveNoData() {
        String any = "00ff" + "00000000" + "0000";
        datagrams.datagram(
                true,
                bytes(header(UPDATE, 1, 2, 2, 0)
                        + question("zone", 6)
                        + (name("exists") + "00ff" + any)
                        + (name("none") + "0001" + any)
                        + (name("gone") + "001c" + any)
                        + record(name("new"), 1, "c0000201")));
        assertThat(events())
                .containsExactly("> 91", "request zone 6 1", "UnknownReply", "A new 192.0.2.1", "End", "Confirmation");
    }

    @Test
    void tellsWhatIsNoRequest() {
        datagrams.datagram(true, bytes("1234"));
        datagrams.datagram(true, bytes(""));
        datagrams.datagram(false, bytes("1234"));
        datagrams.datagram(true, bytes(header(QUERY, 2, 0, 0, 0) + question("a", 1)));
        assertThat(events())
                .containsExactly(
                        "no DNS 1234",
                        "no DNS ",
                        "> 19",
                        "request a 1 1",
                        "End",
                        "no DNS " + header(QUERY, 2, 0, 0, 0) + question("a", 1));
    }

    @Test
    void doesNotReadMessagesThatAnnounceTooManyQuestions() {
        String hex = header(QUERY, 26, 0, 0, 0) + question("a", 1);
        datagrams.datagram(true, bytes(hex));
        assertThat(events()).containsExactly("> 19", "End", "violation DNS_Conn_count_too_large", "no DNS " + hex);
        datagrams.datagram(
                true, bytes(header(QUERY, 25, 0, 0, 0) + question("a", 1).repeat(25)));
        assertThat(events()).endsWith("request a 1 1", "End", "Confirmation");
    }

    @Test
    void readsLongLabelsAndOtherTypesBetweenNetbiosNameServices() {
        ApplicationStage.DatagramSink netbios = engine.stage().datagrams(FakeFlow.to(137, Transport.UDP));
        String label = "50" + "51".repeat(80) + "00";
        netbios.datagram(true, bytes(header(QUERY, 1, 0, 0, 0) + label + "0020" + "0001"));
        netbios.datagram(
                false,
                bytes(header(RESPONSE, 0, 3, 0, 0)
                        + record(label, 32, "0000c0000201")
                        + record(label, 33, "00")
                        + record(name("a"), 1, "c0000201")));
        assertThat(events())
                .contains("request " + "q".repeat(80) + " 32 1", "A a 192.0.2.1")
                .hasSize(7);
    }

    @Test
    void readsTcpHoweverItIsCut() {
        String hex =
                tcp(header(QUERY, 1, 0, 0, 0) + question("a", 1)) + tcp(header(QUERY, 1, 0, 0, 0) + question("b", 28));
        for (int i = 0; i < hex.length(); i += 2) {
            stream.data(true, bytes(hex.substring(i, i + 2)));
        }
        assertThat(events())
                .containsExactly("> 19", "request a 1 1", "End", "Confirmation", "> 19", "request b 28 1", "End");
        engine.events.clear();
        stream.data(true, bytes(hex));
        assertThat(events()).containsExactly("> 19", "request a 1 1", "End", "> 19", "request b 28 1", "End");
    }

    @Test
    void readsWhatTheEndOfTheStreamLeavesOfAMessageOnce() {
        String hex =
                tcp(header(RESPONSE, 0, 2, 0, 0) + record(name("a"), 1, "c0000201") + record(name("b"), 1, "c0000202"));
        stream.data(false, bytes(hex.substring(0, hex.length() - 2)));
        assertThat(events()).isEmpty();
        stream.endOfStream(false);
        stream.endOfStream(true);
        stream.end();
        assertThat(events()).containsExactly("< 45", "A a 192.0.2.1", "End");
    }

    @Test
    void doesNotTakeACutRequestForNoRequest() {
        stream.data(true, bytes("0020" + header(QUERY, 1, 0, 0, 0)));
        stream.endOfStream(true);
        assertThat(events()).containsExactly("> 12", "End");
    }

    @Test
    void tellsEmptyMessagesOfTheOriginatorOverTcp() {
        stream.data(true, bytes("0000"));
        stream.data(false, bytes("0000"));
        stream.data(true, bytes("0002" + "abcd"));
        assertThat(events()).containsExactly("no DNS ", "no DNS abcd");
    }

    @Test
    void goesOnBehindAMessageThatHasAGap() {
        String hex = tcp(header(QUERY, 1, 0, 0, 0) + question("a", 1));
        stream.data(true, bytes(hex.substring(0, 10)));
        stream.gap(true, hex.length() / 2 - 5);
        stream.data(true, bytes(tcp(header(QUERY, 1, 0, 0, 0) + question("b", 1))));
        assertThat(events()).startsWith("> 19", "request b 1 1");
    }
}
