package org.nsm.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Has tshark, where it is installed, write three fields of each packet of a capture, to nowhere. */
final class Tshark {

    /** Bash tells what time a child process took, and how much of it on a core. */
    private static final String SCRIPT = "TIMEFORMAT='%3R %3U %3S'; "
            + "time tshark -r \"$0\" -T fields -e frame.number -e ip.src -e _ws.col.Protocol >/dev/null 2>&1";

    private Tshark() {}

    /** Whether there is one. */
    static boolean isInstalled() throws IOException {
        Process process = new ProcessBuilder("bash", "-c", "command -v tshark >/dev/null").start();
        return exit(process) == 0;
    }

    /** Reads a capture of so many packets. */
    static Measurement read(Path capture, Measurement.Volume volume) throws IOException {
        Process process = new ProcessBuilder("bash", "-c", SCRIPT, capture.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String[] seconds;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            seconds = line == null ? new String[0] : line.replace(',', '.').split(" ");
        }
        if (exit(process) != 0 || seconds.length != 3) {
            throw new IOException("tshark does not read " + capture);
        }
        return new Measurement(
                volume.packets(), volume.bytes(), nanos(seconds[0]), nanos(seconds[1]) + nanos(seconds[2]), 0);
    }

    private static int exit(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(String.format(Locale.ROOT, "interrupted while %s ran", process.pid()), e);
        }
    }

    private static long nanos(String seconds) {
        return (long) (Double.parseDouble(seconds) * 1e9);
    }
}
