package org.nsm.analyzers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpGrammarTest {

    private final RequestLine request = new RequestLine();
    private final StatusLine status = new StatusLine();

    private boolean request(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return request.parse(bytes, bytes.length);
    }

    private StatusLine.Outcome status(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return status.parse(bytes, bytes.length);
    }

    @Test
    void takesARequestLineApart() {
        assertThat(request("GET /a?b=c HTTP/1.1")).isTrue();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target()).isEqualTo("/a?b=c");
        assertThat(HttpVersion.text(request.version())).isEqualTo("1.1");
        assertThat(request.hasCrudBehindVersion()).isFalse();
    }

    @Test
    void acceptsAnyTokenForAMethod() {
        assertThat(request("X-Y.z!\t * \t HTTP/1.0  ")).isTrue();
        assertThat(request.method()).isEqualTo("X-Y.z!");
        assertThat(request.target()).isEqualTo("*");
        assertThat(HttpVersion.number(request.version())).isEqualTo(1.0);
    }

    @Test
    void keepsBlanksInsideATarget() {
        assertThat(request("GET /b c HTTP/x  HTTP/1.1")).isTrue();
        assertThat(request.target()).isEqualTo("/b c HTTP/x");
    }

    @Test
    void acceptsAMissingTarget() {
        assertThat(request("GET HTTP/1.1")).isTrue();
        assertThat(request.hasTarget()).isFalse();
        assertThat(request.target()).isEmpty();
    }

    @Test
    void takesALineWithoutVersionForASimpleRequestIfItIsAGet() {
        assertThat(request("GET /old")).isTrue();
        assertThat(request.version()).isEqualTo(HttpVersion.SIMPLE);
        assertThat(request("POST /old")).isFalse();
        assertThat(request("T / HTTP")).isFalse();
    }

    @Test
    void rejectsWhatIsNoRequestLine() {
        assertThat(request("GET")).isFalse();
        assertThat(request("GET  ")).isFalse();
        assertThat(request("/path HTTP/1.1")).isFalse();
        assertThat(request("\u0016\u0003\u0001 x HTTP/1.1")).isFalse();
        assertThat(request("")).isFalse();
    }

    @Test
    void tellsWhatStandsInPlaceOfAVersion() {
        assertThat(request("GET /a HTTP/x.y")).isTrue();
        assertThat(request.version()).isEqualTo(HttpVersion.UNREADABLE);
        assertThat(request.unreadableVersion()).isEqualTo("x.y");
        assertThat(request("GET /a HTTP/1.")).isTrue();
        assertThat(request.unreadableVersion()).isEqualTo("/a HTTP/1.");
        assertThat(request("GET /a HTTP/1.1 more")).isTrue();
        assertThat(request.hasCrudBehindVersion()).isTrue();
        assertThat(request.behindMethod()).isEqualTo("/a HTTP/1.1 more");
    }

    @Test
    void takesAStatusLineApart() {
        assertThat(status("HTTP/1.0 404 Not Found")).isEqualTo(StatusLine.Outcome.GOOD);
        assertThat(status.version()).isEqualTo(HttpVersion.HTTP_1_0);
        assertThat(status.code()).isEqualTo(404);
        assertThat(status.reason()).isEqualTo("Not Found");
    }

    @Test
    void toleratesAMissingReason() {
        assertThat(status("HTTP/1.1 200")).isEqualTo(StatusLine.Outcome.GOOD);
        assertThat(status.reasonMissing()).isTrue();
        assertThat(status.reason()).isEqualTo("<empty>");
        assertThat(status("HTTP/1.1 200 ")).isEqualTo(StatusLine.Outcome.GOOD);
        assertThat(status.reasonMissing()).isFalse();
        assertThat(status.reason()).isEmpty();
    }

    @Test
    void toleratesACodeThatIsNoNumber() {
        assertThat(status("HTTP/1.1 abc Reason")).isEqualTo(StatusLine.Outcome.GOOD);
        assertThat(status.code()).isZero();
        assertThat(status.reason()).isEqualTo("Reason");
    }

    @Test
    void rejectsWhatIsNoStatusLine() {
        assertThat(status("http/1.1 200 OK")).isEqualTo(StatusLine.Outcome.OTHER);
        assertThat(status("")).isEqualTo(StatusLine.Outcome.OTHER);
        assertThat(status("HTTP/1.1")).isEqualTo(StatusLine.Outcome.CODE_MISSING);
        assertThat(status("HTTP/1.1 20")).isEqualTo(StatusLine.Outcome.CODE_MISSING);
    }

    @Test
    void readsTheSizeOfAChunk() {
        assertThat(ChunkSize.parse(ascii("1aF"))).isEqualTo(0x1af);
        assertThat(ChunkSize.parse(ascii(" 5 ;name=value"))).isEqualTo(5);
        assertThat(ChunkSize.parse(ascii("0"))).isZero();
        assertThat(ChunkSize.parse(ascii("zz"))).isEqualTo(ChunkSize.MALFORMED);
        assertThat(ChunkSize.parse(ascii(""))).isEqualTo(ChunkSize.MALFORMED);
    }

    @Test
    void boundsTheSizeOfAChunk() {
        assertThat(ChunkSize.parse(ascii("7fffffffffffffff"))).isEqualTo(ChunkSize.MAX);
        assertThat(ChunkSize.parse(ascii("f".repeat(1000)))).isEqualTo(ChunkSize.MAX);
    }

    @Test
    void readsAContentLength() {
        assertThat(MessageFields.length("14")).isEqualTo(14);
        assertThat(MessageFields.length("14, 14")).isEqualTo(14);
        assertThat(MessageFields.length("abc")).isZero();
        assertThat(MessageFields.length("-5")).isEqualTo(MessageFields.NEGATIVE);
        assertThat(MessageFields.length("99999999999999999999999")).isEqualTo(ChunkSize.MAX);
    }

    @Test
    void keeps256CharactersOfCodingsAndProtocolsBehindTheHeader() {
        MessageFields fields = new MessageFields();
        for (int length = 256; length <= 257; length++) {
            fields.transferCoding = "t".repeat(length);
            fields.contentCoding = "c".repeat(length);
            fields.upgrade = "u".repeat(length);
            fields.cut();
            assertThat(fields.transferCoding).isEqualTo("t".repeat(256));
            assertThat(fields.contentCoding).isEqualTo("c".repeat(256));
            assertThat(fields.upgrade).isEqualTo("u".repeat(256));
        }
    }

    @Test
    void remembersWhatToExpectInOrder() {
        ExpectedReplies replies = new ExpectedReplies();
        assertThat(replies.first()).isNull();
        for (int i = 0; i < 10_000; i++) {
            replies.add(i % 2 == 0 ? Expectation.REPLY : Expectation.NO_BODY);
        }
        replies.add(Expectation.TUNNEL);
        for (int i = 0; i < 4_095; i++) {
            replies.remove();
        }
        assertThat(replies.first()).isEqualTo(Expectation.TUNNEL);
        replies.remove();
        assertThat(replies.first()).isNull();
    }
}
