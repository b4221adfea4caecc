package org.nsm.examples.smb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmbAuditTest {

    @Test
    void tellsWhoDidWhatToWhichFileAndHowItWent() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        SmbAudit.audit(Path.of("captures/smb.pcap"), new PrintStream(out, true, StandardCharsets.UTF_8));

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).allMatch(line -> line.matches("2026-11-20T[0-9:.]+Z  192\\.0\\.2\\.10  .*"));
        assertThat(lines.stream().map(line -> line.substring(line.indexOf("  ", 30) + 2)))
                .containsSubsequence(
                        "EXAMPLE\\alice  -  log on as EXAMPLE\\alice: done",
                        "EXAMPLE\\alice  \\\\192.0.2.80\\docs  connect: done",
                        "EXAMPLE\\alice  \\\\192.0.2.80\\docs  create plans: done",
                        "EXAMPLE\\alice  \\\\192.0.2.80\\docs  create plans\\draft.txt: done",
                        "EXAMPLE\\alice  \\\\192.0.2.80\\docs  write plans\\draft.txt: 3000 bytes",
                        "EXAMPLE\\alice  \\\\192.0.2.80\\docs  rename plans\\draft.txt to plans\\budget.txt: done",
                        "EXAMPLE\\alice  \\\\192.0.2.80\\docs  read plans\\budget.txt: 3000 bytes",
                        "EXAMPLE\\bob  -  log on as EXAMPLE\\bob: done",
                        "EXAMPLE\\bob  \\\\192.0.2.80\\docs  read plans\\budget.txt: 3000 bytes",
                        "EXAMPLE\\bob  \\\\192.0.2.80\\docs  open plans\\budget.txt: access denied",
                        "EXAMPLE\\bob  \\\\192.0.2.80\\docs  open plans\\salaries.txt: no such file",
                        "?  -  log on as EXAMPLE\\bob: wrong user or password",
                        "EXAMPLE\\bob  \\\\192.0.2.80\\IPC$  open srvsvc: done",
                        "EXAMPLE\\alice  \\\\192.0.2.80\\docs  delete plans\\budget.txt: done",
                        "EXAMPLE\\alice  \\\\192.0.2.80\\docs  delete plans: done");
    }
}
