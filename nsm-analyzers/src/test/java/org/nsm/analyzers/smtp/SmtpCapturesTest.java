package org.nsm.analyzers.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.Captures;
import org.nsm.api.event.Event;
import org.nsm.api.event.MimeEvent;
import org.nsm.api.event.SmtpEvent;

class SmtpCapturesTest {

    private static List<String> dialogue(String capture) {
        return Captures.textsOf("smtp/" + capture, SmtpEvent.class, Transcript::text);
    }

    private static List<String> mail(String capture) {
        return Captures.textsOf("smtp/" + capture, MimeEvent.class, Transcript::text);
    }

    @Test
    void transfersAMail() {
        assertThat(dialogue("plain.pcap"))
                .startsWith("S 220 mail.example.org ESMTP [>]", "C EHLO client.example.org")
                .containsSubsequence(
                        "C MAIL FROM:<alice@example.org>",
                        "C RCPT TO:<bob@example.net>",
                        "C DATA",
                        "data Subject: a plain mail",
                        "data .this line begins with a dot",
                        "data ..and this one with two",
                        "C . .",
                        "S 250 2.0.0 Ok: queued as 4F2A1 [.]",
                        "C QUIT",
                        "S 221 Bye [QUIT]")
                .noneMatch(line -> line.contains("unexpected"));
        assertThat(mail("plain.pcap"))
                .contains("header SUBJECT=a plain mail")
                .anyMatch(line -> line.startsWith("entity Hello Bob,\r\n.this line begins with a dot\r\n..and"));
    }

    @Test
    void transfersAMailAfterHelo() {
        assertThat(dialogue("helo.pcap"))
                .contains("C HELO client.example.org")
                .noneMatch(line -> line.contains("unexpected"));
    }

    @Test
    void assignsTheRepliesToPipelinedCommands() {
        assertThat(dialogue("pipelined.pcap"))
                .containsSubsequence(
                        "C DATA",
                        "S 250 OK [MAIL]",
                        "S 250 2.1.5 Ok [RCPT]",
                        "S 550 5.1.1 no such user here [RCPT]",
                        "S 354 End data with <CR><LF>.<CR><LF> [DATA]",
                        "C . .",
                        "C QUIT",
                        "S 250 2.0.0 Ok: queued as 4F2A1 [.]")
                .noneMatch(line -> line.contains("unexpected"));
    }

    @Test
    void decodesAnAttachment() {
        List<MimeEvent.EntityData> entities = Captures.eventsOf("smtp/attachment.pcap", MimeEvent.EntityData.class);
        assertThat(entities)
                .extracting(MimeEvent.EntityData::length)
                .endsWith(600, 0)
                .hasSize(3);
        assertThat(mail("attachment.pcap")).contains("header CONTENT-TRANSFER-ENCODING=BASE64");
    }

    @Test
    void decodesQuotedPrintable() {
        assertThat(mail("quoted_printable.pcap"))
                .anyMatch(line -> line.startsWith("entity Caf\u00c3\u00a9 at noon, and a long line that goes on."));
    }

    @Test
    void endsWhereTlsStarts() {
        assertThat(dialogue("starttls.pcap")).endsWith("C STARTTLS", "S 220 Ready to start TLS [STARTTLS]", "starttls");
    }

    @Test
    void followsALogin() {
        assertThat(dialogue("auth_login.pcap"))
                .containsSubsequence(
                        "C AUTH LOGIN", "C ** YWxpY2U=", "C ** c2VjcmV0", "C MAIL FROM:<alice@example.org>")
                .noneMatch(line -> line.contains("unexpected"));
    }

    @Test
    void followsARefusedLogin() {
        assertThat(dialogue("auth_plain_refused.pcap"))
                .anyMatch(line -> line.startsWith("S 535"))
                .noneMatch(line -> line.contains("unexpected"));
    }

    @Test
    void followsARefusedRecipient() {
        assertThat(dialogue("rejected_recipient.pcap"))
                .containsSubsequence(
                        "C RCPT TO:<nobody@example.net>", "S 550 5.1.1 no such user here [RCPT]", "C QUIT");
        assertThat(mail("rejected_recipient.pcap")).isEmpty();
    }

    @Test
    void endsAMailThatBreaksOff() {
        assertThat(dialogue("synthetic_interrupted.pcap")).endsWith("data half of the");
        assertThat(mail("synthetic_interrupted.pcap")).contains("entity half of the\r\n", "EndEntity");
    }

    @Test
    void reportsMissingSegments() {
        assertThat(dialogue("synthetic_gap_in_data.pcap"))
                .containsSubsequence(
                        "data line 1",
                        "C content gap: seq = 112, len = 500",
                        "C (UNKNOWN)",
                        "S 250 2.0.0 Ok: queued as 12345 [(UNKNOWN)]",
                        "C QUIT",
                        "S 221 2.0.0 Bye [QUIT]")
                .doesNotContain("data line after");
        assertThat(dialogue("synthetic_gap_in_reply.pcap"))
                .contains("S content gap: seq = 118, len = 8", "C unexpected command: DATA reply = 0 state = 12");
    }

    @Test
    void reportsCommandsOutOfOrder() {
        assertThat(dialogue("synthetic_bad_order.pcap"))
                .contains(
                        "C unexpected command: DATA reply = 0 state = 1",
                        "C unexpected command: RCPT reply = 0 state = 3",
                        "C unexpected command: MAIL reply = 0 state = 5",
                        "C unexpected command: NOOP reply = 0 state = 10");
    }

    @Test
    void followsAnExchangeOfRoles() {
        assertThat(dialogue("synthetic_turn.pcap")).contains("S MAIL FROM:<r@s>", "C 250 ok [MAIL]");
    }

    @Test
    void takesNestedPartsApart() {
        List<Event> begins =
                List.copyOf(Captures.eventsOf("smtp/synthetic_nested_multipart.pcap", MimeEvent.BeginEntity.class));
        assertThat(begins).hasSize(5);
    }
}
