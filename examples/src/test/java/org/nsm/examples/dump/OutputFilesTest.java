package org.nsm.examples.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OutputFilesTest {

    private static final Path DIRECTORY = Path.of("out");

    private final OutputFiles files = new OutputFiles(DIRECTORY);

    @Test
    void aCaptureKeepsThePathItWasGivenBy() {
        assertThat(files.of("zeek/dns/a.pcap")).isEqualTo(DIRECTORY.resolve("zeek/dns/a.pcap.jsonl"));
    }

    @Test
    void detoursInsideThePathAreTakenOut() {
        assertThat(files.of("./zeek/../dns/a.pcap")).isEqualTo(DIRECTORY.resolve("dns/a.pcap.jsonl"));
    }

    @Test
    void anAbsolutePathGoesBelowTheDirectory() {
        assertThat(files.of("/captures/a.pcap")).isEqualTo(DIRECTORY.resolve("captures/a.pcap.jsonl"));
    }

    @Test
    void aPathThatLeadsUpwardsIsWrittenByItsAbsoluteForm() {
        Path absolute = Path.of("..").toAbsolutePath().normalize();
        assertThat(files.of("a/../../b.pcap"))
                .isEqualTo(DIRECTORY.resolve(absolute.toString().substring(1)).resolve("b.pcap.jsonl"));
    }

    @Test
    void standardInputHasAName() {
        assertThat(files.of("-")).isEqualTo(DIRECTORY.resolve("-.jsonl"));
    }
}
