package org.nsm.analyzers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.choice.ProtocolChoiceFactory;
import org.nsm.api.Transport;
import org.nsm.api.event.Event;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Subscription;
import org.nsm.events.EventDispatcher;

/** Whatever comes: little memory, little time, and nothing thrown. */
@Timeout(20)
class HttpHostileInputTest {

    private long events;
    private long octets;
    private int largestHeaderList;
    private final java.util.HashMap<String, Integer> weirds = new java.util.HashMap<>();
    private Throwable failure;

    /** Counts instead of recording, since there will be many. */
    private final class CountingEngine implements ApplicationStage.Engine {

        private final AnalyzerConfiguration configuration = new AnalyzerConfiguration(
                List.of(new Subscription<>(Event.class, (event, time) -> count(event))),
                (event, error) -> failure = error,
                Map.of(),
                new StandardProtocols().protocols(),
                Set.of());
        private final EventDispatcher dispatcher = new EventDispatcher(configuration, () -> 0);

        @Override
        public AnalyzerConfiguration configuration() {
            return configuration;
        }

        @Override
        public long timeNanos() {
            return 0;
        }

        @Override
        public void analyzerFailed(Throwable error) {
            failure = error;
        }

        @Override
        public <E extends Event> Channel<E> channel(Class<E> type) {
            return dispatcher.channel(type);
        }
    }

    private void count(Event event) {
        events++;
        if (event instanceof HttpEvent.EntityData data) {
            octets += data.length();
        } else if (event instanceof HttpEvent.AllHeaders all) {
            largestHeaderList = Math.max(largestHeaderList, all.headers().size());
        } else if (event instanceof WeirdEvent.OfConnection weird) {
            weirds.merge(weird.name(), 1, Integer::sum);
        }
    }

    private final FakeFlow flow = FakeFlow.to(80, Transport.TCP);
    private final ApplicationStage.StreamSink sink =
            new ProtocolChoiceFactory().create(new CountingEngine()).stream(flow);

    private void client(String text) {
        sink.data(true, ascii(text));
    }

    private void server(String text) {
        sink.data(false, ascii(text));
    }

    @AfterEach
    void nothingFailed() {
        sink.end();
        assertThat(failure).isNull();
    }

    @Test
    void survivesAFloodOfHeaders() {
        client("GET / HTTP/1.1\r\n");
        ByteBuf flood = ascii("X-Header-Of-A-Flood: value\r\n".repeat(1_000));
        for (int i = 0; i < 5_000; i++) {
            sink.data(true, flood);
        }
        client("\r\nGET /next HTTP/1.1\r\n\r\n");
        assertThat(weirds).containsEntry("http_header_too_large", 1);
        assertThat(largestHeaderList).isBetween(1, 2_000);
    }

    @Test
    void survivesAFieldWithoutEnd() {
        client("GET / HTTP/1.1\r\nA: b\r\n");
        ByteBuf fold = ascii(" continued and continued\r\n".repeat(1_000));
        for (int i = 0; i < 5_000; i++) {
            sink.data(true, fold);
        }
        client("\r\n\r\n");
        assertThat(weirds).containsEntry("http_header_too_large", 1);
    }

    @Test
    void survivesALineWithoutEnd() {
        ByteBuf piece = ascii("G".repeat(60_000));
        for (int i = 0; i < 5_000; i++) {
            sink.data(true, piece);
            sink.data(false, piece);
        }
        assertThat(octets).isZero();
    }

    @Test
    void followsABodyOfAGigabyteWithoutKeepingIt() {
        client("GET / HTTP/1.0\r\n\r\n");
        server("HTTP/1.0 200 OK\r\n\r\n");
        ByteBuf piece = Unpooled.buffer(65_536).writeZero(65_536);
        for (int i = 0; i < 16_384; i++) {
            sink.data(false, piece);
        }
        assertThat(octets).isEqualTo(1L << 30);
    }

    @Test
    void takesChunkSizesThatOverflowForVeryLargeOnes() {
        client("GET / HTTP/1.1\r\n\r\n");
        server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffffffffffff\r\n");
        server("data\r\n0\r\n\r\n");
        sink.gap(false, 1L << 40);
        server("more");
        assertThat(octets).isEqualTo(15);
    }

    @Test
    void takesLengthsThatOverflowForVeryLargeOnes() {
        client("POST / HTTP/1.1\r\nContent-Length: 184467440737095516160000\r\n\r\n");
        client("GET /body HTTP/1.1\r\n\r\n");
        assertThat(octets).isEqualTo(22);
    }

    @Test
    void stopsAtADecompressionBomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            byte[] zeros = new byte[1_000_000];
            for (int i = 0; i < 200; i++) {
                out.write(zeros);
            }
        }
        client("GET / HTTP/1.1\r\n\r\n");
        server("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bytes.size() + "\r\n\r\n");
        sink.data(false, Unpooled.wrappedBuffer(bytes.toByteArray()));
        server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        assertThat(weirds).containsEntry("decompression_bomb", 1);
        assertThat(octets).isLessThan(100_000_000);
    }

    @Test
    void boundsTheNestingOfParts() {
        client("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        client("7fffffff\r\n--b\r\n");
        for (int i = 0; i < 20_000; i++) {
            client("Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n");
        }
        assertThat(weirds).containsEntry("mime_nested_too_deeply", 1);
    }

    @Test
    void forgetsRequestsThatNobodyAnswers() {
        ByteBuf requests = ascii("GET / HTTP/1.1\r\n\r\n".repeat(1_000));
        for (int i = 0; i < 200; i++) {
            sink.data(true, requests);
        }
        assertThat(events).isGreaterThan(200_000);
    }

    @Test
    void survivesDamageOfAnyKind() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write("some text ".repeat(50).getBytes());
        }
        ByteBuf request = ascii("POST /%zz HTTP/1.1\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n40\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8="
                + "\r\n--b--\r\n\r\n0\r\n\r\n");
        ByteBuf reply = Unpooled.buffer()
                .writeBytes(ascii(
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.size() + "\r\n\r\n"))
                .writeBytes(zipped.toByteArray());
        Random random = new Random(7);
        ApplicationStage stage = new ProtocolChoiceFactory().create(new CountingEngine());
        for (int round = 0; round < 20_000; round++) {
            ApplicationStage.StreamSink damaged = stage.stream(FakeFlow.to(80, Transport.TCP));
            feed(damaged, true, damage(request.copy(), random), random);
            feed(damaged, false, damage(reply.copy(), random), random);
            damaged.endOfStream(random.nextBoolean());
            damaged.end();
        }
        assertThat(events).isGreaterThan(20_000);
    }

    private static ByteBuf damage(ByteBuf bytes, Random random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes.setByte(random.nextInt(bytes.writerIndex()), random.nextInt(256));
        }
        return bytes;
    }

    private static void feed(ApplicationStage.StreamSink to, boolean isOrig, ByteBuf bytes, Random random) {
        while (bytes.isReadable()) {
            int length = Math.min(bytes.readableBytes(), 1 + random.nextInt(60));
            if (random.nextInt(12) == 0) {
                to.gap(isOrig, length);
                bytes.skipBytes(length);
            } else {
                to.data(isOrig, bytes.readSlice(length));
            }
        }
    }
}
