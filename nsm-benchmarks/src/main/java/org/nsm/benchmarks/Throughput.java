package org.nsm.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Options;
import org.nsm.api.Statistics;
import org.nsm.api.event.Event;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the whole way from the file to the handlers. */
@Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads captures several times, each time through a fresh analyzer, and prints how fast that was.")
@SuppressWarnings("NullAway.Init") // set by picocli
public final class Throughput implements Callable<Integer> {

    /** Who listens. */
    public enum Handlers {
        /** Nobody. */
        none,
        /** An empty handler, to every event. */
        all
    }

    @Option(
            names = "--handlers",
            defaultValue = "none",
            description = "Who listens: ${COMPLETION-CANDIDATES} (an empty handler of every event); ${DEFAULT-VALUE}.")
    private Handlers handlers;

    @Option(names = "--ignore-checksums", description = "Do not verify checksums.")
    private boolean ignoreChecksums;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "How many times to read the captures; ${DEFAULT-VALUE}. The first rounds warm up.")
    private int rounds;

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
        for (int round = 1; round <= rounds; round++) {
            for (Path capture : captures) {
                Statistics[] seen = new Statistics[1];
                Measurement measured = Measurement.of(() -> {
                    Statistics statistics = CaptureRun.of(capture, builder());
                    seen[0] = statistics;
                    return new Measurement.Volume(statistics.packets(), statistics.bytes());
                });
                System.out.printf("%-4d %-24s %s%n", round, capture.getFileName(), measured);
                if (round == rounds) {
                    System.out.println(seen[0]);
                }
            }
        }
        return 0;
    }

    private AnalyzerBuilder builder() {
        AnalyzerBuilder builder = Analyzer.builder().set(Options.IGNORE_CHECKSUMS, ignoreChecksums);
        if (handlers == Handlers.all) {
            builder.on(Event.class, event -> {});
        }
        return builder;
    }
}
