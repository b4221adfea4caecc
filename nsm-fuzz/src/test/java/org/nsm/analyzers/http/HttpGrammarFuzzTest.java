package org.nsm.analyzers.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.nsm.api.event.Http;
import org.nsm.fuzz.Input;

class HttpGrammarFuzzTest {

    /** What may be decoded whatever the ratio, and the last piece. */
    private static final long FREE = 17 << 20;

    private static final int MAX_RATIO = 256;

    @FuzzTest
    void startLines(byte[] input) {
        RequestLine request = new RequestLine();
        if (request.parse(input, input.length)) {
            assertThat(request.method()).isNotEmpty();
            assertThat(request.target().isEmpty()).isNotEqualTo(request.hasTarget());
            assertThat(HttpVersion.number(request.version())).isBetween(-1.0, 100.0);
            assertThat(HttpVersion.text(request.version())).isNotNull();
            assertThat(request.behindMethod()).isNotNull();
            assertThat(request.unreadableVersion()).isNotNull();
            request.hasCrudBehindVersion();
            assertThat(Http.unescapeUri(request.target()))
                    .hasSizeLessThanOrEqualTo(request.target().length());
        }
        StatusLine status = new StatusLine();
        switch (status.parse(input, input.length)) {
            case GOOD -> {
                assertThat(status.code()).isBetween(0, 999);
                assertThat(status.reason()).isNotNull();
            }
            case CODE_MISSING -> assertThat(status.behindName()).isNotNull();
            default -> {
                // Another line.
            }
        }
    }

    @FuzzTest
    void chunkSizes(byte[] input) {
        ByteBuf line = Unpooled.wrappedBuffer(input);
        assertThat(ChunkSize.parse(line)).isGreaterThanOrEqualTo(-1);
        assertThat(line.readableBytes()).isEqualTo(input.length);
    }

    @FuzzTest
    void codings(byte[] input) {
        Input choices = new Input(input);
        String coding = choices.u8() % 2 == 0 ? "gzip" : "deflate";
        long[] decoded = new long[1];
        ContentDecoder decoder = ContentDecoder.of(
                coding,
                new ContentDecoder.Output() {
                    @Override
                    public void decoded(ByteBuf data) {
                        assertThat(data.isReadable()).isTrue();
                        decoded[0] += data.readableBytes();
                    }

                    @Override
                    public void undecodable(String weird) {
                        assertThat(weird).isNotEmpty();
                    }
                },
                new byte[4096]);
        while (choices.hasMore()) {
            decoder.data(Unpooled.wrappedBuffer(choices.take(1 + choices.u8())));
        }
        decoder.stop();
        assertThat(decoded[0]).isLessThanOrEqualTo(FREE + (long) MAX_RATIO * input.length);
    }
}
