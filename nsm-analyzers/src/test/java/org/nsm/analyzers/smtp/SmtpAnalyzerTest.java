package org.nsm.analyzers.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Transport;
import org.nsm.api.event.MimeEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.Smtp;
import org.nsm.api.event.SmtpEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class SmtpAnalyzerTest {

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final FakeFlow flow = FakeFlow.to(25, Transport.TCP);
    private final ApplicationStage.StreamSink sink = engine.stage().stream(flow);

    private void client(String text) {
        sink.data(true, ascii(text));
    }

    private void server(String text) {
        sink.data(false, ascii(text));
    }

    private List<String> dialogue() {
        return engine.events(SmtpEvent.class).stream().map(Transcript::text).toList();
    }

    private List<String> unexpected() {
        return engine.events(SmtpEvent.Unexpected.class).stream()
                .map(Transcript::text)
                .toList();
    }

    private void greet() {
        server("220 mx\r\n");
        client("EHLO a\r\n");
        server("250 mx\r\n");
        engine.events.clear();
    }

    @Test
    void assignsRepliesToCommandsThatWereSentAtOnce() {
        server("220 mx ESMTP\r\n");
        client("EHLO a\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
        server("250-mx\r\n250 SIZE\r\n250 ok\r\n550 no\r\n554 no valid recipients\r\n");
        client("QUIT\r\n");
        server("221 bye\r\n");
        assertThat(dialogue())
                .containsExactly(
                        "S 220 mx ESMTP [>]",
                        "C EHLO a",
                        "C MAIL FROM:<a@b>",
                        "C RCPT TO:<c@d>",
                        "C DATA",
                        "S 250-mx [EHLO]",
                        "S 250 SIZE [EHLO]",
                        "S 250 ok [MAIL]",
                        "S 550 no [RCPT]",
                        "S 554 no valid recipients [DATA]",
                        "C QUIT",
                        "S 221 bye [QUIT]");
        assertThat(engine.events(MimeEvent.class)).isEmpty();
        assertThat(engine.events(ProtocolEvent.Confirmation.class)).hasSize(1);
    }

    @Test
    void readsAMailUpToTheLoneDot() {
        greet();
        client("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
        server("250 ok\r\n250 ok\r\n354 go\r\n");
        client("Subject: s\r\n\r\n..dot\r\n.\r\nRSET\r\n");
        server("250 queued\r\n");
        assertThat(dialogue())
                .contains("data Subject: s", "data .dot", "C . .", "C RSET", "S 250 queued [.]")
                .doesNotContain("data ..dot", "data .");
        assertThat(engine.events(MimeEvent.EndEntity.class)).hasSize(1);
        assertThat(unexpected()).isEmpty();
    }

    @Test
    void beginsNoMessageWhenDataIsRefused() {
        greet();
        client("DATA\r\n");
        server("503 no\r\n");
        client("Hello there\r\n");
        assertThat(unexpected())
                .containsExactly("C unexpected command: DATA reply = 0 state = 3", "C unknown command: Hello");
        assertThat(engine.events(MimeEvent.class)).isEmpty();
    }

    @Test
    void followsAnAuthenticationAndIsReadyAfterIt() {
        greet();
        client("AUTH LOGIN\r\n");
        server("334 VXNlcm5hbWU6\r\n");
        client("YWxpY2U=\r\n");
        server("334 UGFzc3dvcmQ6\r\n");
        client("c2VjcmV0\r\n");
        server("235 ok\r\n");
        client("MAIL FROM:<a@b>\r\n");
        assertThat(dialogue())
                .containsExactly(
                        "C AUTH LOGIN",
                        "S 334 VXNlcm5hbWU6 [AUTH]",
                        "C ** YWxpY2U=",
                        "S 334 UGFzc3dvcmQ6 [AUTH_ANSWER]",
                        "C ** c2VjcmV0",
                        "S 235 ok [AUTH_ANSWER]",
                        "C MAIL FROM:<a@b>");
    }

    @Test
    void allowsAnotherAuthenticationAfterARefusedOne() {
        greet();
        client("AUTH PLAIN AGFsaWNlAGJhZA==\r\n");
        server("535 failed\r\n");
        client("AUTH CRAM-MD5\r\n");
        server("504 no\r\n");
        assertThat(unexpected()).isEmpty();
    }

    @Test
    void readsChunksWithoutRegardToDots() {
        greet();
        client("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n");
        server("250 ok\r\n250 ok\r\n");
        client("BDAT 16\r\nSubject: s\r\n\r\n..BDAT 6 LAST\r\n\r\n.\r\n!QUIT\r\n");
        server("250 ok\r\n250 queued\r\n221 bye\r\n");
        assertThat(dialogue())
                .containsSubsequence(
                        "C BDAT 16",
                        "data Subject: s",
                        "C BDAT 6 LAST",
                        "C QUIT",
                        "S 250 ok [BDAT]",
                        "S 250 queued [BDAT]",
                        "S 221 bye [QUIT]");
        assertThat(engine.events(MimeEvent.AllData.class))
                .extracting(all -> all.data().toString(StandardCharsets.ISO_8859_1))
                .containsExactly("..\r\n.\r\n!");
        assertThat(unexpected()).isEmpty();
    }

    @Test
    void readsCommandsWhenAServerDoesNotKnowChunks() {
        greet();
        client("BDAT 20 LAST\r\n");
        server("500 what\r\n");
        client("QUIT\r\n");
        assertThat(dialogue()).containsExactly("C BDAT 20 LAST", "S 500 what [BDAT]", "C QUIT");
    }

    @Test
    void readsCommandsBehindAChunkWhoseSizeIsNone() {
        greet();
        client("BDAT 184467440737095516150 LAST\r\nQUIT\r\n");
        assertThat(dialogue())
                .containsExactly(
                        "C BDAT 184467440737095516150 LAST", "C invalid chunk: 184467440737095516150 LAST", "C QUIT");
    }

    @Test
    void keepsItsFootingWhenAPartOfAChunkIsMissing() {
        greet();
        client("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nBDAT 30 LAST\r\nSubject: s\r\n");
        sink.gap(true, 15);
        client("xyzQUIT\r\n");
        assertThat(dialogue())
                .containsSubsequence("C content gap: seq = 67, len = 15", "C QUIT")
                .doesNotContain("data xyz");
        assertThat(engine.events(MimeEvent.EndEntity.class)).hasSize(1);
    }

    @Test
    void exchangesTheRolesAfterTurn() {
        greet();
        client("TURN\r\n");
        server("250 ok\r\n");
        client("220 now a server\r\n");
        server("HELO b\r\n");
        client("250 hello\r\n");
        assertThat(dialogue())
                .containsExactly(
                        "C TURN",
                        "S 250 ok [TURN]",
                        "C 220 now a server [(UNKNOWN)]",
                        "S HELO b",
                        "S unexpected command: HELO reply = 0 state = 0",
                        "C 250 hello [HELO]");
    }

    @Test
    void handsOverWhenTlsStarts() {
        greet();
        client("STARTTLS\r\n");
        server("220 go\r\n");
        client("\u0016\u0003\u0001\0\u0005QUIT\r\n");
        sink.end();
        assertThat(dialogue()).containsExactly("C STARTTLS", "S 220 go [STARTTLS]", "starttls");
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void goesOnWhenTlsIsRefused() {
        greet();
        client("STARTTLS\r\n");
        server("454 not now\r\n");
        client("MAIL FROM:<a@b>\r\n");
        assertThat(dialogue()).containsExactly("C STARTTLS", "S 454 not now [STARTTLS]", "C MAIL FROM:<a@b>");
    }

    @Test
    void reportsCodesThatNoReplyHas() {
        greet();
        client("NOOP\r\n");
        server("999 what\r\n");
        assertThat(dialogue()).containsExactly("C NOOP", "S reply code out of range: 999 what");
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    @Test
    void takesUpAgainAtTheReplyAfterAGap() {
        greet();
        client("MAIL FROM:<a@b>\r\nRCPT T");
        sink.gap(true, 10);
        client("O:<x>\r\nNOOP\r\n");
        server("250 ok\r\n");
        client("RSET\r\n");
        assertThat(dialogue())
                .containsExactly(
                        "C MAIL FROM:<a@b>",
                        "C content gap: seq = 32, len = 10",
                        "C (UNKNOWN)",
                        "S 250 ok [(UNKNOWN)]",
                        "C RSET");
    }

    @Test
    void readsTheMailThatA354AfterAGapAnnounces() {
        greet();
        client("MAIL FROM:<a@b>\r\n");
        sink.gap(true, 40);
        server("354 go\r\n");
        client("Subject: s\r\n\r\n.\r\n");
        assertThat(dialogue()).containsSubsequence("S 354 go [(UNKNOWN)]", "data Subject: s", "C . .");
    }

    @Test
    void ignoresTheRestOfALineWhoseBeginningTheServerLost() {
        greet();
        client("MAIL FROM:<a@b>\r\n");
        sink.gap(false, 4);
        server("k\r\n250 ok\r\n");
        assertThat(dialogue())
                .containsExactly(
                        "C MAIL FROM:<a@b>", "S content gap: seq = 17, len = 4", "C (UNKNOWN)", "S 250 ok [(UNKNOWN)]");
    }

    @Test
    void sparesTheRestOfAMailAndReportsTheNext() {
        greet();
        client("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nSubject: s\r\n\r\n");
        flow.control(Smtp.Control.class).orElseThrow().skipData();
        engine.events.clear();
        client("a\r\n.\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nSubject: next\r\n\r\nb\r\n.\r\n");
        assertThat(dialogue()).contains("C . .", "data Subject: next", "data b").doesNotContain("data a");
        assertThat(engine.events(MimeEvent.EndEntity.class)).hasSize(1);
        assertThat(engine.events(MimeEvent.OneHeader.class))
                .extracting(event -> event.header().value())
                .containsExactly("next");
    }

    @Test
    void isRecognisedOnAnyPort() {
        FakeFlow other = FakeFlow.to(7301, Transport.TCP);
        ApplicationStage.StreamSink stream = engine.stage().stream(other);
        stream.data(false, ascii("220 x\r\n"));
        stream.data(true, ascii("HELO a\r\n"));
        assertThat(dialogue()).containsExactly("S 220 x [>]", "C HELO a");
    }

    // ------------------------------------------------------------------ hostile input

    @Test
    void forgetsTheOldestOf4097UnansweredCommands() {
        for (int more = 0; more <= 1; more++) {
            TestEngine other =
                    TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
            ApplicationStage.StreamSink stream = other.stage().stream(FakeFlow.to(25, Transport.TCP));
            stream.data(false, ascii("220 x\r\n"));
            stream.data(true, ascii("VRFY a\r\n" + "NOOP\r\n".repeat(4_095 + more)));
            stream.data(false, ascii("250 ok\r\n"));
            assertThat(other.events(WeirdEvent.OfConnection.class)).hasSize(more);
            assertThat(other.events(SmtpEvent.Reply.class))
                    .last()
                    .extracting(SmtpEvent.Reply::command)
                    .isEqualTo(more == 0 ? "VRFY" : "NOOP");
        }
    }

    @Test
    void keepsNoMoreThanAReasonableNumberOfUnansweredCommands() {
        greet();
        String flood = "NOOP\r\n".repeat(10_000);
        for (int i = 0; i < 10; i++) {
            client(flood);
            engine.events.removeIf(SmtpEvent.class::isInstance);
        }
        assertThat(engine.events(WeirdEvent.OfConnection.class))
                .extracting(WeirdEvent.OfConnection::name)
                .containsExactly("smtp_too_many_unanswered_commands");
        server("250 ok\r\n");
        assertThat(dialogue()).containsExactly("S 250 ok [NOOP]");
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void takesRepliesThatNothingAsksFor() {
        greet();
        server("250 ok\r\n".repeat(10_000));
        assertThat(engine.events(SmtpEvent.Reply.class))
                .hasSize(10_000)
                .allMatch(reply -> reply.command().equals("(UNKNOWN)"));
    }

    @Test
    void cutsCommandsWithoutEnd() {
        greet();
        for (int i = 0; i < 1000; i++) {
            client("A".repeat(10_000));
        }
        client("\r\nNOOP\r\n");
        assertThat(dialogue()).hasSize(2).last().isEqualTo("C NOOP");
        assertThat(engine.events(SmtpEvent.Unexpected.class))
                .singleElement()
                .satisfies(event -> assertThat(event.detail()).hasSize(16_384));
    }

    @Test
    void survivesMailsNestedWithoutEnd() {
        greet();
        client("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
        for (int i = 10_000; i < 15_000; i++) {
            client("Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n");
        }
        client(".\r\nNOOP\r\n");
        assertThat(engine.failures).isEmpty();
        assertThat(dialogue()).last().isEqualTo("C NOOP");
        assertThat(engine.events(MimeEvent.BeginEntity.class)).hasSizeLessThan(1000);
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(5321);
        String[] words = {"EHLO a\r\n", "DATA\r\n", "BDAT 9\r\n", "250 ok\r\n", "354 go\r\n", ".\r\n", "TURN\r\n", "\0"
        };
        for (int round = 0; round < 300; round++) {
            ApplicationStage.StreamSink stream = engine.stage().stream(FakeFlow.to(25, Transport.TCP));
            for (int i = 0; i < 40; i++) {
                byte[] noise = new byte[random.nextInt(12)];
                random.nextBytes(noise);
                boolean isOrig = random.nextBoolean();
                stream.data(isOrig, ascii(words[random.nextInt(words.length)]));
                stream.data(isOrig, Unpooled.wrappedBuffer(noise));
                if (random.nextInt(10) == 0) {
                    stream.gap(random.nextBoolean(), 1 + random.nextInt(20));
                }
            }
            stream.endOfStream(true);
            stream.end();
        }
        assertThat(engine.failures).isEmpty();
    }
}
