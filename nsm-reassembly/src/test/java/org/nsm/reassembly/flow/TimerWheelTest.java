package org.nsm.reassembly.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {

    private static final long START = 1_700_000_000L * 1_000_000_000L;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final TimerWheel wheel = new TimerWheel();
    private final List<String> expired = new ArrayList<>();

    /** Writes its name down, or does something else. */
    private class Note extends TimerWheel.Timer {

        final String name;

        Note(String name) {
            this.name = name;
        }

        @Override
        protected void expire(long now) {
            expired.add(name);
        }
    }

    @BeforeEach
    void begin() {
        wheel.advance(START);
    }

    private Note note(String name, long deadline) {
        Note note = new Note(name);
        wheel.start(note, deadline);
        return note;
    }

    @Test
    void aTimerExpiresNotANanosecondEarly() {
        long deadline = START + 5 * SECOND;
        Note note = note("a", deadline);

        wheel.advance(deadline - 1);
        assertThat(expired).isEmpty();
        assertThat(note.isRunning()).isTrue();

        wheel.advance(deadline);
        assertThat(expired).containsExactly("a");
        assertThat(note.isRunning()).isFalse();
        assertThat(wheel.size()).isZero();
    }

    @Test
    void aTimerExpiresOnce() {
        note("a", START + 1);

        for (int i = 1; i < 10; i++) {
            wheel.advance(START + i * SECOND);
        }

        assertThat(expired).containsExactly("a");
    }

    @Test
    void timersExpireInTheOrderOfTheirDeadlinesWithinASlotAndAcross() {
        note("d", START + 3 * SECOND);
        note("b", START + 200);
        note("c", START + SECOND);
        note("a", START + 100);

        wheel.advance(START + 10 * SECOND);

        assertThat(expired).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aDeadlineThatPassedExpiresWithTheNextAdvanceAndNotBefore() {
        note("late", START - 7 * SECOND);
        assertThat(expired).isEmpty();

        wheel.advance(START);

        assertThat(expired).containsExactly("late");
    }

    @Test
    void aCancelledTimerDoesNotExpire() {
        Note near = note("near", START + 1);
        Note far = note("far", START + 20 * SECOND);
        note("other", START + 2);
        wheel.cancel(near);
        wheel.cancel(far);
        wheel.cancel(far);
        assertThat(near.isRunning()).isFalse();
        assertThat(wheel.size()).isEqualTo(1);

        wheel.advance(START + 60 * SECOND);

        assertThat(expired).containsExactly("other");
    }

    @Test
    void aTimerStartedAgainIsMoved() {
        Note note = note("moved", START + SECOND);
        wheel.start(note, START + 9 * SECOND);
        assertThat(wheel.size()).isEqualTo(1);

        wheel.advance(START + 8 * SECOND);
        assertThat(expired).isEmpty();
        wheel.start(note, START + 8 * SECOND + 1);
        wheel.advance(START + 8 * SECOND + 1);

        assertThat(expired).containsExactly("moved");
    }

    @Test
    void aTimerMayStartItselfAgainWhenItExpires() {
        TimerWheel.Timer beat = new TimerWheel.Timer() {
            @Override
            protected void expire(long now) {
                expired.add(String.valueOf((now - START) / SECOND));
                if (expired.size() < 4) {
                    wheel.start(this, now + SECOND);
                }
            }
        };
        wheel.start(beat, START + SECOND);

        for (int i = 1; i < 10; i++) {
            wheel.advance(START + i * SECOND);
        }

        assertThat(expired).containsExactly("1", "2", "3", "4");
        assertThat(wheel.size()).isZero();
    }

    @Test
    void aTimerMayCancelAndStartOthersWhenItExpires() {
        Note victim = new Note("victim");
        Note child = new Note("child");
        wheel.start(
                new TimerWheel.Timer() {
                    @Override
                    protected void expire(long now) {
                        wheel.cancel(victim);
                        wheel.start(child, START + 4 * SECOND);
                    }
                },
                START + SECOND);
        wheel.start(victim, START + SECOND + 1);
        note("last", START + 5 * SECOND);

        wheel.advance(START + 5 * SECOND);

        assertThat(expired).containsExactly("child", "last");
    }

    @Test
    void deadlinesFarBeyondOneTurnOfTheWheelAreExact() {
        long year = TimeUnit.DAYS.toNanos(366);
        note("year", START + year);
        note("hour", START + TimeUnit.HOURS.toNanos(1));

        for (long time = START; time < START + TimeUnit.HOURS.toNanos(1); time += 7 * SECOND) {
            wheel.advance(time);
            assertThat(expired).isEmpty();
        }
        wheel.advance(START + TimeUnit.HOURS.toNanos(1));
        assertThat(expired).containsExactly("hour");
        wheel.advance(START + year - 1);
        assertThat(expired).containsExactly("hour");
        wheel.advance(START + year);
        assertThat(expired).containsExactly("hour", "year");
    }

    @Test
    void aJumpOverManyTurnsExpiresEverythingInOrder() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String name = "t" + i;
            names.add(name);
            note(name, START + i * 3 * SECOND + 1);
        }

        wheel.advance(START + TimeUnit.DAYS.toNanos(400));

        assertThat(expired).isEqualTo(names);
    }

    @Test
    void timersMayBeStartedBeforeAnyTimeIsKnown() {
        TimerWheel fresh = new TimerWheel();
        Note note = new Note("early");
        fresh.start(note, START + SECOND);

        fresh.advance(START);
        assertThat(expired).isEmpty();
        fresh.advance(START + SECOND);

        assertThat(expired).containsExactly("early");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void behavesLikeASortedList(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Note, Long> model = new HashMap<>();
        List<Note> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(new Note("n" + i));
        }
        long now = START;
        for (int round = 0; round < 4_000; round++) {
            Note note = all.get(random.nextInt(all.size()));
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    long deadline = now + distance(random);
                    wheel.start(note, deadline);
                    model.put(note, deadline);
                }
                case 2 -> {
                    wheel.cancel(note);
                    model.remove(note);
                }
                default -> {
                    now += Math.max(0, distance(random) / 50);
                    advanceBoth(now, model);
                }
            }
            assertThat(wheel.size()).isEqualTo(model.size());
            assertThat(note.isRunning()).isEqualTo(model.containsKey(note));
        }
        advanceBoth(now + TimeUnit.DAYS.toNanos(100), model);
        assertThat(wheel.size()).isZero();
    }

    /** From a little in the past to some turns of the wheel ahead, mostly near. */
    private static long distance(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong(-SECOND, SECOND / 8);
            case 1 -> random.nextLong(10 * SECOND);
            case 2 -> random.nextLong(300 * SECOND);
            default -> random.nextLong(2_000 * SECOND);
        };
    }

    private void advanceBoth(long now, Map<Note, Long> model) {
        List<Map.Entry<Note, Long>> due = model.entrySet().stream()
                .filter(entry -> entry.getValue() <= now)
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .toList();
        expired.clear();

        wheel.advance(now);

        // No two deadlines are equal but by a rare chance, so the order is that of the names.
        assertThat(expired)
                .isEqualTo(due.stream().map(entry -> entry.getKey().name).toList());
        due.forEach(entry -> model.remove(entry.getKey()));
    }
}
