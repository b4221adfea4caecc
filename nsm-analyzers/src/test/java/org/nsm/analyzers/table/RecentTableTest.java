package org.nsm.analyzers.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.ChosenKeys;

class RecentTableTest {

    private final RecentTable<String> table = new RecentTable<>(8);

    @Test
    void findsWhatWasPutUnderBothHalvesOfTheKey() {
        table.put(1, 2, "a");
        table.put(2, 1, "b");
        assertThat(table.get(1, 2)).isEqualTo("a");
        assertThat(table.get(2, 1)).isEqualTo("b");
        assertThat(table.get(1, 1)).isNull();
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void replacesWhatHasTheSameKey() {
        table.put(1, 2, "a");
        assertThat(table.put(1, 2, "b")).isNull();
        assertThat(table.get(1, 2)).isEqualTo("b");
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void letsTheOldestGoWhenItIsFull() {
        for (int i = 0; i < 8; i++) {
            assertThat(table.put(i, 0, "v" + i)).isNull();
        }
        table.remove(0, 0);
        assertThat(table.put(8, 0, "v8")).isNull();
        assertThat(table.put(9, 0, "v9")).isEqualTo("v1");
        assertThat(table.get(1, 0)).isNull();
        assertThat(table.size()).isEqualTo(8);
    }

    @Test
    void takesOutWhatIsThere() {
        table.put(1, 2, "a");
        assertThat(table.remove(1, 2)).isEqualTo("a");
        assertThat(table.remove(1, 2)).isNull();
        assertThat(table.get(1, 2)).isNull();
    }

    @Test
    void drainsTheOldestFirst() {
        table.put(3, 0, "a");
        table.put(1, 0, "b");
        table.put(2, 0, "c");
        List<String> drained = new ArrayList<>();
        table.drain(drained::add);
        assertThat(drained).containsExactly("a", "b", "c");
        assertThat(table.size()).isZero();
    }

    @Test
    void doesWhatAMapInOrderOfInsertionDoes() {
        Random random = new Random(4);
        RecentTable<Integer> tried = new RecentTable<>(64);
        Map<Long, Integer> model = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            long key = random.nextInt(200);
            switch (random.nextInt(3)) {
                case 0 -> assertThat(tried.get(key, ~key)).isEqualTo(model.get(key));
                case 1 -> assertThat(tried.remove(key, ~key)).isEqualTo(model.remove(key));
                default -> {
                    Integer evicted = null;
                    if (!model.containsKey(key) && model.size() == 64) {
                        evicted = model.remove(model.keySet().iterator().next());
                    }
                    model.put(key, i);
                    assertThat(tried.put(key, ~key, i)).isEqualTo(evicted);
                }
            }
            assertThat(tried.size()).isEqualTo(model.size());
        }
    }

    @Test
    void takesOnlyPowersOfTwoForALimit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecentTable<>(100));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecentTable<>(4));
    }

    @Test
    void findsNoSlowerWhatSomebodyChoseToCollide() {
        // Under such pairs a multiplication and an exclusive or without a key give one number.
        LongUnaryOperator chosen = first -> first * 0x9e3779b97f4a7c15L;
        ChosenKeys.assertNoSlower(() -> nanosOfLookups(chosen), () -> nanosOfLookups(first -> first));
    }

    private static long nanosOfLookups(LongUnaryOperator second) {
        RecentTable<String> large = new RecentTable<>(4096);
        for (int i = 0; i < 4096; i++) {
            large.put(i, second.applyAsLong(i), "v");
        }
        long start = System.nanoTime();
        int found = 0;
        for (int i = 0; i < 4096; i++) {
            found += large.get(i, second.applyAsLong(i)) == null ? 0 : 1;
        }
        long nanos = System.nanoTime() - start;
        assertThat(found).isEqualTo(4096);
        return nanos;
    }
}
