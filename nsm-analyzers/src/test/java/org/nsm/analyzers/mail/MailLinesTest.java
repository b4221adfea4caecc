package org.nsm.analyzers.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.Memory;

class MailLinesTest {

    private final List<String> read = new ArrayList<>();
    private final MailLines lines = new MailLines(Memory.plenty(), this::add);

    private void add(ByteBuf text, boolean lineEnd) {
        read.add(text.toString(StandardCharsets.ISO_8859_1) + (lineEnd ? "|" : ""));
    }

    @Test
    void endsAtADotOnALineOfItsOwnAndLeavesTheRest() {
        ByteBuf data = ascii("one\r\n\r\ntwo\r\n.\r\nQUIT\r\n");
        assertThat(lines.readToDot(data)).isTrue();
        assertThat(read).containsExactly("one|", "|", "two|");
        assertThat(data.toString(StandardCharsets.ISO_8859_1)).isEqualTo("QUIT\r\n");
    }

    @Test
    void takesAwayTheDotThatALineWasStuffedWith() {
        assertThat(lines.readToDot(ascii("..\r\n.hidden\r\na.b\r\n"))).isFalse();
        assertThat(read).containsExactly(".|", "hidden|", "a.b|");
    }

    @Test
    void readsTheSameHoweverTheBytesAreCut() {
        String text = "From: a\r\n\r\n..x\r\n.y\nlone\rCR\r\nend\r\n.\r\n";
        lines.readToDot(ascii(text));
        List<String> whole = List.copyOf(read);
        for (int cut = 1; cut < text.length(); cut++) {
            read.clear();
            boolean first = lines.readToDot(ascii(text.substring(0, cut)));
            assertThat(first).isFalse();
            assertThat(lines.readToDot(ascii(text.substring(cut)))).isTrue();
            assertThat(read).as("cut at " + cut).isEqualTo(whole);
        }
    }

    @Test
    void takesChunksAsTheyAre() {
        lines.readAll(ascii("..\r\n.\r\nha"));
        lines.readAll(ascii("lf"));
        lines.flush(false);
        assertThat(read).containsExactly("..|", ".|", "half");
    }

    @Test
    void handsOnARestAsALineWhereTheMailBreaksOff() {
        lines.readToDot(ascii("a\r\n.b"));
        lines.flush(true);
        assertThat(read).containsExactly("a|", "b|");
    }

    @Test
    void handsOnAnEndlessLineInPieces() {
        ByteBuf piece = ascii("x".repeat(50_000));
        for (int i = 0; i < 100; i++) {
            lines.readToDot(piece.duplicate());
        }
        lines.readToDot(ascii("\r\n.\r\n"));
        int length = read.stream().mapToInt(String::length).sum();
        assertThat(length).isEqualTo(5_000_001);
        assertThat(read).allMatch(text -> text.length() <= 65_537).hasSizeGreaterThan(70);
        assertThat(read.get(read.size() - 1)).endsWith("|");
    }

    @Test
    void handsOnALineOf65536BytesWithItsEndAsAWhole() {
        for (String end : new String[] {"\n", "\r\n"}) {
            for (int more = 0; more <= 1; more++) {
                read.clear();
                String text = "x".repeat(65_536 + more - end.length());
                for (String half : new String[] {text.substring(0, 40_000), text.substring(40_000), end}) {
                    lines.readToDot(ascii(half));
                }
                assertThat(String.join("", read)).isEqualTo(text + "|");
                assertThat(read).hasSize(1 + more);
            }
        }
    }

    @Test
    void handsOnSmallerPiecesWhileTheAnalyzersHoldAsMuchAsTheyMay() {
        MailLines poor = new MailLines(Memory.of(1_000), this::add);
        String line = "x".repeat(4_999) + "\r";
        for (int i = 0; i < 3; i++) {
            poor.readToDot(ascii(line));
        }
        poor.readToDot(ascii("y\r\n"));
        poor.readToDot(ascii(".\r\n"));
        assertThat(String.join("", read)).isEqualTo(line.repeat(3) + "y|");
        assertThat(read).hasSize(2);
    }
}
