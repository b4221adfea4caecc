package org.nsm.analyzers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ContentDecoderTest {

    private static final String TEXT = "the same words again, ".repeat(2_000);

    private final StringBuilder decoded = new StringBuilder();
    private final List<String> weirds = new ArrayList<>();
    private long octets;

    private final ContentDecoder.Output output = new ContentDecoder.Output() {
        @Override
        public void decoded(ByteBuf data) {
            octets += data.readableBytes();
            if (octets < 1_000_000) {
                decoded.append(data.toString(StandardCharsets.ISO_8859_1));
            }
        }

        @Override
        public void undecodable(String weird) {
            weirds.add(weird);
        }
    };

    private ContentDecoder decoder(String coding) {
        return ContentDecoder.of(coding, output, new byte[1_000]);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    private static byte[] deflate(String text, boolean raw) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(6, raw))) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    private void feed(ContentDecoder decoder, byte[] bytes, int size) {
        for (int at = 0; at < bytes.length; at += size) {
            decoder.data(Unpooled.wrappedBuffer(bytes, at, Math.min(size, bytes.length - at)));
        }
    }

    @Test
    void decodesGzipInPiecesOfAnySize() throws IOException {
        for (int size : new int[] {1, 2, 7, 100_000}) {
            decoded.setLength(0);
            octets = 0;
            feed(decoder("gzip"), gzip(TEXT), size);
            assertThat(decoded.toString()).isEqualTo(TEXT);
        }
        assertThat(weirds).isEmpty();
    }

    @Test
    void decodesMembersBehindEachOtherAndIgnoresTheRest() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(gzip("first "));
        both.writeBytes(gzip("second"));
        both.writeBytes(new byte[20]);
        feed(decoder("x-gzip"), both.toByteArray(), 5);
        assertThat(decoded.toString()).isEqualTo("first second");
        assertThat(weirds).isEmpty();
    }

    @Test
    void skipsTheOptionalPartsOfAMember() throws IOException {
        byte[] plain = gzip("data");
        ByteArrayOutputStream full = new ByteArrayOutputStream();
        full.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 0});
        full.writeBytes(new byte[] {3, 0, 'x', 'y', 'z'});
        full.writeBytes("name\0comment\0cc".getBytes(StandardCharsets.ISO_8859_1));
        full.write(plain, 10, plain.length - 10);
        feed(decoder("gzip"), full.toByteArray(), 1);
        assertThat(decoded.toString()).isEqualTo("data");
    }

    @Test
    void decodesDeflateWithAndWithoutHeader() throws IOException {
        feed(decoder("deflate"), deflate("with ", false), 1);
        feed(decoder("deflate"), deflate("without", true), 3);
        assertThat(decoded.toString()).isEqualTo("with without");
    }

    @Test
    void givesWhatATruncatedStreamHas() throws IOException {
        byte[] whole = gzip(TEXT);
        decoder("gzip").data(Unpooled.wrappedBuffer(whole, 0, whole.length - 20));
        assertThat(TEXT).startsWith(decoded.toString());
        assertThat(decoded).isNotEmpty();
    }

    @Test
    void stopsAtWhatCannotBeDecoded() {
        ContentDecoder decoder = decoder("gzip");
        feed(decoder, "not really gzip".getBytes(StandardCharsets.ISO_8859_1), 4);
        assertThat(weirds).containsExactly("inflate_failed");
        assertThat(decoded).isEmpty();
    }

    @Test
    void leavesOtherCodingsAlone() {
        assertThat(decoder("br")).isNull();
        assertThat(decoder(null)).isNull();
    }

    @Test
    void refusesToBeBlownUp() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            byte[] zeros = new byte[1_000_000];
            for (int i = 0; i < 100; i++) {
                out.write(zeros);
            }
        }
        feed(decoder("gzip"), bytes.toByteArray(), 1_460);
        assertThat(weirds).containsExactly("decompression_bomb");
        assertThat(octets).isBetween(16_000_000L, 32_000_000L);
    }

    private static byte[] zeros(int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(new byte[count]);
        }
        return bytes.toByteArray();
    }

    @Test
    void decodes16MebibytesHoweverSmallTheyWere() throws IOException {
        feed(decoder("gzip"), zeros(16_777_216), 1_460);
        assertThat(octets).isEqualTo(16_777_216);
        assertThat(weirds).isEmpty();
        feed(decoder("gzip"), zeros(16_777_217), 1_460);
        assertThat(weirds).containsExactly("decompression_bomb");
    }

    /** What comes behind the coded data counts as well, and makes any ratio. */
    @Test
    void decodesMoreUpTo256TimesWhatCame() throws IOException {
        int came = 70_000;
        byte[] coded = Arrays.copyOf(zeros(256 * came), came);
        decoder("gzip").data(Unpooled.wrappedBuffer(coded));
        assertThat(octets).isEqualTo(256 * came);
        assertThat(weirds).isEmpty();
        decoder("gzip").data(Unpooled.wrappedBuffer(coded, 0, came - 1));
        assertThat(weirds).containsExactly("decompression_bomb");
    }

    @Test
    void canBeStoppedWhileItHandsOn() throws IOException {
        ContentDecoder[] decoder = new ContentDecoder[1];
        decoder[0] = ContentDecoder.of(
                "gzip",
                new ContentDecoder.Output() {
                    @Override
                    public void decoded(ByteBuf data) {
                        octets += data.readableBytes();
                        decoder[0].stop();
                    }

                    @Override
                    public void undecodable(String weird) {
                        weirds.add(weird);
                    }
                },
                new byte[100]);
        decoder[0].data(Unpooled.wrappedBuffer(gzip(TEXT)));
        assertThat(octets).isEqualTo(100);
        assertThat(weirds).isEmpty();
    }
}
