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
import org.nsm.api.event.NfsEvent;
import org.nsm.api.event.RpcEvent;
import org.nsm.api.event.Smb2Event;
import org.nsm.api.event.UdpEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.events.EventRecorder;
import org.nsm.fuzz.Packets.Route;

/** The limits of docs/limits.md that are seen from outside, and that have no test beside what they limit. */
class LimitsTest {

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

    private Talk talk(int port) {
        return new Talk(analyzer, port, connections++);
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
            greedy.add(talk(80).client(fill("GET /", 20_000)));
        }

        // 20,000 bytes each, of which 4096 are not counted.
        assertThat(weirds().stream().filter(FULL::equals)).hasSize(2);
        talk(80).client("GET / HT").client("TP/1.1\r\nHost: h\r\n\r\n");
        assertThat(count(HttpEvent.Request.class)).isEqualTo(1);

        greedy.forEach(Talk::resets);
        recorder.clear();
        talk(80).client(fill("GET /", 20_000)).client(" HTTP/1.1\r\n\r\n");
        assertThat(weirds()).doesNotContain(FULL);
        assertThat(count(HttpEvent.Request.class)).isEqualTo(1);
    }

    @Test
    void unfinishedPdusCountAsWell() {
        start(builder -> builder.set(Options.MAX_ANALYZER_BYTES, 5_000L));
        ByteBuffer record =
                ByteBuffer.allocate(10_000).put(new byte[] {22, 3, 1, 0x3f, 0, 1, 0, 0x3e, (byte) 0xfc, 3, 3});
        talk(443).client(record.array());
        assertThat(weirds()).containsExactly(FULL);

        recorder.clear();
        ByteBuffer message = ByteBuffer.allocate(20_000).putShort((short) 30_000);
        talk(53).client(message.array());
        assertThat(weirds()).containsExactly(FULL);

        recorder.clear();
        ByteBuffer packet =
                ByteBuffer.allocate(20_000).putInt(30_000).put((byte) 4).put((byte) 20);
        talk(22).client("SSH-2.0-a\r\n").server("SSH-2.0-b\r\n").client(packet.array());
        assertThat(weirds()).containsExactly(FULL);
    }

    @Test
    void mailsThatAreGatheredCountAsWell() {
        start(builder -> builder.set(Options.MAX_ANALYZER_BYTES, 20_000L));
        Talk talk = talk(25).server("220 a\r\n").client("HELO b\r\n").server("250 a\r\n");
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
        Talk talk = talk(445);
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
        Talk talk = talk(80).client("GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n");
        for (int i = 0; i < 100; i++) {
            talk.client(" " + "c".repeat(500) + "\r\n");
        }
        assertThat(weirds()).containsExactly(FULL, "http_header_too_large");

        talk.resets();
        recorder.clear();
        talk(80).client("GET / HTTP/1.1\r\nA: b\r\n " + "c".repeat(9_000) + "\r\n\r\n");
        assertThat(weirds()).isEmpty();
        assertThat(count(HttpEvent.Header.class)).isEqualTo(1);
    }

    /** Those who want whole headers get lists of fields, which are kept until the header ends. */
    @Test
    void fieldsThatAreKeptForTheListOfAHeaderCountAsWell() {
        String fields = "A: b\r\n".repeat(150);
        start(builder -> builder.set(Options.MAX_ANALYZER_BYTES, 10_000L));
        talk(80).client("GET / HTTP/1.1\r\n").client(fields).client("\r\n");
        assertThat(weirds()).isEmpty();

        start(builder -> builder.set(Options.MAX_ANALYZER_BYTES, 10_000L)
                .onTimed(HttpEvent.AllHeaders.class, recorder)
                .onTimed(MimeEvent.AllHeaders.class, recorder));
        talk(80).client("GET / HTTP/1.1\r\n").client(fields).client("\r\n");
        assertThat(weirds()).containsExactly(FULL, "http_header_too_large");
        assertThat(recorder.events(HttpEvent.AllHeaders.class))
                .singleElement()
                .satisfies(e -> assertThat(e.headers()).hasSizeBetween(90, 110));

        recorder.clear();
        talk(25).mail().client("Subject: x\r\n").client(fields).client("\r\n.\r\n");
        assertThat(weirds()).containsExactly(FULL, "mime_header_too_large");
        recorder.clear();
        // The first mail is over and holds nothing.
        talk(25).mail().client("Subject: x\r\n\r\n.\r\n");
        talk(80).client("GET / HTTP/1.1\r\n").client("A: b\r\n".repeat(90)).client("\r\n");
        assertThat(weirds()).isEmpty();
    }

    private static String nested(int level) {
        String boundary = level + "-".repeat(400);
        return (level == 0 ? "" : "--" + (level - 1) + "-".repeat(400) + "\r\n")
                + "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n";
    }

    @Test
    void entitiesInsideEachOtherCountAsWell() {
        start(builder ->
                builder.set(Options.MAX_ANALYZER_BYTES, 50_000L).onTimed(MimeEvent.BeginEntity.class, recorder));
        for (int round = 0; round < 2; round++) {
            recorder.clear();
            Talk talk = talk(25).mail();
            for (int level = 0; level < 200; level++) {
                talk.client(nested(level));
            }
            assertThat(weirds()).containsOnlyOnce(FULL);
            assertThat(count(MimeEvent.BeginEntity.class)).isBetween(30, 100);
            talk.client(".\r\n");
            // What is deeper is the body of the innermost part, and all of it is free again.
        }
    }

    /** 8,192 bytes of a name each, and 512 of them on each connection. */
    @Test
    void callsThatWaitForRepliesCountAsWell() {
        start(builder -> builder.set(Options.MAX_ANALYZER_BYTES, 100_000L)
                .onTimed(NfsEvent.class, recorder)
                .onTimed(RpcEvent.Dialogue.class, recorder));
        Talk talk = talk(2049);
        for (int id = 0; id < 100; id++) {
            talk.client(lookup(id, 8_000));
        }
        // The oldest are given up, each with its end; about a dozen wait.
        assertThat(count(RpcEvent.Dialogue.class)).isBetween(80, 95);
        assertThat(weirds()).containsOnly(FULL, "RPC_call_evicted").containsOnlyOnce(FULL);
        talk.resets();
        assertThat(count(RpcEvent.Dialogue.class)).isEqualTo(100);

        recorder.clear();
        talk(2049).client(lookup(0, 8_000)).client(lookup(1, 8_000));
        assertThat(weirds()).isEmpty();
    }

    /** LOOKUP of NFS (RFC 1813, section 3.3.3) with a name of so many characters, a multiple of 4. */
    private static byte[] lookup(int id, int length) {
        ByteBuffer call = ByteBuffer.allocate(4 + 40 + 8 + 4 + length);
        call.putInt(0x80000000 | call.capacity() - 4);
        call.putInt(id).putInt(0).putInt(2).putInt(100_003).putInt(3).putInt(3);
        call.putLong(0).putLong(0);
        call.putInt(4).putInt(0x01020304).putInt(length);
        while (call.hasRemaining()) {
            call.put((byte) 'n');
        }
        return call.array();
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
        Talk talk = talk(80);
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
