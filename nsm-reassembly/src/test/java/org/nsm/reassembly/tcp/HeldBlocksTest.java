package org.nsm.reassembly.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.reassembly.tcp.HeldBlocks.Block;

class HeldBlocksTest {

    private final HeldBlocks blocks = new HeldBlocks();

    @Test
    void anEmptyOneHasNothing() {
        assertThat(blocks.size()).isZero();
        assertThat(blocks.first()).isNull();
        assertThat(blocks.endingBehind(0)).isNull();
    }

    @Test
    void worksAgainOnceItWasEmptied() {
        for (int round = 0; round < 3; round++) {
            for (int count : new int[] {1, 3, 200}) {
                List<Long> numbers = numbers(count);
                numbers.forEach(seq -> blocks.add(block(seq)));
                assertThat(drain()).isEqualTo(numbers);
                assertThat(blocks.first()).isNull();
                assertThat(blocks.endingBehind(0)).isNull();
            }
            numbers(100).forEach(seq -> blocks.add(block(seq)));
            blocks.clear();
            assertThat(blocks.size()).isZero();
            assertThat(blocks.first()).isNull();
        }
    }

    @Test
    void givesInOrderWhatWasAddedBackwards() {
        List<Long> numbers = numbers(10_000);
        Collections.reverse(numbers);
        numbers.forEach(seq -> blocks.add(block(seq)));
        assertThat(drain()).isSorted().hasSize(10_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void behavesLikeATree(long seed) {
        Random random = new Random(seed);
        TreeMap<Long, Block> model = new TreeMap<>();
        List<Long> numbers = numbers(3_000);
        Collections.shuffle(numbers, random);
        for (long seq : numbers) {
            Block block = block(seq);
            blocks.add(block);
            model.put(block.end(), block);
            if (random.nextInt(3) == 0) {
                assertThat(blocks.first()).isSameAs(model.firstEntry().getValue());
                blocks.removeFirst();
                model.pollFirstEntry();
            }
            long asked = random.nextInt(4 * numbers.size() + 8);
            Map.Entry<Long, Block> behind = model.higherEntry(asked);
            assertThat(blocks.endingBehind(asked)).isSameAs(behind == null ? null : behind.getValue());
            assertThat(blocks.beginBehind(asked))
                    .isEqualTo(
                            behind == null ? Long.MAX_VALUE : behind.getValue().seq());
            assertThat(blocks.size()).isEqualTo(model.size());
        }
        List<Long> rest = model.values().stream().map(Block::seq).toList();
        assertThat(drain()).isEqualTo(rest);
    }

    /** Two bytes each, with holes of two bytes between them. */
    private static Block block(long seq) {
        return new Block(seq, new byte[2]);
    }

    private static List<Long> numbers(int count) {
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            numbers.add(1 + 4 * i);
        }
        return numbers;
    }

    private List<Long> drain() {
        List<Long> all = new ArrayList<>();
        for (Block block; (block = blocks.first()) != null; ) {
            all.add(block.seq());
            blocks.removeFirst();
        }
        return all;
    }
}
