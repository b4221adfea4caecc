package org.nsm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.fuzz.ConversationTarget.tcp;
import static org.nsm.fuzz.ConversationTarget.udp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.nsm.api.AnalyzerTag;

/** Whole conversations: a row for each analyzer. */
class ConversationFuzzTest {

    /** All of the others in one run, for who has time for one only. */
    @FuzzTest
    void any(byte[] input) {
        ConversationTarget.any(input);
    }

    @Test
    void everyAnalyzerHasARow() {
        Set<String> rows = Arrays.stream(ConversationFuzzTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                .map(method -> method.getName().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(ConversationTarget.protocols()).allSatisfy(protocol -> {
            String tag = protocol.tag().name().replace("_", "").toLowerCase(Locale.ROOT);
            assertThat(rows).containsAnyOf(tag, tag + protocol.transport().label());
        });
    }

    @FuzzTest
    void ayiya(byte[] input) {
        udp(AnalyzerTag.AYIYA, input);
    }

    @FuzzTest
    void dceRpc(byte[] input) {
        tcp(AnalyzerTag.DCE_RPC, input);
    }

    @FuzzTest
    void dnsTcp(byte[] input) {
        tcp(AnalyzerTag.DNS, input);
    }

    @FuzzTest
    void dnsUdp(byte[] input) {
        udp(AnalyzerTag.DNS, input);
    }

    @FuzzTest
    void dtls(byte[] input) {
        udp(AnalyzerTag.DTLS, input);
    }

    @FuzzTest
    void finger(byte[] input) {
        tcp(AnalyzerTag.FINGER, input);
    }

    @FuzzTest
    void ftp(byte[] input) {
        tcp(AnalyzerTag.FTP, input);
    }

    @FuzzTest
    void ftpData(byte[] input) {
        tcp(AnalyzerTag.FTP_DATA, input);
    }

    @FuzzTest
    void gssapi(byte[] input) {
        udp(AnalyzerTag.GSSAPI, input);
    }

    @FuzzTest
    void gtpv1(byte[] input) {
        udp(AnalyzerTag.GTPV1, input);
    }

    @FuzzTest
    void http(byte[] input) {
        tcp(AnalyzerTag.HTTP, input);
    }

    @FuzzTest
    void ident(byte[] input) {
        tcp(AnalyzerTag.IDENT, input);
    }

    @FuzzTest
    void imap(byte[] input) {
        tcp(AnalyzerTag.IMAP, input);
    }

    @FuzzTest
    void ircData(byte[] input) {
        tcp(AnalyzerTag.IRC_DATA, input);
    }

    @FuzzTest
    void krb(byte[] input) {
        udp(AnalyzerTag.KRB, input);
    }

    @FuzzTest
    void krbTcp(byte[] input) {
        tcp(AnalyzerTag.KRB_TCP, input);
    }

    @FuzzTest
    void mountTcp(byte[] input) {
        tcp(AnalyzerTag.MOUNT, input);
    }

    @FuzzTest
    void mountUdp(byte[] input) {
        udp(AnalyzerTag.MOUNT, input);
    }

    @FuzzTest
    void ncp(byte[] input) {
        tcp(AnalyzerTag.NCP, input);
    }

    @FuzzTest
    void netbiosSsnTcp(byte[] input) {
        tcp(AnalyzerTag.NETBIOSSSN, input);
    }

    @FuzzTest
    void netbiosSsnUdp(byte[] input) {
        udp(AnalyzerTag.NETBIOSSSN, input);
    }

    @FuzzTest
    void nfsTcp(byte[] input) {
        tcp(AnalyzerTag.NFS, input);
    }

    @FuzzTest
    void nfsUdp(byte[] input) {
        udp(AnalyzerTag.NFS, input);
    }

    @FuzzTest
    void ntlm(byte[] input) {
        udp(AnalyzerTag.NTLM, input);
    }

    @FuzzTest
    void pop3(byte[] input) {
        tcp(AnalyzerTag.POP3, input);
    }

    @FuzzTest
    void portmapperTcp(byte[] input) {
        tcp(AnalyzerTag.PORTMAPPER, input);
    }

    @FuzzTest
    void portmapperUdp(byte[] input) {
        udp(AnalyzerTag.PORTMAPPER, input);
    }

    @FuzzTest
    void smb(byte[] input) {
        tcp(AnalyzerTag.SMB, input);
    }

    @FuzzTest
    void smtp(byte[] input) {
        tcp(AnalyzerTag.SMTP, input);
    }

    @FuzzTest
    void ssh(byte[] input) {
        tcp(AnalyzerTag.SSH, input);
    }

    @FuzzTest
    void ssl(byte[] input) {
        tcp(AnalyzerTag.SSL, input);
    }

    @FuzzTest
    void teredo(byte[] input) {
        udp(AnalyzerTag.TEREDO, input);
    }

    @FuzzTest
    void xmpp(byte[] input) {
        tcp(AnalyzerTag.XMPP, input);
    }
}
