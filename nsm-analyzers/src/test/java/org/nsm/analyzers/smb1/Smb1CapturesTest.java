package org.nsm.analyzers.smb1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.analyzers.Captures;
import org.nsm.api.event.Event;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.Smb1;
import org.nsm.api.event.Smb1Event;
import org.nsm.api.event.SmbFileEvent;
import org.nsm.api.event.WeirdEvent;

class Smb1CapturesTest {

    private static final long LOGON_FAILURE = 0xc000006dL;
    private static final long NOT_SUPPORTED = 0xc00000bbL;
    private static final long NO_SUCH_NAME = 0xc0000034L;
    private static final long MORE_PROCESSING_REQUIRED = 0xc0000016L;
    private static final long NOT_FOUND = 0xc0000225L;

    private static <E extends Event> List<E> events(String capture, Class<E> type) {
        return Captures.eventsOf("smb1/" + capture + ".pcap", type);
    }

    private static List<String> kinds(String capture) {
        return events(capture, Smb1Event.class).stream()
                .filter(event -> !(event instanceof Smb1Event.Message))
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    private static <E extends Event> E first(String capture, Class<E> type) {
        return events(capture, type).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "nt1_files, 64",
        "nt1_nospnego, 28",
        "nt1_wrong_password, 6",
        "nt1_unicode_name, 30",
        "nt1_oem, 30",
        "port139, 38",
        "rpc_srvsvc, 33",
        "net_rpc, 18",
        "lanman1, 46",
        "lanman2, 42",
        "no_dialect, 2",
        "andx_chains, 27",
        "transactions, 43",
        "lanman_negotiations, 9",
        "unicode_session, 45",
    })
    void everyMessageIsUnderstood(String capture, int messages) {
        assertThat(events(capture, Smb1Event.Message.class)).hasSize(messages);
        assertThat(events(capture, ProtocolEvent.Violation.class)).isEmpty();
        assertThat(events(capture, WeirdEvent.class)).isEmpty();
    }

    @Test
    void aSessionWithFiles() {
        assertThat(kinds("nt1_files").subList(0, 31))
                .containsExactly(
                        "NegotiateRequest",
                        "NegotiateResponse",
                        "SessionSetupAndxRequest",
                        "SessionSetupAndxResponse",
                        "SessionSetupAndxRequest",
                        "SessionSetupAndxResponse",
                        "TreeConnectAndxRequest",
                        "TreeConnectAndxResponse",
                        "Trans2GetDfsReferralRequest",
                        "Transaction2Request",
                        "Error",
                        "TreeDisconnect",
                        "EmptyResponse",
                        "TreeConnectAndxRequest",
                        "TreeConnectAndxResponse",
                        "CreateDirectoryRequest",
                        "EmptyResponse",
                        "NtCreateAndxRequest",
                        "NtCreateAndxResponse",
                        "WriteAndxRequest",
                        "WriteAndxResponse",
                        "CloseRequest",
                        "EmptyResponse",
                        "Trans2FindFirst2Request",
                        "Transaction2Request",
                        "Transaction2Request",
                        "NtCreateAndxRequest",
                        "NtCreateAndxResponse",
                        "Transaction2Request",
                        "ReadAndxRequest",
                        "ReadAndxResponse");
    }

    @Test
    void theNamesInASession() {
        assertThat(events("nt1_files", Smb1Event.TreeConnectAndxRequest.class))
                .extracting(Smb1Event.TreeConnectAndxRequest::path)
                .containsExactly("\\\\10.77.0.1\\IPC$", "\\\\10.77.0.1\\FILES");
        assertThat(events("nt1_files", Smb1Event.TreeConnectAndxResponse.class))
                .extracting(Smb1Event.TreeConnectAndxResponse::service)
                .containsExactly("IPC", "A:");
        assertThat(first("nt1_files", Smb1Event.CreateDirectoryRequest.class).directoryName())
                .isEqualTo("\\docs");
        assertThat(first("nt1_files", Smb1Event.Trans2GetDfsReferralRequest.class)
                        .fileName())
                .isEqualTo("\\10.77.0.1\\files");
        assertThat(events("nt1_files", Smb1Event.Trans2FindFirst2Request.class))
                .extracting(search -> search.arguments().fileName())
                .containsExactly("\\docs\\*", "\\docs\\renamed.txt");
        assertThat(events("nt1_files", Smb1Event.NtCreateAndxRequest.class))
                .extracting(Smb1Event.NtCreateAndxRequest::fileName)
                .containsExactly(
                        "\\docs\\numbers.txt",
                        "\\docs\\numbers.txt",
                        "\\docs\\renamed.txt",
                        "\\missing.txt",
                        "\\nowhere");
    }

    @Test
    void theFailuresOfASession() {
        assertThat(events("nt1_files", Smb1Event.Error.class))
                .extracting(error -> error.header().status())
                .containsExactly(NOT_FOUND, NOT_SUPPORTED, NO_SUCH_NAME, NO_SUCH_NAME, NO_SUCH_NAME);
    }

    @Test
    void theContentOfAFileIsTheSameUpAndDown() {
        List<String> contents = Captures.textsOf(
                "smb1/nt1_files.pcap",
                SmbFileEvent.Data.class,
                piece -> piece.file().path() + (piece.written() ? " written " : " read ") + piece.offset() + " "
                        + piece.data().readableBytes() + " " + piece.data().hashCode());
        assertThat(contents).hasSize(2);
        assertThat(contents.get(0)).startsWith("docs\\numbers.txt written 0 13893 ");
        assertThat(contents.get(1)).isEqualTo(contents.get(0).replace("written", "read"));
        assertThat(events("nt1_files", SmbFileEvent.Closed.class))
                .extracting(SmbFileEvent.Closed::bytesRead)
                .containsExactly(0L, 13_893L, 0L);
    }

    @Test
    void aServerWithExtendedSecurity() {
        Smb1.NegotiateResponseNtlm ntlm = Objects.requireNonNull(
                first("nt1_files", Smb1Event.NegotiateResponse.class).response().ntlm());
        assertThat(ntlm.capabilities().extendedSecurity()).isTrue();
        assertThat(ntlm.encryptionKey()).isNull();
        assertThat(ntlm.guid()).isNotNull();
        assertThat(events("nt1_files", Smb1Event.SessionSetupAndxResponse.class))
                .extracting(answer -> answer.header().status())
                .containsExactly(MORE_PROCESSING_REQUIRED, 0L);
        assertThat(first("nt1_files", Smb1Event.SessionSetupAndxResponse.class).response())
                .isEqualTo(
                        new Smb1.SessionSetupAndxResponse(4, false, "Windows 6.1", "Samba 4.17.12-Debian", null, null));
    }

    @Test
    void aServerWithoutExtendedSecurity() {
        Smb1.NegotiateResponseNtlm ntlm =
                Objects.requireNonNull(first("nt1_nospnego", Smb1Event.NegotiateResponse.class)
                        .response()
                        .ntlm());
        assertThat(ntlm.capabilities().extendedSecurity()).isFalse();
        assertThat(Objects.requireNonNull(ntlm.encryptionKey()).readableBytes()).isEqualTo(8);
        assertThat(ntlm.domainName()).isEqualTo("TESTGROUP");
        assertThat(ntlm.guid()).isNull();
        Smb1.SessionSetupAndxRequest request =
                first("nt1_nospnego", Smb1Event.SessionSetupAndxRequest.class).request();
        assertThat(request.wordCount()).isEqualTo(13);
        assertThat(request.accountName()).isEqualTo("alice");
        assertThat(request.primaryDomain()).isEqualTo("TESTGROUP");
        assertThat(Objects.requireNonNull(request.caseSensitivePassword()).readableBytes())
                .isEqualTo(24);
        Smb1.SessionSetupAndxResponse response =
                first("nt1_nospnego", Smb1Event.SessionSetupAndxResponse.class).response();
        assertThat(response.wordCount()).isEqualTo(3);
        assertThat(response.primaryDomain()).isEqualTo("TESTGROUP");
    }

    @Test
    void aWrongPassword() {
        assertThat(kinds("nt1_wrong_password")).endsWith("SessionSetupAndxRequest", "Error");
        assertThat(first("nt1_wrong_password", Smb1Event.Error.class).header().status())
                .isEqualTo(LOGON_FAILURE);
    }

    @Test
    void namesBeyondAscii() {
        assertThat(first("nt1_unicode_name", Smb1Event.NtCreateAndxRequest.class)
                        .fileName())
                .isEqualTo("\\na\u00efve caf\u00e9 \u20ac.txt");
        assertThat(first("nt1_oem", Smb1Event.NtCreateAndxRequest.class).fileName())
                .isEqualTo("\\na\u008bve caf\u0082.txt");
    }

    @Test
    void aSessionOfNetbios() {
        assertThat(first("port139", Smb1Event.WriteAndxRequest.class).dataLength())
                .isEqualTo(6);
        assertThat(kinds("port139")).endsWith("TreeDisconnect", "EmptyResponse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpc_srvsvc", "net_rpc"})
    void remoteProcedureCalls(String capture) {
        assertThat(events(capture, Smb1Event.TransactionRequest.class))
                .isNotEmpty()
                .allSatisfy(request -> {
                    assertThat(request.name()).isEqualTo("\\PIPE\\");
                    assertThat(request.subcommand()).isEqualTo(0x26);
                    assertThat(request.data().getByte(0)).isEqualTo((byte) 5);
                });
        assertThat(events(capture, Smb1Event.TransactionResponse.class))
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.data().getByte(0)).isEqualTo((byte) 5));
    }

    @Test
    void lanManagerDialects() {
        Smb1.NegotiateResponseLanman lanman = Objects.requireNonNull(
                first("lanman1", Smb1Event.NegotiateResponse.class).response().lanman());
        assertThat(lanman.dialectIndex()).isEqualTo(3);
        assertThat(lanman.serverTime()).isEqualTo(Instant.parse("2026-11-20T13:37:32Z"));
        assertThat(lanman.encryptionKey().readableBytes()).isEqualTo(8);
        assertThat(first("lanman2", Smb1Event.SessionSetupAndxRequest.class).request())
                .matches(request -> request.wordCount() == 10 && "alice".equals(request.accountName()));
        assertThat(kinds("lanman1"))
                .contains("CreateDirectoryRequest", "CheckDirectoryRequest", "ReadAndxResponse", "TreeDisconnect");
        assertThat(events("lanman2", Smb1Event.Error.class)).isNotEmpty();
    }

    @Test
    void noDialectInCommon() {
        assertThat(first("no_dialect", Smb1Event.NegotiateResponse.class)
                        .response()
                        .core())
                .isEqualTo(new Smb1.NegotiateResponseCore(65_535));
    }

    @Test
    void theTimesOfLanManagerServers() {
        assertThat(events("lanman_negotiations", Smb1Event.NegotiateResponse.class))
                .extracting(event -> Objects.requireNonNull(event.response().lanman()))
                .extracting(Smb1.NegotiateResponseLanman::serverTime, Smb1.NegotiateResponseLanman::primaryDomain)
                // the last server says the 31st of April
                .containsExactly(
                        tuple(Instant.parse("2019-04-03T14:45:30Z"), "DOMAIN-A"),
                        tuple(Instant.parse("2019-01-01T00:00:02Z"), "DOM"),
                        tuple(Instant.parse("2019-05-01T22:59:58Z"), "WORKGROUP"));
    }

    @Test
    void chainsOfManyKinds() {
        assertThat(kinds("andx_chains"))
                .contains("CreateDirectoryResponse", "CheckDirectoryResponse", "QueryInformationRequest")
                .endsWith(
                        "LogoffAndx",
                        "SessionSetupAndxRequest",
                        "LogoffAndx",
                        "SessionSetupAndxResponse",
                        "EchoRequest",
                        "EchoResponse");
    }

    @Test
    void transactionsInSeveralMessages() {
        assertThat(events("transactions", Smb1Event.TransactionSecondaryRequest.class))
                .extracting(part -> part.arguments().dataDisplacement())
                .containsExactly(60, 160);
        assertThat(events("transactions", Smb1Event.Transaction2SecondaryRequest.class))
                .extracting(part -> part.arguments().fileId())
                .containsExactly(0xffff, 0x1357);
    }
}
