package org.nsm.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** Another library that reads captures, to compare with. Found as a service, where the build has them. */
public interface Peer {

    /**
     * Which one it is, and what it does with each packet.
     *
     * @return a few words
     */
    String description();

    /**
     * Reads a capture.
     *
     * @param capture the file
     * @return how much was read
     * @throws IOException if it cannot be read
     */
    Measurement.Volume read(Path capture) throws IOException;
}
