package org.nsm.analyzers.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.Captures;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.DnsEvent;
import org.nsm.api.event.ProtocolEvent;

/** Recorded conversations. */
class DnsCapturesTest {

    private static <E extends DnsEvent> List<E> events(String capture, Class<E> type) {
        return Captures.eventsOf("dns/" + capture, type);
    }

    private static Map<String, Integer> counts(String capture) {
        Map<String, Integer> counts = new TreeMap<>();
        for (DnsEvent event : events(capture, DnsEvent.class)) {
            counts.merge(event.getClass().getSimpleName(), 1, Integer::sum);
        }
        return counts;
    }

    @Test
    void manyTypesOverUdp() {
        String capture = "bind_types.pcap";
        assertThat(events(capture, DnsEvent.Message.class)).hasSize(42);
        assertThat(events(capture, DnsEvent.Request.class))
                .hasSize(21)
                .extracting(DnsEvent.Request::query)
                .contains("web.example.test", "_sip._udp.example.test")
                .doesNotContain("WEB.Example.TEST");
        assertThat(events(capture, DnsEvent.CnameReply.class))
                .extracting(event -> event.answer().query() + " " + event.name())
                .containsExactly("www.example.test web.example.test");
        assertThat(events(capture, DnsEvent.MxReply.class))
                .extracting(event -> event.preference() + " " + event.name())
                .containsExactlyInAnyOrder("10 mail.example.test", "20 backup.mail.example.test");
        assertThat(events(capture, DnsEvent.TxtReply.class))
                .extracting(DnsEvent.TxtReply::strings)
                .containsExactly(List.of("v=spf1 -all", "second string"));
        assertThat(events(capture, DnsEvent.CaaReply.class))
                .extracting(event -> event.flags() + " " + event.tag() + " " + event.value())
                .containsExactlyInAnyOrder("0 issue ca.example.test", "128 issuewild ;");
        assertThat(events(capture, DnsEvent.SrvReply.class))
                .extracting(
                        event -> event.priority() + " " + event.weight() + " " + event.port() + " " + event.target())
                .containsExactly("10 60 5060 sip.example.test");
        assertThat(events(capture, DnsEvent.HinfoReply.class)).hasSize(1);
        assertThat(events(capture, DnsEvent.WksReply.class)).hasSize(1);
        assertThat(events(capture, DnsEvent.A6Reply.class))
                .extracting(event -> event.address().getHostAddress())
                .containsExactly("0:0:0:0:1234:5678:9abc:def0");
        assertThat(events(capture, DnsEvent.AaaaReply.class))
                .extracting(event -> event.address().getHostAddress())
                .contains("0:0:0:0:0:ffff:c000:201");
        assertThat(events(capture, DnsEvent.UnknownReply.class))
                .extracting(event -> event.answer().qtype())
                .containsExactly(29, 35, 65);
        assertThat(events(capture, DnsEvent.SoaReply.class)).hasSize(2).allSatisfy(event -> {
            assertThat(event.soa().mname()).isEqualTo("ns1.example.test");
            assertThat(event.soa().rname()).isEqualTo("hostmaster.example.test");
            assertThat(event.soa().serial()).isEqualTo(2024010101L);
        });
        assertThat(events(capture, DnsEvent.Rejected.class))
                .extracting(event -> event.query() + " " + event.message().rcode())
                .containsExactly("other.test 5");
        assertThat(events(capture, DnsEvent.EdnsAddl.class))
                .extracting(event -> event.additional().payloadSize() + " "
                        + event.additional().isQuery())
                .containsExactly("1232 1", "1232 0");
        assertThat(Captures.eventsOf("dns/" + capture, ProtocolEvent.Confirmation.class))
                .hasSize(21);
    }

    @Test
    void tcp() {
        Map<String, Integer> counts = counts("bind_tcp.pcap");
        assertThat(counts)
                .containsEntry("Request", 6)
                .containsEntry("QueryReply", 6)
                .containsEntry("Message", 12);
        assertThat(events("bind_tcp.pcap", DnsEvent.SoaReply.class))
                .filteredOn(event -> event.answer().query().equals("dyn.test"))
                .hasSize(2);
        assertThat(counts).containsKeys("Rrsig", "Dnskey", "Nsec", "CaaReply").doesNotContainKey("NonDnsRequest");
    }

    @Test
    void signedZones() {
        String capture = "bind_dnssec.pcap";
        assertThat(events(capture, DnsEvent.Dnskey.class))
                .extracting(event -> event.dnskey().query() + " "
                        + event.dnskey().flags() + " " + event.dnskey().algorithm())
                .contains("example.test 256 13", "example.test 257 13", "n3.test 256 8", "n3.test 257 8");
        assertThat(events(capture, DnsEvent.Rrsig.class)).isNotEmpty().allSatisfy(event -> {
            assertThat(event.rrsig().signerName()).isIn("example.test", "n3.test");
            assertThat(event.rrsig().expiration()).isAfter(event.rrsig().inception());
        });
        assertThat(events(capture, DnsEvent.Nsec.class)).isNotEmpty();
        assertThat(events(capture, DnsEvent.Nsec3.class)).isNotEmpty().allSatisfy(event -> {
            assertThat(event.nsec3().hashLength()).isEqualTo(20);
            assertThat(event.nsec3().saltLength()).isEqualTo(4);
            assertThat(event.nsec3().iterations()).isEqualTo(5);
        });
        assertThat(events(capture, DnsEvent.EdnsAddl.class)).hasSize(14).allSatisfy(event -> {
            assertThat(event.additional().query()).isEmpty();
            assertThat(event.additional().section()).isEqualTo(3);
            assertThat(event.additional().flags()).isEqualTo(0x8000);
        });
    }

    @Test
    void updates() {
        String capture = "bind_update.pcap";
        assertThat(events(capture, DnsEvent.TsigAddl.class)).hasSize(2).allSatisfy(event -> {
            assertThat(event.additional().query()).isEqualTo("update-key");
            assertThat(event.additional().algorithmName()).isEqualTo("hmac-sha256");
            assertThat(event.additional().timeSigned()).isBetween("2020-01-01T00:00:00Z", "2100-01-01T00:00:00Z");
            assertThat(event.additional().fudge().getEpochSecond()).isEqualTo(300);
            assertThat(event.additional().error()).isZero();
        });
        assertThat(events(capture, DnsEvent.TxtReply.class))
                .extracting(DnsEvent.TxtReply::strings)
                .containsExactly(List.of("hello"));
        assertThat(counts(capture)).doesNotContainKey("NonDnsRequest");
        assertThat(events(capture, DnsEvent.Rejected.class))
                .extracting(event ->
                        event.message().opcode() + " " + event.message().rcode())
                .containsExactly("5 5");
    }

    @Test
    void multicastAnswersLeaveTheRolesAlone() {
        assertThat(events("dns_mdns.pcap", DnsEvent.Message.class))
                .filteredOn(event -> event.message().response())
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.isOrig()).isFalse())
                .extracting(event -> event.connection().id().responderAddress().isMulticastAddress())
                .containsExactly(true, true, false);
        assertThat(counts("dns_mdns.pcap")).containsKeys("PtrReply", "HinfoReply", "TxtReply", "SrvReply", "Nsec");
    }

    @Test
    void anAnswerThatComesFirstIsTheResponders() {
        List<String> connections = Captures.eventsOf("dns/dns_roles.pcap", ConnectionEvent.StateRemove.class).stream()
                .map(event -> event.connection().id().originatorAddress().getHostAddress() + ":"
                        + event.connection().id().originatorPort().number() + " "
                        + event.connection().history())
                .toList();
        assertThat(connections).contains("10.20.0.7:51000 ^dD", "192.0.2.53:53 D^D");
    }

    @Test
    void linkLocalResolution() {
        assertThat(counts("dns_llmnr.pcap")).containsEntry("Request", 4).containsEntry("QueryReply", 2);
    }

    @Test
    void netbiosNames() {
        assertThat(counts("dns_nbns.pcap")).containsOnlyKeys("Message", "Request", "End");
        assertThat(events("dns_nbns.pcap", DnsEvent.Request.class))
                .extracting(DnsEvent.Request::query)
                .contains("egejemeffdeffcfgeffccacacacacaca");
    }

    @Test
    void oddSignatures() {
        assertThat(counts("dns_dnssec.pcap"))
                .containsEntry("Dnskey", 19)
                .containsEntry("Rrsig", 19)
                .containsEntry("Ds", 19)
                .containsEntry("Nsec", 5);
    }

    @Test
    void malformedMessages() {
        assertThat(counts("dns_malformed.pcap"))
                .containsEntry("NonDnsRequest", 15)
                .containsEntry("PtrReply", 1);
    }

    @Test
    void messagesCutOffByTheEndOfTheConnection() {
        assertThat(events("dns_tcp_trunc.pcap", DnsEvent.Message.class))
                .extracting(event -> event.isOrig() + " " + event.length())
                .containsExactly("true 18", "true 30", "false 56", "true 35", "false 35", "true 35");
    }
}
