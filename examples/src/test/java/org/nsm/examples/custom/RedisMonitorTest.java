package org.nsm.examples.custom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RedisMonitorTest {

    @Test
    void printsWhatClientsAskForAndHear() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        RedisMonitor.monitor(Path.of("captures/redis.pcap"), new PrintStream(out, true, StandardCharsets.UTF_8));

        String cut = "x".repeat(64);
        assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("> ECHO")))
                .startsWith(
                        "> SET greeting hello, world",
                        "< +OK",
                        "> GET nothing",
                        "< $-1",
                        "> LPUSH list a b c",
                        "< :3",
                        "> LRANGE list 0 -1",
                        "< c b a",
                        "> INCR greeting",
                        "< -ERR value is not an integer or out of range",
                        "> SET big " + cut,
                        "< +OK",
                        "> GET big",
                        "< " + cut,
                        "> GET greeting",
                        "> SET n 7",
                        "> INCR n",
                        "< hello, world",
                        "< +OK",
                        "< :8")
                .endsWith("> PING", "< +PONG", "> PING", "< +PONG");
    }
}
