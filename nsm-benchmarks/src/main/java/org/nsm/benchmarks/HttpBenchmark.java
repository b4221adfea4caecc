package org.nsm.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.event.HttpEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does an HTTP exchange cost? On a persistent connection a browser asks again and again, and a server answers with
 * seven fields and a body of 800 octets; that is one packet each. The body is counted, chunked, or a form of two parts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class HttpBenchmark {

    private static final long STEP_NANOS = 1_000;

    private static final String REQUEST = "GET /images/logo.png?version=1234 HTTP/1.1\r\n"
            + "Host: www.example.org\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
            + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
            + "Accept-Language: en-US,en;q=0.5\r\n"
            + "Accept-Encoding: gzip, deflate\r\n"
            + "Cookie: session=0123456789abcdef0123456789abcdef\r\n"
            + "Connection: keep-alive\r\n\r\n";

    private static final String REPLY = "HTTP/1.1 200 OK\r\n"
            + "Date: Fri, 20 Nov 2026 12:00:00 GMT\r\n"
            + "Server: nginx/1.22.1\r\n"
            + "Last-Modified: Fri, 20 Nov 2026 11:00:00 GMT\r\n"
            + "ETag: \"6b003550-ea60\"\r\n"
            + "Connection: keep-alive\r\n";

    /** Who listens: nobody, to request lines only, or to every event of HTTP. */
    @Param({"none", "requests", "all"})
    public String handlers;

    /** How the body comes. */
    @Param({"counted", "chunked", "parts"})
    public String body;

    private Analyzer analyzer;
    private byte[] frames;
    private SyntheticPacket packet;
    private int requestLength;
    private int replyLength;
    private int requestSequence = Handshake.INITIAL_SEQUENCE + 1;
    private int replySequence = Handshake.INITIAL_SEQUENCE + 1;
    private long heard;
    private long exchanges;

    /** Opens the connection and writes the packets. */
    @Setup
    public void open() {
        AnalyzerBuilder builder = Analyzer.builder();
        if (handlers.equals("requests")) {
            builder.on(HttpEvent.Request.class, event -> heard++);
        } else if (handlers.equals("all")) {
            builder.on(HttpEvent.class, event -> heard++);
        }
        analyzer = builder.build();
        byte[] request = REQUEST.getBytes(StandardCharsets.ISO_8859_1);
        byte[] reply = (REPLY + rest()).getBytes(StandardCharsets.ISO_8859_1);
        requestLength = request.length;
        replyLength = reply.length;
        int second = Frames.TCP_HEADERS + requestLength;
        frames = new byte[second + Frames.TCP_HEADERS + replyLength];
        System.arraycopy(request, 0, frames, Frames.TCP_HEADERS, requestLength);
        System.arraycopy(reply, 0, frames, second + Frames.TCP_HEADERS, replyLength);
        int client = Frames.address(0);
        Frames.tcp(
                frames,
                0,
                client,
                Handshake.CLIENT_PORT,
                Handshake.SERVER,
                Handshake.SERVER_PORT,
                Frames.ACK,
                requestLength);
        Frames.tcp(
                frames,
                second,
                Handshake.SERVER,
                Handshake.SERVER_PORT,
                client,
                Handshake.CLIENT_PORT,
                Frames.ACK,
                replyLength);
        Handshake handshake = new Handshake();
        handshake.open(analyzer, 0);
        packet = handshake.continuedIn(frames);
    }

    private String rest() {
        String content = "0123456789abcdef".repeat(50);
        return switch (body) {
            case "chunked" -> "Transfer-Encoding: chunked\r\n\r\n320\r\n" + content + "\r\n0\r\n\r\n";
            case "parts" -> {
                String parts = "--b\r\nContent-Type: text/plain\r\n\r\n" + content.substring(400)
                        + "\r\n--b\r\nContent-Type: text/plain\r\n\r\n" + content.substring(400) + "\r\n--b--\r\n";
                yield "Content-Type: multipart/mixed; boundary=b\r\nContent-Length: " + parts.length() + "\r\n\r\n"
                        + parts;
            }
            default -> "Content-Length: 800\r\n\r\n" + content;
        };
    }

    /** Analyses a request and its reply. */
    @Benchmark
    public void exchange() {
        int second = Frames.TCP_HEADERS + requestLength;
        Frames.sequence(frames, 0, requestSequence, replySequence);
        analyzer.feed(packet.next(0, second, STEP_NANOS));
        requestSequence += requestLength;
        Frames.sequence(frames, second, replySequence, requestSequence);
        analyzer.feed(packet.next(second, Frames.TCP_HEADERS + replyLength, STEP_NANOS));
        replySequence += replyLength;
        exchanges++;
    }

    /** Sees that every request was understood. */
    @TearDown
    public void check() {
        var statistics = Soundness.check(analyzer);
        boolean sound = switch (handlers) {
            case "requests" -> heard == exchanges;
            case "all" -> heard > 20 * exchanges;
            default -> heard == 0;
        };
        Soundness.require(sound, heard + " events in " + exchanges + " exchanges", statistics);
        analyzer.close();
    }
}
