package org.nsm.reassembly.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamReassemblerTest {

    private long limit = Long.MAX_VALUE;
    private long cost;
    private long mostCost;
    private final StringBuilder stream = new StringBuilder();
    private final List<String> gaps = new ArrayList<>();
    private final List<String> inconsistencies = new ArrayList<>();
    private final StreamReassembler reassembler = new StreamReassembler(new StreamReassembler.Policy() {
        private long expected = 1;

        @Override
        public void deliver(long seq, byte[] bytes, int offset, int length) {
            assertThat(length).isPositive();
            assertThat(seq).isEqualTo(expected);
            expected += length;
            assertThat(reassembler.delivered()).isEqualTo(expected);
            stream.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void gap(long seq, long length) {
            assertThat(length).isPositive();
            assertThat(seq).isEqualTo(expected);
            expected += length;
            stream.append("-".repeat((int) length));
            gaps.add(seq + "+" + length);
        }

        @Override
        public void inconsistent(byte[] old, int oldOffset, byte[] fresh, int freshOffset, int length) {
            inconsistencies.add(new String(old, oldOffset, length, StandardCharsets.ISO_8859_1) + "/"
                    + new String(fresh, freshOffset, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public boolean mayHold(int bytes) {
            if (cost + bytes > limit) {
                return false;
            }
            cost += bytes;
            mostCost = Math.max(mostCost, cost);
            return true;
        }

        @Override
        public void released(int bytes) {
            cost -= bytes;
            assertThat(cost).isNotNegative();
        }
    });

    /** Bytes arrive, inside of a larger array that is overwritten afterwards, as that of a capture is. */
    private void arrive(long seq, String text) {
        byte[] bytes = ("???" + text + "???").getBytes(StandardCharsets.ISO_8859_1);
        reassembler.segment(seq, bytes, 3, text.length());
        Arrays.fill(bytes, (byte) '!');
    }

    @Test
    void whatIsNextInLineGoesThroughAtOnce() {
        arrive(1, "abc");
        assertThat(stream).hasToString("abc");
        arrive(4, "de");
        assertThat(stream).hasToString("abcde");
        assertThat(reassembler.held()).isZero();
        assertThat(mostCost).isZero();
    }

    @Test
    void bytesForWhichThereIsNoRoomPassWhenTheHoleBelowThemIsGivenUp() {
        limit = 2 * (StreamReassembler.BLOCK_OVERHEAD + 2);
        arrive(20, "uv");
        arrive(30, "xy");
        arrive(10, "kl");

        assertThat(stream).hasToString("---------kl");
        assertThat(gaps).containsExactly("1+9");
        assertThat(cost).isEqualTo(limit);
        reassembler.clear();
        assertThat(cost).isZero();
    }

    @Test
    void theOldestOf8193HolesIsGivenUp() {
        for (int i = 1; i <= 8_192; i++) {
            arrive(1 + 2 * i, "x");
        }
        assertThat(gaps).isEmpty();
        arrive(1 + 2 * 8_193, "x");

        assertThat(gaps).containsExactly("1+2");
        assertThat(stream).hasToString("--x");
    }

    @Test
    void whatMakingRoomLetsPassReservesNoMemory() {
        limit = 2 * (StreamReassembler.BLOCK_OVERHEAD + 2);
        arrive(4, "de");
        arrive(20, "uv");
        arrive(2, "bcdefghij");
        reassembler.clear();

        assertThat(stream).startsWith("-bcdefghij");
        assertThat(cost).isZero();
    }

    @Test
    void everyOrderOfArrivalGivesTheStream() {
        String text = "abbcccddddeffg";
        int[] cuts = {0, 1, 3, 6, 10, 11, 14};
        int[][] orders = permutations(6);
        assertThat(orders).hasNumberOfRows(720);
        for (int[] order : orders) {
            StreamReassemblerTest fresh = new StreamReassemblerTest();
            for (int piece : order) {
                fresh.arrive(1 + cuts[piece], text.substring(cuts[piece], cuts[piece + 1]));
            }
            assertThat(fresh.stream).as("%s", Arrays.toString(order)).hasToString(text);
            assertThat(fresh.gaps).isEmpty();
            assertThat(fresh.inconsistencies).isEmpty();
            assertThat(fresh.cost).isZero();
            assertThat(fresh.reassembler.held()).isZero();
        }
    }

    private static int[][] permutations(int n) {
        List<int[]> all = new ArrayList<>();
        permute(new int[n], 0, 0, all);
        return all.toArray(int[][]::new);
    }

    private static void permute(int[] order, int length, int used, List<int[]> all) {
        if (length == order.length) {
            all.add(order.clone());
        }
        for (int i = 0; i < order.length; i++) {
            if ((used & 1 << i) == 0) {
                order[length] = i;
                permute(order, length + 1, used | 1 << i, all);
            }
        }
    }

    @Test
    void whatCameFirstWinsOverEveryKindOfOverlap() {
        arrive(4, "DEF");

        arrive(3, "cd"); // from below
        arrive(6, "fg"); // to above
        arrive(4, "def"); // the same
        arrive(5, "e"); // inside
        arrive(3, "cdefghi"); // around
        arrive(1, "abcdefghij"); // all of it

        assertThat(stream).hasToString("abcDEFghij");
        assertThat(inconsistencies).contains("D/d", "F/f", "DEF/def", "E/e").isNotEmpty();
        assertThat(cost).isZero();
    }

    @Test
    void equalBytesAreNoInconsistency() {
        arrive(4, "def");
        arrive(3, "cdef");
        arrive(1, "abcdefgh");

        assertThat(stream).hasToString("abcdefgh");
        assertThat(inconsistencies).isEmpty();
    }

    @Test
    void whatWasDeliveredIsNotDeliveredAgain() {
        arrive(1, "abc");
        arrive(1, "abc");
        arrive(2, "bcd");
        arrive(1, "ab");

        assertThat(stream).hasToString("abcd");
    }

    @Test
    void anAcknowledgementGivesUpTheHolesBelowIt() {
        arrive(3, "c");
        arrive(6, "f");
        arrive(9, "i");

        reassembler.acknowledged(7);

        assertThat(stream).hasToString("--c--f");
        assertThat(gaps).containsExactly("1+2", "4+2");
        assertThat(reassembler.held()).isEqualTo(1);

        arrive(7, "gh");
        assertThat(stream).hasToString("--c--fghi");
    }

    @Test
    void anAcknowledgementOfWhatWasNeverSeenIsAGapUpToThere() {
        arrive(1, "ab");

        reassembler.acknowledged(10);
        arrive(5, "late");
        arrive(10, "j");

        assertThat(stream).hasToString("ab-------j");
        assertThat(gaps).containsExactly("3+7");
    }

    @Test
    void anAcknowledgementOfWhatWasDeliveredChangesNothing() {
        arrive(1, "abc");

        reassembler.acknowledged(4);
        reassembler.acknowledged(2);

        assertThat(gaps).isEmpty();
        assertThat(reassembler.delivered()).isEqualTo(4);
    }

    @Test
    void anAcknowledgementInsideABlockDeliversTheWholeBlock() {
        arrive(3, "cdef");

        reassembler.acknowledged(5);

        assertThat(stream).hasToString("--cdef");
    }

    @Test
    void memoryThatIsFullCostsTheOldestHoles() {
        limit = 3 * (StreamReassembler.BLOCK_OVERHEAD + 10);

        arrive(11, "b".repeat(10));
        arrive(31, "d".repeat(10));
        arrive(51, "f".repeat(10));
        assertThat(stream).isEmpty();
        arrive(71, "h".repeat(10));

        assertThat(gaps).containsExactly("1+10");
        assertThat(stream).hasToString("-".repeat(10) + "b".repeat(10));
        assertThat(mostCost).isLessThanOrEqualTo(limit);
        arrive(21, "c".repeat(10));
        assertThat(stream.toString()).endsWith("d".repeat(10));
    }

    @Test
    void aSegmentThatDoesNotFitAtAllIsDeliveredBehindAGap() {
        limit = 10;

        arrive(5, "0123456789");

        assertThat(stream).hasToString("----0123456789");
        assertThat(cost).isZero();
    }

    @Test
    void manyTinyBlocksAreBoundedInNumber() {
        for (int i = 1; i <= 100_000; i++) {
            arrive(2L * i, "x");
        }

        assertThat(mostCost).isLessThanOrEqualTo((1 << 13) * (1L + StreamReassembler.BLOCK_OVERHEAD));
        assertThat(reassembler.held()).isLessThanOrEqualTo(1 << 13);
        assertThat(gaps).hasSizeGreaterThan(90_000);
    }

    @Test
    void tinyBlocksFromTheTopDownEndInTheWholeStream() {
        int length = 8_000;
        for (int i = length; i >= 1; i--) {
            arrive(i, String.valueOf((char) ('a' + i % 26)));
        }

        assertThat(gaps).isEmpty();
        assertThat(stream).hasSize(length);
        assertThat(cost).isZero();
    }

    @Test
    void theDeadTakeNothingAndHoldNothing() {
        arrive(5, "held");
        reassembler.kill();

        assertThat(cost).isZero();
        assertThat(reassembler.held()).isZero();
        arrive(1, "abcd");
        reassembler.acknowledged(100);

        assertThat(stream).isEmpty();
        assertThat(gaps).isEmpty();
        assertThat(reassembler.isDead()).isTrue();
    }

    @Test
    void clearingFreesWhatIsHeld() {
        arrive(5, "held");
        arrive(15, "held");

        reassembler.clear();

        assertThat(cost).isZero();
        assertThat(reassembler.held()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void behavesLikeAnArrayOfBytesThatRemembersWhatCameFirst(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            StreamReassemblerTest fresh = new StreamReassemblerTest();
            char[] model = new char[80];
            int delivered = 0;
            for (int step = 0; step < 40; step++) {
                if (random.nextInt(8) == 0) {
                    int ack = random.nextInt(70);
                    fresh.reassembler.acknowledged(1 + ack);
                    for (; delivered < ack; delivered++) {
                        model[delivered] = model[delivered] == 0 ? '-' : model[delivered];
                    }
                } else {
                    int from = random.nextInt(70);
                    int length = 1 + random.nextInt(9);
                    StringBuilder text = new StringBuilder();
                    for (int i = from; i < from + length; i++) {
                        char letter = (char) ('a' + random.nextInt(26));
                        text.append(letter);
                        model[i] = model[i] == 0 && i >= delivered ? letter : model[i];
                    }
                    fresh.arrive(1 + from, text.toString());
                }
                while (model[delivered] != 0) {
                    delivered++;
                }
                assertThat(fresh.stream).hasToString(new String(model, 0, delivered));
                assertThat(fresh.reassembler.delivered()).isEqualTo(1 + delivered);
            }
            fresh.reassembler.clear();
            assertThat(fresh.cost).isZero();
        }
    }
}
