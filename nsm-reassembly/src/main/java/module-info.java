import org.nsm.reassembly.engine.EngineFactory;

/** From captures to byte streams: capture files, link layers, IP, tunnels, flows and TCP. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the module that gets a package of its own is compiled after this one
module org.nsm.reassembly {
    requires transitive org.nsm.events;
    requires static org.jspecify;

    exports org.nsm.reassembly;
    exports org.nsm.reassembly.ip to
            org.nsm.analyzers;

    uses org.nsm.api.spi.ApplicationStage.Factory;

    provides org.nsm.api.spi.AnalyzerFactory with
            EngineFactory;
}
