import org.nsm.reassembly.engine.EngineFactory;

/** From captures to byte streams: capture files, link layers, IP, tunnels, flows and TCP. */
@org.jspecify.annotations.NullMarked
module org.nsm.reassembly {
    requires transitive org.nsm.events;
    requires static org.jspecify;

    exports org.nsm.reassembly;

    uses org.nsm.api.spi.ApplicationStage.Factory;

    provides org.nsm.api.spi.AnalyzerFactory with
            EngineFactory;
}
