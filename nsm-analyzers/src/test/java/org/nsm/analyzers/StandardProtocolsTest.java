package org.nsm.analyzers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Packet;
import org.nsm.api.PacketSource;
import org.nsm.api.event.DnsEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.UdpEvent;
import org.nsm.api.spi.Protocol;
import org.nsm.events.EventRecorder;
import org.nsm.reassembly.PcapFile;

class StandardProtocolsTest {

    private final EventRecorder recorder = new EventRecorder();

    @Test
    void areFoundByThemselves() throws IOException {
        analyse(Analyzer.builder());

        assertThat(recorder.events(DnsEvent.Request.class)).isNotEmpty();
        assertThat(recorder.events(UdpEvent.Request.class)).isNotEmpty();
    }

    @Test
    void stayAwayWhereTheHostWantsTheTransportOnly() throws IOException {
        analyse(Analyzer.builder().withoutStandardProtocols());

        assertThat(recorder.events(DnsEvent.class)).isEmpty();
        assertThat(recorder.events(UdpEvent.Request.class)).isNotEmpty();
    }

    @Test
    void haveOneRegistrationForEachTagAndTransport() {
        assertThat(new StandardProtocols().protocols())
                .extracting(Protocol::tag, Protocol::transport)
                .doesNotHaveDuplicates();
    }

    private void analyse(AnalyzerBuilder builder) throws IOException {
        Path capture = Path.of("src/test/resources/captures/dns/bind_types.pcap");
        try (Analyzer analyzer = builder.onTimed(Event.class, recorder).build();
                PacketSource source = PcapFile.open(capture)) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(packet);
            }
        }
    }
}
