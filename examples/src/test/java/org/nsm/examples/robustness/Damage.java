package org.nsm.examples.robustness;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.nsm.api.Analyzer;
import org.nsm.api.Options;
import org.nsm.api.Packet;
import org.nsm.api.Statistics;
import org.nsm.api.event.Event;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.AnalyzerFactory;
import org.nsm.reassembly.PcapFile;

/** Damages a capture in many ways, the same each time, and has it analysed. */
final class Damage {

    /** Found once: there are many analyzers to make. */
    private static final AnalyzerFactory FACTORY =
            ServiceLoader.load(AnalyzerFactory.class).findFirst().orElseThrow();

    private final Path capture;
    private final byte[] file;
    private final SplittableRandom random;
    private final AnalyzerConfiguration careful = configuration(false);
    private final AnalyzerConfiguration trusting = configuration(true);
    private Echo echo = new Echo();
    private long packets;

    Damage(Path capture) throws IOException {
        this.capture = capture;
        file = Files.readAllBytes(capture);
        random = new SplittableRandom(file.length);
    }

    private AnalyzerConfiguration configuration(boolean ignoreChecksums) {
        return Analyzer.builder()
                .set(Options.IGNORE_CHECKSUMS, ignoreChecksums)
                .on(Event.class, event -> echo.listen(event))
                .configuration();
    }

    /** How many packets were fed so far. */
    long packets() {
        return packets;
    }

    /** Cuts the file off somewhere. */
    void cut() {
        int length = random.nextInt(file.length + 1);
        analyse("cut to " + length, new ByteArrayInputStream(file, 0, length), false, packet -> packet);
    }

    /** Flips bytes anywhere in the file, the headers of the capture format included. */
    void flipInFile() {
        byte[] damaged = file.clone();
        long seed = random.nextLong();
        flip(damaged, 1 + random.nextInt(1 + file.length / 200), new SplittableRandom(seed));
        analyse("bytes of the file flipped, seed " + seed, new ByteArrayInputStream(damaged), false, p -> p);
    }

    /** Flips bytes in packets and cuts packets, with checksums ignored, so that the damage gets far. */
    void damagePackets() {
        long seed = random.nextLong();
        SplittableRandom dice = new SplittableRandom(seed);
        analyse("packets damaged, seed " + seed, new ByteArrayInputStream(file), true, packet -> {
            int what = dice.nextInt(8);
            ByteBuf data = packet.data();
            if (what > 2 || !data.isReadable()) {
                return packet;
            }
            byte[] bytes = new byte[data.readableBytes()];
            data.getBytes(data.readerIndex(), bytes);
            int length = what == 0 ? dice.nextInt(bytes.length + 1) : bytes.length;
            flip(bytes, what == 0 ? 0 : 1 + dice.nextInt(3), dice);
            ByteBuf damaged = Unpooled.wrappedBuffer(bytes, 0, length);
            int onWire = what == 0 && dice.nextBoolean() ? length : packet.originalLength();
            return Packet.of(Instant.ofEpochSecond(0, packet.timeNanos()), packet.linkType(), damaged, onWire);
        });
    }

    private static void flip(byte[] bytes, int howMany, SplittableRandom dice) {
        for (int i = 0; i < howMany; i++) {
            bytes[dice.nextInt(bytes.length)] ^= (byte) (1 + dice.nextInt(255));
        }
    }

    private void analyse(
            String damage, ByteArrayInputStream in, boolean ignoreChecksums, UnaryOperator<Packet> damagePacket) {
        echo = new Echo();
        Analyzer analyzer = FACTORY.create(ignoreChecksums ? trusting : careful);
        try {
            feed(analyzer, in, damagePacket);
            echo.feedTo(analyzer);
            analyzer.close();
        } catch (RuntimeException | Error e) {
            throw new AssertionError(capture + ", " + damage, e);
        }
        Statistics statistics = analyzer.statistics();
        packets += statistics.packets();
        if (!echo.wasUnderstood()) {
            throw new AssertionError(capture + ", " + damage + ": good packets were not analysed behind it");
        }
        if (statistics.analyzerErrors() + statistics.handlerErrors() + statistics.liveConnections() != 0) {
            throw new AssertionError(capture + ", " + damage + ": " + statistics);
        }
    }

    private static void feed(Analyzer analyzer, ByteArrayInputStream in, UnaryOperator<Packet> damagePacket) {
        try (PcapFile source = PcapFile.open(in)) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(damagePacket.apply(packet));
            }
        } catch (IOException expected) {
            // The file ends here.
        }
    }
}
