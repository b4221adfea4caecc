package org.nsm.analyzers.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Options;
import org.nsm.api.Transport;
import org.nsm.api.event.MimeEvent;
import org.nsm.api.event.Pop3Event;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class Pop3AnalyzerTest {

    private final TestEngine engine =
            TestEngine.with(Protocol.tcp(AnalyzerTag.POP3).port(110).analyzer(Pop3Analyzer::new));
    private final FakeFlow flow = FakeFlow.to(110, Transport.TCP);
    private final ApplicationStage.StreamSink sink = engine.stage().stream(flow);

    private void client(String text) {
        sink.data(true, ascii(text));
    }

    private void server(String text) {
        sink.data(false, ascii(text));
    }

    private List<String> dialogue() {
        return engine.events(Pop3Event.class).stream().map(Pop3Texts::text).toList();
    }

    private void logIn() {
        server("+OK ready\r\n");
        client("USER joe\r\n");
        server("+OK\r\n");
        client("PASS x\r\n");
        server("+OK in\r\n");
        engine.events.clear();
    }

    @Test
    void keepsAPasswordAsItIs() {
        server("+OK ready\r\n");
        client("USER joe\r\n");
        server("+OK\r\n");
        client("PASS  two  blanks \r\n");
        server("+OK in\r\n");
        assertThat(dialogue())
                .containsExactly(
                        "OK ready", "USER joe", "OK", "PASS  two  blanks ", "OK in", "success joe/ two  blanks ");
    }

    @Test
    void processesCommandsThatWereSentAtOnceOneByOne() {
        server("+OK ready\r\n");
        client("USER joe\r\nPASS x\r\nLIST\r\nQUIT\r\n");
        server("+OK\r\n");
        assertThat(dialogue()).containsExactly("OK ready", "USER joe", "OK", "PASS x");
        server("+OK in\r\n+OK\r\n1 10\r\n..\r\n.\r\n+OK bye\r\n");
        assertThat(dialogue()).endsWith("success joe/x", "LIST", "OK", "data 1 10", "data .", "QUIT", "OK bye");
    }

    @Test
    void handsRetrievedMailToMime() {
        logIn();
        client("RETR 1\r\n");
        server("+OK\r\nSubject: s\r\n\r\n..x\r\n  y\r\n.\r\n");
        assertThat(dialogue()).containsExactly("RETR 1", "OK", "data Subject: s", "data ", "data .x", "data   y");
        assertThat(engine.events(MimeEvent.EntityData.class))
                .singleElement()
                .satisfies(data -> assertThat(data.length()).isEqualTo(9));
    }

    @Test
    void readsAnInitialResponse() {
        server("+OK ready\r\n");
        client("AUTH PLAIN AGthdGUAazR0ZSE=\r\n");
        server("+OK in\r\n");
        assertThat(dialogue())
                .containsExactly("OK ready", "AUTH PLAIN AGthdGUAazR0ZSE=", "OK in", "success kate/k4te!");
    }

    @Test
    void takesAnswersWithinAuthForNoCommands() {
        server("+OK ready\r\n");
        client("AUTH LOGIN\r\n");
        server("+ VXNlcm5hbWU6\r\n");
        client("bGVv\r\n");
        server("+ UGFzc3dvcmQ6\r\n");
        client("bGUwcHc=\r\n");
        server("-ERR no\r\n");
        assertThat(dialogue()).containsExactly("OK ready", "AUTH LOGIN", "ERR no", "failure leo/le0pw");
    }

    @Test
    void knowsNoUserFromMalformedAnswers() {
        server("+OK ready\r\n");
        client("AUTH PLAIN\r\n");
        server("+ \r\n");
        client("***\r\n");
        server("-ERR no\r\n");
        assertThat(dialogue()).containsExactly("OK ready", "AUTH PLAIN", "ERR no");
    }

    @Test
    void countsARefusedUserAsNoFailedLogin() {
        server("+OK ready\r\n");
        client("USER eve\r\n");
        server("-ERR no\r\n");
        client("PASS x\r\n");
        server("-ERR no\r\n");
        assertThat(dialogue())
                .containsExactly(
                        "OK ready",
                        "USER eve",
                        "ERR no",
                        "unexpected PASS pass must follow the command 'USER'",
                        "ERR no");
    }

    @Test
    void noticesAServerThatDemandsNoLogin() {
        server("+OK ready\r\n");
        client("LIST 1\r\nUSER late\r\n");
        server("+OK 1 50\r\n");
        assertThat(dialogue())
                .containsExactly(
                        "OK ready",
                        "unexpected LIST not allowed in other state than 'transaction'",
                        "OK 1 50",
                        "unexpected OK no auth required -> state changed to 'transaction'",
                        "unexpected USER not allowed in other state than 'authorization'");
    }

    @Test
    void handsOverWhenTlsStarts() {
        server("+OK ready\r\n");
        client("STLS\r\n");
        server("+OK go\r\n");
        client("\u0016\u0003\u0001QUIT\r\n");
        assertThat(dialogue()).containsExactly("OK ready", "STLS", "starttls");
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void goesOnBehindAMailThatIsPartlyMissing() {
        logIn();
        client("RETR 1\r\n");
        server("+OK\r\nSubject: s\r\n\r\nab");
        sink.gap(false, 100);
        server("cd\r\nef\r\n.\r\n");
        client("QUIT\r\n");
        assertThat(dialogue())
                .containsExactly("RETR 1", "OK", "data Subject: s", "data ", "data ab", "data ef", "QUIT");
        assertThat(engine.events(MimeEvent.EndEntity.class)).hasSize(1);
    }

    // ------------------------------------------------------------------ hostile input

    @Test
    void keepsNoMoreThanAReasonableNumberOfCommandsWaiting() {
        logIn();
        for (int i = 0; i < 100; i++) {
            client("DELE 1\r\n".repeat(1000));
        }
        assertThat(engine.events(WeirdEvent.OfConnection.class))
                .extracting(WeirdEvent.OfConnection::name)
                .containsExactly("pop3_too_many_unanswered_commands");
        server("+OK\r\n".repeat(100_000));
        assertThat(engine.events(Pop3Event.Request.class)).hasSize(4097);
    }

    /** Even empty ones, each of which is an object. */
    @Test
    void commandsThatWaitCountAsHeld() {
        TestEngine poor = engine.set(Options.MAX_ANALYZER_BYTES, 20_000L);
        ApplicationStage stage = poor.stage();
        for (int round = 1; round <= 2; round++) {
            ApplicationStage.StreamSink connection = stage.stream(FakeFlow.to(110, Transport.TCP));
            connection.data(false, ascii("+OK ready\r\n"));
            connection.data(true, ascii("USER joe\r\n" + "NOOP\r\n".repeat(100)));
            assertThat(poor.events(WeirdEvent.OfConnection.class)).hasSize(2 * (round - 1));
            connection.data(true, ascii("\r\n".repeat(1_000)));
            assertThat(poor.events(WeirdEvent.OfConnection.class))
                    .extracting(WeirdEvent.OfConnection::name)
                    .endsWith("analyzer_memory_full", "pop3_too_many_unanswered_commands")
                    .hasSize(2 * round);
            connection.end();
        }
    }

    @Test
    void commandsThatWaitAreReleasedOneByOne() {
        TestEngine poor = engine.set(Options.MAX_ANALYZER_BYTES, 1_000L);
        ApplicationStage.StreamSink connection = poor.stage().stream(FakeFlow.to(110, Transport.TCP));
        connection.data(false, ascii("+OK ready\r\n"));
        for (int i = 0; i < 1_000; i++) {
            connection.data(true, ascii("NOOP\r\nNOOP\r\n"));
            connection.data(false, ascii("+OK\r\n+OK\r\n"));
        }
        assertThat(poor.events(Pop3Event.Request.class)).hasSizeGreaterThan(1_990);
        assertThat(poor.events(WeirdEvent.OfConnection.class)).isEmpty();
    }

    @Test
    void keepsNoMoreThanAReasonableNumberOfBytesOfCommandsWaiting() {
        logIn();
        client("NOOP\r\n" + ("NOOP " + "x".repeat(9_995) + "\r\n").repeat(10));
        assertThat(engine.events(WeirdEvent.OfConnection.class))
                .extracting(WeirdEvent.OfConnection::name)
                .containsExactly("pop3_too_many_unanswered_commands");
        server("+OK\r\n".repeat(20));
        assertThat(engine.events(Pop3Event.Request.class)).hasSize(7);
    }

    @Test
    void keeps4096CommandsAnd65536BytesOfCommandsWaiting() {
        for (String commands : new String[] {"NOOP\r\n".repeat(4_096), ("x".repeat(4_096) + "\r\n").repeat(16)}) {
            TestEngine other = engine.set(Options.MAX_ANALYZER_BYTES, 1L << 20);
            ApplicationStage.StreamSink connection = other.stage().stream(FakeFlow.to(110, Transport.TCP));
            connection.data(false, ascii("+OK ready\r\n"));
            connection.data(true, ascii("STAT\r\n" + commands));
            assertThat(other.events(WeirdEvent.OfConnection.class)).isEmpty();
            connection.data(true, ascii("x\r\n"));
            assertThat(other.events(WeirdEvent.OfConnection.class))
                    .extracting(WeirdEvent.OfConnection::name)
                    .containsExactly("pop3_too_many_unanswered_commands");
        }
    }

    @Test
    void cutsLinesWithoutEnd() {
        logIn();
        for (int i = 0; i < 500; i++) {
            client("A".repeat(10_000));
            server("B".repeat(10_000));
        }
        assertThat(engine.failures).isEmpty();
    }
}
