package org.nsm.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows whether what traffic costs grows with its size, and not faster. */
@Command(
        name = "scaling",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Feeds fresh analyzers traffic that grows along each axis, and prints what a unit of it costs.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the cost of each axis is linear", "1:that of an axis is not"})
@SuppressWarnings("NullAway.Init") // set by picocli
final class Scaling implements Callable<Integer> {

    @Option(
            names = "--limit",
            defaultValue = "2",
            description = "How many times as much a unit may cost as at a smaller size; ${DEFAULT-VALUE}.")
    private double limit;

    @Option(names = "--warm-ups", defaultValue = "2", description = "Rounds that do not count; ${DEFAULT-VALUE}.")
    private int warmUps;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds that count; ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--units",
            defaultValue = "100000",
            description = "How many units of each size a round has at least; ${DEFAULT-VALUE}.")
    private long units;

    @Option(
            names = "--sizes",
            split = ",",
            description = "Sizes to measure instead of those of each axis, smallest first: one of them for a profiler.")
    private int @Nullable [] sizes;

    @Parameters(arity = "0..*", paramLabel = "AXIS", description = "Some of ${COMPLETION-CANDIDATES}; else all.")
    private List<Axis> axes = List.of(Axis.values());

    private Scaling() {}

    /**
     * Runs it.
     *
     * @param arguments options and axes
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Scaling())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        List<Axis> steep = new ArrayList<>();
        System.out.println("| axis | size | ns per unit | B per unit | to the cheapest | growth |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        for (Axis axis : axes) {
            List<Growth.Cost> costs = measure(axis);
            print(axis, costs);
            if (axis.kind() != Axis.Kind.MEMORY && Growth.worst(costs) > limit) {
                steep.add(axis);
            }
        }
        steep.forEach(axis -> System.out.println("not linear: " + axis));
        return steep.isEmpty() ? 0 : 1;
    }

    private List<Growth.Cost> measure(Axis axis) throws IOException {
        Growth growth = axis.growth(units, sizes == null ? axis.sizes() : sizes);
        for (int round = 0; round < warmUps; round++) {
            growth.round();
        }
        growth.forget();
        for (int round = 0; round < rounds; round++) {
            growth.round();
        }
        return growth.costs();
    }

    private static void print(Axis axis, List<Growth.Cost> costs) {
        double least = costs.stream().mapToDouble(Growth.Cost::nanos).min().orElseThrow();
        for (Growth.Cost cost : costs) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s, per %s | %,d | %,.0f | %,.0f | %.2f | %.2f |%n",
                    axis,
                    axis.unit(),
                    cost.size(),
                    cost.nanos(),
                    cost.bytes(),
                    cost.nanos() / least,
                    cost.growth());
        }
    }
}
