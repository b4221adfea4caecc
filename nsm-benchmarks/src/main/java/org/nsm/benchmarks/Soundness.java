package org.nsm.benchmarks;

import org.nsm.api.Analyzer;
import org.nsm.api.Statistics;

/** Sees that a benchmark measured what it says: packets that the analyzer rejects are fast, and mean nothing. */
final class Soundness {

    private Soundness() {}

    /** Fails unless every packet was analysed, and every byte of the streams was seen. */
    static Statistics check(Analyzer analyzer) {
        Statistics statistics = analyzer.statistics();
        require(statistics.badChecksums() == 0, "packets with a wrong checksum", statistics);
        require(statistics.malformed() == 0, "malformed packets", statistics);
        require(statistics.notIp() == 0, "packets other than IP", statistics);
        require(statistics.gapBytes() == 0, "holes in streams", statistics);
        require(statistics.droppedBytes() == 0, "bytes given up", statistics);
        return statistics;
    }

    static void require(boolean sound, String otherwise, Statistics statistics) {
        if (!sound) {
            throw new IllegalStateException("the benchmark has " + otherwise + ": " + statistics);
        }
    }
}
