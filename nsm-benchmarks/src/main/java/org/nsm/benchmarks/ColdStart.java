package org.nsm.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares whole processes: a JVM that starts, reads a capture once and ends, and tshark. The JVM gets the options that the
 * present one was given, or those that suit a process that ends soon, and an archive of its classes, which a process before
 * it makes.
 */
record ColdStart(Path capture, Handlers handlers, int threads, boolean ignoreChecksums, int rounds) {

    private static final List<String> USUAL_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** The first version whose archives hold more than classes, and that makes them in one step (JEP 514). */
    private static final int AOT_CACHES = 25;

    void print() throws IOException {
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        if (options.isEmpty()) {
            options = USUAL_OPTIONS;
        }
        if (options.stream().anyMatch(ColdStart::choosesArchive)) {
            measure(options);
            return;
        }
        Path directory = Files.createTempDirectory("nsm-cold");
        Path archive = directory.resolve("archive");
        boolean aot = Runtime.version().feature() >= AOT_CACHES;
        try {
            ourSeconds(with(options, (aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive));
            measure(with(options, (aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive));
        } finally {
            Files.deleteIfExists(archive);
            Files.delete(directory);
        }
    }

    private static boolean choosesArchive(String option) {
        return option.startsWith("-Xshare")
                || option.startsWith("-XX:SharedArchiveFile=")
                || option.startsWith("-XX:AOTCache=");
    }

    private static List<String> with(List<String> options, String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return more;
    }

    private void measure(List<String> options) throws IOException {
        System.out.printf("%s: nsm, %s, %d thread(s), %s%n", capture.getFileName(), handlers, threads, options);
        boolean tshark = Tshark.isInstalled();
        double nsmSeconds = Double.MAX_VALUE;
        double tsharkSeconds = Double.MAX_VALUE;
        for (int round = 1; round <= rounds; round++) {
            double nsm = ourSeconds(options);
            nsmSeconds = Math.min(nsmSeconds, nsm);
            System.out.printf(Locale.ROOT, "%s: nsm, cold %.2f s%n", capture.getFileName(), nsm);
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

    private double ourSeconds(List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OneReading.class.getName()));
        command.addAll(
                List.of(handlers.name(), String.valueOf(threads), String.valueOf(ignoreChecksums), capture.toString()));
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
