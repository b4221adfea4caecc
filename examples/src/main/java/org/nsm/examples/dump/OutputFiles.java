package org.nsm.examples.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Names the output of each capture below a directory: the path of the capture as it was given, and {@code .jsonl}. A path
 * that would lead out of the directory (absolute, or upwards with {@code ..}) is replaced by its absolute form below the
 * directory, so that nothing is written elsewhere and two captures never share an output.
 */
final class OutputFiles {

    private final Path directory;

    OutputFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Creates an output, and the directories that it is in.
     *
     * @param capture a path as given
     * @return the stream to write to, to be closed by the caller
     * @throws IOException if that cannot be done
     */
    OutputStream open(String capture) throws IOException {
        Path file = of(capture);
        Files.createDirectories(file.getParent());
        return Files.newOutputStream(file);
    }

    /**
     * Names an output.
     *
     * @param capture a path as given
     * @return a path inside the directory
     */
    Path of(String capture) {
        Path given = Path.of(capture).normalize();
        Path inside = given;
        if (given.isAbsolute() || given.startsWith("..")) {
            Path absolute = given.toAbsolutePath().normalize();
            inside = absolute.getRoot().relativize(absolute);
        }
        return directory.resolve(inside + ".jsonl");
    }
}
