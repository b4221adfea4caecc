package org.nsm.fuzz;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Port;
import org.nsm.api.Transport;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.ProtocolProvider;
import org.nsm.fuzz.Packets.Route;

/**
 * Feeds one analyzer whole conversations on a port of its own. The first byte of the input chooses: bit 0 whether another
 * connection talks garbage in between, which must not change anything, bits 1 and 2 which garbage, bit 3 whether the
 * beginning was missed, bit 4 IPv6. The rest are the steps of a {@link Conversation}.
 */
public final class ConversationTarget {

    /** No analyzer has it of its own. */
    static final int PORT = 50_007;

    private static final int CLIENT = 0x0a000001;
    private static final int SERVER = 0x0a000002;
    private static final int STRANGER = 0x0a090909;
    private static final Pattern STRANGER_ADDRESS = Pattern.compile("10\\.9\\.9\\.9|2001:db8::a09:909");

    private static final String ORIGINATOR = "\"orig_h\":\"";

    private static final Set<AnalyzerTag> TUNNELS = Set.of(AnalyzerTag.AYIYA, AnalyzerTag.GTPV1, AnalyzerTag.TEREDO);

    private static final long START = 1_600_000_000_000_000_000L;

    private static final List<Protocol> PROTOCOLS = ServiceLoader.load(ProtocolProvider.class).stream()
            .flatMap(provider -> provider.get().protocols().stream())
            .sorted(Comparator.comparing((Protocol protocol) -> protocol.tag().name())
                    .thenComparing(Protocol::transport))
            .toList();

    private static final Map<Port, Map<AnalyzerTag, ConversationTarget>> TARGETS = new ConcurrentHashMap<>();

    private final Analysis.Plan plan;
    private final boolean datagrams;
    private final boolean tunnel;

    private ConversationTarget(AnalyzerTag tag, Port port) {
        plan = Analysis.plan(builder -> builder.addPort(tag, port));
        datagrams = port.transport() == Transport.UDP;
        tunnel = TUNNELS.contains(tag);
    }

    /** One execution with an analyzer of streams. */
    public static void tcp(AnalyzerTag tag, byte[] input) {
        run(tag, Port.tcp(PORT), input);
    }

    /** One execution with an analyzer of datagrams. */
    public static void udp(AnalyzerTag tag, byte[] input) {
        run(tag, Port.udp(PORT), input);
    }

    /** One execution with an analyzer that the first byte chooses, in front of the rest. */
    public static void any(byte[] input) {
        Input chosen = new Input(input);
        Protocol protocol = PROTOCOLS.get(chosen.u8() % PROTOCOLS.size());
        run(protocol.tag(), new Port(PORT, protocol.transport()), chosen.rest());
    }

    /** Every analyzer there is. */
    static List<Protocol> protocols() {
        return PROTOCOLS;
    }

    private static void run(AnalyzerTag tag, Port port, byte[] input) {
        ConversationTarget target = TARGETS.computeIfAbsent(port, p -> new ConcurrentHashMap<>())
                .computeIfAbsent(tag, t -> new ConversationTarget(t, port));
        Cost.check(input.length, () -> target.run(input));
    }

    private void run(byte[] input) {
        Analysis alone = analyse(input, false);
        if (input.length > 0 && (input[0] & 1) != 0) {
            List<String> expected = events(alone);
            List<String> together = events(analyse(input, true));
            if (!together.equals(expected)) {
                throw new AssertionError("changed by garbage:\n" + String.join("\n", expected) + "\nbecame\n"
                        + String.join("\n", together));
            }
        }
    }

    private List<String> events(Analysis analysis) {
        return analysis.lines().stream()
                .filter(line -> !STRANGER_ADDRESS.matcher(line).find())
                .filter(line -> !tunnel || isOfTalker(line))
                .toList();
    }

    /**
     * Whether something is said of the tunnel itself. What it carries may come through another one as well, and is the same
     * connection then.
     */
    private static boolean isOfTalker(String line) {
        int at = line.indexOf(ORIGINATOR) + ORIGINATOR.length();
        return line.startsWith("10.0.0.1\"", at) || line.startsWith("2001:db8::a00:1\"", at);
    }

    private Analysis analyse(byte[] bytes, boolean withGarbage) {
        Analysis analysis = plan.start();
        try (analysis) {
            Input input = new Input(bytes);
            int choice = input.u8();
            boolean v6 = (choice & 16) != 0;
            Route route = new Route(v6, CLIENT, 40_000, SERVER, PORT);
            Conversation talk = new Conversation(analysis, route, datagrams, START);
            if ((choice & 8) == 0) {
                talk.begin();
            }
            byte[] rest = input.rest();
            Input steps = new Input(rest);
            if (withGarbage) {
                Conversation noise = new Conversation(talk, new Route(v6, STRANGER, 40_001, SERVER + 1, PORT));
                Input noisySteps = new Input(Conversation.garbageLike(rest, choice >> 1));
                noise.begin();
                while (steps.hasMore()) {
                    talk.step(steps);
                    noise.catchUpWith(talk);
                    noise.step(noisySteps);
                }
            } else {
                while (steps.hasMore()) {
                    talk.step(steps);
                }
            }
        }
        return analysis;
    }
}
