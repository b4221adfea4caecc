package org.nsm.reassembly.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.api.Analyzer;

class FlowTableTest {

    private static final Core CORE = new Core(Analyzer.builder().configuration());

    private final FlowTable table = new FlowTable(42);
    private final FlowKey key = new FlowKey();

    /** A connection that does nothing. */
    private static final class Idle extends FlowConnection {

        private final FlowEndpoint side = new FlowEndpoint();

        Idle(FlowKey key) {
            super(CORE, key);
        }

        @Override
        public FlowEndpoint originator() {
            return side;
        }

        @Override
        public FlowEndpoint responder() {
            return side;
        }

        @Override
        protected void finish() {}
    }

    private record Sides(long aHi, long aLo, int aPort, long bHi, long bLo, int bPort, int kind) {

        Sides turned() {
            return new Sides(bHi, bLo, bPort, aHi, aLo, aPort, kind);
        }

        FlowKey in(FlowKey key) {
            return key.set(aHi, aLo, aPort, bHi, bLo, bPort, kind);
        }
    }

    private Idle add(Sides sides) {
        Idle connection = new Idle(sides.in(key));
        table.add(connection);
        return connection;
    }

    @Test
    void aConnectionIsFoundFromBothSides() {
        Sides sides = new Sides(0, 1, 1000, 0, 2, 80, FlowKind.TCP);
        Idle connection = add(sides);

        assertThat(table.find(sides.in(key))).isSameAs(connection);
        assertThat(key.isOrig()).isTrue();
        assertThat(table.find(sides.turned().in(key))).isSameAs(connection);
        assertThat(key.isOrig()).isFalse();
    }

    @Test
    void aOneWayConnectionIsFoundFromItsOriginatorOnly() {
        Sides sides = new Sides(0, 1, 3, 0, 2, 1, FlowKind.ICMP | FlowKind.ONE_WAY);
        Idle connection = add(sides);

        assertThat(table.find(sides.in(key))).isSameAs(connection);
        assertThat(table.find(sides.turned().in(key))).isNull();

        Idle other = add(sides.turned());
        assertThat(table.find(sides.in(key))).isSameAs(connection);
        assertThat(table.find(sides.turned().in(key))).isSameAs(other);
    }

    @Test
    void whateverDiffersMakesAnotherConnection() {
        Sides sides = new Sides(9, 1, 1000, 9, 2, 80, FlowKind.TCP);
        add(sides);

        List<Sides> others = List.of(
                new Sides(8, 1, 1000, 9, 2, 80, FlowKind.TCP),
                new Sides(9, 3, 1000, 9, 2, 80, FlowKind.TCP),
                new Sides(9, 1, 1001, 9, 2, 80, FlowKind.TCP),
                new Sides(9, 1, 1000, 8, 2, 80, FlowKind.TCP),
                new Sides(9, 1, 1000, 9, 3, 80, FlowKind.TCP),
                new Sides(9, 1, 1000, 9, 2, 81, FlowKind.TCP),
                new Sides(9, 1, 80, 9, 2, 1000, FlowKind.TCP),
                new Sides(9, 1, 1000, 9, 2, 80, FlowKind.UDP),
                new Sides(9, 1, 1000, 9, 2, 80, FlowKind.TCP | FlowKind.V6));

        for (Sides other : others) {
            assertThat(table.find(other.in(key))).as("%s", other).isNull();
        }
    }

    @Test
    void aHostThatTalksToItselfOnOnePortIsFound() {
        Sides sides = new Sides(0, 1, 1000, 0, 1, 1000, FlowKind.UDP);
        Idle connection = add(sides);

        assertThat(table.find(sides.turned().in(key))).isSameAs(connection);
        assertThat(key.isOrig()).isTrue();
    }

    @Test
    void removingWhatIsNotThereDoesNothing() {
        Sides sides = new Sides(0, 1, 1, 0, 2, 2, FlowKind.UDP);
        Idle known = add(sides);
        Idle twin = new Idle(sides.in(key));

        table.remove(twin);
        assertThat(table.find(sides.in(key))).isSameAs(known);
        table.remove(known);
        table.remove(known);

        assertThat(table.size()).isZero();
    }

    @Test
    void theHashDependsOnTheSeedAndOnNothingThatDirectionChanges() {
        Set<Integer> hashes = new HashSet<>();
        Sides sides = new Sides(5, 6, 7, 8, 9, 10, FlowKind.TCP);
        for (int seed = 0; seed < 100; seed++) {
            hashes.add(sides.in(key).hash(seed));
            assertThat(sides.turned().in(key).hash(seed))
                    .isEqualTo(sides.in(key).hash(seed));
        }

        assertThat(hashes).hasSizeGreaterThan(95);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void behavesLikeAMap(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Sides, Idle> model = new HashMap<>();
        List<Sides> used = new ArrayList<>();
        // Few addresses and ports: many hits, and long runs of neighbours to close up when one goes.
        for (int i = 0; i < 60_000; i++) {
            int kind = 1 + random.nextInt(3) | (random.nextInt(8) == 0 ? FlowKind.ONE_WAY : 0);
            Sides sides = new Sides(0, random.nextInt(40), random.nextInt(4), 0, random.nextInt(40), 9, kind);
            Idle known = lookUp(model, sides);
            assertThat(table.find(sides.in(key))).isSameAs(known);
            if (known == null && random.nextInt(3) > 0) {
                model.put(sides, add(sides));
                used.add(sides);
            } else if (known != null && random.nextInt(3) > 0) {
                table.remove(known);
                assertThat(model.remove(sides, known) || model.remove(sides.turned(), known))
                        .isTrue();
            }
            assertThat(table.size()).isEqualTo(model.size());
        }
        model.forEach(
                (sides, connection) -> assertThat(table.find(sides.in(key))).isSameAs(connection));
        assertThat(walk()).containsExactlyInAnyOrderElementsOf(model.values());
    }

    private static Idle lookUp(Map<Sides, Idle> model, Sides sides) {
        Idle known = model.get(sides);
        return known == null && (sides.kind & FlowKind.ONE_WAY) == 0 ? model.get(sides.turned()) : known;
    }

    private List<FlowConnection> walk() {
        List<FlowConnection> all = new ArrayList<>();
        for (int place = 0; place < table.capacity(); place++) {
            FlowConnection connection = table.at(place);
            if (connection != null) {
                all.add(connection);
            }
        }
        return all;
    }

    @Test
    void growsWithoutLosingAnythingAndCanBeEmptied() {
        List<Idle> all = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            all.add(add(new Sides(0, i, i & 0xffff, 0, 1, 80, FlowKind.TCP)));
        }
        assertThat(table.size()).isEqualTo(50_000);
        assertThat(table.capacity()).isGreaterThanOrEqualTo(100_000);

        for (int i = 0; i < 50_000; i += 2) {
            table.remove(all.get(i));
        }
        for (int i = 0; i < 50_000; i++) {
            FlowConnection found = table.find(new Sides(0, i, i & 0xffff, 0, 1, 80, FlowKind.TCP).in(key));
            assertThat(found).isSameAs(i % 2 == 0 ? null : all.get(i));
        }
        for (int i = 1; i < 50_000; i += 2) {
            table.remove(all.get(i));
        }
        assertThat(table.size()).isZero();
        assertThat(walk()).isEmpty();
    }
}
