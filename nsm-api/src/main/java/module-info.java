/**
 * What a host and a writer of analyzers compile against: the analyzer and its builder, packets, connections, the
 * documented events with the values they carry, and the interfaces that a protocol implements.
 */
@org.jspecify.annotations.NullMarked
module org.nsm.api {
    requires transitive io.netty.buffer;
    requires transitive io.netty.common;
    requires static transitive org.jspecify;

    exports org.nsm.api;
    exports org.nsm.api.event;
    exports org.nsm.api.spi;

    uses org.nsm.api.spi.AnalyzerFactory;
    uses org.nsm.api.spi.ProtocolProvider;
}
