package org.nsm.analyzers.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.dns.Messages.RESPONSE;
import static org.nsm.analyzers.dns.Messages.answer;
import static org.nsm.analyzers.dns.Messages.bytes;
import static org.nsm.analyzers.dns.Messages.header;
import static org.nsm.analyzers.dns.Messages.name;
import static org.nsm.analyzers.dns.Messages.record;
import static org.nsm.analyzers.dns.Messages.text;

import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Transport;
import org.nsm.api.event.Dns;
import org.nsm.api.event.DnsEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.Protocol;

/** Each type of record, from a response. */
class DnsRecordsTest {

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final FakeFlow flow = FakeFlow.to(53, Transport.UDP);

    private <E extends Event> List<E> respond(String hex, Class<E> type) {
        engine.events.clear();
        engine.stage().datagrams(flow).datagram(false, bytes(hex));
        assertThat(engine.failures).isEmpty();
        return engine.events(type);
    }

    private <E extends Event> E one(int type, String data, Class<E> event) {
        List<E> events = respond(answer(type, data), event);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private List<String> weirds() {
        return engine.events(WeirdEvent.OfConnection.class).stream()
                .map(weird -> weird.detail().isEmpty() ? weird.name() : weird.name() + " " + weird.detail())
                .toList();
    }

    private static Dns.Answer aExample(int type) {
        return new Dns.Answer(1, "a.example", type, 1, Duration.ofSeconds(60));
    }

    @Test
    void a() {
        DnsEvent.AReply event = one(1, "c0000201", DnsEvent.AReply.class);
        assertThat(event.answer()).isEqualTo(aExample(1));
        assertThat(event.address()).isEqualTo(FakeFlow.address("192.0.2.1"));
        assertThat(event.message())
                .isEqualTo(new Dns.Message(0x1234, 0, 0, true, false, false, true, true, 0, 1, 1, 0, 0));
        assertThat(weirds()).isEmpty();
    }

    @Test
    void aaaa() {
        DnsEvent.AaaaReply event = one(28, "20010db8000000000000000000000001", DnsEvent.AaaaReply.class);
        assertThat(event.address()).isEqualTo(FakeFlow.address("2001:db8::1"));
        assertThat(event.answer()).isEqualTo(aExample(28));
    }

    @Test
    void a6WithItsPrefixZero() {
        String suffix = "ff345678" + "9abcdef0";
        assertThat(one(38, "44" + suffix + name("p.example"), DnsEvent.A6Reply.class)
                        .address())
                .isEqualTo(FakeFlow.address("::f34:5678:9abc:def0"));
        assertThat(one(38, "00" + "20010db8000000000000000000000001", DnsEvent.A6Reply.class)
                        .address())
                .isEqualTo(FakeFlow.address("2001:db8::1"));
        assertThat(one(38, "80" + name("p.example"), DnsEvent.A6Reply.class).address())
                .isEqualTo(FakeFlow.address("::"));
    }

    @Test
    void noA6WhoseSuffixIsCutOff() {
        assertThat(respond(answer(38, "40" + "00000000000000"), DnsEvent.A6Reply.class))
                .isEmpty();
        assertThat(respond(answer(38, "81" + "00".repeat(20)), DnsEvent.A6Reply.class))
                .isEmpty();
        assertThat(respond(answer(38, ""), DnsEvent.A6Reply.class)).isEmpty();
    }

    @Test
    void names() {
        String www = "03777777c00c";
        assertThat(one(2, www, DnsEvent.NsReply.class).name()).isEqualTo("www.a.example");
        assertThat(one(5, www, DnsEvent.CnameReply.class).name()).isEqualTo("www.a.example");
        assertThat(one(12, name("B.Example"), DnsEvent.PtrReply.class).name()).isEqualTo("b.example");
        assertThat(weirds()).isEmpty();
    }

    @Test
    void mx() {
        DnsEvent.MxReply event = one(15, "ffff" + name("mail"), DnsEvent.MxReply.class);
        assertThat(event.preference()).isEqualTo(65535);
        assertThat(event.name()).isEqualTo("mail");
    }

    @Test
    void soa() {
        String numbers = "ffffffff" + "00000001" + "00000002" + "00000003" + "00000004";
        assertThat(one(6, "026e73c00c" + name("h.example") + numbers, DnsEvent.SoaReply.class)
                        .soa())
                .isEqualTo(new Dns.Soa(
                        "ns.a.example",
                        "h.example",
                        4294967295L,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4)));
    }

    @Test
    void srv() {
        DnsEvent.SrvReply event = one(33, "000a" + "003c" + "13c4" + name("sip"), DnsEvent.SrvReply.class);
        assertThat(List.of(event.priority(), event.weight(), event.port())).containsExactly(10, 60, 5060);
        assertThat(event.target()).isEqualTo("sip");
    }

    @Test
    void wks() {
        assertThat(one(11, "c0000201" + "06" + "00000040", DnsEvent.WksReply.class)
                        .answer())
                .isEqualTo(aExample(11));
    }

    @Test
    void hinfo() {
        assertThat(one(13, "03" + text("VAX") + "04" + text("UNIX"), DnsEvent.HinfoReply.class)
                        .answer())
                .isEqualTo(aExample(13));
    }

    @Test
    void txt() {
        assertThat(one(16, "0161" + "00" + "026263", DnsEvent.TxtReply.class).strings())
                .containsExactly("a", "", "bc");
        assertThat(one(16, "", DnsEvent.TxtReply.class).strings()).isEmpty();
    }

    @Test
    void txtUpToATextThatIsCutOff() {
        assertThat(one(16, "0161" + "056263", DnsEvent.TxtReply.class).strings())
                .containsExactly("a");
        assertThat(weirds()).containsExactly("DNS_RR_bad_length");
    }

    @Test
    void caa() {
        DnsEvent.CaaReply event = one(257, "80" + "05" + text("issue") + text("ca.example"), DnsEvent.CaaReply.class);
        assertThat(event.flags()).isEqualTo(128);
        assertThat(event.tag()).isEqualTo("issue");
        assertThat(event.value()).isEqualTo("ca.example");
    }

    @Test
    void caaWithoutValueAndWhatFollows() {
        String hex = header(RESPONSE, 0, 2, 0, 0)
                + record(name("a"), 257, "00" + "05" + text("issue"))
                + record(name("b"), 1, "c0000201");
        assertThat(respond(hex, DnsEvent.CaaReply.class))
                .hasSize(1)
                .first()
                .satisfies(event -> assertThat(event.value()).isEmpty());
        assertThat(engine.events(DnsEvent.AReply.class)).hasSize(1);
    }

    @Test
    void noCaaWhoseTagIsCutOff() {
        assertThat(respond(answer(257, "00" + "06" + text("issue")), DnsEvent.CaaReply.class))
                .isEmpty();
        assertThat(respond(answer(257, "00"), DnsEvent.CaaReply.class)).isEmpty();
    }

    @Test
    void unknownTypes() {
        for (int type : new int[] {0, 3, 35, 52, 65, 99, 249, 255, 65535}) {
            assertThat(one(type, "0102", DnsEvent.UnknownReply.class).answer()).isEqualTo(aExample(type));
            assertThat(weirds()).containsExactly("DNS_RR_unknown_type " + type);
        }
    }

    @Test
    void edns() {
        String hex = header("8183", 0, 0, 0, 1) + "00" + "0029" + "04d0" + "10" + "02" + "8001" + "0004" + "00030000";
        assertThat(respond(hex, DnsEvent.EdnsAddl.class))
                .extracting(DnsEvent.EdnsAddl::additional)
                .containsExactly(new Dns.Edns("", 3, 41, 1232, 0x103, 2, 0x8001, Duration.ofSeconds(0x10028001L), 0));
    }

    @Test
    void ednsWithAnOwnerAndInAnotherSection() {
        String hex = header(RESPONSE, 0, 1, 0, 0) + name("odd.owner") + "0029" + "0200" + "00000000" + "0000";
        Dns.Edns edns = respond(hex, DnsEvent.EdnsAddl.class).get(0).additional();
        assertThat(edns.query()).isEqualTo("odd.owner");
        assertThat(edns.section()).isEqualTo(1);
        assertThat(edns.type()).isEqualTo(41);
    }

    @Test
    void tsig() {
        String data =
                name("HMAC-SHA256") + "000165920080" + "012c" + "0003" + "aabbcc" + "abcd" + "0012" + "0002" + "ffff";
        String hex = header(RESPONSE, 0, 0, 0, 1) + record(name("Key"), 250, data);
        Dns.Tsig tsig = respond(hex, DnsEvent.TsigAddl.class).get(0).additional();
        assertThat(tsig.query()).isEqualTo("key");
        assertThat(tsig.section()).isEqualTo(3);
        assertThat(tsig.algorithmName()).isEqualTo("hmac-sha256");
        assertThat(tsig.timeSigned()).isEqualTo(Instant.ofEpochSecond(0x165920080L));
        assertThat(tsig.fudge()).isEqualTo(Instant.ofEpochSecond(300));
        assertThat(ByteBufUtil.hexDump(tsig.signature())).isEqualTo("aabbcc");
        assertThat(tsig.originalId()).isEqualTo(0xabcd);
        assertThat(tsig.error()).isEqualTo(18);
        assertThat(tsig.isQuery()).isZero();
    }

    @Test
    void tsigWhoseEndIsCutOff() {
        String data = name("x") + "000065920080" + "012c" + "0020" + "aabbcc";
        Dns.Tsig tsig = one(250, data, DnsEvent.TsigAddl.class).additional();
        assertThat(ByteBufUtil.hexDump(tsig.signature())).isEqualTo("aabbcc");
        assertThat(tsig.originalId()).isZero();
        assertThat(weirds()).containsExactly("DNS_RR_bad_length");
    }

    @Test
    void rrsig() {
        String data = "0001" + "08" + "02" + "00000e10" + "ffffffff" + "5c78f170" + "1234" + name("Example") + "aabb";
        Dns.Rrsig rrsig = one(46, data, DnsEvent.Rrsig.class).rrsig();
        assertThat(rrsig)
                .isEqualTo(new Dns.Rrsig(
                        "a.example",
                        1,
                        1,
                        8,
                        2,
                        Duration.ofHours(1),
                        Instant.ofEpochSecond(4294967295L),
                        Instant.ofEpochSecond(0x5c78f170L),
                        0x1234,
                        "example",
                        bytes("aabb"),
                        0));
        assertThat(weirds()).isEmpty();
    }

    @Test
    void noRrsigThatIsCutOff() {
        assertThat(respond(answer(46, "00".repeat(17)), DnsEvent.Rrsig.class)).isEmpty();
        assertThat(respond(answer(46, "00".repeat(18) + "0361"), DnsEvent.Rrsig.class))
                .hasSize(1);
    }

    @Test
    void dnskey() {
        assertThat(one(48, "0101" + "03" + "0d" + "aabb", DnsEvent.Dnskey.class).dnskey())
                .isEqualTo(new Dns.Dnskey("a.example", 1, 257, 3, 13, bytes("aabb"), 0));
        assertThat(weirds()).isEmpty();
        one(48, "0001" + "04" + "fd", DnsEvent.Dnskey.class);
        assertThat(weirds())
                .containsExactly(
                        "DNSSEC_DNSKEY_Invalid_Flag 1",
                        "DNSSEC_DNSKEY_Invalid_Protocol 4",
                        "DNSSEC_DNSKEY_PrivateDNS_ZoneSignAlgo 253");
        assertThat(respond(answer(48, "010103"), DnsEvent.Dnskey.class)).isEmpty();
    }

    @Test
    void ds() {
        assertThat(one(43, "1234" + "0d" + "02" + "aabbcc", DnsEvent.Ds.class).ds())
                .isEqualTo(new Dns.Ds("a.example", 1, 0x1234, 13, 2, bytes("aabbcc"), 0));
        assertThat(respond(answer(43, "12340d"), DnsEvent.Ds.class)).isEmpty();
    }

    @Test
    void nsec() {
        DnsEvent.Nsec event = one(47, name("b.example") + "0006400100000003" + "010140", DnsEvent.Nsec.class);
        assertThat(event.nextName()).isEqualTo("b.example");
        assertThat(event.bitmaps()).containsExactly(bytes("400100000003"), bytes("40"));
    }

    @Test
    void nsecUpToAnEmptyWindow() {
        assertThat(one(47, name("b.example") + "000140" + "0200", DnsEvent.Nsec.class)
                        .bitmaps())
                .containsExactly(bytes("40"));
        assertThat(weirds()).containsExactly("DNSSEC_NSEC_bitmapLen0 2");
    }

    @Test
    void nsecWithNoMoreThanItsRecord() {
        String hex = header(RESPONSE, 0, 2, 0, 0)
                + record(name("a"), 47, name("b") + "0008" + "4001")
                + record(name("b"), 1, "c0000201");
        assertThat(respond(hex, DnsEvent.Nsec.class).get(0).bitmaps()).containsExactly(bytes("4001"));
        assertThat(engine.events(DnsEvent.AReply.class)).isEmpty();
    }

    @Test
    void nsec3() {
        String data = "01" + "01" + "000a" + "02" + "aabb" + "03" + "112233" + "000140";
        assertThat(one(50, data, DnsEvent.Nsec3.class).nsec3())
                .isEqualTo(new Dns.Nsec3(
                        "a.example", 1, 1, 1, 10, 2, bytes("aabb"), 3, bytes("112233"), List.of(bytes("40")), 0));
        assertThat(weirds()).isEmpty();
    }

    @Test
    void nsec3ThatIsCutOff() {
        Dns.Nsec3 nsec3 = one(50, "01" + "00" + "0009" + "05" + "aabb", DnsEvent.Nsec3.class)
                .nsec3();
        assertThat(nsec3.saltLength()).isEqualTo(5);
        assertThat(nsec3.salt()).isEqualTo(bytes("aabb"));
        assertThat(nsec3.hash().isReadable()).isFalse();
        assertThat(weirds()).containsExactly("DNS_RR_bad_length");
        assertThat(respond(answer(50, "0100000905"), DnsEvent.Nsec3.class)).isEmpty();
    }

    @Test
    void recordsOfAllSections() {
        String hex = header(RESPONSE, 0, 1, 1, 1)
                + record(name("a"), 1, "c0000201")
                + record(name("b"), 1, "c0000202")
                + record(name("c"), 1, "c0000203");
        assertThat(respond(hex, DnsEvent.AReply.class))
                .extracting(
                        event -> event.answer().answerType() + event.answer().query())
                .containsExactly("1a", "2b", "3c");
    }

    @Test
    void addressesOfTheWrongLengthEndTheMessage() {
        String hex = header(RESPONSE, 0, 2, 0, 0) + record(name("a"), 1, "c00002") + record(name("b"), 1, "c0000202");
        assertThat(respond(hex, DnsEvent.AReply.class)).isEmpty();
        assertThat(engine.events(DnsEvent.End.class)).hasSize(1);
    }

    @Test
    void namesGoOnWhereTheyEndWhateverTheirLength() {
        String hex = header(RESPONSE, 0, 2, 0, 0)
                + name("a") + "0005" + "0001" + "0000003c" + "0001" + name("b")
                + record(name("b"), 1, "c0000202");
        assertThat(respond(hex, DnsEvent.CnameReply.class)).hasSize(1);
        assertThat(engine.events(DnsEvent.AReply.class)).hasSize(1);
        assertThat(weirds()).containsExactly("DNS_RR_length_mismatch");
    }
}
