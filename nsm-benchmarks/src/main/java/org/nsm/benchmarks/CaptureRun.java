package org.nsm.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Options;
import org.nsm.api.Packet;
import org.nsm.api.Statistics;
import org.nsm.events.AnalyzerPool;
import org.nsm.reassembly.PcapFile;

/**
 * A capture file through a fresh analyzer, from the first byte to the last connection.
 *
 * @param capture         the file
 * @param handlers        who listens
 * @param threads         how many analyzers share the packets; 1 for an analyzer on the thread that reads, without a pool
 * @param transportOnly   whether the application protocols are left out
 * @param ignoreChecksums whether checksums are not verified
 */
record CaptureRun(Path capture, Handlers handlers, int threads, boolean transportOnly, boolean ignoreChecksums) {

    /**
     * Reads and analyses the capture.
     *
     * @return what was done
     * @throws IOException if the capture cannot be read to its end
     */
    Statistics run() throws IOException {
        return threads > 1 ? pooled() : single();
    }

    private Statistics single() throws IOException {
        Analyzer analyzer = builder().build();
        try (analyzer;
                PcapFile source = PcapFile.open(capture)) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(packet);
            }
        }
        return analyzer.statistics();
    }

    private Statistics pooled() throws IOException {
        AnalyzerPool pool = AnalyzerPool.start(threads, i -> builder());
        try (pool;
                PcapFile source = PcapFile.open(capture)) {
            for (Packet packet; (packet = source.next()) != null; ) {
                pool.feed(packet);
            }
        }
        return pool.statistics();
    }

    /**
     * Reads the capture with an eye on each packet, which itself takes time.
     *
     * @return how long the longest {@link Analyzer#feed} took
     * @throws IOException if the capture cannot be read to its end
     */
    LongestFeed longestFeed() throws IOException {
        LongestFeed longest = new LongestFeed();
        try (Analyzer analyzer = builder().build();
                PcapFile source = PcapFile.open(capture)) {
            for (Packet packet; (packet = source.next()) != null; ) {
                longest.begin();
                analyzer.feed(packet);
                longest.end();
            }
        }
        return longest;
    }

    private AnalyzerBuilder builder() {
        AnalyzerBuilder builder = Analyzer.builder().set(Options.IGNORE_CHECKSUMS, ignoreChecksums);
        if (transportOnly) {
            builder.withoutStandardProtocols();
        }
        handlers.register(builder);
        return builder;
    }
}
