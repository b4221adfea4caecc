package org.nsm.analyzers.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.Captures;
import org.nsm.api.event.MimeEvent;
import org.nsm.api.event.Pop3Event;

/** No port is registered: the payload gives the protocol away. */
class Pop3CapturesTest {

    private static List<String> dialogue(String capture) {
        return Captures.textsOf("pop3/" + capture, Pop3Event.class, Pop3Texts::text);
    }

    @Test
    void retrievesAMail() {
        assertThat(dialogue("retr.pcap"))
                .containsSubsequence(
                        "CAPA",
                        "data STLS",
                        "AUTH CRAM-MD5",
                        "OK Logged in.",
                        "success alice/",
                        "RETR 1",
                        "data .this line begins with a dot",
                        "data ..and this one with two",
                        "QUIT");
        assertThat(Captures.eventsOf("pop3/retr.pcap", MimeEvent.OneHeader.class))
                .extracting(event -> event.header().name())
                .containsExactly("DATE", "FROM", "TO", "SUBJECT");
    }

    @Test
    void logsInByApop() {
        assertThat(dialogue("apop.pcap")).containsSubsequence("OK Logged in.", "success alice/", "LIST", "data 1 198");
    }

    @Test
    void reportsARefusedLogin() {
        assertThat(dialogue("cram_refused.pcap")).contains("failure alice/").doesNotContain("success alice/");
    }

    @Test
    void followsCommandsThatWereSentAtOnce() {
        assertThat(dialogue("user_pass_pipelined.pcap"))
                .containsSubsequence(
                        "USER alice",
                        "OK",
                        "PASS secret",
                        "success alice/secret",
                        "STAT",
                        "OK 2 396",
                        "UIDL",
                        "RETR 1",
                        "TOP 2 1",
                        "QUIT",
                        "OK Logging out.");
        assertThat(Captures.eventsOf("pop3/user_pass_pipelined.pcap", MimeEvent.EndEntity.class))
                .hasSize(2);
    }

    @Test
    void endsWhereTlsStarts() {
        assertThat(dialogue("stls.pcap")).endsWith("STLS", "starttls");
    }

    @Test
    void revealsThePasswordsOfLoginAndPlain() {
        assertThat(dialogue("synthetic_auth_login.pcap")).contains("success leo/le0pw");
        assertThat(dialogue("synthetic_auth_plain.pcap")).contains("success kate/k4te!");
    }
}
