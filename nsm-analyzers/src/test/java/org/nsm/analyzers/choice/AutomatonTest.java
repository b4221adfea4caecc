package org.nsm.analyzers.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AutomatonTest {

    /** The numbers of the patterns that match the beginning of a text. */
    private static List<Integer> matches(Automaton automaton, String text) {
        List<Integer> found = new ArrayList<>();
        Automaton.State state = automaton.start();
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < octets.length && !state.dead(); at = automaton.position()) {
            state = automaton.run(state, octets, at, octets.length);
            long[] accepted = state.accepted();
            if (accepted != null) {
                for (int i = 0; i < 64 * accepted.length; i++) {
                    if ((accepted[i >> 6] & 1L << i) != 0 && !found.contains(i)) {
                        found.add(i);
                    }
                }
            }
        }
        return found.stream().sorted().toList();
    }

    private static Automaton.State next(Automaton automaton, Automaton.State state, char octet) {
        return automaton.run(state, new byte[] {(byte) octet}, 0, 1);
    }

    private static boolean matches(String pattern, String text) {
        return !matches(new Automaton(List.of(pattern)), text).isEmpty();
    }

    @Test
    void matchesFromTheFirstByteWhateverFollows() {
        assertThat(matches("SSH-", "SSH-2.0-x")).isTrue();
        assertThat(matches("SSH-", "xSSH-")).isFalse();
        assertThat(matches("SSH-", "SSH")).isFalse();
        assertThat(matches(".*SSH-", "x\r\nSSH-")).isTrue();
    }

    @Test
    void knowsItsSyntax() {
        assertThat(matches("a|b(c|d)+e?f", "bcdcf")).isTrue();
        assertThat(matches("[^a-c]x", "dx")).isTrue();
        assertThat(matches("[^a-c]x", "bx")).isFalse();
        assertThat(matches("[a\\]-]{3}z", "a]-z")).isTrue();
        assertThat(matches("[\\d_]+\\s\\S\\W", "1_2 x!")).isTrue();
        assertThat(matches("\\x00\\xfF\\.", "\u0000\u00ff.")).isTrue();
        assertThat(matches("x{2,3}y", "xy")).isFalse();
        assertThat(matches("x{2,3}y", "xxxy")).isTrue();
        assertThat(matches("x{2,3}y", "xxxxy")).isFalse();
        assertThat(matches("x{2,}y", "xxxxy")).isTrue();
        assertThat(matches(".{236}c", "\n".repeat(236) + "c")).isTrue();
        assertThat(matches("(?:ab){2}c", "ababc")).isTrue();
        assertThat(matches("(?i)he[l]o", "HElO")).isTrue();
        assertThat(matches("(a*)*b", "aaab")).isTrue();
        assertThat(matches("(|x)y", "y")).isTrue();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        for (String wrong : new String[] {
            "(a", "a)", "[a", "*a", "a**", "a{", "a{2", "a{3,2}", "a{9999}", "a$", "^a", "\\", "\\q", "\\x1", "[z-a]",
            "\u0100", "(?=a)"
        }) {
            assertThatThrownBy(() -> new Automaton(List.of(wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("pattern " + wrong);
        }
    }

    @Test
    void refusesPatternsThatMatchNothingAtAll() {
        assertThatThrownBy(() -> new Automaton(List.of("a*"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Automaton(List.of("((((a{1000}){1000}){1000}){1000})")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the signatures are too large");
    }

    @Test
    void findsAllPatternsInOnePass() {
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            patterns.add("x" + i + "y");
        }
        patterns.add("x.*y");
        assertThat(matches(new Automaton(patterns), "x77yy")).containsExactly(77, 100);
    }

    @Test
    void isDeadWhenNothingCanMatchAnyMore() {
        Automaton automaton = new Automaton(List.of("ab", "ac"));
        Automaton.State state = next(automaton, automaton.start(), 'a');
        assertThat(state.dead()).isFalse();
        assertThat(next(automaton, state, 'b').dead()).isTrue();
        assertThat(next(automaton, state, 'x').dead()).isTrue();
    }

    @Test
    void agreesWithTheExpressionsOfThePlatform() {
        List<String> patterns =
                List.of("(|.*[\\r\\n])[ab] *x", "[^a]{2,4}b+", "(?i)(ab|ba)*x.?b", "a(b|[x ]{1,2}a)*\\r", "\\w\\W\\w");
        Automaton automaton = new Automaton(patterns);
        List<Pattern> expected = patterns.stream()
                .map(pattern -> Pattern.compile(pattern, Pattern.DOTALL))
                .toList();
        Random random = new Random(7);
        for (int run = 0; run < 20_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append("abABx \r\n".charAt(random.nextInt(8)));
            }
            List<Integer> wanted = new ArrayList<>();
            for (int i = 0; i < expected.size(); i++) {
                if (expected.get(i).matcher(text).lookingAt()) {
                    wanted.add(i);
                }
            }
            assertThat(matches(automaton, text.toString())).as(text.toString()).isEqualTo(wanted);
        }
    }

    @Test
    void staysRightWhenItsTableWasFullAndEmptied() {
        Automaton automaton = new Automaton(List.of(".*a.{14}b"));
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append("ac".charAt(random.nextInt(2)));
        }
        assertThat(matches(automaton, text.toString())).isEmpty();
        assertThat(matches(automaton, text + "a" + "c".repeat(14) + "b")).containsExactly(0);
    }
}
