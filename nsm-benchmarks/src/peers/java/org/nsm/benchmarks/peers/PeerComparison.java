package org.nsm.benchmarks.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nsm.benchmarks.Measurement;

/**
 * Compares how fast this library and its peers go through a capture.
 *
 * <p>They take turns, so that what else the machine does hits all of them, each in a JVM of its own with the same flags,
 * so that none spoils what the compiler learns of another. A turn reads the capture several times; the last times count.
 * Of a busy machine the CPU time of the reading thread tells more than the time that passed. It leaves out the garbage
 * collector, to the advantage of who allocates.
 */
public final class PeerComparison {

    private static final int WARM_UPS = 4;
    private static final int MEASURED = 4;
    private static final String TURN = "--turn";

    private PeerComparison() {}

    /**
     * Runs it.
     *
     * @param arguments a capture file, and how often each has its turn
     * @throws IOException          if the capture cannot be read
     * @throws InterruptedException never
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 3 && arguments[0].equals(TURN)) {
            turn(Contestant.valueOf(arguments[1]), Path.of(arguments[2]));
        } else if (arguments.length == 1 || arguments.length == 2) {
            compare(arguments[0], arguments.length == 2 ? Integer.parseInt(arguments[1]) : 3);
        } else {
            System.err.println("usage: peers CAPTURE [TURNS]");
            System.exit(2);
        }
    }

    private static void turn(Contestant contestant, Path capture) throws IOException {
        for (int i = 0; i < WARM_UPS; i++) {
            contestant.measure(capture);
        }
        for (int i = 0; i < MEASURED; i++) {
            Measurement measured = contestant.measure(capture);
            System.out.println(measured.packets() + " " + measured.bytes() + " " + measured.nanos() + " "
                    + measured.cpuNanos() + " " + measured.allocated());
        }
    }

    private static void compare(String capture, int turns) throws IOException, InterruptedException {
        Map<Contestant, List<Measurement>> results = new EnumMap<>(Contestant.class);
        for (int turn = 1; turn <= turns; turn++) {
            for (Contestant contestant : Contestant.values()) {
                List<Measurement> measured = inItsOwnJvm(contestant, capture);
                results.computeIfAbsent(contestant, c -> new ArrayList<>()).addAll(measured);
                System.out.printf("turn %d  %-46s %s%n", turn, contestant.description(), median(measured));
            }
        }
        System.out.println();
        Measurement peer = median(results.getOrDefault(Contestant.PKTS, List.of()));
        results.forEach((contestant, measured) -> {
            Measurement median = median(measured);
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %s  %6.2f x pkts, %6.2f x by CPU time%n",
                    contestant.description(),
                    median,
                    median.packetsPerSecond() / peer.packetsPerSecond(),
                    median.packetsPerCpuSecond() / peer.packetsPerCpuSecond());
        });
    }

    private static List<Measurement> inItsOwnJvm(Contestant contestant, String capture)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PeerComparison.class.getName()));
        command.addAll(Arrays.asList(TURN, contestant.name(), capture));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Measurement> measured = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                long[] n = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
                measured.add(new Measurement(n[0], n[1], n[2], n[3], n[4]));
            }
        }
        if (process.waitFor() != 0 || measured.size() != MEASURED) {
            throw new IOException(contestant.description() + " failed; see what happens with: " + command);
        }
        return measured;
    }

    /** The one in the middle by CPU time. */
    private static Measurement median(List<Measurement> measured) {
        List<Measurement> sorted = new ArrayList<>(measured);
        sorted.sort((a, b) -> Long.compare(a.cpuNanos(), b.cpuNanos()));
        return sorted.get(sorted.size() / 2);
    }
}
