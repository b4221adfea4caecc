/** The application protocols, and the choice of protocol for a connection. */
@org.jspecify.annotations.NullMarked
module org.nsm.analyzers {
    requires transitive org.nsm.reassembly;
    requires static org.jspecify;

    provides org.nsm.api.spi.ApplicationStage.Factory with
            org.nsm.analyzers.choice.ProtocolChoiceFactory;
    provides org.nsm.api.spi.ProtocolProvider with
            org.nsm.analyzers.StandardProtocols;
}
