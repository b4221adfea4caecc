package org.nsm.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Packet;
import org.nsm.api.Statistics;
import org.nsm.reassembly.PcapFile;

/** A capture file through a fresh analyzer, from the first byte to the last connection. */
public final class CaptureRun {

    private CaptureRun() {}

    /**
     * Reads and analyses a capture.
     *
     * @param capture the file
     * @param builder makes the analyzer
     * @return what was done
     * @throws IOException if the capture cannot be read to its end
     */
    public static Statistics of(Path capture, AnalyzerBuilder builder) throws IOException {
        Analyzer analyzer = builder.build();
        try (analyzer;
                PcapFile source = PcapFile.open(capture)) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(packet);
            }
        }
        return analyzer.statistics();
    }
}
