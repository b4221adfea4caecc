package org.nsm.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Statistics;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the whole way from the file to the handlers. */
@Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads captures several times, each time through a fresh analyzer, and prints how fast that was, "
                + "beside others that read the same file in turns.")
@SuppressWarnings("NullAway.Init") // set by picocli
public final class Throughput implements Callable<Integer> {

    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(3);

    @Option(
            names = "--handlers",
            defaultValue = "none",
            description =
                    "Who listens: ${COMPLETION-CANDIDATES}. That is nobody; an empty handler of every event of the "
                            + "application protocols; one of every event; JSON of those of the application protocols, "
                            + "thrown away. ${DEFAULT-VALUE}.")
    private Handlers handlers;

    @Option(
            names = "--threads",
            defaultValue = "1",
            description = "With more than 1, the packets also go through an AnalyzerPool of so many.")
    private int threads;

    @Option(names = "--transport-only", description = "Without the application protocols.")
    private boolean transportOnly;

    @Option(names = "--ignore-checksums", description = "Do not verify checksums.")
    private boolean ignoreChecksums;

    @Option(
            names = "--warm-up",
            paramLabel = "<seconds>",
            defaultValue = "15",
            description = "For how long rounds do not count, until the compiler is done; at least one does not; "
                    + "${DEFAULT-VALUE}.")
    private int warmUpSeconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds that count; ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--peers", description = "Compare with the libraries that the build was given.")
    private boolean peers;

    @Option(names = "--tshark", description = "Compare with tshark, if it is installed.")
    private boolean tshark;

    @Option(
            names = "--cold",
            description =
                    "Compare whole processes with tshark, from the start of the JVM on, and do nothing else. Without "
                            + "options of the JVM those that suit it are taken, and an archive of the classes is made before.")
    private boolean cold;

    @Parameters(arity = "1..*", paramLabel = "CAPTURE", description = "Capture files.")
    private List<Path> captures;

    private Throughput() {}

    /**
     * Runs it.
     *
     * @param arguments options and captures
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Throughput()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        for (Path capture : captures) {
            if (cold) {
                new ColdStart(capture, handlers, threads, ignoreChecksums, rounds).print();
            } else {
                measure(capture, new CaptureRun(capture, handlers, 1, transportOnly, ignoreChecksums));
            }
        }
        return 0;
    }

    /** Somebody who reads captures. */
    private static final class Contestant {

        private final String name;
        private final Measurement.Work work;
        private final boolean warmsUp;
        private final GarbageCollection garbage;
        private @Nullable Measurement best;
        private String garbageOfBest = "";

        Contestant(String name, boolean warmsUp, GarbageCollection garbage, Measurement.Work work) {
            this.name = name;
            this.warmsUp = warmsUp;
            this.garbage = garbage;
            this.work = work;
        }

        /** Reads without counting, for so long. */
        void warmUp(long nanos) throws IOException {
            if (!warmsUp) {
                return;
            }
            long begin = System.nanoTime();
            int readings = 0;
            Measurement last;
            do {
                last = work.measure();
                readings++;
            } while (System.nanoTime() - begin < nanos);
            print("warmed up by " + readings, last);
        }

        /**
         * Reads; who has warmed up reads again and again, since the first readings after somebody else's find cold caches. Of
         * all rounds, the reading with the shortest CPU time is kept.
         */
        void round() throws IOException {
            Measurement fastest = null;
            long begin = System.nanoTime();
            do {
                garbage.reset();
                Measurement measured = work.measure();
                if (fastest == null || measured.cpuNanos() < fastest.cpuNanos()) {
                    fastest = measured;
                    if (best == null || measured.cpuNanos() < best.cpuNanos()) {
                        best = measured;
                        garbageOfBest = garbage.summary();
                    }
                }
            } while (warmsUp && System.nanoTime() - begin < ROUND_NANOS);
            print("round", fastest);
        }

        private void print(String what, Measurement measured) {
            System.out.printf("  %-17s %-34s %s%n", what, name, measured);
        }
    }

    private void measure(Path capture, CaptureRun single) throws IOException {
        Statistics statistics = single.run();
        Measurement.Volume volume = new Measurement.Volume(statistics.packets(), statistics.bytes());
        System.out.printf(Locale.ROOT, "%s: %s%n", capture.getFileName(), statistics);
        GarbageCollection garbage = new GarbageCollection();
        List<Contestant> contestants = new ArrayList<>();
        String name = "nsm, " + (transportOnly ? "transport only, " : "") + handlers;
        contestants.add(new Contestant(name, true, garbage, () -> Measurement.of(() -> volume(single))));
        if (threads > 1) {
            CaptureRun pooled = new CaptureRun(capture, handlers, threads, transportOnly, ignoreChecksums);
            contestants.add(new Contestant(
                    name + ", pool of " + threads, true, garbage, () -> Measurement.ofProcess(() -> volume(pooled))));
        }
        if (peers) {
            ServiceLoader.load(Peer.class)
                    .forEach(peer -> contestants.add(new Contestant(
                            peer.description(), true, garbage, () -> Measurement.of(() -> peer.read(capture)))));
        }
        if (tshark && Tshark.isInstalled()) {
            contestants.add(new Contestant("tshark", false, garbage, () -> Tshark.read(capture, volume)));
        }
        for (Contestant contestant : contestants) {
            contestant.warmUp(TimeUnit.SECONDS.toNanos(warmUpSeconds));
        }
        for (int round = 0; round < rounds; round++) {
            for (Contestant contestant : contestants) {
                contestant.round();
            }
        }
        printBest(contestants);
        System.out.printf("  %s%n%n", single.longestFeed());
    }

    private static Measurement.Volume volume(CaptureRun run) throws IOException {
        Statistics statistics = run.run();
        return new Measurement.Volume(statistics.packets(), statistics.bytes());
    }

    /** Ratios are those of the first one to each other one, by time and by CPU time. */
    private static void printBest(List<Contestant> contestants) {
        Measurement first = contestants.get(0).best;
        for (Contestant contestant : contestants) {
            Measurement best = contestant.best;
            if (first == null || best == null) {
                continue;
            }
            System.out.printf("  %-17s %-34s %s%n", "best", contestant.name, best);
            if (best == first || contestant.warmsUp) {
                System.out.printf("  %17s %s%n", "", contestant.garbageOfBest);
            }
            if (best != first) {
                System.out.printf(
                        Locale.ROOT,
                        "  %17s %s is %.2f times as fast, %.2f times by CPU time%n",
                        "",
                        contestants.get(0).name,
                        first.packetsPerSecond() / best.packetsPerSecond(),
                        first.packetsPerCpuSecond() / best.packetsPerCpuSecond());
            }
        }
    }
}
