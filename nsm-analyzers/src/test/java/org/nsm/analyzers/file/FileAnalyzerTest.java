package org.nsm.analyzers.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.Captures;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Transport;
import org.nsm.api.event.FileEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class FileAnalyzerTest {

    private final TestEngine engine =
            TestEngine.with(Protocol.tcp(AnalyzerTag.FTP_DATA).port(20).analyzer(FileAnalyzer::new));
    private final FakeFlow flow = FakeFlow.to(20, Transport.TCP);
    private final ApplicationStage.StreamSink sink = engine.stage().stream(flow);

    private FileEvent.Transferred text(String prefix) {
        return new FileEvent.Transferred(flow, ascii(prefix), "<unknown>", "text/plain");
    }

    @Test
    void raisesTheFirstKibibyteAsSoonAsItIsThere() {
        sink.data(false, ascii("a".repeat(1000)));
        assertThat(engine.events).isEmpty();
        sink.data(false, ascii("b".repeat(1000)));
        assertThat(engine.events).containsExactly(text("a".repeat(1000) + "b".repeat(24)));
        assertThat(sink.done()).isTrue();
    }

    @Test
    void raisesAPrefixThatLiesInOneDelivery() {
        sink.data(true, ascii("a".repeat(3000)));
        sink.end();
        assertThat(engine.events).containsExactly(text("a".repeat(1024)));
    }

    @Test
    void raisesAShortFileAtItsEnd() {
        sink.data(false, ascii("short\n"));
        sink.endOfStream(false);
        sink.end();
        assertThat(engine.events).containsExactly(text("short\n"));
    }

    @Test
    void raisesWhatIsKnownOfTheBeginningBeforeMissingOctets() {
        sink.data(false, ascii("known\n"));
        sink.gap(false, 10);
        sink.data(false, ascii("more\n"));
        assertThat(engine.events).containsExactly(text("known\n"));
    }

    @Test
    void raisesNothingForAnEmptyFile() {
        sink.endOfStream(false);
        sink.end();
        assertThat(engine.events).isEmpty();
    }

    private static List<String> transfers(String capture) {
        return Captures.eventsOf("ftp/" + capture + ".pcap", FileEvent.Transferred.class).stream()
                .map(file -> file.mimeType() + " " + file.prefix().readableBytes())
                .toList();
    }

    @Test
    void findsTheDataConnectionsOfFtp() {
        assertThat(transfers("passive_download")).containsExactly("image/png 69");
        assertThat(transfers("active_download")).containsExactly("text/plain 1024");
        assertThat(transfers("extended_passive_ipv6")).containsExactly("text/plain 45");
        assertThat(transfers("extended_active_ipv6")).containsExactly("text/plain 45");
        assertThat(transfers("upload")).containsExactly("text/plain 21");
        assertThat(transfers("lftp_session")).hasSize(4);
    }

    @Test
    void isAnnouncedByTheControlConnection() {
        assertThat(Captures.eventsOf("ftp/lftp_session.pcap", ProtocolEvent.class))
                .filteredOn(event -> event instanceof ProtocolEvent.ScheduledAnalyzerApplied)
                .hasSize(4);
    }
}
