package org.nsm.analyzers.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.nsm.analyzers.dns.Messages.QUERY;
import static org.nsm.analyzers.dns.Messages.RESPONSE;
import static org.nsm.analyzers.dns.Messages.answer;
import static org.nsm.analyzers.dns.Messages.bytes;
import static org.nsm.analyzers.dns.Messages.header;
import static org.nsm.analyzers.dns.Messages.name;
import static org.nsm.analyzers.dns.Messages.question;
import static org.nsm.analyzers.dns.Messages.record;
import static org.nsm.analyzers.dns.Messages.text;
import static org.nsm.analyzers.dns.Messages.u16;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nsm.analyzers.Captures;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Transport;
import org.nsm.api.event.DnsEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.UdpEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

/** Messages made to do harm: bounded time, no failure, and a word about what is odd. */
@Timeout(20)
class DnsHostileTest {

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final ApplicationStage.DatagramSink sink = engine.stage().datagrams(FakeFlow.to(53, Transport.UDP));

    private void respond(String hex) {
        sink.datagram(false, bytes(hex));
        assertThat(engine.failures).isEmpty();
    }

    private List<String> weirds() {
        return engine.events(WeirdEvent.OfConnection.class).stream()
                .map(WeirdEvent.OfConnection::name)
                .distinct()
                .toList();
    }

    /** One message of each kind of record. */
    private static List<String> samples() {
        return List.of(
                header(QUERY, 1, 0, 0, 0) + question("www.example.com", 1),
                answer(1, "c0000201"),
                answer(28, "20010db8000000000000000000000001"),
                answer(38, "40" + "0102030405060708" + name("p.example")),
                answer(2, "03777777c00c"),
                answer(6, "026e73c00c" + "01" + "68c00c" + "00000001".repeat(5)),
                answer(11, "c0000201" + "06" + "40"),
                answer(13, "03564158" + "04554e4958"),
                answer(15, "000a" + "046d61696cc00c"),
                answer(16, "0161" + "026263"),
                answer(33, "000a003c13c4" + "03736970c00c"),
                answer(257, "00" + "05" + text("issue") + text("ca")),
                answer(41, "00030002" + "abcd"),
                answer(43, "1234" + "0d" + "02" + "aabbcc"),
                answer(46, "0001" + "08" + "02" + "00000e10" + "ffffffff" + "5c78f170" + "1234" + "c00c" + "aabb"),
                answer(47, "c00c" + "000140" + "010240" + "01"),
                answer(48, "0101" + "03" + "0d" + "aabb"),
                answer(50, "01" + "01" + "000a" + "02" + "aabb" + "03" + "112233" + "000140"),
                answer(250, name("x") + "000065920080" + "012c" + "0003" + "aabbcc" + "abcd" + "0000" + "0000"));
    }

    @Test
    void messagesCutOffAnywhere() {
        for (String hex : samples()) {
            for (int length = 0; length < hex.length(); length += 2) {
                engine.events.clear();
                respond(hex.substring(0, length));
                assertThat(weirds()).as(hex.substring(0, length)).isNotEmpty();
                assertThat(engine.events(DnsEvent.End.class)).hasSize(length < 24 ? 0 : 1);
            }
            engine.events.clear();
            respond(hex);
            assertThat(weirds()).as(hex).isEmpty();
        }
    }

    @Test
    void recordsWhoseLengthIsTooSmallOrTooLarge() {
        for (String hex : samples()) {
            int questionEnd = 2 * (12 + 11 + 4);
            if (hex.length() > questionEnd + 24) {
                int at = questionEnd + 20;
                for (int length = 0; length < 80; length++) {
                    respond(hex.substring(0, at) + u16(length) + hex.substring(at + 4));
                    respond(hex.substring(0, at) + u16(length) + hex.substring(at + 4) + "00".repeat(100));
                }
                respond(hex.substring(0, at) + "ffff" + hex.substring(at + 4));
            }
        }
    }

    @Test
    void everyOctetOfAnyValue() {
        for (String hex : samples()) {
            byte[] message = ByteBufUtil.decodeHexDump(hex);
            for (int i = 0; i < message.length; i++) {
                byte kept = message[i];
                for (int value : new int[] {0, 1, 0x3f, 0x40, 0x80, 0xc0, 0xff}) {
                    message[i] = (byte) value;
                    sink.datagram(i % 2 == 0, Unpooled.wrappedBuffer(message));
                }
                message[i] = kept;
            }
            engine.events.clear();
        }
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void octetsAtRandom() {
        Random random = new Random(53);
        for (int i = 0; i < 20_000; i++) {
            byte[] message = new byte[random.nextInt(200)];
            random.nextBytes(message);
            if (message.length > 12) {
                message[4] = 0;
                message[5] = (byte) random.nextInt(3);
            }
            sink.datagram(random.nextBoolean(), Unpooled.wrappedBuffer(message));
            engine.events.clear();
        }
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void pointersThatGoRoundInCircles() {
        respond(header(RESPONSE, 1, 0, 0, 0) + "c00c" + "00010001");
        respond(header(RESPONSE, 1, 0, 0, 0) + "0161c00c" + "00010001");
        respond(header(RESPONSE, 2, 0, 0, 0) + "c012" + "00010001" + "c00c" + "00010001");
        assertThat(engine.events(DnsEvent.Rejected.class))
                .extracting(DnsEvent.Rejected::query)
                .containsExactly("", "a.a", "", "");
        assertThat(weirds()).containsExactly("DNS_label_forward_compress_offset");
    }

    @Test
    void countsWithoutRecords() {
        respond("1234" + RESPONSE + "0019" + "ffff" + "ffff" + "ffff");
        respond("1234" + RESPONSE + "ffff" + "ffff" + "ffff" + "ffff");
        respond("1234" + RESPONSE + "0000" + "ffff" + "ffff" + "ffff");
        assertThat(engine.events).hasSizeLessThan(20);
        assertThat(weirds())
                .containsExactly(
                        "DNS_truncated_quest_too_short", "DNS_Conn_count_too_large", "DNS_truncated_ans_too_short");
    }

    @Test
    void aFloodOfTinyRecordsWithLongNames() {
        // The first name is as long as names are kept, and every record points to it twice.
        String label = "3f" + "61".repeat(63);
        String record = "c00c" + "0005" + "0001" + "00000000" + "0002" + "c00c";
        int records = 4000;
        String hex = header(RESPONSE, 1, records, 0, 0) + label.repeat(9) + "00" + "00010001" + record.repeat(records);
        assertThatCode(() -> {
                    for (int i = 0; i < 20; i++) {
                        engine.events.clear();
                        respond(hex);
                    }
                })
                .doesNotThrowAnyException();
        assertThat(engine.events(DnsEvent.CnameReply.class)).hasSize(records);
        assertThat(engine.events(DnsEvent.CnameReply.class).get(0).name()).hasSizeLessThan(512);
    }

    @Test
    void aFloodOfRecordsWithChainsOfPointers() {
        StringBuilder hex = new StringBuilder(header(RESPONSE, 0, 4000, 0, 0));
        hex.append(name("a"))
                .append("00010001")
                .append("00000000")
                .append("0004")
                .append("c0000201");
        int at = 12 + 3 + 10 + 4;
        int last = 12;
        while (hex.length() < 2 * 16000) {
            hex.append(u16(0xc000 | last)).append("0063" + "0001" + "00000000" + "0000");
            last = at;
            at += 12;
        }
        long start = System.nanoTime();
        for (int i = 0; i < 30; i++) {
            engine.events.clear();
            respond(hex.toString());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(weirds()).contains("DNS_label_too_many_compress_offsets");
    }

    @Test
    void aTextOfNothingButEmptyStrings() {
        respond(answer(16, "00".repeat(60_000)));
        assertThat(engine.events(DnsEvent.TxtReply.class).get(0).strings()).hasSize(60_000);
    }

    @Test
    void aListOfMoreWindowsThanThereAre() {
        respond(answer(47, "00" + "000101".repeat(20_000)));
        assertThat(engine.events(DnsEvent.Nsec.class).get(0).bitmaps()).hasSize(256);
    }

    @Test
    void recordedMessagesWithDamage() {
        Random random = new Random(1035);
        List<byte[]> messages = Captures.eventsOf("dns/bind_dnssec.pcap", Event.class).stream()
                .filter(UdpEvent.Contents.class::isInstance)
                .map(event -> ByteBufUtil.getBytes(((UdpEvent.Contents) event).contents()))
                .toList();
        assertThat(messages).isNotEmpty();
        for (int round = 0; round < 200; round++) {
            for (byte[] recorded : messages) {
                byte[] message = recorded.clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    message[random.nextInt(message.length)] = (byte) random.nextInt(256);
                }
                sink.datagram(
                        random.nextBoolean(), Unpooled.wrappedBuffer(message, 0, message.length - random.nextInt(9)));
                engine.events.clear();
            }
        }
        assertThat(engine.failures).isEmpty();
    }
}
