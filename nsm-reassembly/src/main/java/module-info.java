/** From captures to byte streams: capture files, link layers, IP, tunnels, flows and TCP. */
@org.jspecify.annotations.NullMarked
module org.nsm.reassembly {
    requires transitive org.nsm.events;
    requires static org.jspecify;

    uses org.nsm.api.spi.ApplicationStage.Factory;
}
