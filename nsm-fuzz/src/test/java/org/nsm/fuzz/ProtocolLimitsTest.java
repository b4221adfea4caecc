package org.nsm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.LinkType;
import org.nsm.api.Option;
import org.nsm.api.Options;
import org.nsm.api.Packet;
import org.nsm.api.Port;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.event.ImapEvent;
import org.nsm.api.event.MimeEvent;
import org.nsm.api.event.NetbiosEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.SshEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.event.XmppEvent;
import org.nsm.fuzz.Packets.Route;

/** Constants of docs/limits.md: what is at the limit passes, what is one above it does not. */
class ProtocolLimitsTest {

    private static final long NOW = 1_600_000_000_000_000_000L;
    private static final HexFormat HEX = HexFormat.of();

    private final List<String> weirds = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Analyzer analyzer = listening(
            Analyzer.builder().addPort(AnalyzerTag.POP3, Port.tcp(110)).addPort(AnalyzerTag.IDENT, Port.tcp(113)));

    private int connections;

    private Analyzer listening(AnalyzerBuilder builder) {
        return builder.set(Options.IGNORE_CHECKSUMS, true)
                .on(Event.class, events::add)
                .on(WeirdEvent.OfConnection.class, e -> weirds.add(e.name()))
                .build();
    }

    @AfterEach
    void nothingFailed() {
        analyzer.close();
        assertThat(analyzer.statistics().analyzerErrors()).isZero();
    }

    private Talk talk(int port) {
        return new Talk(analyzer, port, connections++);
    }

    private <E extends Event> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private int count(Class<? extends Event> type) {
        return events(type).size();
    }

    private static String filled(String beginning, int length) {
        return beginning + "x".repeat(length - beginning.length());
    }

    @ParameterizedTest
    @CsvSource({"21, 65536", "80, 65536", "143, 65536", "110, 16384", "25, 16384", "79, 1000", "113, 1000"})
    void lines(int port, int limit) {
        for (int size : new int[] {700, 40_000}) {
            weirds.clear();
            talk(port).client(line("GET /", limit), size);
            assertThat(weirds).doesNotContain("line_too_long");
            talk(port).client(line("GET /", limit + 1), size);
            assertThat(weirds).containsOnlyOnce("line_too_long");
        }
    }

    private static byte[] line(String beginning, int length) {
        return (filled(beginning, length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void fieldsOfAHeader() {
        String field = filled("A: ", 65_000) + "\r\n";
        talk(80).client("GET / HTTP/1.1\r\n" + field).client(" " + "y".repeat(535) + "\r\n\r\n");
        assertThat(weirds).isEmpty();
        talk(80).client("GET / HTTP/1.1\r\n" + field).client(" " + "y".repeat(536) + "\r\n\r\n");
        assertThat(weirds).containsExactly("http_header_too_large");

        weirds.clear();
        events.clear();
        String few = "A: b\r\n".repeat(2_000);
        talk(80).client("GET / HTTP/1.1\r\n" + few + "\r\n");
        assertThat(weirds).isEmpty();
        assertThat(count(HttpEvent.Header.class)).isEqualTo(2_000);
        talk(80).client("GET / HTTP/1.1\r\n" + few + "A: c\r\n\r\n");
        assertThat(weirds).containsExactly("http_header_too_large");
        assertThat(count(HttpEvent.Header.class)).isEqualTo(4_000);

        weirds.clear();
        for (int more = 0; more <= 1; more++) {
            Talk large = talk(80).client("GET / HTTP/1.1\r\n");
            for (int i = 0; i < 16; i++) {
                large.client(filled("A: ", 60_000) + "\r\n");
            }
            large.client(filled("A: ", 1_048_576 - 960_000 - 60_000) + "\r\n");
            large.client(filled("A: ", 60_000 + more) + "\r\n\r\n");
            assertThat(weirds).hasSize(more);
        }
        assertThat(weirds).containsExactly("http_header_too_large");
    }

    private int entitiesWithBoundary(int length) {
        String boundary = "b".repeat(length);
        events.clear();
        talk(25).mail()
                .client("Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary
                        + "\r\n\r\npart\r\n--" + boundary + "--\r\n.\r\n");
        return count(MimeEvent.BeginEntity.class);
    }

    @Test
    void boundaries() {
        assertThat(entitiesWithBoundary(512)).isEqualTo(2);
        assertThat(entitiesWithBoundary(513)).isEqualTo(1);
    }

    @Test
    void aMailThatIsGathered() {
        int[] gathered = {0};
        Analyzer few = Analyzer.builder()
                .set(Options.IGNORE_CHECKSUMS, true)
                .on(MimeEvent.AllData.class, e -> gathered[0] = e.length())
                .on(WeirdEvent.OfConnection.class, e -> weirds.add(e.name()))
                .build();
        for (int more = 0; more <= 1; more++) {
            Talk talk = new Talk(few, 25, connections++);
            talk.server("220 a\r\n").client("HELO b\r\n").server("250 a\r\n");
            talk.client("MAIL FROM:<a@b>\r\n").server("250 a\r\n");
            talk.client("RCPT TO:<a@b>\r\n").server("250 a\r\n");
            talk.client("DATA\r\n").server("354 a\r\n").client("\r\n");
            byte[] lines = ("y".repeat(32_766) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 1_024; i++) {
                talk.client(lines);
            }
            talk.client("z".repeat(more) + (more > 0 ? "\r\n" : "") + ".\r\n");
            assertThat(gathered[0]).isEqualTo(33_554_432);
            assertThat(weirds).hasSize(more);
        }
        assertThat(weirds).containsExactly("mime_data_too_large");
        few.close();
    }

    @Test
    void identificationsOfSsh() {
        talk(22).server(filled("SSH-2.0-", 1_024) + "\r\n").resets();
        talk(22).server(filled("SSH-2.0-", 1_025) + "\r\n").resets();
        assertThat(events(SshEvent.ServerVersion.class))
                .extracting(e -> e.version().length())
                .containsExactly(1_024, 1_024);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 50_000})
    void linesBeforeAnIdentificationOfSsh(int size) {
        String notice = ("n".repeat(1_022) + "\r\n").repeat(64);
        talk(22).server(notice, size).server("SSH-2").server(".0-a\r\n");
        assertThat(count(SshEvent.ServerVersion.class)).isEqualTo(1);
        assertThat(count(ProtocolEvent.Violation.class)).isZero();
        talk(22).server(notice, size).server("\n").server("SSH-2.0-a\r\n");
        assertThat(count(SshEvent.ServerVersion.class)).isEqualTo(1);
        assertThat(count(ProtocolEvent.Violation.class)).isEqualTo(1);
    }

    @Test
    void packetsOfSsh() {
        talk(22).client("SSH-2.0-a\r\n").server("SSH-2.0-a\r\n").client(HEX.parseHex("00010000" + "04"));
        assertThat(count(ProtocolEvent.Violation.class)).isZero();
        talk(22).client("SSH-2.0-a\r\n").server("SSH-2.0-a\r\n").client(HEX.parseHex("00010001" + "04"));
        assertThat(count(ProtocolEvent.Violation.class)).isEqualTo(1);
    }

    @Test
    void tagsOfImap() {
        String longest = "t".repeat(64);
        talk(143).client(longest + " STARTTLS\r\n").server(longest + " OK a\r\n");
        assertThat(count(ImapEvent.Starttls.class)).isEqualTo(1);
        talk(143).client("t" + longest + " STARTTLS\r\n").server("t" + longest + " OK a\r\n");
        assertThat(count(ImapEvent.Starttls.class)).isEqualTo(1);

        StringBuilder commands = new StringBuilder();
        for (int i = 1; i <= 9; i++) {
            commands.append('t').append(i).append(" STARTTLS\r\n");
        }
        talk(143).client(commands.toString()).server("t1 OK a\r\n");
        assertThat(count(ImapEvent.Starttls.class)).isEqualTo(1);
        talk(143).client(commands.toString()).server("t2 OK a\r\n");
        assertThat(count(ImapEvent.Starttls.class)).isEqualTo(2);
    }

    /** Of names with the same beginning, the one that fits is known, with any prefix that does. */
    @Test
    void namesOfXmpp() {
        String stream = "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='x' version='1.0'>";
        for (int prefix = 64 - ":starttls".length(); prefix <= 65 - ":starttls".length(); prefix++) {
            talk(5222)
                    .client(stream)
                    .server(stream)
                    .client("<" + "p".repeat(prefix) + ":starttls/>")
                    .server("<proceed/>");
            assertThat(count(XmppEvent.Starttls.class))
                    .as("a prefix of %d", prefix)
                    .isEqualTo(1);
        }
    }

    @Test
    void messagesOfNetbios() {
        ByteBuffer longest = ByteBuffer.allocate(4 + 131_071).putInt(0x0001ffff);
        talk(139).client(longest.array(), 60_000);
        assertThat(count(NetbiosEvent.SessionMessage.class)).isEqualTo(1);
    }

    @Test
    void messagesOfKerberos() {
        talk(88).client(HEX.parseHex("00100000" + "6a830ffffb"));
        assertThat(count(ProtocolEvent.Violation.class)).isZero();
        talk(88).client(HEX.parseHex("00100001" + "6a830ffffc"));
        assertThat(count(ProtocolEvent.Violation.class)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 33})
    void extensionHeadersOfIpv6(int headers) {
        ByteBuffer packet = ByteBuffer.allocate(40 + 8 * headers + 8);
        packet.putInt(0x60000000).putShort((short) (8 * headers + 8)).put((byte) 60);
        packet.put((byte) 64).putLong(1).putLong(2).putLong(3).putLong(4);
        for (int i = 1; i <= headers; i++) {
            packet.put((byte) (i < headers ? 60 : 17)).put((byte) 0).put(HEX.parseHex("010400000000"));
        }
        packet.putShort((short) 1_000)
                .putShort((short) 2_000)
                .putShort((short) 8)
                .putShort((short) 0);
        analyzer.feed(Packet.of(Instant.ofEpochSecond(0, NOW), LinkType.RAW, Unpooled.wrappedBuffer(packet.array())));
        assertThat(analyzer.statistics().connections()).isEqualTo(headers == 32 ? 1 : 0);
    }

    /** The name of the tunnel from a host, in which a new connection begins. */
    private String tunnelFrom(Analyzer listening, int host) {
        events.clear();
        Route inside = new Route(false, 0x0a000000 + connections++, 40_000, 0x0a800001, 50_000);
        byte[] packet = Packets.tunnelled(Packets.udp(NOW, inside, new byte[1]), 1)
                .data()
                .array();
        ByteBuffer.wrap(packet).putInt(12, 0x0b000000 + host);
        listening.feed(Packet.of(Instant.ofEpochSecond(0, NOW), LinkType.RAW, Unpooled.wrappedBuffer(packet)));
        return events(ConnectionEvent.New.class)
                .get(0)
                .connection()
                .tunnel()
                .get(0)
                .uid();
    }

    @Test
    void pairsOfHostsBetweenWhichThereIsATunnel() {
        Analyzer listening = Analyzer.builder()
                .set(Options.IGNORE_CHECKSUMS, true)
                .on(ConnectionEvent.New.class, events::add)
                .build();
        List<String> names = new ArrayList<>();
        for (int host = 0; host < 16_384; host++) {
            names.add(tunnelFrom(listening, host));
        }
        assertThat(tunnelFrom(listening, 0)).isEqualTo(names.get(0));
        tunnelFrom(listening, 16_384);
        assertThat(tunnelFrom(listening, 2)).isEqualTo(names.get(2));
        assertThat(tunnelFrom(listening, 1)).isNotEqualTo(names.get(1));
        listening.close();
    }

    private void silence(Option<Duration> option, Packet packet) {
        Analyzer patient = Analyzer.builder()
                .set(Options.IGNORE_CHECKSUMS, true)
                .set(option, Duration.ofSeconds(7))
                .on(ConnectionEvent.Timeout.class, events::add)
                .build();
        patient.feed(packet);
        patient.advanceTime(patient.time().plusSeconds(6));
        assertThat(patient.statistics().liveConnections()).isEqualTo(1);
        patient.advanceTime(patient.time().plusSeconds(2));
        assertThat(patient.statistics().liveConnections()).isZero();
        patient.close();
    }

    @Test
    void connectionsThatAreSilent() {
        Route route = new Route(false, 0x0a000001, 40_000, 0x0a000002, 50_000);
        silence(Options.UDP_INACTIVITY_TIMEOUT, Packets.udp(NOW, route, new byte[1]));
        byte[] echo = Packets.udp(NOW, route, new byte[8]).data().array();
        echo[9] = 1;
        echo[20] = 8;
        silence(
                Options.ICMP_INACTIVITY_TIMEOUT,
                Packet.of(Instant.ofEpochSecond(0, NOW), LinkType.RAW, Unpooled.wrappedBuffer(echo)));
        assertThat(count(ConnectionEvent.Timeout.class)).isEqualTo(2);
    }

    private int inconsistencies(AnalyzerBuilder settings, boolean peerHeard, int length, int acknowledged) {
        events.clear();
        Analyzer comparing = settings.set(Options.IGNORE_CHECKSUMS, true)
                .on(ConnectionEvent.RexmitInconsistency.class, events::add)
                .build();
        Route route = new Route(false, 0x0a000001, 40_000, 0x0a000002, 50_000);
        comparing.feed(Packets.tcp(NOW, route, 0, 0, Packets.SYN, new byte[0]));
        if (peerHeard) {
            comparing.feed(Packets.tcp(NOW, route.back(), 0, 1, Packets.SYN | Packets.ACK, new byte[0]));
        }
        comparing.feed(Packets.tcp(NOW, route, 1, 1, Packets.ACK, new byte[length]));
        if (acknowledged > 0) {
            comparing.feed(Packets.tcp(NOW, route.back(), 1, acknowledged, Packets.ACK, new byte[0]));
        }
        byte[] other = new byte[length];
        Arrays.fill(other, (byte) 1);
        comparing.feed(Packets.tcp(NOW, route, 1, 1, Packets.ACK, other));
        comparing.close();
        return events.size();
    }

    @Test
    void retransmissionsAreComparedWithinTheInitialWindow() {
        assertThat(inconsistencies(Analyzer.builder().set(Options.TCP_MAX_INITIAL_WINDOW, 1_000L), true, 999, 0))
                .isEqualTo(1);
        assertThat(inconsistencies(Analyzer.builder().set(Options.TCP_MAX_INITIAL_WINDOW, 1_000L), true, 1_001, 0))
                .isZero();
    }

    @Test
    void acknowledgedPiecesAreComparedAsFarAsTheyAreKept() {
        assertThat(inconsistencies(Analyzer.builder(), true, 10, 11)).isZero();
        assertThat(inconsistencies(Analyzer.builder().set(Options.TCP_MAX_OLD_SEGMENTS, 1L), true, 10, 11))
                .isEqualTo(1);
    }
}
