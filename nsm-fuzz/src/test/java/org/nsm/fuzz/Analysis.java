package org.nsm.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Options;
import org.nsm.api.Packet;
import org.nsm.api.Statistics;
import org.nsm.api.event.Event;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.AnalyzerFactory;
import org.nsm.api.spi.FlowHash;
import org.nsm.events.JsonLines;

/**
 * An analyzer that is held against what must be true whatever it is fed: nothing is thrown, no analyzer of a protocol
 * fails, all values of all events are in their ranges and can be written, what is held stays within the limits, and
 * nothing is left at the end.
 */
public final class Analysis implements AutoCloseable {

    /** Small, so that an input of some kilobytes reaches them. */
    private static final long MAX_CONNECTIONS = 64;

    private static final long MAX_BUFFERED = 1 << 16;
    private static final long MAX_BUFFERED_PER_STREAM = 1 << 14;

    /** Names and numbers that are given anew each time. */
    private static final Pattern GIVEN = Pattern.compile("\"uid\":\"[^\"]*\"|\"aid\":\\d+");

    private static final AnalyzerFactory FACTORY =
            ServiceLoader.load(AnalyzerFactory.class).findFirst().orElseThrow();

    /** What to listen to and how, to make many analyzers of. */
    public static final class Plan {

        private final AnalyzerConfiguration configuration;
        private @Nullable Analysis running;

        private Plan(AnalyzerConfiguration configuration) {
            this.configuration = configuration;
        }

        /** Begins an analysis. */
        public Analysis start() {
            return new Analysis(this);
        }
    }

    private final Plan plan;
    private final Analyzer analyzer;
    private final FlowHash flowHash;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final JsonLines json = new JsonLines(written);
    private final List<Consumer<Event>> listeners = new ArrayList<>(1);
    private @Nullable Throwable failure;

    private Analysis(Plan plan) {
        this.plan = plan;
        plan.running = this;
        analyzer = FACTORY.create(plan.configuration);
        flowHash = FACTORY.flowHash(plan.configuration);
    }

    /** All events are listened to, and checksums are not looked at. */
    public static Plan plan(Consumer<AnalyzerBuilder> settings) {
        Plan[] plan = new Plan[1];
        AnalyzerBuilder builder = Analyzer.builder()
                .set(Options.IGNORE_CHECKSUMS, true)
                .set(Options.MAX_CONNECTIONS, MAX_CONNECTIONS)
                .set(Options.MAX_BUFFERED_BYTES, MAX_BUFFERED)
                .set(Options.MAX_BUFFERED_BYTES_PER_STREAM, MAX_BUFFERED_PER_STREAM)
                .set(Options.MAX_INCOMPLETE_DATAGRAMS, MAX_CONNECTIONS)
                .set(Options.MAX_ANALYZER_BYTES, MAX_BUFFERED)
                .onTimed(Event.class, (event, time) -> {
                    if (plan[0].running != null) {
                        plan[0].running.handle(event, time);
                    }
                })
                .onHandlerError((event, error) -> {
                    if (plan[0].running != null) {
                        plan[0].running.failed(error);
                    }
                });
        settings.accept(builder);
        plan[0] = new Plan(builder.configuration());
        return plan[0];
    }

    /** Calls back with each event, too. */
    public Analysis listener(Consumer<Event> listener) {
        listeners.add(listener);
        return this;
    }

    private void handle(Event event, long timeNanos) {
        EventChecks.check(event);
        json.handle(event, timeNanos);
        listeners.forEach(listener -> listener.accept(event));
    }

    private void failed(Throwable error) {
        if (failure == null) {
            failure = error;
        }
    }

    /** Analyses a packet. */
    public void feed(Packet packet) {
        analyzer.feed(packet);
        check();
    }

    /** Hashes a packet, as whoever spreads packets over several analyzers does. */
    public int hash(Packet packet) {
        return flowHash.hash(packet);
    }

    /** Lets time pass. */
    public void advanceTime(Instant time) {
        analyzer.advanceTime(time);
        check();
    }

    /** The counters. */
    public Statistics statistics() {
        return analyzer.statistics();
    }

    private void check() {
        if (failure != null) {
            throw new AssertionError("an event is wrong: " + failure.getMessage(), failure);
        }
        Statistics now = analyzer.statistics();
        if (now.analyzerErrors() + now.handlerErrors() != 0
                || now.liveConnections() > MAX_CONNECTIONS
                || now.bufferedBytes() > MAX_BUFFERED) {
            throw new AssertionError(now.toString());
        }
    }

    /** Ends the analysis and looks at what is left. */
    @Override
    public void close() {
        analyzer.close();
        check();
        Statistics last = analyzer.statistics();
        if (last.liveConnections() + last.bufferedBytes() != 0) {
            throw new AssertionError("left at the end: " + last);
        }
        json.close();
    }

    /** The events as lines, without what is given anew each time; after the end. */
    public List<String> lines() {
        return GIVEN.matcher(written.toString(StandardCharsets.UTF_8))
                .replaceAll("_")
                .lines()
                .toList();
    }
}
