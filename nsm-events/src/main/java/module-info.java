/** Who listens to what: dispatch to the handlers, JSON lines, recording for tests, delivery across threads. */
@org.jspecify.annotations.NullMarked
module org.nsm.events {
    requires transitive org.nsm.api;
    requires static org.jspecify;

    exports org.nsm.events;

    uses org.nsm.api.spi.AnalyzerFactory;
}
