package org.nsm.api.spi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a protocol by what a connection begins with, on any port.
 *
 * <p>A signature is made of patterns for what each side sends. The stage compiles the patterns of all protocols into one
 * automaton for each side, so that the beginning of a connection is read once, however many signatures there are:
 *
 * {@snippet :
 * Signature.both("SSH-[12]\\.", "SSH-[12]\\.")
 * Signature.originator("(?i)[A-Z]+ +\\S+ +HTTP/[0-9]").or(Signature.responder("HTTP/[0-9]"))
 * }
 *
 * <p>A pattern is a regular expression over bytes. It has to match from the first byte of a side on, of datagrams from the
 * first byte of each, and holds as soon as it does, whatever follows. It knows:
 *
 * <ul>
 *   <li>characters up to U+00FF, each for one byte; {@code \r \n \t \f}, {@code \xHH}, and a backslash before punctuation;
 *   <li>{@code .} for any byte, line ends included; {@code \d \s \w} and {@code \D \S \W} for the classes of ASCII;
 *   <li>{@code [a-z_]}, {@code [^...]}; {@code (...)} and {@code |};
 *   <li>{@code * + ?} and <code>{n} {n,} {n,m}</code> behind any of them;
 *   <li>{@code (?i)} in front of all, for ASCII letters of either case.
 * </ul>
 *
 * <p>Immutable.
 */
public final class Signature {

    private final List<Alternative> alternatives;

    private Signature(List<Alternative> alternatives) {
        this.alternatives = List.copyOf(alternatives);
    }

    /**
     * One way to recognise the protocol.
     *
     * @param originator the pattern of what the originator sends, or null if that does not matter
     * @param responder  the pattern of what the responder sends, or null if that does not matter
     */
    public record Alternative(
            @Nullable String originator, @Nullable String responder) {}

    /**
     * Recognises what the originator sends.
     *
     * @param pattern a pattern, see above
     * @return the signature
     */
    public static Signature originator(String pattern) {
        return new Signature(List.of(new Alternative(pattern, null)));
    }

    /**
     * Recognises what the responder sends.
     *
     * @param pattern a pattern, see above
     * @return the signature
     */
    public static Signature responder(String pattern) {
        return new Signature(List.of(new Alternative(null, pattern)));
    }

    /**
     * Recognises what either side sends.
     *
     * @param pattern a pattern, see above
     * @return the signature
     */
    public static Signature either(String pattern) {
        return originator(pattern).or(responder(pattern));
    }

    /**
     * Recognises a dialogue in which each side says what is expected of it.
     *
     * @param originator the pattern of what the originator sends
     * @param responder  the pattern of what the responder sends
     * @return the signature
     */
    public static Signature both(String originator, String responder) {
        return new Signature(List.of(new Alternative(originator, responder)));
    }

    /**
     * Recognises the protocol in another way, too.
     *
     * @param other the other way
     * @return a signature that holds if one of the two does
     */
    public Signature or(Signature other) {
        List<Alternative> both = new ArrayList<>(alternatives);
        both.addAll(other.alternatives);
        return new Signature(both);
    }

    /**
     * The ways in which the protocol is recognised.
     *
     * @return one or more
     */
    public List<Alternative> alternatives() {
        return alternatives;
    }
}
