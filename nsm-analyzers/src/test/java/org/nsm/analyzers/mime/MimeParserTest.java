package org.nsm.analyzers.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.Memory;

class MimeParserTest {

    /** What was found, one line each; the pieces of a body joined. */
    private static final class Recorder implements MimeListener {

        final List<String> found = new ArrayList<>();
        final StringBuilder body = new StringBuilder();
        long octets;
        boolean wanted = true;

        @Override
        public void beginEntity() {
            add("begin");
        }

        @Override
        public void field(HeaderField field) {
            add(field.name() + ": " + field.value());
        }

        @Override
        public void endHeader(ContentType type) {
            add("header of " + type.type() + "/" + type.subtype());
        }

        @Override
        public boolean wantsData() {
            return wanted;
        }

        @Override
        public void data(ByteBuf data) {
            octets += data.readableBytes();
            if (octets < 1_000_000) {
                body.append(data.toString(StandardCharsets.ISO_8859_1));
            }
        }

        @Override
        public void endEntity() {
            add("end");
        }

        @Override
        public void problem(String type, String detail) {
            add("! " + type + ": " + detail);
        }

        @Override
        public void weird(String name, String detail) {
            add("? " + name + " " + detail);
        }

        private void add(String text) {
            if (body.length() > 0) {
                found.add("[" + body + "]");
                body.setLength(0);
            }
            found.add(text);
        }
    }

    private static final String MIXED = "Content-Type: multipart/mixed;\r\n boundary=\"b 1\"\r\n\r\nto be ignored\r\n"
            + "--b 1\r\n\r\nfirst\r\nline\r\n\r\n--b 1 \r\n"
            + "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            + "caf=E9 =\r\nau lait  \r\n--b 1\r\n"
            + "Content-Transfer-Encoding: BASE64\r\n\r\naGVs\r\nbG8=\r\n--b 1--\r\nignored too\r\n";

    private static final List<String> MIXED_FOUND = List.of(
            "begin",
            "CONTENT-TYPE: multipart/mixed; boundary=\"b 1\"",
            "header of MULTIPART/MIXED",
            "begin",
            "header of TEXT/PLAIN",
            "[first\r\nline\r\n]",
            "end",
            "begin",
            "CONTENT-TYPE: text/html",
            "CONTENT-TRANSFER-ENCODING: quoted-printable",
            "header of TEXT/HTML",
            "[caf\u00e9 au lait]",
            "end",
            "begin",
            "CONTENT-TRANSFER-ENCODING: BASE64",
            "header of TEXT/PLAIN",
            "[hello]",
            "end",
            "end");

    private static List<String> parse(String mail) {
        Recorder recorder = new Recorder();
        MimeParser parser = new MimeParser(Memory.plenty(), recorder, MimeParser.Bodies.DIRECT);
        parser.begin();
        parser.data(ascii(mail));
        parser.finish();
        return recorder.found;
    }

    private static List<String> parseLines(String mail) {
        Recorder recorder = new Recorder();
        MimeParser parser = new MimeParser(Memory.plenty(), recorder, MimeParser.Bodies.GATHERED);
        parser.begin();
        mail.lines().forEach(line -> parser.line(ascii(line)));
        parser.finish();
        return recorder.found;
    }

    @Test
    void takesPartsAndTheirEncodingsApart() {
        assertThat(parse(MIXED)).isEqualTo(MIXED_FOUND);
    }

    @Test
    void findsTheSameInLines() {
        assertThat(parseLines(MIXED)).isEqualTo(MIXED_FOUND);
    }

    @Test
    void findsTheSameHoweverTheBytesArrive() {
        for (int size = 1; size < 60; size++) {
            Recorder recorder = new Recorder();
            MimeParser parser = new MimeParser(Memory.plenty(), recorder, MimeParser.Bodies.DIRECT);
            parser.begin();
            for (int at = 0; at < MIXED.length(); at += size) {
                parser.data(ascii(MIXED.substring(at, Math.min(MIXED.length(), at + size))));
            }
            parser.finish();
            assertThat(recorder.found).as("in pieces of %d", size).isEqualTo(MIXED_FOUND);
        }
    }

    @Test
    void keepsTheOctetsOfABodyThatHasNoParts() {
        assertThat(parse("A: b\n\nx\ny\r\n\rz\n\n"))
                .containsExactly("begin", "A: b", "header of TEXT/PLAIN", "[x\ny\r\n\rz\n\n]", "end");
    }

    @Test
    void needsNoLineEndBehindTheLastDelimiter() {
        assertThat(parse("Content-Type: multipart/x; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--"))
                .endsWith("header of TEXT/PLAIN", "[x]", "end", "end")
                .noneMatch(text -> text.startsWith("!"));
    }

    @Test
    void recognisesADelimiterByWhatItBeginsWith() {
        assertThat(parse("Content-Type: multipart/x; boundary=b\r\n\r\n--bcd\r\n\r\n-\r\n--\r\n--a\r\n--b--tail\r\n"))
                .endsWith("header of TEXT/PLAIN", "[-\r\n--\r\n--a]", "end", "end");
    }

    @Test
    void theDelimiterOfAnOuterEntityEndsTheInnerOnes() {
        assertThat(parse("Content-Type: multipart/x; boundary=out\r\n\r\n--out\r\n"
                        + "Content-Type: multipart/y; boundary=outer\r\n\r\n--outer\r\n\r\nx\r\n--out--\r\n"))
                .endsWith("[x]", "end", "! illegal format: multipart closing boundary delimiter missing", "end", "end");
    }

    @Test
    void readsMessagesInsideADigest() {
        assertThat(
                        parse(
                                "Content-Type: multipart/digest; boundary=d\r\n\r\n--d\r\n\r\nSubject: in\r\n\r\nbody\r\n--d--"))
                .containsExactly(
                        "begin",
                        "CONTENT-TYPE: multipart/digest; boundary=d",
                        "header of MULTIPART/DIGEST",
                        "begin",
                        "header of MESSAGE/RFC822",
                        "begin",
                        "SUBJECT: in",
                        "header of TEXT/PLAIN",
                        "[body]",
                        "end",
                        "end",
                        "end");
    }

    @Test
    void reportsWhatIsMissing() {
        assertThat(parse("Subject: none"))
                .containsExactly(
                        "begin",
                        "SUBJECT: none",
                        "header of TEXT/PLAIN",
                        "! illegal format: entity body missing",
                        "end");
        assertThat(parse("Content-Type: multipart/mixed; ; charset; boundary\r\n\r\nx"))
                .containsSubsequence(
                        "! illegal format: = not found in parameter specification",
                        "! illegal format: = not found in parameter specification",
                        "! illegal format: boundary delimiter is not specified for a multipart entity -- content is"
                                + " treated as type application/octet-stream",
                        "[x]");
        assertThat(parse("Content-Type: text\r\nContent-Type: a/b; c=\"d\r\nContent-Transfer-Encoding:\r\n\r\n"))
                .containsSubsequence(
                        "! illegal format: media type/subtype not found in content type",
                        "! illegal format: value not found in parameter specification",
                        "! illegal format: encoding type not found in content encoding");
    }

    @Test
    void ignoresLinesOfAHeaderThatAreNoFields() {
        assertThat(parse(" Blank: x\r\nno colon\r\n: no name\r\nin side: x\r\n(comment) Good : v\r\n\r\n"))
                .containsExactly(
                        "begin",
                        "! illegal format: first header line starts with linear whitespace",
                        "BLANK: x",
                        "GOOD: v",
                        "header of TEXT/PLAIN",
                        "end");
    }

    @Test
    void reportsIllegalEncodings() {
        assertThat(parse("Content-Transfer-Encoding: quoted-printable\r\n\r\na=ZZ =4 b\u0001 \t\r\nlast=\r\n"))
                .contains(
                        "! illegal encoding: = is not followed by two hexadecimal digits in quoted-printable encoding",
                        "! illegal encoding: control characters in quoted-printable encoding: 1");
        assertThat(parse("Content-Transfer-Encoding: base64\r\n\r\naG@Vsb*G8"))
                .containsExactly(
                        "begin",
                        "CONTENT-TRANSFER-ENCODING: base64",
                        "header of TEXT/PLAIN",
                        "? base64_illegal_encoding character 64 ignored by Base64 decoding",
                        "? base64_illegal_encoding incomplete base64 group, padding with 6 bits of 0",
                        "[hel]",
                        "end");
    }

    @Test
    void decodesNothingThatNobodyWants() {
        Recorder recorder = new Recorder();
        recorder.wanted = false;
        MimeParser parser = new MimeParser(Memory.plenty(), recorder, MimeParser.Bodies.DIRECT);
        parser.begin();
        parser.data(ascii(MIXED));
        parser.finish();
        assertThat(recorder.found)
                .isEqualTo(MIXED_FOUND.stream()
                        .filter(text -> !text.startsWith("["))
                        .toList());
    }

    @Test
    void readsTheBodyOfAnEntityWhoseHeaderWasReadElsewhere() {
        Recorder recorder = new Recorder();
        MimeParser parser = new MimeParser(Memory.plenty(), recorder, MimeParser.Bodies.DIRECT);
        parser.beginBody(new ContentType("MULTIPART", "FORM-DATA", "b"));
        parser.data(ascii("--b\r\nContent-Disposition: form-data; name=x\r\n\r\n1\r\n--b--\r\n"));
        parser.finish();
        assertThat(recorder.found)
                .containsExactly(
                        "begin", "CONTENT-DISPOSITION: form-data; name=x", "header of TEXT/PLAIN", "[1]", "end");
    }

    private static String inside(int multiparts) {
        StringBuilder mail = new StringBuilder();
        for (int i = 0; i < multiparts; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append('.');
            mail.append("\r\n\r\n--b").append(i).append(".\r\n");
        }
        return mail + "\r\ntext\r\n";
    }

    @Test
    void takes256EntitiesInsideEachOtherApart() {
        assertThat(parse(inside(255)))
                .doesNotContain("? mime_nested_too_deeply ")
                .filteredOn("begin"::equals)
                .hasSize(256);
        assertThat(parse(inside(256)))
                .containsOnlyOnce("? mime_nested_too_deeply ")
                .filteredOn("begin"::equals)
                .hasSize(256);
    }

    @Test
    void nestsNoDeeperThanItsLimit() {
        StringBuilder mail = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        assertThat(parse(mail.toString())).containsOnlyOnce("? mime_nested_too_deeply ");
    }

    @Test
    void boundsHeaders() {
        Recorder recorder = new Recorder();
        MimeParser parser = new MimeParser(Memory.plenty(), recorder, MimeParser.Bodies.DIRECT);
        parser.begin();
        ByteBuf flood = ascii("X-Flood: 1\r\n".repeat(1_000));
        for (int i = 0; i < 1_000; i++) {
            parser.data(flood);
        }
        parser.finish();
        assertThat(recorder.found).hasSizeLessThan(2_010).containsOnlyOnce("? mime_header_too_large ");
    }

    @Test
    void boundsALineWithoutEnd() {
        Recorder recorder = new Recorder();
        MimeParser parser = new MimeParser(Memory.plenty(), recorder, MimeParser.Bodies.DIRECT);
        parser.begin();
        ByteBuf piece = ascii("x".repeat(10_000));
        for (int i = 0; i < 10_000; i++) {
            parser.data(piece);
        }
        parser.data(ascii("\r\nA: b\r\n\r\n"));
        parser.finish();
        assertThat(recorder.found).contains("A: b");
    }

    /** How much of the value of a field arrives that came in pieces, with so much memory. */
    private static int arrives(MimeParser parser, Recorder recorder, int length) {
        recorder.found.clear();
        parser.begin();
        parser.data(ascii("A: "));
        for (int sent = 0; sent < length; sent += 1_000) {
            parser.data(ascii("x".repeat(1_000)));
        }
        parser.data(ascii("\r\nB: c\r\n\r\nbody"));
        parser.finish();
        assertThat(recorder.found).contains("B: c", "[body]");
        return recorder.found.stream()
                .filter(text -> text.startsWith("A: "))
                .mapToInt(text -> text.length() - 3)
                .sum();
    }

    /** Of which the first 4,096 bytes are free. */
    @Test
    void theLineThatIsHeldCounts() {
        Recorder recorder = new Recorder();
        MimeParser parser = new MimeParser(Memory.of(10_000), recorder, MimeParser.Bodies.DIRECT);
        for (int round = 0; round < 3; round++) {
            assertThat(arrives(parser, recorder, 14_000)).isEqualTo(14_000);
            assertThat(arrives(parser, recorder, 20_000)).isEqualTo(14_000);
        }
        MimeParser rich = new MimeParser(Memory.plenty(), recorder, MimeParser.Bodies.DIRECT);
        assertThat(arrives(rich, recorder, 65_000)).isEqualTo(65_000);
        assertThat(arrives(rich, recorder, 66_000)).isBetween(65_000, 65_536);
    }

    @Test
    void entitiesInsideEachOtherCountAsLongAsTheyAreOpen() {
        Recorder recorder = new Recorder();
        MimeParser parser = new MimeParser(Memory.of(10_000), recorder, MimeParser.Bodies.DIRECT);
        for (int round = 0; round < 3; round++) {
            recorder.found.clear();
            parser.begin();
            for (int level = 0; level < 100; level++) {
                parser.data(ascii("Content-Type: message/rfc822\r\n\r\n"));
            }
            parser.finish();
            // 128 bytes each.
            assertThat(recorder.found.stream().filter("begin"::equals).count()).isBetween(100L, 112L);
            assertThat(recorder.found.stream().filter("end"::equals).count())
                    .isEqualTo(recorder.found.stream().filter("begin"::equals).count());
        }
        MimeParser poor = new MimeParser(Memory.of(0), recorder, MimeParser.Bodies.DIRECT);
        recorder.found.clear();
        poor.begin();
        for (int level = 0; level < 100; level++) {
            poor.data(ascii("Content-Type: message/rfc822\r\n\r\n"));
        }
        poor.finish();
        assertThat(recorder.found.stream().filter("begin"::equals).count()).isEqualTo(33);
    }

    @Test
    void handsOnABodyWithoutEndAsItComes() {
        Recorder recorder = new Recorder();
        MimeParser parser = new MimeParser(Memory.plenty(), recorder, MimeParser.Bodies.DIRECT);
        parser.beginBody(new ContentType("MULTIPART", "MIXED", "-"));
        parser.data(ascii("---\r\n\r\n"));
        ByteBuf piece = Unpooled.buffer(65_536).writeZero(65_000).writeBytes(ascii("\r\n--x\r\n-"));
        for (int i = 0; i < 16_384; i++) {
            parser.data(piece);
        }
        assertThat(recorder.octets).isGreaterThan(1_000_000_000L);
    }
}
