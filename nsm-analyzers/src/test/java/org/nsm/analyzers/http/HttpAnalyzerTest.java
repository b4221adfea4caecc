package org.nsm.analyzers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Transport;
import org.nsm.api.event.Event;
import org.nsm.api.event.Http;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class HttpAnalyzerTest {

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final FakeFlow flow = FakeFlow.to(80, Transport.TCP);
    private final ApplicationStage.StreamSink sink = engine.stage().stream(flow);

    /** What happened, one line for each event but those that only repeat others. */
    private List<String> story() {
        return engine.events.stream()
                .map(HttpAnalyzerTest::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String side(boolean isOrig) {
        return isOrig ? "> " : "< ";
    }

    private static String text(Event event) {
        if (event instanceof HttpEvent.Request e) {
            return "> " + e.method() + " " + e.originalUri() + " " + e.version();
        } else if (event instanceof HttpEvent.Reply e) {
            return "< " + e.version() + " " + e.code() + " " + e.reason();
        } else if (event instanceof HttpEvent.Header e) {
            return side(e.isOrig()) + e.name() + ": " + e.value();
        } else if (event instanceof HttpEvent.EntityData e) {
            return side(e.isOrig()) + "[" + e.data().toString(StandardCharsets.ISO_8859_1) + "]";
        } else if (event instanceof HttpEvent.BeginEntity e) {
            return side(e.isOrig()) + "{";
        } else if (event instanceof HttpEvent.EndEntity e) {
            return side(e.isOrig()) + "}";
        } else if (event instanceof HttpEvent.MessageDone e) {
            Http.MessageStat stat = e.statistics();
            return side(e.isOrig()) + stat.bodyLength() + "/" + stat.contentGapLength() + "/" + stat.headerLength()
                    + " " + stat.finishMessage();
        } else if (event instanceof HttpEvent.Problem e) {
            return "! " + e.type() + ": " + e.detail();
        } else if (event instanceof HttpEvent.ConnectionUpgrade e) {
            return "upgrade to " + e.protocol();
        } else if (event instanceof ProtocolEvent.Violation e) {
            return "violation: " + e.reason();
        } else if (event instanceof WeirdEvent.OfConnection e) {
            return "? " + e.name();
        } else if (event instanceof HttpEvent.Stats e) {
            return "stats " + e.statistics().numRequests() + " "
                    + e.statistics().numReplies() + " " + e.statistics().requestVersion() + " "
                    + e.statistics().replyVersion();
        }
        return "";
    }

    private void client(String text) {
        sink.data(true, ascii(text));
    }

    private void server(String text) {
        sink.data(false, ascii(text));
    }

    private List<String> replies() {
        return story().stream().filter(text -> text.startsWith("< ")).toList();
    }

    @Test
    void tellsARequestAndItsReply() {
        client("GET /%41 HTTP/1.1\r\nHost: a\r\nX: y\r\n z \r\n\r\n");
        server("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/html; charset=x\r\n\r\nhello");
        sink.endOfStream(false);
        sink.end();
        assertThat(story())
                .containsExactly(
                        "> GET /%41 1.1",
                        "> {",
                        "> HOST: a",
                        "> X: y z",
                        "> }",
                        "> 0/0/31 message ends normally",
                        "< 1.1 200 OK",
                        "< {",
                        "< CONTENT-LENGTH: 5",
                        "< CONTENT-TYPE: text/html; charset=x",
                        "< [hello]",
                        "< }",
                        "< 5/0/66 message ends normally",
                        "stats 1 1 1.1 1.1");
        assertThat(engine.events(HttpEvent.Request.class))
                .first()
                .extracting(HttpEvent.Request::unescapedUri)
                .isEqualTo("/A");
        assertThat(engine.events(HttpEvent.ContentType.class))
                .extracting(HttpEvent.ContentType::type, HttpEvent.ContentType::subtype)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("TEXT", "PLAIN"),
                        org.assertj.core.groups.Tuple.tuple("TEXT", "HTML"));
        assertThat(engine.events(HttpEvent.AllHeaders.class)).hasSize(2);
        assertThat(engine.events(ProtocolEvent.Confirmation.class)).hasSize(1);
    }

    @Test
    void tellsTheSameHoweverTheBytesArrive() {
        String request = "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /2 HTTP/1.0\r\n\r\n";
        String reply = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x\r\nabc\r\n0\r\nT: u\r\n\r\n"
                + "HTTP/1.0 404 Not Found\r\n\r\nrest\n";
        for (int i = 0; i < request.length(); i++) {
            client(request.substring(i, i + 1));
        }
        for (int i = 0; i < reply.length(); i++) {
            server(reply.substring(i, i + 1));
        }
        sink.endOfStream(false);
        assertThat(story())
                .contains("> 3/0/32 message ends normally", "> GET /2 1.0")
                .endsWith(
                        "< 1.1 200 OK",
                        "< {",
                        "< TRANSFER-ENCODING: chunked",
                        "< [a]",
                        "< [b]",
                        "< [c]",
                        "< T: u",
                        "< }",
                        "< 3/0/45 message ends normally",
                        "< 1.0 404 Not Found",
                        "< {",
                        "< [r]",
                        "< [e]",
                        "< [s]",
                        "< [t]",
                        "< [\n]",
                        "< }",
                        "< 5/0/22 message ends as connection contents are completely delivered");
    }

    @Test
    void matchesPipelinedRepliesToTheirRequests() {
        client("HEAD /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\n\r\n");
        server("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nHTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"
                + "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"
                + "HTTP/1.1 200 late\r\nContent-Length: 1\r\n\r\nx");
        assertThat(replies())
                .filteredOn(text -> text.startsWith("< 1.1") || text.startsWith("< ["))
                .containsExactly(
                        "< 1.1 200 OK",
                        "< 1.1 304 Not Modified",
                        "< 1.1 100 Continue",
                        "< 1.1 204 No Content",
                        "< 1.1 200 late",
                        "< [x]");
    }

    @Test
    void framesByTheLastTransferCodingAndIgnoresContentLengthBesideIt() {
        client("GET / HTTP/1.1\r\n\r\n");
        server("HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: x, Chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"
                + "HTTP/1.1 200 next\r\n");
        assertThat(replies()).contains("< [a]", "< 1.1 200 next");
    }

    @Test
    void reportsDataBehindAChunkAndABadSize() {
        client("GET / HTTP/1.1\r\n\r\n");
        server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\nzz\r\n\r\n");
        assertThat(story())
                .containsSubsequence(
                        "! illegal format: inaccurate chunk size: data before <CR><LF>",
                        "? HTTP_bad_chunk_size",
                        "< 1/0/41 message ends normally");
    }

    @Test
    void readsPartsAsEntitiesOfTheirOwn() {
        client(
                "POST / HTTP/1.1\r\nContent-Length: 59\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n"
                        + "--b\r\nContent-Length: 9\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\nepilogue\r\nGET /n HTTP/1.1\r\n\r\n");
        assertThat(story())
                .containsSubsequence("> {", "> {", "> [one]", "> }", "> {", "> [two]", "> }", "> }")
                .contains("> 59/0/78 message ends normally", "> GET /n 1.1")
                .noneMatch(text -> text.startsWith("!"));
    }

    @Test
    void reportsPartsWithoutEnd() {
        client(
                "POST / HTTP/1.1\r\nContent-Length: 13\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\ny\r\n");
        assertThat(story()).contains("! illegal format: multipart closing boundary delimiter missing");
    }

    @Test
    void givesASimpleRequestItsReply() {
        client("GET /old\r\n");
        server("<html>");
        server("\nold");
        sink.endOfStream(false);
        assertThat(story())
                .containsExactly(
                        "> GET /old 0.9",
                        "> {",
                        "> }",
                        "> 0/0/8 message ends normally",
                        "< {",
                        "< [<html>]",
                        "< [\nold]",
                        "< }",
                        "< 10/0/0 message ends as connection contents are completely delivered");
    }

    @Test
    void readsAFullReplyToASimpleRequest() {
        client("GET /old\r\n");
        server("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx");
        assertThat(replies()).contains("< 1.0 200 OK", "< [x]");
    }

    @Test
    void leavesATunnelToDetection() {
        client("CONNECT a:80 HTTP/1.1\r\n\r\n");
        server("HTTP/1.1 200 Connection established\r\n\r\n");
        client("GET /inside HTTP/1.1\r\n\r\n");
        server("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        assertThat(story()).contains("stats 1 1 1.1 1.1", "> GET /inside 1.1", "< 1.1 404 Not Found");
    }

    @Test
    void goesOnAfterATunnelThatWasRefused() {
        client("CONNECT a:80 HTTP/1.1\r\n\r\n");
        server("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
        client("GET / HTTP/1.1\r\n\r\n");
        assertThat(story()).contains("< [no]", "> GET / 1.1").noneMatch(text -> text.startsWith("stats"));
    }

    @Test
    void followsAnUpgradeNoFurther() {
        client("GET /chat HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        server(
                "HTTP/1.1 101 Switching Protocols\r\nConnection: keep-alive, upgrade\r\nUpgrade: websocket, x\r\n\r\n\u0081\u0005Hello");
        client("\u0081\u0085 not HTTP\r\n");
        sink.end();
        assertThat(story()).contains("upgrade to websocket").noneMatch(text -> text.startsWith("violation"));
        assertThat(engine.events(HttpEvent.Stats.class)).hasSize(1);
    }

    @Test
    void countsWhatIsMissingInsideABody() {
        client("GET / HTTP/1.1\r\n\r\n");
        server("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab");
        sink.gap(false, 5);
        server("cdeHTTP/1.1 200 next\r\n");
        assertThat(replies()).contains("< [ab]", "< [cde]", "< 10/5/33 message ends normally", "< 1.1 200 next");
        assertThat(story()).contains("! content gap: seq=42, len=5");
    }

    @Test
    void startsAnewBehindOtherGaps() {
        client("GET /1 HTTP/1.1\r\n\r\n");
        server("HTTP/1.1 200 OK\r\nServer: a\r\nX-");
        sink.gap(false, 100);
        server("rest: b\r\n\r\nbody\r\nHTTP/1.1 200 found\r\nContent-Length: 0\r\n\r\n");
        sink.gap(true, 7);
        client("Host: a\r\n\r\nGET /2 HTTP/1.1\r\n\r\n");
        assertThat(story())
                .containsSubsequence(
                        "! content gap: seq=31, len=100",
                        "! illegal format: entity body missing",
                        "< 0/0/24 message interrupted by a content gap",
                        "< 1.1 200 found",
                        "> GET /2 1.1");
    }

    @Test
    void forgetsWhatWasAnsweredInAGap() {
        client("HEAD /1 HTTP/1.1\r\n\r\n");
        sink.gap(false, 100);
        client("GET /2 HTTP/1.1\r\n\r\n");
        server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        assertThat(replies()).contains("< [ok]");
    }

    @Test
    void tellsHowAMessageWasCutShort() {
        client("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab");
        server("HTTP/1.1 200 OK\r\nA: b\r\n");
        sink.endOfStream(true);
        sink.end();
        assertThat(story())
                .contains(
                        "> 2/0/32 message ends as connection contents are completely delivered",
                        "! illegal format: entity body missing",
                        "< 0/0/19 message interrupted when connection done");
    }

    @Test
    void reportsWhatIsNoRequestAndStillReadsTheReply() {
        client("\u00dd\u0000 GET /txt HTTP/1.1\r\n\r\nGET /unseen HTTP/1.1\r\n\r\n");
        server("HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n");
        sink.end();
        assertThat(story())
                .contains("violation: not a http request line", "< 1.1 400 Bad", "stats 0 1 0.0 1.1")
                .doesNotContain("> GET /unseen 1.1");
    }

    @Test
    void reportsWhatIsNoReply() {
        client("GET / HTTP/1.1\r\n\r\n");
        server("SSH-2.0-x\r\n");
        assertThat(story()).contains("! bad_HTTP_reply: SSH-2.0-x", "violation: not a http reply line");
        assertThat(engine.events(ProtocolEvent.Confirmation.class)).isEmpty();
    }

    @Test
    void toleratesOddLines() {
        client("\r\nGET /a HTTP/1.1 tail\r\n\r\nGET /b HTTP/x.y\r\n\r\n");
        server("HTTP/q 200\r\n LEAD: x\r\nnonsense\r\nContent-Length: 0\r\n\r\n");
        assertThat(story())
                .contains(
                        "? empty_http_request",
                        "! crud after HTTP version is ignored: /a HTTP/1.1 tail",
                        "! bad_HTTP_version: x.y",
                        "> GET /b 0.0",
                        "! bad_HTTP_version: q 200",
                        "! HTTP_reply_reason_phrase_missing: HTTP/q 200",
                        "! illegal format: first header line starts with linear whitespace",
                        "< LEAD: x");
    }

    @Test
    void sparesABodyThatTheHostDoesNotWant() {
        client("GET / HTTP/1.1\r\n\r\n");
        server("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab");
        flow.control(Http.Control.class).orElseThrow().skipEntityData(false);
        server("cdHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nef");
        assertThat(replies())
                .contains("< [ab]", "< 4/0/32 message ends normally", "< [ef]")
                .doesNotContain("< [cd]");
    }

    @Test
    void findsHttpOnAnyPort() {
        FakeFlow odd = FakeFlow.to(12345, Transport.TCP);
        ApplicationStage.StreamSink detected = engine.stage().stream(odd);
        detected.data(true, ascii("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
        detected.data(false, ascii("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
        assertThat(story()).contains("> GET / 1.1", "< [hi]");
    }

    @Test
    void ignoresConnectionsFromTheirMiddle() {
        flow.partial = true;
        client("GET / HTTP/1.1\r\n\r\n");
        assertThat(engine.events(HttpEvent.class)).isEmpty();
    }

    @Test
    void saysOfAConnectionWithoutBytesThatItHadNoMessages() {
        sink.end();
        assertThat(story()).containsExactly("stats 0 0 0.0 0.0");
    }
}
