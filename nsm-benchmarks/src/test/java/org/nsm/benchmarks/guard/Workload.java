package org.nsm.benchmarks.guard;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.LinkType;
import org.nsm.api.Packet;
import org.nsm.reassembly.PcapFile;

/** Recorded packets that go through one analyzer again and again, each time when all connections of before have ended. */
final class Workload implements AutoCloseable {

    /** Longer than all timeouts. */
    private static final long PAUSE_NANOS = 10_000_000_000_000L;

    private final List<Packet> packets;
    private final Analyzer analyzer;
    private final Later later = new Later();
    private final long span;

    Workload(AnalyzerBuilder builder, String... captures) {
        packets = Arrays.stream(captures)
                .map(Workload::read)
                .flatMap(List::stream)
                .toList();
        long first = packets.stream().mapToLong(Packet::timeNanos).min().orElseThrow();
        long last = packets.stream().mapToLong(Packet::timeNanos).max().orElseThrow();
        span = last - first + PAUSE_NANOS;
        later.shift = -first;
        analyzer = builder.build();
    }

    private static List<Packet> read(String capture) {
        List<Packet> packets = new ArrayList<>();
        try (PcapFile source = PcapFile.open(Path.of("..").resolve(capture))) {
            for (Packet packet; (packet = source.next()) != null; ) {
                packets.add(packet.copy());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packets;
    }

    int packets() {
        return packets.size();
    }

    /** Feeds all packets. */
    void run() {
        for (int i = 0; i < packets.size(); i++) {
            later.packet = packets.get(i);
            analyzer.feed(later);
        }
        later.shift += span;
    }

    @Override
    public void close() {
        analyzer.close();
    }

    /** A packet at another time. */
    private static final class Later implements Packet {

        @SuppressWarnings("NullAway.Init") // set before it is fed
        private Packet packet;

        private long shift;

        @Override
        public long timeNanos() {
            return packet.timeNanos() + shift;
        }

        @Override
        public ByteBuf data() {
            return packet.data();
        }

        @Override
        public int originalLength() {
            return packet.originalLength();
        }

        @Override
        public LinkType linkType() {
            return packet.linkType();
        }
    }
}
