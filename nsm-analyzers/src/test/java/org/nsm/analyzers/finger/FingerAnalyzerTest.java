package org.nsm.analyzers.finger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Transport;
import org.nsm.api.event.FingerEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class FingerAnalyzerTest {

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final FakeFlow flow = FakeFlow.to(79, Transport.TCP);
    private final ApplicationStage.StreamSink sink = engine.stage().stream(flow);

    @Test
    void raisesTheQueryAndEachLineOfTheReply() {
        sink.data(true, ascii("/W bob@host2.example.org\r\n"));
        sink.data(false, ascii("[host2.example.org]\r\nLogin: bob\r\n\r\nNo Plan.\r\n"));
        sink.endOfStream(false);
        sink.end();
        assertThat(engine.events)
                .containsExactly(
                        new FingerEvent.Request(flow, true, "bob", "host2.example.org"),
                        new ProtocolEvent.Confirmation(flow, AnalyzerTag.FINGER, 1),
                        new FingerEvent.Reply(flow, "[host2.example.org]"),
                        new FingerEvent.Reply(flow, "Login: bob"),
                        new FingerEvent.Reply(flow, "No Plan."));
    }

    @Test
    void raisesNothingForAnEmptyQuery() {
        sink.data(true, ascii("\r\n"));
        assertThat(engine.events).isEmpty();
    }

    @Test
    void raisesAQueryThatTheClientEndsByClosing() {
        sink.data(true, ascii("fra"));
        sink.data(true, ascii("nk"));
        assertThat(engine.events).isEmpty();
        sink.endOfStream(true);
        assertThat(engine.events).containsExactly(new FingerEvent.Request(flow, false, "frank", ""));
    }

    @Test
    void readsConnectionsFromTheirMiddle() {
        flow.partial = true;
        sink.data(false, ascii("Login: bob\r\n"));
        assertThat(engine.events(FingerEvent.class)).containsExactly(new FingerEvent.Reply(flow, "Login: bob"));
    }
}
