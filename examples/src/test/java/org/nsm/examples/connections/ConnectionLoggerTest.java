package org.nsm.examples.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConnectionLoggerTest {

    @Test
    void printsALineForEachConnection() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        ConnectionLogger.log(Path.of("captures/http.pcap"), new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(7)
                .anyMatch(line -> line.contains("192.0.2.10 44800/tcp > 192.0.2.80 80/tcp")
                        && line.contains("ShADadFf")
                        && line.contains("243 / 7193 bytes"));
    }
}
