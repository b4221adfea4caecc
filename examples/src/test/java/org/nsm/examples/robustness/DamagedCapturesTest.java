package org.nsm.examples.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens to a capture, nothing is thrown out of the analyzer, nothing hangs, no analyzer fails, and good
 * packets behind the damage are analysed. The seeds are fixed: a failure repeats.
 */
class DamagedCapturesTest {

    private static final int ROUNDS = 200;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long NEAR_LIMIT = Duration.ofSeconds(7).toNanos();

    /** Where further captures are, beside the project unless said otherwise. */
    private static final Path CORPUS = Path.of(System.getProperty("nsm.corpus", "../../shared/conformance/traces"))
            .toAbsolutePath()
            .normalize();

    /** How long all further captures may take together; the larger ones are damaged less often. */
    private static final long CORPUS_SECONDS = Long.getLong("nsm.corpus.seconds", 50);

    static List<Path> captures() throws IOException {
        try (Stream<Path> first = Files.list(Path.of("captures"));
                Stream<Path> second = Files.list(Path.of("src/test/resources/captures"))) {
            return Stream.concat(first, second)
                    .filter(path -> path.toString().endsWith(".pcap"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void survivesCutsAndFlippedBytes(Path capture) throws IOException {
        Damage damage = new Damage(capture);
        assertTimeoutPreemptively(LIMIT, () -> {
            for (int round = 0; round < ROUNDS; round++) {
                damage.cut();
                damage.flipInFile();
                damage.damagePackets();
            }
        });
        assertThat(damage.packets()).isGreaterThan(ROUNDS);
    }

    @Test
    void survivesDamageToTheCorpus() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no further captures");
        List<Path> captures;
        try (Stream<Path> all = Files.walk(CORPUS)) {
            captures = all.filter(Files::isRegularFile).sorted().toList();
        }
        long begin = System.nanoTime();
        long packets = 0;
        long rounds = 0;
        int complete = 0;
        long slowest = 0;
        for (int i = 0; i < captures.size(); i++) {
            Damage damage = new Damage(captures.get(i));
            long start = System.nanoTime();
            long left = CORPUS_SECONDS * 1_000_000_000L - (start - begin);
            long fairShare = Math.min(NEAR_LIMIT, Math.max(0, 4 * left / (captures.size() - i)));
            int done = assertTimeoutPreemptively(LIMIT, () -> damageFor(fairShare, damage), captures.get(i)::toString);
            rounds += done;
            complete += done == ROUNDS ? 1 : 0;
            packets += damage.packets();
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        System.out.printf(
                "%d captures, %d of them all %d rounds, %d rounds in all, %d packets, %.1f s, %.1f s the slowest%n",
                captures.size(), complete, ROUNDS, rounds, packets, (System.nanoTime() - begin) / 1e9, slowest / 1e9);
    }

    private static int damageFor(long nanos, Damage damage) {
        long end = System.nanoTime() + nanos;
        int round = 0;
        do {
            damage.cut();
            damage.flipInFile();
            damage.damagePackets();
            round++;
        } while (round < ROUNDS && System.nanoTime() < end);
        return round;
    }
}
