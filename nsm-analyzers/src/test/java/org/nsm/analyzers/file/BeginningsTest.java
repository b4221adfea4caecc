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
        assertThat(holds(condition("string", "0", "a\\x41\\060\\r\\\\"), ascii("aA0\r\\")))
                .isTrue();
        assertThat(holds(condition("string", "0", "0x4142"), ascii("AB"))).isTrue();
        assertThat(holds(condition("little16", "0", "0x4142"), ascii("BA"))).isTrue();
        assertThat(holds(condition("big32", "0", "0x41424344"), ascii("ABCD"))).isTrue();
        assertThat(holds(condition("host16", "0", "017437"), new byte[] {0x1f, 0x1f}))
                .isTrue();
        assertThat(holds(condition("unicodeLE", "0", "AB"), ascii("A\0B\0"))).isTrue();
        assertThat(holds(condition("stringignorecase", "0:9", "<HTML"), ascii("  <hTmL>")))
                .isTrue();
        assertThat(holds(condition("regex", "0:4", "[0-9]{3}"), ascii("ab123"))).isTrue();
    }

    @Test
    void looksAtEachPlaceAndNowhereElse() {
        assertThat(holds(condition("string", "2:4", "x"), ascii("....x"))).isTrue();
        assertThat(holds(condition("string", "2:4", "x"), ascii(".x...x"))).isFalse();
        assertThat(holds(condition("string", "4", "xy"), ascii("....x"))).isFalse();
        assertThat(holds(Condition.of("string", "0", "0x3080", "0xFFF8"), new byte[] {0x30, (byte) 0x87}))
                .isTrue();
    }

    private static Condition condition(String type, String offset, String value) {
        return Condition.of(type, offset, value, null);
    }

    private static boolean holds(Condition condition, byte[] octets) {
        for (int place = condition.first(); place <= Math.min(condition.last(), octets.length); place++) {
            boolean begins = condition.mayBeginWith(place < octets.length ? octets[place] : 0);
            if (condition.holdsAt(octets, place)) {
                assertThat(begins).isTrue();
                return true;
            }
        }
        return false;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
