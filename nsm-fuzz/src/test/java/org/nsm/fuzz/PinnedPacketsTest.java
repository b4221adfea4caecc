package org.nsm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Options;
import org.nsm.api.Packet;
import org.nsm.api.Port;
import org.nsm.api.Transport;
import org.nsm.api.event.Event;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.Protocol;
import org.nsm.fuzz.Packets.Route;

/**
 * A packet and its bytes are used during the call only: connections must not hold on to the memory that their packets lay
 * in, which may be much more than the packets.
 */
class PinnedPacketsTest {

    private static final Path SEEDS = Path.of("src/test/resources/org/nsm/fuzz/ConversationFuzzTestInputs");
    private static final int CONNECTIONS = 12;

    /** What each packet lies in. */
    private static final int MEMORY = 1 << 17;

    private static final long NOW = 1_600_000_000_000_000_000L;

    static List<Arguments> conversations() throws IOException {
        List<Arguments> all = new ArrayList<>();
        try (Stream<Path> directories = Files.list(SEEDS)) {
            for (Path directory : directories.sorted().toList()) {
                Protocol protocol = protocol(directory.getFileName().toString().toLowerCase(Locale.ROOT));
                if (protocol != null) {
                    all.add(Arguments.of(directory.getFileName().toString(), protocol, directory));
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(25);
        return all;
    }

    private static @Nullable Protocol protocol(String name) {
        for (Protocol protocol : ConversationTarget.protocols()) {
            String tag = protocol.tag().name().replace("_", "").toLowerCase(Locale.ROOT);
            String transport = protocol.transport() == Transport.UDP ? "udp" : "tcp";
            if (name.equals(tag) || name.equals(tag + transport)) {
                return protocol;
            }
        }
        return null;
    }

    /** The packet in memory of its own, with much around it. */
    private static Packet roomy(Packet packet) {
        byte[] memory = new byte[MEMORY];
        int length = packet.data().readableBytes();
        packet.data().getBytes(packet.data().readerIndex(), memory, 100, length);
        return Packet.of(
                Instant.ofEpochSecond(0, packet.timeNanos()),
                packet.linkType(),
                Unpooled.wrappedBuffer(memory, 100, length));
    }

    /** As far as the seed has whole messages only. */
    private static void converse(Analyzer analyzer, byte[] seed, Route route, boolean datagrams) {
        int[] seq = {1, 1};
        if (!datagrams) {
            analyzer.feed(roomy(Packets.tcp(NOW, route, 0, 0, Packets.SYN, new byte[0])));
            analyzer.feed(roomy(Packets.tcp(NOW, route.back(), 0, 1, Packets.SYN | Packets.ACK, new byte[0])));
        }
        Input input = new Input(seed);
        input.u8();
        while (input.hasMore()) {
            int code = input.u8();
            int side = code & 1;
            int step = code >> 1 & 7;
            if (step > Conversation.SAY_MUCH) {
                return;
            }
            byte[] text = input.take(step == Conversation.SAY ? input.u8() + 1 : input.u16());
            Route from = side == 0 ? route : route.back();
            if (datagrams) {
                analyzer.feed(roomy(Packets.udp(NOW, from, text)));
            } else {
                analyzer.feed(roomy(Packets.tcp(NOW, from, seq[side], seq[1 - side], Packets.ACK, text)));
                seq[side] += text.length;
            }
        }
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void connectionsLetGoOfThePackets(String name, Protocol protocol, Path directory) throws IOException {
        boolean datagrams = protocol.transport() == Transport.UDP;
        List<byte[]> seeds;
        try (Stream<Path> files = Files.list(directory)) {
            seeds = files.sorted().map(PinnedPacketsTest::read).toList();
        }
        AnalyzerBuilder builder = Analyzer.builder()
                .set(Options.IGNORE_CHECKSUMS, true)
                .addPort(protocol.tag(), new Port(ConversationTarget.PORT, protocol.transport()))
                .on(Event.class, e -> {})
                .on(WeirdEvent.class, e -> {});
        try (Analyzer analyzer = builder.build()) {
            long before = 0;
            for (int i = 0; i < seeds.size() + CONNECTIONS; i++) {
                Route route = new Route(false, 0x0a000001, 1_024 + i, 0x0a000002, ConversationTarget.PORT);
                converse(analyzer, seeds.get(i % seeds.size()), route, datagrams);
                if (i == seeds.size() - 1) {
                    before = usedHeap();
                }
            }
            assertThat(analyzer.statistics().analyzerErrors()).isZero();
            assertThat(usedHeap() - before).isLessThan((long) CONNECTIONS / 4 * MEMORY);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
