package org.nsm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nsm.api.event.HttpEvent;

/** What traffic costs is not to grow faster than its size. {@code run scaling} tells more, and takes its time. */
class LinearityTest {

    /** What grows with the square of the size costs hundreds of times as much at the sizes here. */
    private static final double MARGIN = 4;

    private static final int UNITS = 4_096;

    /** Long enough for the compiler to have seen both sizes. */
    private static final int WARM_UPS = 2;

    /** How long what is not as it should be gets; the rest takes a fraction of a second. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "CONNECTIONS.*")
    void costsGrowNoFasterThanTheTraffic(Axis axis) throws IOException {
        Growth growth = axis.growth(UNITS, sizes(axis));
        assertThat(worst(growth)).as("%s: %s", axis, growth.costs()).isLessThan(MARGIN);
    }

    /** A small size and one of some thousands, and a single part where there are parts. */
    private static int[] sizes(Axis axis) {
        int[] all = Arrays.stream(axis.sizes()).filter(size -> size <= UNITS).toArray();
        int large = all[all.length - 1];
        int small = Arrays.stream(all).filter(size -> size >= 8).findFirst().orElseThrow();
        return axis.kind() == Axis.Kind.PARTS ? new int[] {1, 2 * small, large} : new int[] {small, large};
    }

    private static double worst(Growth growth) throws IOException {
        for (int i = 0; i < WARM_UPS; i++) {
            growth.round();
        }
        growth.forget();
        long end = System.nanoTime() + PATIENCE_NANOS;
        do {
            growth.round();
        } while (Growth.worst(growth.costs()) > MARGIN && System.nanoTime() < end);
        return Growth.worst(growth.costs());
    }

    // ------------------------------------------------------------------ does it notice?

    @Test
    void noticesAHandlerThatLooksThroughAllThatWaits() throws IOException {
        Growth growth = new Growth(LinearityTest::lookedThrough, Axis.Kind.PLAIN, UNITS, 16, UNITS);
        long end = System.nanoTime() + PATIENCE_NANOS;
        do {
            growth.round();
        } while (Growth.worst(growth.costs()) <= MARGIN && System.nanoTime() < end);
        assertThat(Growth.worst(growth.costs())).isGreaterThan(MARGIN);
    }

    private static Traffic lookedThrough(int requests) {
        Deque<String> waiting = new ArrayDeque<>();
        Traffic traffic = Pipelines.http(requests);
        traffic.builder()
                .on(HttpEvent.Request.class, event -> {
                    String name = event.originalUri() + (1_000_000 + waiting.size());
                    if (!waiting.contains(name)) {
                        waiting.add(name);
                    }
                })
                .on(HttpEvent.Reply.class, event -> waiting.remove());
        return traffic;
    }
}
