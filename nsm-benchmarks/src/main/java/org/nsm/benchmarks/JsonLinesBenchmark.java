package org.nsm.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Analyzer;
import org.nsm.api.Connection;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.Dns;
import org.nsm.api.event.DnsEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.event.TcpEvent;
import org.nsm.events.JsonLines;
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

/** How many events a second are written as JSON? They go to an output that drops them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class JsonLinesBenchmark {

    /** The documented name of the event. */
    @Param({"connection_established", "tcp_packet", "dns_A_reply", "http_header", "mixed"})
    public String event;

    private final JsonLines lines = new JsonLines(OutputStream.nullOutputStream());
    private Analyzer analyzer;
    private @Nullable Connection connection;
    private Event[] events;
    private int index;
    private long timeNanos = 1_700_000_000_123_456_789L;

    /** Makes the events, of a live connection. */
    @Setup
    public void make() {
        analyzer = Analyzer.builder()
                .on(ConnectionEvent.New.class, e -> connection = e.connection())
                .build();
        new Handshake().open(analyzer, 1);
        Connection live = connection;
        if (live == null) {
            throw new IllegalStateException("no connection was seen");
        }
        events = switch (event) {
            case "connection_established" -> new Event[] {new TcpEvent.ConnectionEstablished(live)};
            case "tcp_packet" -> new Event[] {tcpPacket(live)};
            case "dns_A_reply" -> new Event[] {dnsReply(live)};
            case "http_header" -> new Event[] {httpHeader(live)};
            default ->
                new Event[] {new TcpEvent.ConnectionEstablished(live), tcpPacket(live), dnsReply(live), httpHeader(live)
                };
        };
    }

    private static Event tcpPacket(Connection connection) {
        String request =
                "GET /index.html HTTP/1.1\r\nHost: www.example.org\r\nUser-Agent: \"quoted\"\r\nAccept: */*\r\n\r\n";
        ByteBuf payload =
                Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1).asReadOnly();
        return new TcpEvent.Packet(connection, true, "AP", 1, 1, payload.readableBytes(), payload);
    }

    private static Event dnsReply(Connection connection) {
        Dns.Message message = new Dns.Message(0x1a2b, 0, 0, true, false, false, true, true, 0, 1, 1, 0, 0);
        Dns.Answer answer = new Dns.Answer(1, "www.example.org", 1, 1, Duration.ofHours(1));
        try {
            InetAddress address = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 33});
            return new DnsEvent.AReply(connection, message, answer, address);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Event httpHeader(Connection connection) {
        return new HttpEvent.Header(
                connection,
                true,
                "USER-AGENT",
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0");
    }

    /** Writes an event. */
    @Benchmark
    public void write() {
        lines.handle(events[index], timeNanos += 1_000);
        index = index + 1 == events.length ? 0 : index + 1;
    }

    /** Ends. */
    @TearDown
    public void close() {
        lines.close();
        analyzer.close();
    }
}
