package org.nsm.examples.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Packet;
import org.nsm.api.Statistics;
import org.nsm.api.event.Event;
import org.nsm.events.JsonLines;
import org.nsm.reassembly.PcapFile;

/** Analyses one capture after the other, each with an analyzer of its own, and writes their events. */
final class CaptureDump {

    private final List<Class<? extends Event>> events;
    private final Consumer<AnalyzerBuilder> settings;
    private final Progress progress;
    private @Nullable Statistics statistics;

    /**
     * Prepares the analysis.
     *
     * @param events   what to decode and write
     * @param settings sets the options of every analyzer
     * @param progress told of each packet
     */
    CaptureDump(List<Class<? extends Event>> events, Consumer<AnalyzerBuilder> settings, Progress progress) {
        this.events = events;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Writes the events of a capture, also those of a capture that breaks off.
     *
     * @param source the packets
     * @param out    where the lines go
     * @throws IOException if the capture cannot be read to its end or the events cannot be written
     */
    void dump(PcapFile source, OutputStream out) throws IOException {
        progress.captureStarted(source);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        try (JsonLines lines = new JsonLines(out)) {
            AnalyzerBuilder builder = Analyzer.builder();
            settings.accept(builder);
            builder.onHandlerError((event, error) -> failure.compareAndSet(null, error));
            events.forEach(type -> builder.on(type, lines));
            Analyzer analyzer = builder.build();
            try (analyzer) {
                for (Packet packet; failure.get() == null && (packet = source.next()) != null; ) {
                    progress.packet();
                    analyzer.feed(packet);
                }
            } finally {
                count(analyzer.statistics());
            }
        }
        rethrow(failure.get());
    }

    /**
     * What was done so far, in all captures.
     *
     * @return the counters, or null before the first capture
     */
    @Nullable Statistics statistics() {
        return statistics;
    }

    private void count(Statistics ofOne) {
        statistics = statistics == null ? ofOne : statistics.plus(ofOne);
    }

    /** A line that cannot be written fails inside the handler, where nobody waits for it. */
    private static void rethrow(@Nullable Throwable failure) throws IOException {
        if (failure instanceof UncheckedIOException unchecked) {
            throw unchecked.getCause();
        }
        if (failure != null) {
            throw new IOException("an event could not be written", failure);
        }
    }
}
