package org.nsm.analyzers.choice;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.Signature;

/** The signatures of all protocols over one transport, compiled. */
final class SignatureTable {

    private static final int NONE = -1;

    private final List<Protocol> protocols;
    private final Way[] ways;
    private final Automaton originator;
    private final Automaton responder;

    /** One way to recognise a protocol; the patterns are numbers of the automata. */
    private record Way(int protocol, int originatorPattern, int responderPattern) {}

    /**
     * Compiles.
     *
     * @param protocols those that have a signature; at least one
     * @throws IllegalArgumentException if a pattern is malformed
     */
    SignatureTable(List<Protocol> protocols) {
        this.protocols = protocols;
        List<Way> all = new ArrayList<>();
        Map<String, Integer> originatorPatterns = new HashMap<>();
        Map<String, Integer> responderPatterns = new HashMap<>();
        List<String> originatorList = new ArrayList<>();
        List<String> responderList = new ArrayList<>();
        for (int i = 0; i < protocols.size(); i++) {
            Signature signature = protocols.get(i).signature();
            if (signature != null) {
                for (Signature.Alternative alternative : signature.alternatives()) {
                    all.add(new Way(
                            i,
                            number(alternative.originator(), originatorPatterns, originatorList),
                            number(alternative.responder(), responderPatterns, responderList)));
                }
            }
        }
        ways = all.toArray(Way[]::new);
        originator = new Automaton(originatorList);
        responder = new Automaton(responderList);
    }

    private static int number(@Nullable String pattern, Map<String, Integer> numbers, List<String> list) {
        if (pattern == null) {
            return NONE;
        }
        return numbers.computeIfAbsent(pattern, p -> {
            list.add(p);
            return list.size() - 1;
        });
    }

    Automaton automaton(boolean isOrig) {
        return isOrig ? originator : responder;
    }

    List<Protocol> protocols() {
        return protocols;
    }

    /** Finds the numbers of the protocols that these matches recognise, in their order; nothing for most matches. */
    void recognise(long[] originatorMatched, long[] responderMatched, BitSet recognised) {
        for (Way way : ways) {
            if (has(originatorMatched, way.originatorPattern) && has(responderMatched, way.responderPattern)) {
                recognised.set(way.protocol);
            }
        }
    }

    /** Whether some way waits for one side only, the other having matched. */
    boolean anyHalfway(long[] originatorMatched, long[] responderMatched) {
        for (Way way : ways) {
            if (way.originatorPattern != NONE
                    && way.responderPattern != NONE
                    && has(originatorMatched, way.originatorPattern) != has(responderMatched, way.responderPattern)) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(long[] matched, int pattern) {
        return pattern == NONE || (matched[pattern >> 6] & 1L << pattern) != 0;
    }
}
