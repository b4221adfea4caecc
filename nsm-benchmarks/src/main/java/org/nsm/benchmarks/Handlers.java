package org.nsm.benchmarks;

import java.io.OutputStream;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.event.Event;
import org.nsm.events.JsonLines;

/** Who listens. */
public enum Handlers {
    /** Nobody. */
    none {
        @Override
        public void register(AnalyzerBuilder builder) {}
    },
    /** An empty handler, to every event of the application protocols. */
    application {
        @Override
        public void register(AnalyzerBuilder builder) {
            EventTypes.APPLICATION.forEach(type -> builder.on(type, event -> {}));
        }
    },
    /** An empty handler, to every event. */
    all {
        @Override
        public void register(AnalyzerBuilder builder) {
            builder.on(Event.class, event -> {});
        }
    },
    /** Every event of the application protocols is written as JSON, and thrown away. */
    json {
        @Override
        public void register(AnalyzerBuilder builder) {
            @SuppressWarnings("resource") // the sink needs no closing
            JsonLines json = new JsonLines(OutputStream.nullOutputStream());
            EventTypes.APPLICATION.forEach(type -> builder.onTimed(type, json));
        }
    };

    /**
     * Registers the handlers.
     *
     * @param builder of the analyzer that they listen to
     */
    public abstract void register(AnalyzerBuilder builder);
}
