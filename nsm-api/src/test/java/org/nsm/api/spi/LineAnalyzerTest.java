package org.nsm.api.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineAnalyzerTest {

    private static final int MAX_LINE = 20;

    /** Notes its lines. {@code BODY n} is followed by n plain bytes, {@code UNTIL c} by plain bytes up to that letter. */
    private static final class Lines extends LineAnalyzer {

        private final FakeContext context;
        private boolean skipAfterGaps;
        private char until;

        Lines(FakeContext context, LineEnd lineEnd) {
            super(context, MAX_LINE, lineEnd);
            this.context = context;
        }

        private void line(boolean isOrig, ByteBuf line) {
            String text = text(line);
            context.log.add((isOrig ? ">" : "<") + text);
            if (text.startsWith("BODY ")) {
                plainBytes(isOrig, Long.parseLong(text.substring(5)));
            } else if (text.startsWith("UNTIL ")) {
                until = text.charAt(6);
                plainBytes(isOrig, Long.MAX_VALUE);
            } else if (text.equals("STOP")) {
                context().finish();
            }
        }

        @Override
        protected void originatorLine(ByteBuf line) {
            line(true, line);
        }

        @Override
        protected void responderLine(ByteBuf line) {
            line(false, line);
        }

        @Override
        protected void plain(boolean isOrig, ByteBuf data) {
            while (data.isReadable()) {
                char c = (char) data.readByte();
                context.log.add("plain " + c);
                if (c == until) {
                    until = 0;
                    plainBytes(isOrig, 0);
                    return;
                }
            }
        }

        @Override
        protected void plainEnd(boolean isOrig) {
            context.log.add("plain end");
        }

        @Override
        protected void plainGap(boolean isOrig, long length) {
            context.log.add("plain gap " + length);
        }

        @Override
        protected void lineGap(boolean isOrig, long length) {
            if (skipAfterGaps) {
                context.log.add("line gap " + length);
                skipLine(isOrig);
            } else {
                super.lineGap(isOrig, length);
            }
        }
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    private static List<String> read(LineAnalyzer.LineEnd lineEnd, String... pieces) {
        FakeContext context = new FakeContext();
        Lines lines = new Lines(context, lineEnd);
        for (String piece : pieces) {
            lines.deliver(true, ascii(piece));
        }
        lines.deliverEndOfStream(true);
        lines.deliverEnd();
        return context.log;
    }

    /** Reads a text whole, in every two pieces, and byte by byte, and expects the same each time. */
    private static List<String> readInEveryWay(LineAnalyzer.LineEnd lineEnd, String text) {
        List<String> whole = read(lineEnd, text);
        for (int i = 1; i < text.length(); i++) {
            assertThat(read(lineEnd, text.substring(0, i), text.substring(i)))
                    .as("split at " + i)
                    .isEqualTo(whole);
        }
        assertThat(read(lineEnd, text.split(""))).as("byte by byte").isEqualTo(whole);
        return whole;
    }

    private static List<String> lines(String text) {
        return readInEveryWay(LineAnalyzer.LineEnd.ANY, text);
    }

    @Test
    void endsLinesAtLineFeedAndAtCarriageReturnWithLineFeed() {
        assertThat(lines("one\ntwo\r\n\r\n\nthree\r\n")).containsExactly(">one", ">two", ">", ">", ">three");
    }

    @Test
    void endsLinesAtALoneCarriageReturnAndReportsTheFirst() {
        assertThat(lines("one\rtwo\rthree\r"))
                .containsExactly("weird line_terminated_with_single_CR", ">one", ">two", ">three");
    }

    @Test
    void readsLineFeedWithCarriageReturnAsAnEmptyLine() {
        assertThat(lines("one\n\rtwo\n")).containsExactly(">one", "weird line_terminated_with_single_CR", ">", ">two");
    }

    @Test
    void keepsCarriageReturnsInsideLinesWhereOnlyLineFeedEndsThem() {
        assertThat(readInEveryWay(LineAnalyzer.LineEnd.LF, "one\rtwo\r\r\nthree\r\n\r\n"))
                .containsExactly(">one\rtwo\r", ">three", ">");
    }

    @Test
    void handsOnARestWithoutEndWhenItsSideIsClosed() {
        assertThat(lines("one\r\ntwo")).containsExactly(">one", ">two");
        assertThat(readInEveryWay(LineAnalyzer.LineEnd.LF, "one\ntwo")).containsExactly(">one", ">two");
    }

    @Test
    void dropsARestWithoutEndWhenTheConnectionBreaksOff() {
        FakeContext context = new FakeContext();
        Lines lines = new Lines(context, LineAnalyzer.LineEnd.ANY);
        lines.deliver(true, ascii("one\r\ntwo"));
        lines.deliver(false, ascii("three\r"));
        lines.deliverEnd();
        assertThat(context.log).containsExactly(">one", "<three");
    }

    @Test
    void takesALineThatEndsInCarriageReturnAsCompleteWhenThePeerAnswers() {
        FakeContext context = new FakeContext();
        Lines lines = new Lines(context, LineAnalyzer.LineEnd.ANY);
        lines.deliver(true, ascii("question\r"));
        lines.deliver(false, ascii("answer\n"));
        lines.deliver(true, ascii("\nnext\n"));
        assertThat(context.log).containsExactly(">question", "<answer", ">next");
    }

    @Test
    void allowsLinesUpToTheLimit() {
        assertThat(lines("x".repeat(MAX_LINE) + "\r\n" + "y".repeat(MAX_LINE) + "\n"))
                .containsExactly(">" + "x".repeat(MAX_LINE), ">" + "y".repeat(MAX_LINE));
    }

    @Test
    void cutsLongerLinesAndReportsTheFirst() {
        assertThat(lines("x".repeat(MAX_LINE + 1) + "\r\n" + "y".repeat(300) + "\nz\n"))
                .containsExactly("weird line_too_long", ">" + "x".repeat(MAX_LINE), ">" + "y".repeat(MAX_LINE), ">z");
    }

    @Test
    void cutsALineWithoutAnyEndOnce() {
        assertThat(lines("x".repeat(500))).containsExactly("weird line_too_long", ">" + "x".repeat(MAX_LINE));
    }

    @Test
    void cutsLongerLinesOfLineFeedOnlyWithCarriageReturnsAtTheLimit() {
        assertThat(readInEveryWay(
                        LineAnalyzer.LineEnd.LF, "x".repeat(MAX_LINE) + "\r\n" + "y".repeat(MAX_LINE) + "\rz\na\n"))
                .containsExactly(">" + "x".repeat(MAX_LINE), "weird line_too_long", ">" + "y".repeat(MAX_LINE), ">a");
    }

    @Test
    void holdsNoMoreThanTheLimitOfAMegabyteWithoutEnd() {
        FakeContext context = new FakeContext();
        Lines lines = new Lines(context, LineAnalyzer.LineEnd.ANY);
        byte[] piece = new byte[1000];
        Arrays.fill(piece, (byte) 'x');
        for (int i = 0; i < 1000; i++) {
            lines.deliver(true, Unpooled.wrappedBuffer(piece));
        }
        assertThat(context.log).containsExactly("weird line_too_long", ">" + "x".repeat(MAX_LINE));
    }

    @Test
    void readsPlainBytesBetweenLines() {
        assertThat(lines("BODY 3\r\n\r\naBODY 0\r\nlast\r\n"))
                .containsExactly(">BODY 3", "plain \r", "plain \n", "plain a", "plain end", ">BODY 0", ">last");
    }

    @Test
    void readsPlainBytesUntilToldOtherwise() {
        assertThat(lines("UNTIL c\nabcde\nlast\n"))
                .containsExactly(">UNTIL c", "plain a", "plain b", "plain c", ">de", ">last");
    }

    @Test
    void keepsTheDirectionsApart() {
        FakeContext context = new FakeContext();
        Lines lines = new Lines(context, LineAnalyzer.LineEnd.ANY);
        lines.deliver(true, ascii("ab"));
        lines.deliver(false, ascii("BODY 2\nx"));
        lines.deliver(true, ascii("c\n"));
        lines.deliver(false, ascii("yz\n"));
        assertThat(context.log).containsExactly("<BODY 2", "plain x", ">abc", "plain y", "plain end", "<z");
    }

    @Test
    void stopsInsideADeliveryAndLeavesTheRestUnread() {
        FakeContext context = new FakeContext();
        ByteBuf data = ascii("one\r\nSTOP\r\nrest\r\n");
        new Lines(context, LineAnalyzer.LineEnd.ANY).deliver(true, data);
        assertThat(context.log).containsExactly(">one", ">STOP", "finish");
        assertThat(data.toString(StandardCharsets.ISO_8859_1)).isEqualTo("rest\r\n");
    }

    @Test
    void endsAtAGapBetweenLinesByDefault() {
        FakeContext context = new FakeContext();
        Lines lines = new Lines(context, LineAnalyzer.LineEnd.ANY);
        lines.deliver(true, ascii("on"));
        lines.deliverGap(true, 10);
        lines.deliver(true, ascii("e\ntwo\n"));
        assertThat(context.log).containsExactly("finish");
    }

    @Test
    void goesOnBehindAGapFromTheNextLineEnd() {
        FakeContext context = new FakeContext();
        Lines lines = new Lines(context, LineAnalyzer.LineEnd.ANY);
        lines.skipAfterGaps = true;
        lines.deliver(true, ascii("on"));
        lines.deliverGap(true, 10);
        lines.deliver(true, ascii("e\ntwo\n"));
        assertThat(context.log).containsExactly("line gap 10", ">two");
    }

    @Test
    void tellsOfGapsInsidePlainBytes() {
        FakeContext context = new FakeContext();
        Lines lines = new Lines(context, LineAnalyzer.LineEnd.ANY);
        lines.deliver(true, ascii("BODY 6\nab"));
        lines.deliverGap(true, 3);
        lines.deliver(true, ascii("fnext\n"));
        lines.deliver(true, ascii("BODY 1\n"));
        lines.deliverGap(true, 1);
        lines.deliver(true, ascii("last\n"));
        assertThat(context.log)
                .containsExactly(
                        ">BODY 6",
                        "plain a",
                        "plain b",
                        "plain gap 3",
                        "plain f",
                        "plain end",
                        ">next",
                        ">BODY 1",
                        "plain gap 1",
                        "plain end",
                        ">last");
    }

    @Test
    void handsOnALineOfOneDeliveryWithoutCopyingIt() {
        List<ByteBuf> seen = new ArrayList<>();
        LineAnalyzer lines = new LineAnalyzer(new FakeContext(), MAX_LINE) {
            @Override
            protected void originatorLine(ByteBuf line) {
                seen.add(line);
            }

            @Override
            protected void responderLine(ByteBuf line) {}
        };
        ByteBuf data = ascii("one\ntwo\n");
        lines.deliver(true, data);
        assertThat(seen).hasSize(2).allSatisfy(line -> assertThat(line).isSameAs(data));
    }
}
