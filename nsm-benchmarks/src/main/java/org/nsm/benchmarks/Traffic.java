package org.nsm.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Statistics;
import org.nsm.api.event.Event;

/**
 * Traffic of a certain size on an axis, for an analyzer of its own. It comes in turns that are alike; what has to be there
 * before is no part of them. Handlers that only count see whether the analyzer understood all of the turns.
 */
abstract class Traffic {

    private final int units;
    private final AnalyzerBuilder builder = Analyzer.builder();
    private final List<Expected> expected = new ArrayList<>();

    /** How often the analyzer is to raise an event in each turn. */
    private static final class Expected {

        private final Class<? extends Event> type;
        private final long least;
        private final long most;
        private long heard;

        Expected(Class<? extends Event> type, long least, long most) {
            this.type = type;
            this.least = least;
            this.most = most;
        }
    }

    /**
     * Begins without expectations.
     *
     * @param units of how many units a turn consists
     */
    Traffic(int units) {
        this.units = units;
    }

    /** Of how many units a turn consists. */
    final int units() {
        return units;
    }

    /** What the analyzer is made of. */
    final AnalyzerBuilder builder() {
        return builder;
    }

    /** Listens to an event, which each turn is to raise so many times. */
    final Traffic expect(Class<? extends Event> type, long times) {
        return expect(type, times, times);
    }

    /** Listens to an event, which each turn is to raise so many times, more or less. */
    final Traffic expect(Class<? extends Event> type, long least, long most) {
        Expected event = new Expected(type, least, most);
        expected.add(event);
        builder.on(type, raised -> event.heard++);
        return this;
    }

    /** Makes the analyzer, and feeds it what has to come first. */
    final Analyzer start() {
        Analyzer analyzer = builder.build();
        open(analyzer);
        expected.forEach(event -> event.heard = 0);
        return analyzer;
    }

    /** Feeds what has to come first. */
    abstract void open(Analyzer analyzer);

    /** Feeds a turn to the analyzer that was given to {@link #open}. */
    abstract void turn();

    /** Fails unless the analyzer took each of the turns for what it is. */
    final void check(Analyzer analyzer, long turns) {
        Statistics statistics = analyzer.statistics();
        for (Expected event : expected) {
            String found = event.heard + " times " + event.type.getSimpleName() + " in " + turns + " turns";
            Soundness.require(event.heard >= turns * event.least, found, statistics);
            Soundness.require(event.heard <= turns * event.most, found, statistics);
        }
        Soundness.require(statistics.badChecksums() == 0, "packets with a wrong checksum", statistics);
        Soundness.require(statistics.malformed() == 0, "malformed packets", statistics);
        check(statistics, turns);
    }

    /** Checks what the counters of the analyzer say. */
    void check(Statistics statistics, long turns) {}
}
