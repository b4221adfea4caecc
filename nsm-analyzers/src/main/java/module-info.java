/** The application protocols, and the choice of protocol for a connection. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // of Apache Tika, and of Apache Kerby where it is there
module org.nsm.analyzers {
    requires java.xml;
    requires transitive org.nsm.reassembly;
    requires org.apache.tika.core;
    requires static kerb.core;
    requires static kerb.crypto;
    requires static org.jspecify;

    provides org.nsm.api.spi.ApplicationStage.Factory with
            org.nsm.analyzers.choice.ProtocolChoiceFactory;
    provides org.nsm.api.spi.ProtocolProvider with
            org.nsm.analyzers.StandardProtocols;
}
