package org.nsm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.api.Analyzer;
import org.nsm.api.Packet;
import org.nsm.api.event.Event;
import org.nsm.reassembly.PcapFile;

/**
 * A capture over and over, its times going on, with a handler for every event: what is used behind each lap stays flat.
 * {@code -Dnsm.soak.seconds=600 -Dnsm.soak.capture=FILE} does so for longer and with more.
 */
class SoakTest {

    private static final long SECONDS = Long.getLong("nsm.soak.seconds", 4);
    private static final Path CAPTURE =
            Path.of(System.getProperty("nsm.soak.capture", "../examples/captures/http.pcap"));

    private static final long PAUSE_NANOS = 1_000_000_000;
    private static final int SAMPLES = 20;
    private static final long NOISE_BYTES = 4 << 20;

    private long events;
    private long packets;
    private long laps;
    private long offset;

    @Test
    void memoryStaysFlat() throws IOException {
        List<Long> used = new ArrayList<>();
        long start = System.nanoTime();
        try (Analyzer analyzer =
                Analyzer.builder().on(Event.class, event -> events++).build()) {
            for (int sample = 1; sample <= SAMPLES; sample++) {
                while (System.nanoTime() - start < SECONDS * 1_000_000_000L * sample / SAMPLES) {
                    lap(analyzer);
                }
                System.gc();
                used.add(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
            assertThat(analyzer.statistics().analyzerErrors()).isZero();
        }
        // The first quarter warms up: tables grow, and classes are loaded.
        long early = Collections.max(used.subList(SAMPLES / 4, SAMPLES / 2));
        long late = Collections.max(used.subList(SAMPLES / 2, SAMPLES));
        System.out.printf(
                "%d s: %,d laps, %,d packets, %,d events, heap behind each twentieth in KiB: %s%n",
                SECONDS,
                laps,
                packets,
                events,
                used.stream().map(bytes -> bytes >> 10).toList());
        assertThat(late).isLessThanOrEqualTo(early + early / 20 + NOISE_BYTES);
    }

    private void lap(Analyzer analyzer) throws IOException {
        long first = Long.MIN_VALUE;
        long last = 0;
        try (PcapFile source = PcapFile.open(CAPTURE)) {
            for (Packet packet; (packet = source.next()) != null; ) {
                if (first == Long.MIN_VALUE) {
                    first = packet.timeNanos();
                }
                last = Math.max(last, packet.timeNanos());
                Instant time = Instant.ofEpochSecond(0, packet.timeNanos() + offset);
                analyzer.feed(Packet.of(time, packet.linkType(), packet.data(), packet.originalLength()));
                packets++;
            }
        }
        offset += last - first + PAUSE_NANOS;
        laps++;
    }
}
