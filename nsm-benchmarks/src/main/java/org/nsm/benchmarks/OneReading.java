package org.nsm.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A process that reads a capture once and prints nothing, as short as a program around the library can be: what is measured
 * is the library, not a parser of command lines.
 */
final class OneReading {

    private OneReading() {}

    /**
     * Reads.
     *
     * @param arguments who listens, how many threads there are, whether checksums are ignored, and the capture
     * @throws IOException if the capture cannot be read to its end
     */
    public static void main(String[] arguments) throws IOException {
        new CaptureRun(
                        Path.of(arguments[3]),
                        Handlers.valueOf(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        false,
                        Boolean.parseBoolean(arguments[2]))
                .run();
    }
}
