package org.nsm.analyzers.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.junit.jupiter.api.Test;

class BeginningsTest {

    private final Beginnings beginnings = Beginnings.read();

    @Test
    void seesAtOnceThatNotesAreNothingSpecial() {
        assertThat(beginnings.mayBeRegistered(ascii("These are notes\r\n"))).isFalse();
        assertThat(beginnings.mayBeRegistered(new byte[0])).isFalse();
    }

    @Test
    void letsKnownFilesPass() {
        assertThat(beginnings.mayBeRegistered(ascii("%PDF-1.4\n%"))).isTrue();
        assertThat(beginnings.mayBeRegistered(ascii("GIF89a\20\0\20\0"))).isTrue();
    }

    /** What differs from all signatures is plain text or unknown to the library as well. */
    @Test
    void neverDeniesWhatTheLibraryKnows() throws IOException {
        Random random = new Random(1);
        String[] starts = {
            "",
            "<html",
            "<?xml version=\"1.0\"?>",
            "%!PS-",
            "P4 ",
            "BM",
            "#!/bin/",
            "From: ",
            "BZh9",
            "function x = y\n",
            "\u00ff\u00fb",
            "\u00ff\u00f1@",
            "\u00ef\u00bb\u00bf",
            "0\r\nSECTION\r\n",
            "12345",
            "ID3",
            "\u001f\u008b",
            "FCS2.0"
        };
        for (int i = 0; i < 20_000; i++) {
            byte[] start = ascii(starts[random.nextInt(starts.length)]);
            byte[] octets = new byte[start.length + random.nextInt(300)];
            random.nextBytes(octets);
            System.arraycopy(start, 0, octets, 0, start.length);
            if (random.nextBoolean()) {
                for (int j = start.length; j < octets.length; j++) {
                    octets[j] = (byte) (' ' + (octets[j] & 0x3f));
                }
            }
            if (!beginnings.mayBeRegistered(octets)) {
                MediaType known =
                        MimeTypes.getDefaultMimeTypes().detect(new ByteArrayInputStream(octets), new Metadata());
                assertThat(known).isIn(MediaType.TEXT_PLAIN, MediaType.OCTET_STREAM);
                assertThat(MediaTypes.of(Unpooled.wrappedBuffer(octets)))
                        .isEqualTo(known.equals(MediaType.TEXT_PLAIN) ? "text/plain" : MediaTypes.UNKNOWN);
            }
        }
    }

    @Test
    void readsValuesAsTheTableWritesThem() {
        assertThat(condition("string", "0", "a\\x41\\060\\r\\\\").holds(ascii("aA0\r\\")))
                .isTrue();
        assertThat(condition("string", "0", "0x4142").holds(ascii("AB"))).isTrue();
        assertThat(condition("little16", "0", "0x4142").holds(ascii("BA"))).isTrue();
        assertThat(condition("big32", "0", "0x41424344").holds(ascii("ABCD"))).isTrue();
        assertThat(condition("host16", "0", "017437").holds(new byte[] {0x1f, 0x1f}))
                .isTrue();
        assertThat(condition("unicodeLE", "0", "AB").holds(ascii("A\0B\0"))).isTrue();
        assertThat(condition("stringignorecase", "0:9", "<HTML").holds(ascii("  <hTmL>")))
                .isTrue();
        assertThat(condition("regex", "0:4", "[0-9]{3}").holds(ascii("ab123"))).isTrue();
    }

    @Test
    void looksAtEachPlaceAndNowhereElse() {
        assertThat(condition("string", "2:4", "x").holds(ascii("....x"))).isTrue();
        assertThat(condition("string", "2:4", "x").holds(ascii(".x...x"))).isFalse();
        assertThat(condition("string", "4", "xy").holds(ascii("....x"))).isFalse();
        assertThat(Condition.of("string", "0", "0x3080", "0xFFF8").holds(new byte[] {0x30, (byte) 0x87}))
                .isTrue();
    }

    private static Condition condition(String type, String offset, String value) {
        return Condition.of(type, offset, value, null);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
