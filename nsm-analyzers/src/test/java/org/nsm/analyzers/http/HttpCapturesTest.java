package org.nsm.analyzers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nsm.api.Analyzer;
import org.nsm.api.Packet;
import org.nsm.api.PacketSource;
import org.nsm.api.event.HttpEvent;
import org.nsm.reassembly.PcapFile;

/** What curl and netcat said to nginx, Python and tinyproxy. */
class HttpCapturesTest {

    private final List<String> story = new ArrayList<>();
    private final ByteBuf received = Unpooled.buffer();
    private final ByteBuf sent = Unpooled.buffer();
    private final List<HttpEvent.Header> headers = new ArrayList<>();

    private List<String> story(String capture) {
        try (Analyzer analyzer =
                        Analyzer.builder().on(HttpEvent.class, this::take).build();
                PacketSource source = PcapFile.open(path(capture))) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(packet);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return story;
    }

    private static Path path(String capture) {
        try {
            return Path.of(Objects.requireNonNull(
                            HttpCapturesTest.class.getResource("/captures/http/" + capture + ".pcap"), capture)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(capture, e);
        }
    }

    private void take(HttpEvent event) {
        if (event instanceof HttpEvent.Request e) {
            story.add("> " + e.method() + " " + e.originalUri());
        } else if (event instanceof HttpEvent.Reply e) {
            story.add("< " + e.code() + " " + e.reason());
        } else if (event instanceof HttpEvent.ContentType e) {
            story.add((e.isOrig() ? "> " : "< ") + e.type() + "/" + e.subtype());
        } else if (event instanceof HttpEvent.MessageDone e) {
            story.add((e.isOrig() ? "> " : "< ") + e.statistics().bodyLength() + " octets, "
                    + e.statistics().finishMessage());
        } else if (event instanceof HttpEvent.EntityData e) {
            (e.isOrig() ? sent : received).writeBytes(e.data().duplicate());
        } else if (event instanceof HttpEvent.Header e) {
            headers.add(e);
        } else if (event instanceof HttpEvent.Problem e) {
            story.add("! " + e.type() + ": " + e.detail());
        } else if (event instanceof HttpEvent.ConnectionUpgrade e) {
            story.add("upgrade to " + e.protocol());
        }
    }

    private static String text(ByteBuf bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** The text file that the servers had. */
    private static String words() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            words.append("line ").append(i).append(" of a text that packs well, well, well\n");
        }
        return words.toString();
    }

    @Test
    void followsAPersistentConnection() {
        assertThat(story("nginx_keep_alive"))
                .containsExactly(
                        "> GET /",
                        "> TEXT/PLAIN",
                        "> 0 octets, message ends normally",
                        "< 200 OK",
                        "< TEXT/HTML",
                        "< 44 octets, message ends normally",
                        "> GET /missing",
                        "> TEXT/PLAIN",
                        "> 0 octets, message ends normally",
                        "< 404 Not Found",
                        "< TEXT/HTML",
                        "< 153 octets, message ends normally",
                        "> GET /pixel.gif",
                        "> TEXT/PLAIN",
                        "> 0 octets, message ends normally",
                        "< 200 OK",
                        "< IMAGE/GIF",
                        "< 43 octets, message ends normally");
        assertThat(text(received)).contains("<h1>It works</h1>", "404 Not Found", "GIF89a");
    }

    @Test
    void decodesGzipInsideChunks() {
        assertThat(story("nginx_gzip")).endsWith("< 13990 octets, message ends normally");
        assertThat(text(received)).isEqualTo(words());
    }

    @Test
    void expectsNoBodyAfterHead() {
        assertThat(story("nginx_head"))
                .containsSubsequence(
                        "> HEAD /data.bin",
                        "< 0 octets, message ends normally",
                        "> HEAD /words.txt",
                        "< 0 octets, message ends normally");
        assertThat(headers)
                .filteredOn(header -> header.name().equals("CONTENT-LENGTH"))
                .extracting(HttpEvent.Header::value)
                .containsExactly("60000", "13990");
    }

    @Test
    void takesSeveralRangesApart() {
        assertThat(story("nginx_range"))
                .containsSubsequence(
                        "< 206 Partial Content",
                        "< 50 octets, message ends normally",
                        "< 206 Partial Content",
                        "< MULTIPART/BYTERANGES",
                        "< TEXT/PLAIN",
                        "< TEXT/PLAIN",
                        "< 222 octets, message ends normally")
                .noneMatch(text -> text.startsWith("!"));
        String words = words();
        assertThat(text(received))
                .isEqualTo(words.substring(100, 150) + words.substring(0, 10) + words.substring(20, 30));
    }

    @Test
    void handsOnADownload() {
        assertThat(story("nginx_download")).endsWith("< 60000 octets, message ends normally");
        assertThat(received.readableBytes()).isEqualTo(60_000);
    }

    @Test
    void matchesPipelinedRequests() {
        assertThat(story("nginx_pipelined"))
                .filteredOn(text -> text.matches("> [A-Z]+ /.*") || text.matches("< .*octets.*"))
                .containsExactly(
                        "> GET /",
                        "> HEAD /words.txt",
                        "> GET /pixel.gif",
                        "< 44 octets, message ends normally",
                        "< 0 octets, message ends normally",
                        "< 43 octets, message ends normally");
    }

    @Test
    void expectsNoBodyWhenNothingWasModified() {
        assertThat(story("nginx_not_modified"))
                .endsWith("< 304 Not Modified", "< TEXT/PLAIN", "< 0 octets, message ends normally");
    }

    @Test
    void readsChunksAndTheirTrailer() {
        assertThat(story("python_chunked"))
                .containsSubsequence("< 19 octets, message ends normally", "> GET /next", "< 200 OK");
        assertThat(text(received)).isEqualTo("first second third\n/next\n");
        assertThat(headers).extracting(HttpEvent.Header::name).contains("TRAILER", "X-SUM");
    }

    @Test
    void readsABodyUntilTheConnectionCloses() {
        assertThat(story("python_close"))
                .endsWith("< 14 octets, message ends as connection contents are completely delivered");
        assertThat(text(received)).isEqualTo("until\nthe end\n");
    }

    @Test
    void continuesAfterAnInterimReply() {
        assertThat(story("python_continue"))
                .containsSubsequence(
                        "> POST /up",
                        "< 100 Continue",
                        "< 0 octets, message ends normally",
                        "> 13990 octets, message ends normally",
                        "< 200 OK");
        assertThat(text(sent)).isEqualTo(words());
    }

    @Test
    void readsAChunkedUpload() {
        assertThat(story("python_upload_chunked")).contains("> PUT /put", "> 13990 octets, message ends normally");
        assertThat(text(sent)).isEqualTo(words());
    }

    @Test
    void takesAFormApart() {
        assertThat(story("python_form"))
                .containsSubsequence(
                        "> MULTIPART/FORM-DATA", "> TEXT/PLAIN", "> IMAGE/GIF", "> 327 octets, message ends normally");
        assertThat(text(sent)).startsWith("valueGIF89a").hasSize(5 + 43);
        assertThat(headers)
                .filteredOn(header -> header.name().equals("CONTENT-DISPOSITION"))
                .extracting(HttpEvent.Header::value)
                .containsExactly("form-data; name=\"name\"", "form-data; name=\"file\"; filename=\"pixel.gif\"");
    }

    @Test
    void tellsOfAnUpgrade() {
        assertThat(story("python_upgrade")).endsWith("< 0 octets, message ends normally", "upgrade to echo/1");
    }

    @Test
    void looksIntoATunnel() {
        assertThat(story("tinyproxy_connect"))
                .containsSubsequence(
                        "> CONNECT 127.0.0.1:80",
                        "< 200 Connection established",
                        "> GET /",
                        "< 44 octets, message ends normally");
    }

    @Test
    void readsTheRefusalOfATunnel() {
        assertThat(story("tinyproxy_refused"))
                .contains("< 403 Access violation", "< 375 octets, message interrupted by RST");
    }

    @Test
    void readsWhatAProxyIsAskedFor() {
        assertThat(story("tinyproxy_get")).contains("> GET http://127.0.0.1/pixel.gif", "< IMAGE/GIF");
    }
}
