package org.nsm.analyzers.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Matches any number of patterns against bytes in one pass: a deterministic automaton over all of them whose states are
 * made when they are first reached.
 *
 * <p>A step costs a table look-up; a step never made before costs time linear in the size of the patterns, once. The table
 * is bounded: when it is full it is emptied and filled anew, while states in use stay usable. Not safe for several threads.
 */
final class Automaton {

    /** With some 80 classes of bytes, two megabytes. */
    private static final int MAX_STATES = 4096;

    /** Of all patterns together, before they are made deterministic. */
    private static final int MAX_POSITIONS = 1 << 16;

    private final Map<State, State> states = new HashMap<>();
    private final byte[] classOfByte = new byte[256];
    private final List<BitSet> byteOfClass = new ArrayList<>();
    private final int patterns;
    private final State start;
    private int position;

    // The positions of the patterns. A position takes a byte out of a set, or splits, or accepts a pattern.
    private final List<@Nullable BitSet> sets = new ArrayList<>();
    private final List<int[]> successors = new ArrayList<>();
    private final List<Integer> acceptedPatterns = new ArrayList<>();
    private final BitSet visited = new BitSet();

    /** A state of the deterministic automaton. */
    static final class State {

        private static final @Nullable State[] NOWHERE = {};

        private final int[] positions;
        private final long @Nullable [] accepted;

        /** Whether a pattern is complete here, or none can be any more. */
        private final boolean remarkable;

        /** By the class of the next byte. */
        private @Nullable State[] next = NOWHERE;

        private State(int[] positions, long @Nullable [] accepted) {
            this.positions = positions;
            this.accepted = accepted;
            remarkable = accepted != null || positions.length == 0;
        }

        /** The patterns that the last byte completed, a bit each; null for none. */
        long @Nullable [] accepted() {
            return accepted;
        }

        /** Whether no pattern can match any more, beyond those that did. */
        boolean dead() {
            return positions.length == 0;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof State state
                    && Arrays.equals(positions, state.positions)
                    && Arrays.equals(accepted, state.accepted);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(positions) + Arrays.hashCode(accepted);
        }
    }

    /**
     * Compiles patterns.
     *
     * @throws IllegalArgumentException if one is malformed, matches without any byte, or is too large
     */
    Automaton(List<String> patterns) {
        this.patterns = patterns.size();
        BitSet starts = new BitSet();
        for (int i = 0; i < patterns.size(); i++) {
            starts.set(compile(PatternParser.parse(patterns.get(i)), position(null, i)));
        }
        classify();
        start = state(starts);
        if (start.accepted != null) {
            throw new IllegalArgumentException("one of these patterns matches without any byte: " + patterns);
        }
    }

    /** How many longs hold a bit for each pattern. */
    int words() {
        return (patterns + 63) / 64;
    }

    /** The state before the first byte. */
    State start() {
        return start;
    }

    /**
     * Goes on from a state that is not dead. Stops where a pattern is complete or none can be any more; {@link #position}
     * tells how far that was.
     *
     * @param state where to begin
     * @param bytes the array
     * @param from  the first byte
     * @param to    behind the last one, more than {@code from}
     * @return the state reached
     */
    State run(State state, byte[] bytes, int from, int to) {
        byte[] classes = classOfByte;
        State reached = state;
        int at = from;
        do {
            int byteClass = classes[bytes[at++] & 0xff] & 0xff;
            State known = reached.next[byteClass];
            reached = known == null ? step(reached, byteClass) : known;
        } while (at < to && !reached.remarkable);
        position = at;
        return reached;
    }

    /** Behind the last byte that the last {@link #run} looked at. */
    int position() {
        return position;
    }

    private State step(State state, int byteClass) {
        BitSet reached = new BitSet();
        int octet = byteOfClass.get(byteClass).nextSetBit(0);
        for (int position : state.positions) {
            BitSet set = sets.get(position);
            if (set != null && set.get(octet)) {
                reached.set(successors.get(position)[0]);
            }
        }
        State next = state(reached);
        state.next[byteClass] = next;
        return next;
    }

    /** The state that stands for these positions and for those that splits lead to. */
    private State state(BitSet reached) {
        BitSet bytes = new BitSet();
        long[] accepted = null;
        visited.clear();
        int[] pending = reached.stream().toArray();
        int count = pending.length;
        while (count > 0) {
            int position = pending[--count];
            if (visited.get(position)) {
                continue;
            }
            visited.set(position);
            if (sets.get(position) != null) {
                bytes.set(position);
            } else if (acceptedPatterns.get(position) >= 0) {
                accepted = accepted == null ? new long[words()] : accepted;
                accepted[acceptedPatterns.get(position) >> 6] |= 1L << acceptedPatterns.get(position);
            } else {
                int[] targets = successors.get(position);
                pending = Arrays.copyOf(pending, Math.max(pending.length, count + targets.length));
                System.arraycopy(targets, 0, pending, count, targets.length);
                count += targets.length;
            }
        }
        State state = new State(bytes.stream().toArray(), accepted);
        State known = states.get(state);
        if (known != null) {
            return known;
        }
        state.next = new @Nullable State[byteOfClass.size()];
        if (states.size() == MAX_STATES) {
            states.values().forEach(old -> Arrays.fill(old.next, null));
            states.clear();
        }
        states.put(state, state);
        return state;
    }

    private int position(@Nullable BitSet set, int accepted, int... next) {
        if (sets.size() == MAX_POSITIONS) {
            throw new IllegalArgumentException("the signatures are too large");
        }
        sets.add(set);
        acceptedPatterns.add(accepted);
        successors.add(next);
        return sets.size() - 1;
    }

    /** Adds the positions of a part of a pattern, from its end to its beginning. Returns the first. */
    private int compile(PatternParser.Node node, int next) {
        if (node instanceof PatternParser.Bytes bytes) {
            return position(bytes.set(), -1, next);
        }
        if (node instanceof PatternParser.Sequence sequence) {
            int first = next;
            for (int i = sequence.parts().size() - 1; i >= 0; i--) {
                first = compile(sequence.parts().get(i), first);
            }
            return first;
        }
        if (node instanceof PatternParser.Choice choice) {
            int[] options = new int[choice.options().size()];
            for (int i = 0; i < options.length; i++) {
                options[i] = compile(choice.options().get(i), next);
            }
            return position(null, -1, options);
        }
        PatternParser.Repeat repeat = (PatternParser.Repeat) node;
        int first = next;
        if (repeat.max() == PatternParser.Repeat.UNBOUNDED) {
            int[] loop = {next, next};
            first = position(null, -1, loop);
            loop[0] = compile(repeat.part(), first);
        } else {
            for (int i = repeat.min(); i < repeat.max(); i++) {
                first = position(null, -1, compile(repeat.part(), first), next);
            }
        }
        for (int i = 0; i < repeat.min(); i++) {
            first = compile(repeat.part(), first);
        }
        return first;
    }

    /** Finds out which bytes no set tells apart. */
    private void classify() {
        byteOfClass.add(new BitSet());
        byteOfClass.get(0).set(0, 256);
        Set<BitSet> distinct = new HashSet<>(sets);
        distinct.remove(null);
        for (BitSet set : distinct) {
            for (int i = byteOfClass.size() - 1; i >= 0; i--) {
                BitSet outside = (BitSet) byteOfClass.get(i).clone();
                outside.andNot(set);
                if (!outside.isEmpty()
                        && outside.cardinality() < byteOfClass.get(i).cardinality()) {
                    byteOfClass.get(i).and(set);
                    byteOfClass.add(outside);
                }
            }
        }
        for (int i = 0; i < byteOfClass.size(); i++) {
            for (int octet = byteOfClass.get(i).nextSetBit(0); octet >= 0; ) {
                classOfByte[octet] = (byte) i;
                octet = byteOfClass.get(i).nextSetBit(octet + 1);
            }
        }
    }
}
