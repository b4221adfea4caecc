package org.nsm.examples.dump;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDumpTest {

    private static final String HTTP = "captures/http.pcap";
    private static final String DNS = "captures/dns.pcap";
    private static final String SMB = "captures/smb.pcap";
    private static final String PING = "captures/ping.pcap";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path temporary;

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "captures/http.pcap, connection_established, 7",
        "captures/http.pcap, connection_finished, 7",
        "captures/http.pcap, connection_state_remove, 7",
        "captures/dns.pcap, udp_request, 10",
        "captures/dns.pcap, udp_reply, 10",
        "captures/dns.pcap, connection_established, 2",
        "captures/ping.pcap, icmp_echo_request, 7",
        "captures/ping.pcap, icmp_echo_reply, 7",
    })
    void aCaptureRaisesTheEventsOfWhatWasDone(String capture, String event, int count) {
        assertThat(dump("--events", "^" + event + "$", capture)).isZero();

        assertThat(names()).hasSize(count).containsOnly(event);
    }

    @Test
    void withoutASelectionEveryEventIsWritten() {
        assertThat(dump(DNS)).isZero();

        assertThat(names()).contains("new_connection", "udp_request", "connection_established", "tcp_packet");
    }

    @Test
    void aLineHasTheTimeTheNameAndTheArguments() {
        dump("--events", "^icmp_echo_request$", PING);

        JsonNode first = lines().get(0);
        assertThat(first.get("ts").asDouble()).isBetween(1.7e9, 2.0e9);
        assertThat(first.get("event").asText()).isEqualTo("icmp_echo_request");
        assertThat(first.at("/args/c/id/orig_h").asText()).isEqualTo("192.0.2.10");
        assertThat(first.at("/args/c/id/orig_p").asText()).isEqualTo("8/icmp");
        assertThat(first.at("/args/seq").asInt()).isEqualTo(1);
    }

    @Test
    void theContentOfFilesOnSharesIsWrittenUnlessTheDocumentedEventsAreWanted() {
        dump(SMB);
        assertThat(names()).contains("smb2_write_request", "smb_file_data", "smb_file_closed");
        assertThat(lines())
                .filteredOn(line -> line.get("event").asText().equals("smb_file_closed"))
                .extracting(line -> line.at("/args/file/path").asText())
                .contains("plans\\draft.txt", "plans\\budget.txt");
        out.reset();

        dump("--conformance", SMB);
        assertThat(names()).contains("smb2_write_request").doesNotContain("smb_file_data", "smb_file_closed");
    }

    @Test
    void totalsComeAtTheEnd() {
        dump("--events", "^udp_request$", DNS, PING);

        assertThat(messages()).containsPattern("(?m)^2 of 2 captures, [0-9]+ packets, 10 events in ");
    }

    @Test
    void anOutputDirectoryGetsAFileForEachCapture() throws IOException {
        assertThat(dump("--out-dir", temporary.toString(), "--events", "^(udp|icmp_echo)_request$", DNS, PING))
                .isZero();

        assertThat(out.size()).isZero();
        assertThat(Files.readAllLines(temporary.resolve(DNS + ".jsonl"))).hasSize(10);
        assertThat(Files.readAllLines(temporary.resolve(PING + ".jsonl"))).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void severalThreadsWriteTheSameLines(int threads) {
        dump("--events", "^(tcp|udp)_", HTTP, DNS);
        List<String> alone = linesWithoutUid();
        out.reset();

        assertThat(dump("--threads", "" + threads, "--events", "^(tcp|udp)_", HTTP, DNS))
                .isZero();

        assertThat(linesWithoutUid()).containsExactlyInAnyOrderElementsOf(alone);
    }

    @Test
    void aMissingCaptureIsNamedAndTheOthersAreDumped() {
        assertThat(dump("--events", "^udp_request$", "captures/missing.pcap", DNS))
                .isEqualTo(1);

        assertThat(messages()).contains("captures/missing.pcap: no such file").contains("1 of 2 captures");
        assertThat(names()).hasSize(10);
    }

    @Test
    void aCaptureThatBreaksOffGivesItsEventsAndTheOffset() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of(DNS));
        Path cut = temporary.resolve("cut.pcap");
        Files.write(cut, Arrays.copyOf(whole, whole.length - 5));

        assertThat(dump("--events", "^udp_request$", cut.toString(), PING)).isEqualTo(1);

        assertThat(messages()).contains(cut.toString()).containsPattern("at offset [0-9]+");
        assertThat(names()).hasSize(10);
    }

    @Test
    void whatIsNoCaptureFails() throws IOException {
        Path text = Files.writeString(temporary.resolve("text"), "not a capture, but long enough to look like one");

        assertThat(dump(text.toString())).isEqualTo(1);

        assertThat(messages()).contains(text.toString());
    }

    @Test
    void standardOutputThatFailsEndsTheDump() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        int status = EventDump.run(closed, new PrintStream(err, true, StandardCharsets.UTF_8), DNS, PING);

        assertThat(status).isEqualTo(1);
        assertThat(messages()).containsOnlyOnce("dump: ").contains("standard output: Broken pipe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--no-such-option captures/dns.pcap",
                "--events ( captures/dns.pcap",
                "--events ^no_such_event$ captures/dns.pcap",
                "--threads 0 captures/dns.pcap",
                "--threads many captures/dns.pcap",
                "--keytab captures/missing.keytab captures/dns.pcap",
            })
    void aWrongCommandIsExplained(String arguments) {
        assertThat(dump(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)))
                .isEqualTo(2);

        assertThat(messages()).contains("Usage: dump");
        assertThat(out.size()).isZero();
    }

    @Test
    void theConformanceProfileIsAccepted() {
        assertThat(dump("--conformance", "--ignore-checksums", "--events", "^udp_request$", DNS))
                .isZero();

        assertThat(names()).hasSize(10);
    }

    private int dump(String... arguments) {
        return EventDump.run(out, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
    }

    private String messages() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Stream<String> names() {
        return lines().stream().map(line -> line.get("event").asText());
    }

    private List<JsonNode> lines() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(EventDumpTest::parse)
                .toList();
    }

    private List<String> linesWithoutUid() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll("\"uid\":\"[^\"]*\"", ""))
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }
}
