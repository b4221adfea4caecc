package org.nsm.analyzers.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import org.junit.jupiter.api.Test;
import org.nsm.analyzers.Captures;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Transport;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.XmppEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class XmppAnalyzerTest {

    private static final String STREAM =
            "<?xml version='1.0'?><stream:stream to='a>b' xmlns='jabber:client' xmlns:stream='x' version='1.0'>";

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));

    private ApplicationStage.StreamSink stream(int port) {
        return engine.stage().stream(FakeFlow.to(port, Transport.TCP));
    }

    private void both(ApplicationStage.StreamSink sink, String client, String server) {
        sink.data(true, ascii(client));
        sink.data(false, ascii(server));
    }

    @Test
    void startsTlsWhenTheServerProceeds() {
        ApplicationStage.StreamSink sink = stream(5222);
        both(sink, STREAM, STREAM + "<stream:features><starttls/></stream:features>");
        both(sink, "<starttls xmlns='y'/>", "<proceed xmlns='y'/>");
        assertThat(engine.events(XmppEvent.class)).hasSize(1);
        assertThat(engine.events(ProtocolEvent.Confirmation.class)).hasSize(1);
    }

    @Test
    void readsTagsByteByByteWithAnyPrefix() {
        ApplicationStage.StreamSink sink = stream(5269);
        for (char c : (STREAM + "<tls:starttls a=\"/>\" ></tls:starttls>").toCharArray()) {
            sink.data(true, ascii(String.valueOf(c)));
        }
        for (char c : (STREAM + "<tls:proceed></tls:proceed>").toCharArray()) {
            assertThat(engine.events(XmppEvent.class)).isEmpty();
            sink.data(false, ascii(String.valueOf(c)));
        }
        assertThat(engine.events(XmppEvent.class)).hasSize(1);
    }

    @Test
    void startsNothingUnasked() {
        ApplicationStage.StreamSink sink = stream(5222);
        both(sink, STREAM, STREAM + "<proceed/>");
        both(sink, "<starttls/>", "<failure/><proceed/>");
        assertThat(engine.events(XmppEvent.class)).isEmpty();
    }

    @Test
    void endsWithTheFirstStanza() {
        ApplicationStage.StreamSink sink = stream(5222);
        both(sink, STREAM, STREAM);
        both(sink, "<message>x</message><starttls/>", "<proceed/>");
        assertThat(engine.events(XmppEvent.class)).isEmpty();
    }

    @Test
    void isRecognisedOnAnyPort() {
        ApplicationStage.StreamSink sink = stream(7777);
        both(sink, STREAM, STREAM);
        both(sink, "<starttls/>", "<proceed/>");
        assertThat(engine.events(XmppEvent.class)).hasSize(1);
    }

    @Test
    void survivesEndlessTags() {
        ApplicationStage.StreamSink sink = stream(5222);
        for (int i = 0; i < 200; i++) {
            both(sink, "<" + "x".repeat(10_000), "<a " + "'".repeat(9_999));
        }
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void readsARecordedConversation() {
        assertThat(Captures.eventsOf("xmpp/starttls.pcap", XmppEvent.class)).hasSize(1);
    }
}
