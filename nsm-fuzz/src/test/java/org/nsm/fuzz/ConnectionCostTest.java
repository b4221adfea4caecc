package org.nsm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Options;
import org.nsm.api.event.Event;
import org.nsm.api.event.HttpEvent;
import org.nsm.fuzz.Packets.Route;

/** What a connection takes on the heap. The figures are those of docs/limits.md. */
class ConnectionCostTest {

    private static final int CONNECTIONS = 500;
    private static final int FEW = 100;
    private static final long NOW = 1_600_000_000_000_000_000L;
    private static final byte[] NOTHING = {};
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    /** Of which a connection with an analyzer may have 4,096 in each direction that count nowhere, in a larger buffer. */
    private static final int UNCOUNTED = 4_096;

    private interface Connections {
        void open(Analyzer analyzer, int number);
    }

    private static AnalyzerBuilder builder() {
        return Analyzer.builder().set(Options.IGNORE_CHECKSUMS, true);
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return MEMORY.getHeapMemoryUsage().getUsed();
    }

    /** On top of some connections, so that tables and classes are there. */
    private static long bytesPerConnection(AnalyzerBuilder builder, Connections connections) {
        try (Analyzer analyzer = builder.build()) {
            for (int i = 0; i < FEW; i++) {
                connections.open(analyzer, i);
            }
            long before = usedHeap();
            for (int i = FEW; i < FEW + CONNECTIONS; i++) {
                connections.open(analyzer, i);
            }
            long bytes = (usedHeap() - before) / CONNECTIONS;
            assertThat(analyzer.statistics().liveConnections()).isEqualTo(FEW + CONNECTIONS);
            assertThat(analyzer.statistics().analyzerErrors()).isZero();
            return bytes;
        }
    }

    @Test
    void aConnectionWithoutPayload() {
        long bytes = bytesPerConnection(builder(), (analyzer, i) -> {
            Route route = new Route(false, 0x0b000000, 1_024 + i, 0x0a000001, 80);
            analyzer.feed(Packets.tcp(NOW, route, 0, 0, Packets.SYN, NOTHING));
            analyzer.feed(Packets.tcp(NOW, route.back(), 0, 1, Packets.SYN | Packets.ACK, NOTHING));
        });
        assertThat(bytes).isBetween(500L, 1_300L);
    }

    /** With all that the host can make it keep: the names, the addresses as objects, the longest history. */
    @Test
    void aConnectionAtItsLargestWithoutAnalyzers() {
        AnalyzerBuilder builder = builder().withoutStandardProtocols();
        long bytes = bytesPerConnection(builder, (analyzer, i) -> {
            Route route = new Route(true, 0x0b000000, 1_024 + i, 0x0a000001, 9);
            analyzer.feed(Packets.tcp(NOW, route, 0, 0, Packets.SYN, NOTHING));
            analyzer.feed(Packets.tcp(NOW, route.back(), 0, 1, Packets.SYN | Packets.ACK, NOTHING));
            // Each in another place, and so a letter.
            for (int fin = 1; fin <= 1_100; fin++) {
                analyzer.feed(Packets.tcp(NOW, route, 10 * fin, 1, Packets.FIN | Packets.ACK, NOTHING));
            }
            analyzer.forEachConnection(connection -> {
                if (connection.id().originatorPort().number() == 1_024 + i) {
                    assertThat(connection.uid()).isNotEmpty();
                    assertThat(connection.history()).hasSize(1_024);
                    connection.setBytesThreshold(true, 1_000_000);
                }
            });
        });
        assertThat(bytes).isBetween(1_500L, 2_500L);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_REPLY", "SMTP_MAIL", "SMB2", "TLS", "DNS", "RPC"})
    void aConnectionWithTheBeginningOfAMessage(HalfMessages half) {
        long bytes = bytesPerConnection(builder(), (analyzer, i) -> half.send(analyzer, NOW, i, 20));
        assertThat(bytes).isBetween(800L, 3_000L);
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionWithTheBeginningOfAMessageWhereEverythingIsListenedTo(HalfMessages half) {
        long bytes = bytesPerConnection(
                builder().on(Event.class, e -> {}), (analyzer, i) -> half.send(analyzer, NOW, i, 20));
        assertThat(bytes).isBetween(800L, 3_500L);
    }

    /** What has no room goes, and nothing else stays behind. */
    @ParameterizedTest
    @EnumSource
    void aConnectionForWhoseMessageThereIsNoMemory(HalfMessages half) {
        long bytes = bytesPerConnection(
                builder().set(Options.MAX_ANALYZER_BYTES, 1_000L),
                (analyzer, i) -> half.send(analyzer, NOW, i, 15_000));
        assertThat(bytes).isBetween(500L, 3_000L + 2 * UNCOUNTED);
    }

    private static String field(String name, int length) {
        return name + ": " + "v".repeat(length) + "\r\n";
    }

    /** Of a header that is read, what its body needs stays, and neither its buffer nor its values. */
    @Test
    void aConnectionThatHadALargeHeader() {
        long bytes = bytesPerConnection(builder().on(HttpEvent.AllHeaders.class, e -> {}), (analyzer, i) -> {
            Talk talk = new Talk(analyzer, 80, i);
            talk.client("POST / HTTP/1.1\r\nContent-Length: 1000\r\n");
            for (String name : List.of("Content-Type", "Content-Encoding", "Transfer-Encoding", "Upgrade")) {
                talk.client(field(name, 20_000));
            }
            talk.client("\r\n").client("body");
        });
        assertThat(bytes).isBetween(800L, 3_000L + 2 * UNCOUNTED);
    }

    /** The names of the methods take as much as the proposals, and only until the sides agree. */
    @Test
    void aConnectionThatHadALongProposalOfSsh() {
        byte[] proposal = sshProposal("m,".repeat(10_000) + "curve25519-sha256");
        long bytes = bytesPerConnection(builder(), (analyzer, i) -> {
            Talk talk = new Talk(analyzer, 22, i);
            talk.client("SSH-2.0-a\r\n").server("SSH-2.0-a\r\n");
            talk.client(proposal).server(new String(proposal, StandardCharsets.ISO_8859_1));
        });
        assertThat(bytes).isBetween(800L, 3_000L);
    }

    /** SSH_MSG_KEXINIT in its packet (RFC 4253, sections 6 and 7.1). */
    private static byte[] sshProposal(String methods) {
        ByteBuffer packet = ByteBuffer.allocate(4 + 1 + 1 + 16 + 10 * 4 + methods.length() + 5 + 4);
        packet.putInt(packet.capacity() - 4).put((byte) 4).put((byte) 20).position(22);
        return packet.putInt(methods.length())
                .put(methods.getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
