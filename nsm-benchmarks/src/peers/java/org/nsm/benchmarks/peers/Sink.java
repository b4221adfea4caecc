package org.nsm.benchmarks.peers;

/** What was read must be used, or it would not be read. */
final class Sink {

    @SuppressWarnings("unused")
    private static volatile long published;

    private Sink() {}

    static void publish(long value) {
        published = value;
    }
}
