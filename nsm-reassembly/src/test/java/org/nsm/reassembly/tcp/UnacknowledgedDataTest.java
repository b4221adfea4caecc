package org.nsm.reassembly.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.reassembly.flow.Counters;

class UnacknowledgedDataTest {

    private final List<String> found = new ArrayList<>();
    private final Counters counters = new Counters();
    private final UnacknowledgedData data = new UnacknowledgedData(0, counters);

    private void add(long seq, String text) {
        data.add(seq, ("??" + text).getBytes(StandardCharsets.US_ASCII), 2, text.length());
    }

    private void compare(long seq, String text) {
        data.compare(seq, (text + "??").getBytes(StandardCharsets.US_ASCII), 0, text.length(), new Finder());
    }

    /** Writes down what differs. */
    private final class Finder implements StreamReassembler.Policy {

        @Override
        public void inconsistent(byte[] old, int oldOffset, byte[] fresh, int freshOffset, int length) {
            found.add(new String(old, oldOffset, length, StandardCharsets.US_ASCII) + "/"
                    + new String(fresh, freshOffset, length, StandardCharsets.US_ASCII));
        }

        @Override
        public void deliver(long seq, byte[] bytes, int offset, int length) {}

        @Override
        public void gap(long seq, long length) {}

        @Override
        public boolean mayHold(int bytes) {
            return false;
        }

        @Override
        public void released(int bytes) {}
    }

    @Test
    void eachPieceIsComparedWithItsPartOfTheRetransmission() {
        add(1, "abc");
        add(4, "def");
        compare(2, "bXdeYg");

        assertThat(found).containsExactly("bc/bX", "def/deY");
    }

    @Test
    void equalBytesAreNothing() {
        add(1, "abc");
        compare(1, "abc");
        compare(2, "b");

        assertThat(found).isEmpty();
    }

    @Test
    void whatWasAcknowledgedIsForgotten() {
        add(1, "abc");
        add(4, "def");
        data.acknowledged(4);
        compare(1, "XXXXXX");

        assertThat(found).containsExactly("def/XXX");
    }

    @Test
    void noMoreIsKeptThanAWindow() {
        for (int i = 0; i < 100; i++) {
            add(1 + 1_000L * i, "a".repeat(1_000));
        }
        compare(1, "a");
        compare(65_001, "X");
        assertThat(found).isEmpty();
        compare(64_999, "X");

        assertThat(found).containsExactly("a/X");
    }

    @Test
    void aWindowIs65536Bytes() {
        add(1, "a".repeat(65_535));
        add(65_536, "bc");
        compare(65_536, "X");
        assertThat(found).isEmpty();
        add(65_536, "b");
        compare(65_536, "X");

        assertThat(found).containsExactly("b/X");
    }

    @Test
    void noMoreThan1024PiecesAreKept() {
        for (int i = 1; i <= 1_025; i++) {
            add(i, "a");
        }
        compare(1_025, "X");
        assertThat(found).isEmpty();
        compare(1_024, "X");

        assertThat(found).containsExactly("a/X");
    }

    @Test
    void aPieceIsKeptWhereThatIsTheLastThatAllConnectionsMay() {
        counters.comparedBytes = 67_108_864 - 64 - 2;
        add(1, "abc");
        assertThat(counters.comparedBytes).isEqualTo(67_108_864 - 64 - 2);
        add(1, "ab");
        assertThat(counters.comparedBytes).isEqualTo(67_108_864);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 31, 1L << 32, (1L << 32) + 3, 1L << 33, 1L << 62})
    void numbersThatAreFarApartDoNotOverlap(long distance) {
        add(1, "abcdefghij");
        compare(distance, "0123456789");
        data.acknowledged(20);
        add(distance, "abcdefghij");
        compare(1, "0123456789");

        assertThat(found).isEmpty();
    }

    @Test
    void allConnectionsTogetherKeepNoMoreThanIsAllowedAndGiveItBack() {
        List<UnacknowledgedData> others = new ArrayList<>();
        byte[] window = new byte[60_000];
        for (int i = 0; i < 2_000; i++) {
            others.add(new UnacknowledgedData(0, counters));
            others.get(i).add(1, window, 0, window.length);
        }
        assertThat(counters.comparedBytes).isBetween((1L << 26) - 61_000, 1L << 26);
        add(1, "abc");
        data.add(1, window, 0, window.length);
        compare(1, "abX");
        assertThat(found).containsExactly("abc/abX");

        others.forEach(other -> other.acknowledged(60_001));
        assertThat(counters.comparedBytes).isEqualTo(3 + 64);
        data.clear();
        assertThat(counters.comparedBytes).isZero();
    }
}
