package org.nsm.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.nsm.api.Analyzer;

/**
 * What a unit of traffic costs at several sizes. These take turns, so that what else the machine does hits all of them
 * alike, and of each the best round counts.
 */
final class Growth {

    private final IntFunction<Traffic> traffic;
    private final Axis.Kind kind;
    private final int[] sizes;
    private final long unitsInARound;
    private final double[] nanos;
    private final double[] bytes;

    /**
     * What a unit costs.
     *
     * @param size   of the traffic that it was part of
     * @param nanos  CPU time of the thread
     * @param bytes  bytes allocated on the heap
     * @param growth how many times the least time of this and the smaller sizes that is
     */
    record Cost(int size, double nanos, double bytes, double growth) {}

    /**
     * Measures nothing yet.
     *
     * @param traffic       makes traffic of a size
     * @param kind          what its cost means
     * @param unitsInARound so many units are measured at a time, and more if the size is larger
     * @param sizes         the sizes, smallest first
     */
    Growth(IntFunction<Traffic> traffic, Axis.Kind kind, long unitsInARound, int... sizes) {
        this.traffic = traffic;
        this.kind = kind;
        this.sizes = sizes.clone();
        this.unitsInARound = unitsInARound;
        nanos = new double[sizes.length];
        bytes = new double[sizes.length];
        forget();
    }

    /** Forgets what was measured. */
    void forget() {
        Arrays.fill(nanos, Double.MAX_VALUE);
        Arrays.fill(bytes, Double.MAX_VALUE);
    }

    /** Measures every size once. */
    void round() throws IOException {
        for (int i = 0; i < sizes.length; i++) {
            Traffic sized = traffic.apply(sizes[i]);
            long turns = Math.max(1, unitsInARound / sized.units());
            Analyzer analyzer = sized.start();
            Measurement measured = Measurement.of(() -> {
                for (long turn = 0; turn < turns; turn++) {
                    sized.turn();
                }
                return new Measurement.Volume(turns, 0);
            });
            sized.check(analyzer, turns);
            analyzer.close();
            double units = turns * sized.units();
            nanos[i] = Math.min(nanos[i], measured.cpuNanos() / units);
            bytes[i] = Math.min(bytes[i], measured.allocated() / units);
        }
    }

    /**
     * What a unit costs by the best rounds so far, at each size; of parts of messages at each but the smallest.
     */
    List<Cost> costs() {
        List<Cost> costs = new ArrayList<>();
        double least = Double.MAX_VALUE;
        for (int i = kind == Axis.Kind.PARTS ? 1 : 0; i < sizes.length; i++) {
            double time = ofUnit(nanos, i);
            least = Math.min(least, time);
            costs.add(new Cost(sizes[i], time, ofUnit(bytes, i), time / least));
        }
        return costs;
    }

    private double ofUnit(double[] costs, int i) {
        return kind == Axis.Kind.PARTS ? (costs[i] * sizes[i] - costs[0] * sizes[0]) / (sizes[i] - sizes[0]) : costs[i];
    }

    /** The largest growth of all. */
    static double worst(List<Cost> costs) {
        return costs.stream().mapToDouble(Cost::growth).max().orElseThrow();
    }
}
