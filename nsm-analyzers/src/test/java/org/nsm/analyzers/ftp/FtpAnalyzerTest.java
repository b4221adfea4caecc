package org.nsm.analyzers.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Transport;
import org.nsm.api.event.FtpEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.StreamAnalyzer;

class FtpAnalyzerTest {

    /** What the analyzer of TLS was given, with an arrow for the direction. */
    private final List<String> tls = new ArrayList<>();

    private final TestEngine engine = TestEngine.with(
            Protocol.tcp(AnalyzerTag.FTP).port(21).analyzer(FtpAnalyzer::new),
            Protocol.tcp(AnalyzerTag.SSL).analyzer(TlsProbe::new));
    private final FakeFlow flow = FakeFlow.to(21, Transport.TCP);
    private final ApplicationStage.StreamSink sink = engine.stage().stream(flow);

    private final class TlsProbe extends StreamAnalyzer {

        TlsProbe(AnalyzerContext context) {
            super(context);
        }

        @Override
        protected void data(boolean isOrig, ByteBuf data) {
            tls.add((isOrig ? "> " : "< ") + text(data));
        }

        @Override
        protected void end() {
            tls.add("end");
        }
    }

    @AfterEach
    void nothingWasThrown() {
        assertThat(engine.failures).isEmpty();
    }

    private void client(String data) {
        sink.data(true, ascii(data));
    }

    private void server(String data) {
        sink.data(false, ascii(data));
    }

    private FtpEvent.Reply reply(int code, String message, boolean continued) {
        return new FtpEvent.Reply(flow, code, message, continued);
    }

    @Test
    void raisesCommandsAndReplies() {
        server("220 ready\r\n");
        client("USER alice\r\n");
        server("331 password\r\n");
        assertThat(engine.events)
                .containsExactly(
                        reply(220, "ready", false),
                        new ProtocolEvent.Confirmation(flow, AnalyzerTag.FTP, 1),
                        new FtpEvent.Request(flow, "USER", "alice"),
                        reply(331, "password", false));
    }

    @Test
    void aReplyOfSeveralLinesEndsWithItsCodeAndABlank() {
        server("214-The commands are\r\n USER\r\n331 embedded\r\n214-again\r\n\r\n214 End\r\n211 next\r\n");
        assertThat(engine.events)
                .containsExactly(
                        reply(214, "The commands are", true),
                        reply(0, " USER", true),
                        reply(0, "331 embedded", true),
                        reply(0, "214-again", true),
                        reply(214, "End", false),
                        reply(211, "next", false));
    }

    @Test
    void aReplyWithoutACodeIsReported() {
        server("hello there\r\n220 ready\r\n");
        assertThat(engine.events(FtpEvent.class))
                .containsExactly(reply(0, "hello there", false), reply(220, "ready", false));
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    @Test
    void leavesTheConnectionToTlsBehindTheReply() {
        client("AUTH TLS\r\n");
        server("234 Proceed\r\n\u0016server");
        client("\u0016client");
        assertThat(tls).containsExactly("< \u0016server", "> \u0016client");
        assertThat(engine.events(FtpEvent.class)).hasSize(2);
    }

    @Test
    void staysWhereTlsIsRefusedOrWasNotAskedFor() {
        server("234 Proceed\r\n");
        client("AUTH TLS\r\n");
        server("530 No\r\n");
        client("USER alice\r\n");
        assertThat(engine.events).contains(new FtpEvent.Request(flow, "USER", "alice"));
        assertThat(tls).isEmpty();
    }

    @Test
    void handsTheTokensOfAnAuthenticationToTls() {
        client("AUTH GSSAPI\r\n");
        server("334 ADAT must follow\r\n");
        client("ADAT FgMBYQ==\r\n");
        server("335 ADAT=FgMBYg==\r\n");
        client("ADAT FgMBYw==\r\n");
        server("235 ADAT=FgMBZA==\r\n");
        client("ADAT FgMBZQ==\r\n");
        assertThat(tls).containsExactly("> \u0016\3\1a", "< \u0016\3\1b", "> \u0016\3\1c", "< \u0016\3\1d", "end");
    }

    @Test
    void handsOnNoTokensOfAnotherKindNorBrokenOnes() {
        client("AUTH GSSAPI\r\n");
        server("334 go\r\n");
        client("ADAT YCBrZXJiZXJvcw==\r\n");
        server("535 no\r\n");
        client("AUTH GSSAPI\r\n");
        server("334 go\r\n");
        client("ADAT ????\r\n");
        server("335 ADAT=FgMBYg==\r\n");
        assertThat(tls).isEmpty();
    }

    @Test
    void goesOnWithTheNextLineAfterMissingOctets() {
        server("211-Features\r\n EP");
        sink.gap(false, 10);
        server("SV\r\n211 End\r\n");
        assertThat(engine.events(FtpEvent.class))
                .containsExactly(reply(211, "Features", true), reply(211, "End", false));
    }

    @Test
    void takesALastLineThatTheClientEndsByClosing() {
        client("USER incomp");
        sink.endOfStream(true);
        assertThat(engine.events).contains(new FtpEvent.Request(flow, "USER", "incomp"));
    }

    @Test
    void cutsALineThatNeverEnds() {
        for (int i = 0; i < 1000; i++) {
            client("RETR " + "x".repeat(1000));
        }
        client("\r\nNOOP\r\n");
        assertThat(engine.events(FtpEvent.Request.class))
                .extracting(FtpEvent.Request::command)
                .containsExactly("RETR", "NOOP");
        assertThat(engine.events(FtpEvent.Request.class).get(0).argument()).hasSizeLessThanOrEqualTo(1 << 16);
    }

    @Test
    void standsAReplyThatNeverEndsAndAFloodOfCommands() {
        server("220-\r\n");
        for (int i = 0; i < 10_000; i++) {
            server("220-and more\r\n");
            client("PORT 10,0,0,1," + (i >> 8 & 0xff) + "," + (i & 0xff) + "\r\n");
        }
        assertThat(engine.events(FtpEvent.class)).hasSize(20_001);
    }

    @Test
    void standsAnyOctets() {
        Random random = new Random(21);
        for (int i = 0; i < 5000; i++) {
            byte[] octets = new byte[random.nextInt(60) + 1];
            random.nextBytes(octets);
            ApplicationStage.StreamSink other = engine.stage().stream(flow);
            other.data(true, ascii("AUTH GSSAPI\r\n"));
            other.data(false, ascii("334 go\r\n"));
            other.data(random.nextBoolean(), ascii("ADAT "));
            other.data(random.nextBoolean(), Unpooled.wrappedBuffer(octets));
            other.data(random.nextBoolean(), ascii("\r\n"));
            other.end();
        }
    }
}
