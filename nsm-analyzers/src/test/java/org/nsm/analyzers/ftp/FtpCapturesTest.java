package org.nsm.analyzers.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.Captures;
import org.nsm.api.event.FtpEvent;
import org.nsm.api.event.SslEvent;

class FtpCapturesTest {

    /** The dialogue, a line for each event, without the greeting. */
    private static List<String> dialogue(String capture) {
        return Captures.eventsOf("ftp/" + capture + ".pcap", FtpEvent.class).stream()
                .map(FtpCapturesTest::line)
                .skip(1)
                .toList();
    }

    private static String line(FtpEvent event) {
        if (event instanceof FtpEvent.Request request) {
            return (request.command() + " " + request.argument()).strip();
        }
        FtpEvent.Reply reply = (FtpEvent.Reply) event;
        return reply.code() + (reply.continued() ? "-" : " ") + reply.message();
    }

    @Test
    void aLoginThatFails() {
        assertThat(dialogue("failed_login"))
                .containsExactly(
                        "USER nsmalice", "331 Please specify the password.", "PASS oyster", "530 Login incorrect.");
    }

    @Test
    void aPassiveDownload() {
        assertThat(dialogue("passive_download"))
                .containsSubsequence(
                        "USER anonymous",
                        "230 Login successful.",
                        "PASV",
                        "227 Entering Passive Mode (10,9,0,2,226,17).",
                        "RETR pixel.png",
                        "226 Transfer complete.",
                        "QUIT",
                        "221 Goodbye.");
    }

    @Test
    void anActiveDownloadOverIpv6() {
        assertThat(dialogue("extended_active_ipv6"))
                .containsSubsequence("EPRT |2|fd00:9::1|60733|", "200 EPRT command successful. Consider using EPSV.");
    }

    @Test
    void aSessionWithListingsAndAReplyOfSeveralLines() {
        assertThat(dialogue("lftp_session"))
                .startsWith("FEAT", "211-Features:", "0- AUTH TLS", "0- EPRT")
                .containsSubsequence(
                        "211 End", "LIST", "150 Here comes the directory listing.", "226 Directory send OK.")
                .containsSubsequence("MKD ../incoming/new", "SITE help", "214 CHMOD UMASK HELP");
    }

    @Test
    void nothingIsReadOfTheEncryptedPart() {
        assertThat(dialogue("auth_tls")).containsExactly("AUTH SSL", "234 Proceed with negotiation.");
        assertThat(Captures.eventsOf("ftp/auth_tls.pcap", SslEvent.Established.class))
                .isNotEmpty();
    }
}
