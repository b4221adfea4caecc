package org.nsm.analyzers.choice;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Reads the patterns of {@link org.nsm.api.spi.Signature}. */
final class PatternParser {

    /** More copies than this are a slip of the pen, not a signature. */
    private static final int MAX_REPEAT = 1024;

    private static final String SYNTAX = "\\.[](){}*+?|^$";

    private final String pattern;
    private final boolean ignoreCase;
    private int at;

    /** What a pattern is made of. */
    sealed interface Node {}

    /** One byte out of a set. */
    record Bytes(BitSet set) implements Node {}

    /** One after the other; none for nothing at all. */
    record Sequence(List<Node> parts) implements Node {}

    /** One of several. */
    record Choice(List<Node> options) implements Node {}

    /** As often as that; {@link #UNBOUNDED} for any number. */
    record Repeat(Node part, int min, int max) implements Node {
        static final int UNBOUNDED = -1;
    }

    private PatternParser(String pattern) {
        this.pattern = pattern;
        ignoreCase = pattern.startsWith("(?i)");
        at = ignoreCase ? 4 : 0;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none; the message names the pattern and the place
     */
    static Node parse(String pattern) {
        PatternParser parser = new PatternParser(pattern);
        Node node = parser.choice();
        if (parser.at < pattern.length()) {
            throw parser.error("unexpected " + pattern.charAt(parser.at));
        }
        return node;
    }

    private Node choice() {
        List<Node> options = new ArrayList<>();
        do {
            options.add(sequence());
        } while (accept('|'));
        return options.size() == 1 ? options.get(0) : new Choice(options);
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            parts.add(repeated(atom()));
        }
        return new Sequence(parts);
    }

    private Node repeated(Node part) {
        if (accept('*')) {
            return new Repeat(part, 0, Repeat.UNBOUNDED);
        }
        if (accept('+')) {
            return new Repeat(part, 1, Repeat.UNBOUNDED);
        }
        if (accept('?')) {
            return new Repeat(part, 0, 1);
        }
        if (!accept('{')) {
            return part;
        }
        int min = number();
        int max = min;
        if (accept(',')) {
            max = at < pattern.length() && pattern.charAt(at) == '}' ? Repeat.UNBOUNDED : number();
        }
        expect('}');
        if (max != Repeat.UNBOUNDED && max < min) {
            throw error("a range that is upside down");
        }
        return new Repeat(part, min, max);
    }

    private int number() {
        int start = at;
        int value = 0;
        while (at < pattern.length() && Character.digit(pattern.charAt(at), 10) >= 0 && value <= MAX_REPEAT) {
            value = 10 * value + Character.digit(pattern.charAt(at++), 10);
        }
        if (at == start || value > MAX_REPEAT) {
            throw error("a number up to " + MAX_REPEAT + " is missing");
        }
        return value;
    }

    private Node atom() {
        if (accept('(')) {
            if (accept('?')) {
                expect(':');
            }
            Node inner = choice();
            expect(')');
            return inner;
        }
        if (accept('[')) {
            return new Bytes(set());
        }
        if (accept('.')) {
            return new Bytes(range(0, 255));
        }
        char first = pattern.charAt(at);
        if (first != '\\' && SYNTAX.indexOf(first) >= 0) {
            throw error("unexpected " + first);
        }
        return new Bytes(withCase(character()));
    }

    /** What stands between brackets. */
    private BitSet set() {
        boolean negated = accept('^');
        BitSet set = new BitSet(256);
        do {
            BitSet from = character();
            if (at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
                at++;
                BitSet to = character();
                if (from.cardinality() != 1 || to.cardinality() != 1 || to.nextSetBit(0) < from.nextSetBit(0)) {
                    throw error("no range");
                }
                from = range(from.nextSetBit(0), to.nextSetBit(0));
            }
            set.or(withCase(from));
        } while (!accept(']'));
        if (negated) {
            set.flip(0, 256);
        }
        return set;
    }

    /** A character or an escaped class. */
    private BitSet character() {
        if (at == pattern.length()) {
            throw error("the end is missing");
        }
        char c = pattern.charAt(at++);
        if (c != '\\') {
            return single(c);
        }
        if (at == pattern.length()) {
            throw error("the end is missing");
        }
        char escaped = pattern.charAt(at++);
        return switch (escaped) {
            case 'r' -> single('\r');
            case 'n' -> single('\n');
            case 't' -> single('\t');
            case 'f' -> single('\f');
            case 'x' -> single(hexDigit() << 4 | hexDigit());
            case 'd', 'D', 's', 'S', 'w', 'W' -> namedClass(escaped);
            default -> {
                if (Character.isLetterOrDigit(escaped)) {
                    throw error("unknown escape " + escaped);
                }
                yield single(escaped);
            }
        };
    }

    private static BitSet namedClass(char name) {
        BitSet set = new BitSet(256);
        switch (Character.toLowerCase(name)) {
            case 'd' -> set.set('0', '9' + 1);
            case 's' -> {
                set.set('\t', '\r' + 1);
                set.set(' ');
            }
            default -> {
                set.set('0', '9' + 1);
                set.set('A', 'Z' + 1);
                set.set('a', 'z' + 1);
                set.set('_');
            }
        }
        if (Character.isUpperCase(name)) {
            set.flip(0, 256);
        }
        return set;
    }

    private int hexDigit() {
        int digit = at < pattern.length() ? Character.digit(pattern.charAt(at++), 16) : -1;
        if (digit < 0) {
            throw error("two hexadecimal digits are missing");
        }
        return digit;
    }

    private BitSet single(int c) {
        if (c > 255) {
            throw error("a character beyond U+00FF");
        }
        return range(c, c);
    }

    private static BitSet range(int from, int to) {
        BitSet set = new BitSet(256);
        set.set(from, to + 1);
        return set;
    }

    private BitSet withCase(BitSet set) {
        if (ignoreCase) {
            for (int lower = 'a'; lower <= 'z'; lower++) {
                int upper = lower - 'a' + 'A';
                if (set.get(lower) || set.get(upper)) {
                    set.set(lower);
                    set.set(upper);
                }
            }
        }
        return set;
    }

    private boolean accept(char c) {
        if (at < pattern.length() && pattern.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw error(c + " is missing");
        }
    }

    private IllegalArgumentException error(String what) {
        return new IllegalArgumentException("pattern " + pattern + ": " + what + " at " + at);
    }
}
