package org.nsm.analyzers.ident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Port;
import org.nsm.api.Transport;
import org.nsm.api.event.IdentEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class IdentAnalyzerTest {

    private final TestEngine engine = TestEngine.with(
            Protocol.tcp(AnalyzerTag.IDENT).port(113).acceptsPartial().analyzer(IdentAnalyzer::new));
    private final FakeFlow flow = FakeFlow.to(113, Transport.TCP);
    private final ApplicationStage.StreamSink sink = engine.stage().stream(flow);

    private static Port port(int number) {
        return new Port(number, Transport.TCP);
    }

    @Test
    void namesTheOwner() {
        sink.data(true, ascii("6193, 23\r\n"));
        sink.data(false, ascii("6193, 23 : USERID : UNIX : stjohns\r\n"));
        assertThat(engine.events)
                .containsExactly(
                        new IdentEvent.Request(flow, port(23), port(6193)),
                        new IdentEvent.Reply(flow, port(23), port(6193), "stjohns", "UNIX"));
    }

    @Test
    void leavesTheCharacterSetOutAndTheUserAsItIs() {
        sink.data(false, ascii("6195 , 25:USERID: UNIX , US-ASCII : st johns : x \r\n"));
        assertThat(engine.events)
                .containsExactly(new IdentEvent.Reply(flow, port(25), port(6195), "st johns : x ", "UNIX"));
    }

    @Test
    void reportsErrors() {
        sink.data(false, ascii("1,2:ERROR:HIDDEN-USER\r\n"));
        assertThat(engine.events).containsExactly(new IdentEvent.Error(flow, port(2), port(1), "HIDDEN-USER"));
    }

    @Test
    void takesZeroForPortsOutOfRange() {
        sink.data(true, ascii("70000, 99999999999999999999\r\n"));
        assertThat(engine.events(IdentEvent.class)).containsExactly(new IdentEvent.Request(flow, port(0), port(0)));
    }

    @Test
    void takesALastLineWithoutEnd() {
        sink.data(true, ascii("6193, 2"));
        sink.endOfStream(true);
        assertThat(engine.events).containsExactly(new IdentEvent.Request(flow, port(2), port(6193)));
    }

    @Test
    void raisesNothingForAnythingElse() {
        for (String line : new String[] {"", "VERSION", "12 34", "12,", ",5", "x,1"}) {
            sink.data(true, ascii(line + "\r\n"));
        }
        for (String line :
                new String[] {"1,2", "1,2 : MAYBE : x", "1,2 : USERID", "1,2 : USERID : UNIX", "1,2 : userid : a : b"
                }) {
            sink.data(false, ascii(line + "\r\n"));
        }
        assertThat(engine.events(IdentEvent.class)).isEmpty();
        assertThat(engine.events(WeirdEvent.class)).hasSize(1);
    }

    @Test
    void survivesEndlessLines() {
        for (int i = 0; i < 100; i++) {
            sink.data(true, ascii("1".repeat(10_000)));
            sink.data(false, ascii(" ".repeat(10_000)));
        }
        assertThat(engine.failures).isEmpty();
    }
}
