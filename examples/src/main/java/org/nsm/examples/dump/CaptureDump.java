package org.nsm.examples.dump;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Packet;
import org.nsm.api.Statistics;
import org.nsm.api.event.Event;
import org.nsm.events.AnalyzerPool;
import org.nsm.events.JsonLines;
import org.nsm.reassembly.PcapFile;

/** Analyses one capture after the other, each with analyzers of its own, and writes their events. */
final class CaptureDump {

    private final List<Class<? extends Event>> events;
    private final Consumer<AnalyzerBuilder> settings;
    private final int threads;
    private final Progress progress;
    private @Nullable Statistics statistics;

    /**
     * Prepares the analysis.
     *
     * @param events   what to decode and write
     * @param settings sets the options of every analyzer
     * @param threads  how many threads analyse a capture
     * @param progress told of each packet
     */
    CaptureDump(
            List<Class<? extends Event>> events, Consumer<AnalyzerBuilder> settings, int threads, Progress progress) {
        this.events = events;
        this.settings = settings;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Writes the events of a capture, also those of a capture that breaks off.
     *
     * @param source the packets
     * @param out    where the lines go; flushed, not closed
     * @throws IOException                  if the capture cannot be read to its end
     * @throws java.io.UncheckedIOException if the events cannot be written
     */
    void dump(PcapFile source, OutputStream out) throws IOException {
        progress.captureStarted(source);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        OutputStream shared = new SharedOutput(out);
        List<JsonLines> writers = new ArrayList<>();
        IntFunction<AnalyzerBuilder> builders = i -> {
            JsonLines lines = new JsonLines(shared);
            writers.add(lines);
            return builder(lines).onHandlerError((event, error) -> failure.compareAndSet(null, error));
        };
        try {
            if (threads == 1) {
                analyse(source, builders.apply(0), failure);
            } else {
                analyseInParallel(source, builders, failure);
            }
        } finally {
            writers.forEach(JsonLines::flush);
        }
        if (failure.get() != null) {
            throw new IOException("an event could not be written", failure.get());
        }
    }

    /**
     * What was done so far, in all captures.
     *
     * @return the counters, or null before the first capture
     */
    @Nullable Statistics statistics() {
        return statistics;
    }

    private AnalyzerBuilder builder(JsonLines lines) {
        AnalyzerBuilder builder = Analyzer.builder();
        settings.accept(builder);
        events.forEach(type -> builder.onTimed(type, lines));
        return builder;
    }

    private void analyse(PcapFile source, AnalyzerBuilder builder, AtomicReference<?> failure) throws IOException {
        Analyzer analyzer = builder.build();
        try (analyzer) {
            feed(source, analyzer::feed, failure);
        } finally {
            count(analyzer.statistics());
        }
    }

    private void analyseInParallel(PcapFile source, IntFunction<AnalyzerBuilder> builders, AtomicReference<?> failure)
            throws IOException {
        AnalyzerPool pool = AnalyzerPool.start(threads, builders);
        try (pool) {
            feed(source, pool::feed, failure);
        } finally {
            count(pool.statistics());
        }
    }

    /** Stops at the first line that cannot be written: all further ones would be lost too. */
    private void feed(PcapFile source, Consumer<Packet> analysis, AtomicReference<?> failure) throws IOException {
        for (Packet packet; failure.get() == null && (packet = source.next()) != null; ) {
            progress.packet();
            analysis.accept(packet);
        }
    }

    private void count(Statistics ofOne) {
        statistics = statistics == null ? ofOne : statistics.plus(ofOne);
    }

    /** Takes whole lines from several writers, one at a time. */
    private static final class SharedOutput extends FilterOutputStream {

        SharedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public synchronized void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public synchronized void write(byte[] lines, int offset, int length) throws IOException {
            out.write(lines, offset, length);
        }

        @Override
        public synchronized void flush() throws IOException {
            out.flush();
        }
    }
}
