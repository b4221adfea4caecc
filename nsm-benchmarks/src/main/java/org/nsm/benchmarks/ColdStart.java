package org.nsm.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares whole processes: a JVM that starts, reads a capture once and ends, and tshark. The JVM gets the options that the
 * present one was given.
 */
record ColdStart(Path capture, Handlers handlers, int threads, boolean ignoreChecksums, int rounds) {

    void print() throws IOException {
        boolean tshark = Tshark.isInstalled();
        double nsmSeconds = Double.MAX_VALUE;
        double tsharkSeconds = Double.MAX_VALUE;
        for (int round = 1; round <= rounds; round++) {
            double nsm = ourSeconds();
            nsmSeconds = Math.min(nsmSeconds, nsm);
            System.out.printf(Locale.ROOT, "%s: nsm, %s, cold %.2f s%n", capture.getFileName(), handlers, nsm);
            if (tshark) {
                double other =
                        Tshark.read(capture, new Measurement.Volume(0, 0)).nanos() / 1e9;
                tsharkSeconds = Math.min(tsharkSeconds, other);
                System.out.printf(Locale.ROOT, "%s: tshark %.2f s%n", capture.getFileName(), other);
            }
        }
        if (tshark) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: nsm, best %.2f s, is %.2f times as fast as tshark, best %.2f s%n",
                    capture.getFileName(),
                    nsmSeconds,
                    tsharkSeconds / nsmSeconds,
                    tsharkSeconds);
        }
    }

    private double ourSeconds() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Throughput.class.getName()));
        command.addAll(List.of("--once", "--handlers", handlers.name(), "--threads", String.valueOf(threads)));
        if (ignoreChecksums) {
            command.add("--ignore-checksums");
        }
        command.add(capture.toString());
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("failed: " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
