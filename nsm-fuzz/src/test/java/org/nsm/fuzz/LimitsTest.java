package org.nsm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Option;
import org.nsm.api.Options;
import org.nsm.api.event.Event;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.event.MimeEvent;
import org.nsm.api.event.Smb2Event;
import org.nsm.api.event.UdpEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.events.EventRecorder;
import org.nsm.fuzz.Packets.Route;

/** The limits of docs/limits.md that are seen from outside, and that have no test beside what they limit. */
class LimitsTest {

    private static final byte[] NOTHING = {};
    private static final long NOW = 1_600_000_000_000_000_000L;
    private static final String FULL = "analyzer_memory_full";

    private final EventRecorder recorder = new EventRecorder();
    private Analyzer analyzer;
    private int connections;

    private void start(Consumer<AnalyzerBuilder> settings) {
        AnalyzerBuilder builder = Analyzer.builder()
                .set(Options.IGNORE_CHECKSUMS, true)
                .onTimed(WeirdEvent.class, recorder)
                .onTimed(HttpEvent.Request.class, recorder)
                .onTimed(UdpEvent.Contents.class, recorder)
                .onTimed(MimeEvent.AllData.class, recorder);
        settings.accept(builder);
        analyzer = builder.build();
    }

    private List<String> weirds() {
        return recorder.events(WeirdEvent.class).stream().map(LimitsTest::name).toList();
    }

    private static String name(WeirdEvent event) {
        if (event instanceof WeirdEvent.OfConnection weird) {
            return weird.name();
        }
        return event instanceof WeirdEvent.OfFlow weird ? weird.name() : ((WeirdEvent.OfNetwork) event).name();
    }

    private <E extends Event> int count(Class<E> type) {
        return recorder.events(type).size();
    }

    /** A conversation on a port. */
    private final class Talk {

        private final Route route;
        private int clientSeq = 1;
        private int serverSeq = 1;

        Talk(int port) {
            route = new Route(false, 0x0a000001, 10_000 + connections++, 0x0a000002, port);
            analyzer.feed(Packets.tcp(NOW, route, 0, 0, Packets.SYN, NOTHING));
            analyzer.feed(Packets.tcp(NOW, route.back(), 0, 1, Packets.SYN | Packets.ACK, NOTHING));
        }

        Talk client(byte[] bytes) {
            analyzer.feed(Packets.tcp(NOW, route, clientSeq, serverSeq, Packets.ACK, bytes));
            clientSeq += bytes.length;
            return this;
        }

        Talk client(String text) {
            return client(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        Talk server(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            analyzer.feed(Packets.tcp(NOW, route.back(), serverSeq, clientSeq, Packets.ACK, bytes));
            serverSeq += bytes.length;
            return this;
        }

        void resets() {
            analyzer.feed(Packets.tcp(NOW, route, clientSeq, serverSeq, Packets.RST | Packets.ACK, NOTHING));
            analyzer.feed(Packets.tcp(NOW, route.back(), serverSeq, clientSeq, Packets.RST | Packets.ACK, NOTHING));
            analyzer.advanceTime(analyzer.time().plusSeconds(30));
        }
    }

    private static byte[] fill(String beginning, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        byte[] first = beginning.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(first, 0, bytes, 0, first.length);
        return bytes;
    }

    @Test
    void unfinishedLinesOfAllConnectionsStayWithinMaxAnalyzerBytes() {
        start(builder -> builder.set(Options.MAX_ANALYZER_BYTES, 50_000L));
        List<Talk> greedy = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            greedy.add(new Talk(80).client(fill("GET /", 20_000)));
        }

        // 20,000 bytes each, of which 4096 are not counted.
        assertThat(weirds().stream().filter(FULL::equals)).hasSize(2);
        new Talk(80).client("GET / HT").client("TP/1.1\r\nHost: h\r\n\r\n");
        assertThat(count(HttpEvent.Request.class)).isEqualTo(1);

        greedy.forEach(Talk::resets);
        recorder.clear();
        new Talk(80).client(fill("GET /", 20_000)).client(" HTTP/1.1\r\n\r\n");
        assertThat(weirds()).doesNotContain(FULL);
        assertThat(count(HttpEvent.Request.class)).isEqualTo(1);
    }

    @Test
    void unfinishedPdusCountAsWell() {
        start(builder -> builder.set(Options.MAX_ANALYZER_BYTES, 5_000L));
        ByteBuffer record =
                ByteBuffer.allocate(10_000).put(new byte[] {22, 3, 1, 0x3f, 0, 1, 0, 0x3e, (byte) 0xfc, 3, 3});
        new Talk(443).client(record.array());
        assertThat(weirds()).containsExactly(FULL);

        recorder.clear();
        ByteBuffer message = ByteBuffer.allocate(20_000).putShort((short) 30_000);
        new Talk(53).client(message.array());
        assertThat(weirds()).containsExactly(FULL);

        recorder.clear();
        ByteBuffer packet =
                ByteBuffer.allocate(20_000).putInt(30_000).put((byte) 4).put((byte) 20);
        new Talk(22).client("SSH-2.0-a\r\n").server("SSH-2.0-b\r\n").client(packet.array());
        assertThat(weirds()).containsExactly(FULL);
    }

    @Test
    void mailsThatAreGatheredCountAsWell() {
        start(builder -> builder.set(Options.MAX_ANALYZER_BYTES, 20_000L));
        Talk talk = new Talk(25).server("220 a\r\n").client("HELO b\r\n").server("250 a\r\n");
        talk.client("MAIL FROM:<a@b>\r\n")
                .server("250 a\r\n")
                .client("RCPT TO:<a@b>\r\n")
                .server("250 a\r\n");
        talk.client("DATA\r\n").server("354 a\r\n").client("Subject: x\r\n\r\n");
        for (int i = 0; i < 1_000; i++) {
            talk.client("a line of a mail that has hundreds of them\r\n");
        }
        talk.client(".\r\n");

        assertThat(weirds()).containsOnlyOnce(FULL, "mime_data_too_large");
        assertThat(recorder.events(MimeEvent.AllData.class))
                .singleElement()
                .satisfies(e -> assertThat(e.length()).isBetween(10_000, 20_000));
    }

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void messagesOfSmbCountAsWell() {
        start(builder -> builder.set(Options.MAX_ANALYZER_BYTES, 5_000L).onTimed(Smb2Event.Message.class, recorder));
        byte[] header = HEX.parseHex("fe534d42" + "4000" + "00".repeat(6) + "0b00" + "00".repeat(50));
        Talk talk = new Talk(445);
        // An IOCTL request with a long input, of which the beginning comes.
        ByteBuffer message = ByteBuffer.allocate(4 + 50_000).putInt(50_000).put(header);
        message.put(HEX.parseHex("3900" + "0000" + "17c01100" + "ff".repeat(16)));
        message.putInt(Integer.reverseBytes(120)).putInt(Integer.reverseBytes(49_000));
        byte[] bytes = message.array();
        for (int at = 0; at < bytes.length; at += 1_000) {
            talk.client(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 1_000)));
        }
        assertThat(weirds()).containsExactly(FULL);
        assertThat(count(Smb2Event.Message.class)).isZero();

        byte[] echo = HEX.parseHex("fe534d42" + "4000" + "00".repeat(6) + "0d00" + "00".repeat(50) + "04000000");
        talk.client(ByteBuffer.allocate(4 + echo.length)
                .putInt(echo.length)
                .put(echo)
                .array());
        assertThat(count(Smb2Event.Message.class)).isEqualTo(1);
    }

    @Test
    void fieldsOfHeadersCountAsWell() {
        start(builder -> builder.set(Options.MAX_ANALYZER_BYTES, 10_000L).onTimed(HttpEvent.Header.class, recorder));
        Talk talk = new Talk(80).client("GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n");
        for (int i = 0; i < 100; i++) {
            talk.client(" " + "c".repeat(500) + "\r\n");
        }
        assertThat(weirds()).containsExactly(FULL, "http_header_too_large");

        talk.resets();
        recorder.clear();
        new Talk(80).client("GET / HTTP/1.1\r\nA: b\r\n " + "c".repeat(9_000) + "\r\n\r\n");
        assertThat(weirds()).isEmpty();
        assertThat(count(HttpEvent.Header.class)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 5})
    void tunnelsAreFollowedDownToTheMaximumDepth(long depth) {
        start(builder -> builder.set(Options.MAX_TUNNEL_DEPTH, depth));
        Route route = new Route(false, 0x0a000001, 40_000, 0x0a000002, 50_000);
        for (int tunnels = 0; tunnels <= depth; tunnels++) {
            recorder.clear();
            analyzer.feed(Packets.tunnelled(Packets.udp(NOW, route, fill("", 8)), tunnels));
            assertThat(weirds()).isEmpty();
            assertThat(analyzer.statistics().tunnelled()).isEqualTo((long) tunnels * (tunnels + 1) / 2);
        }
        analyzer.feed(Packets.tunnelled(Packets.udp(NOW, route, fill("", 8)), (int) depth + 1));
        assertThat(weirds()).containsExactly("exceeded_tunnel_max_depth_in_tunnel");
    }

    @Test
    void incompleteDatagramsMakeRoomForOthers() {
        start(builder -> builder.set(Options.MAX_INCOMPLETE_DATAGRAMS, 10L));
        Route route = new Route(false, 0x0a000001, 0, 0x0a000002, 0);
        for (int id = 0; id < 50; id++) {
            analyzer.feed(Packets.fragment(NOW, route, id, 0, true, new byte[800]));
        }
        assertThat(analyzer.statistics().datagramsDropped()).isEqualTo(40);
    }

    @Test
    void requestsWithoutRepliesAreForgottenInTheEnd() {
        start(builder -> {});
        Talk talk = new Talk(80);
        for (int i = 0; i < 10_000; i++) {
            talk.client("GET /" + i + " HTTP/1.1\r\n\r\n");
        }
        assertThat(count(HttpEvent.Request.class)).isEqualTo(10_000);
        assertThat(analyzer.statistics().analyzerErrors()).isZero();
    }

    /** Who adds a limit says so where users look for it, with its default. */
    @Test
    void theDocumentationHasEveryOptionThatIsALimit() throws IOException, IllegalAccessException {
        List<String> lines = Files.readAllLines(Path.of("../docs/limits.md"));
        for (Field field : Options.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())
                    && field.get(null) instanceof Option<?> option
                    && option.defaultValue() instanceof Long limit
                    && field.getName().contains("MAX")) {
                assertThat(lines)
                        .anySatisfy(line -> assertThat(line)
                                .contains("`" + option.name() + "`")
                                .contains(String.format("%,d", limit)));
            }
        }
    }
}
