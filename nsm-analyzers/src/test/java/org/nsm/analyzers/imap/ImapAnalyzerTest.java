package org.nsm.analyzers.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.Captures;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Transport;
import org.nsm.api.event.ImapEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class ImapAnalyzerTest {

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final FakeFlow flow = FakeFlow.to(143, Transport.TCP);
    private final ApplicationStage.StreamSink sink = engine.stage().stream(flow);

    private List<ImapEvent> events() {
        return engine.events(ImapEvent.class);
    }

    @Test
    void listsCapabilitiesInAnyCaseButNotThoseOfTheGreeting() {
        sink.data(false, ascii("* OK [CAPABILITY IMAP4rev1] ready\r\n* CAPA"));
        sink.data(false, ascii("BILITY IMAP4rev1  IDLE\r\n* capability lower case\r\n"));
        assertThat(events())
                .containsExactly(
                        new ImapEvent.Capabilities(flow, List.of("IMAP4rev1", "IDLE")),
                        new ImapEvent.Capabilities(flow, List.of("lower", "case")));
    }

    @Test
    void startsTlsWithTheAnswerThatHasTheTag() {
        sink.data(true, ascii("b1 STARTTLS\r\nb2 starttls\r\n"));
        sink.data(false, ascii("b1 BAD no\r\nb3 OK\r\n"));
        assertThat(events()).isEmpty();
        sink.data(false, ascii("b2 OK go\r\n"));
        assertThat(events()).containsExactly(new ImapEvent.Starttls(flow));
    }

    @Test
    void goesOnAfterALoginInLowerCase() {
        sink.data(true, ascii("a1 login joe secret\r\n"));
        sink.data(false, ascii("a1 OK done\r\n* CAPABILITY X Y\r\n"));
        assertThat(events()).containsExactly(new ImapEvent.Capabilities(flow, List.of("X", "Y")));
    }

    @Test
    void takesNothingOutOfLiterals() {
        sink.data(false, ascii("* 1 FETCH (BODY[] {17}\r\n* CAPABILITY X\r\n)\r\n* CAPABILITY Y\r\n"));
        assertThat(events()).hasSize(1).contains(new ImapEvent.Capabilities(flow, List.of("Y")));
    }

    @Test
    void readsCommandsAfterALiteralThatWasRefused() {
        sink.data(true, ascii("a1 APPEND x {1000}\r\n"));
        sink.data(false, ascii("a1 NO too large\r\n"));
        sink.data(true, ascii("a2 STARTTLS\r\n"));
        sink.data(false, ascii("a2 OK go\r\n"));
        assertThat(events()).containsExactly(new ImapEvent.Starttls(flow));
    }

    @Test
    void endsWithCompression() {
        sink.data(true, ascii("a1 COMPRESS DEFLATE\r\n"));
        sink.data(false, ascii("a1 OK go\r\n* CAPABILITY X\r\n"));
        assertThat(events()).isEmpty();
    }

    @Test
    void survivesFloodsAndEndlessLines() {
        for (int i = 0; i < 20_000; i++) {
            sink.data(true, ascii("t" + i + " STARTTLS\r\n"));
        }
        for (int i = 0; i < 200; i++) {
            sink.data(false, ascii("* CAPABILITY " + "X ".repeat(10_000)));
        }
        sink.data(false, ascii("\r\nx {999999999999999999}\r\n"));
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void readsRecordedConversations() {
        assertThat(Captures.eventsOf("imap/plain.pcap", ImapEvent.class))
                .hasSize(2)
                .allMatch(
                        event -> ((ImapEvent.Capabilities) event).capabilities().contains("IMAP4rev1"));
        assertThat(Captures.eventsOf("imap/starttls.pcap", ImapEvent.class))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Capabilities", "Starttls");
    }
}
