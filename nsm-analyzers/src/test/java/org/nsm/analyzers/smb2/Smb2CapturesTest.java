package org.nsm.analyzers.smb2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.analyzers.Captures;
import org.nsm.api.event.Event;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.Smb2Event;
import org.nsm.api.event.SmbEvent;
import org.nsm.api.event.SmbFileEvent;

class Smb2CapturesTest {

    private static <E extends Event> List<E> events(String capture, Class<E> type) {
        return Captures.eventsOf("smb2/" + capture + ".pcap", type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session-smb202",
                "session-smb210",
                "session-smb300",
                "session-smb311",
                "signed",
                "encrypted",
                "upload",
                "download",
                "wrong-password",
                "shares",
                "rpcclient",
                "anonymous"
            })
    void recordedConversationsBreakNoRule(String capture) {
        List<ProtocolEvent> events = events(capture, ProtocolEvent.class);
        assertThat(events).filteredOn(ProtocolEvent.Violation.class::isInstance).isEmpty();
        assertThat(events)
                .filteredOn(event -> event instanceof ProtocolEvent.Confirmation confirmation
                        && confirmation.analyzer().name().equals("SMB"))
                .hasSizeBetween(1, 2);
    }

    @ParameterizedTest
    @CsvSource({"session-smb202, 0x0202", "session-smb210, 0x0210", "session-smb300, 0x0300", "session-smb311, 0x0311"})
    void theDialectIsTheOneThatWasAskedFor(String capture, String dialect) {
        assertThat(events(capture, Smb2Event.NegotiateResponse.class))
                .extracting(event -> event.response().dialectRevision())
                .containsOnly(Integer.decode(dialect));
    }

    @Test
    void aSessionIsToldFromItsBeginningToItsEnd() {
        assertThat(events("session-smb311", Smb2Event.TreeConnectRequest.class))
                .extracting(Smb2Event.TreeConnectRequest::path)
                .containsExactly("\\\\192.0.2.80\\IPC$", "\\\\192.0.2.80\\docs");
        assertThat(events("session-smb311", Smb2Event.TreeConnectResponse.class))
                .extracting(event -> event.response().shareType())
                .containsExactly(2, 1);
        assertThat(events("session-smb311", Smb2Event.CreateRequest.class))
                .extracting(event -> event.request().filename())
                .contains("", "plans", "plans\\notes.txt", "plans\\final.txt", "missing.txt");
        assertThat(events("session-smb311", Smb2Event.CreateResponse.class))
                .hasSizeLessThan(
                        events("session-smb311", Smb2Event.CreateRequest.class).size());
        assertThat(events("session-smb311", Smb2Event.FileRename.class))
                .extracting(Smb2Event.FileRename::newName)
                .containsExactly("plans\\final.txt");
        assertThat(events("session-smb311", Smb2Event.FileDelete.class)).isNotEmpty();
        assertThat(events("session-smb311", Smb2Event.WriteRequest.class))
                .extracting(Smb2Event.WriteRequest::length)
                .containsExactly(3000L);
        assertThat(events("session-smb311", Smb2Event.ReadRequest.class)).hasSize(1);
        assertThat(events("session-smb311", Smb2Event.TreeDisconnectResponse.class))
                .hasSize(2);
    }

    @Test
    void attributesAreSetAndTakenBack() {
        assertThat(events("session-smb210", Smb2Event.FileSattr.class))
                .extracting(event -> event.attributes().readOnly())
                .containsExactly(true, true, true, false);
    }

    @Test
    void aWrongPasswordEndsWithAnErrorThatOnlyTheHeaderTells() {
        assertThat(events("wrong-password", Smb2Event.SessionSetupRequest.class))
                .hasSize(2);
        assertThat(events("wrong-password", Smb2Event.SessionSetupResponse.class))
                .hasSize(1);
        assertThat(events("wrong-password", Smb2Event.Message.class))
                .last()
                .extracting(event -> event.header().status())
                .isEqualTo(0xc000006dL);
    }

    @Test
    void signedMessagesShowTheirSignatures() {
        List<Smb2Event.Message> messages = events("signed", Smb2Event.Message.class);
        assertThat(messages)
                .filteredOn(event -> (event.header().flags() & 8) != 0)
                .hasSizeGreaterThan(10);
        assertThat(events("signed", Smb2Event.WriteRequest.class)).hasSize(1);
    }

    @Test
    void nothingIsSeenOfWhatIsEncrypted() {
        assertThat(events("encrypted", Smb2Event.SessionSetupResponse.class)).hasSize(2);
        assertThat(events("encrypted", Smb2Event.Message.class)).hasSize(6);
        assertThat(events("encrypted", SmbFileEvent.class)).isEmpty();
    }

    @Test
    void aLongUploadIsHandedOnWholeInPieces() {
        assertThat(events("upload", Smb2Event.WriteRequest.class))
                .extracting(Smb2Event.WriteRequest::length)
                .containsExactly(82_893L);
        assertThat(events("upload", Smb2Event.Message.class))
                .anySatisfy(event -> assertThat(event.header().creditCharge()).isEqualTo(2));
        assertThat(content("upload", true)).isEqualTo(report());
        assertThat(events("upload", SmbFileEvent.Closed.class))
                .extracting(SmbFileEvent.Closed::bytesWritten)
                .containsExactly(82_893L);
    }

    @Test
    void aLongDownloadIsHandedOnWholeInPieces() {
        assertThat(events("download", Smb2Event.ReadRequest.class))
                .extracting(Smb2Event.ReadRequest::length)
                .containsExactly(82_893L);
        assertThat(content("download", false)).isEqualTo(report());
        assertThat(events("download", SmbFileEvent.Closed.class).get(0).file()).satisfies(file -> {
            assertThat(file.share()).isEqualTo("\\\\192.0.2.80\\docs");
            assertThat(file.path()).isEqualTo("upload.txt");
        });
    }

    private static String report() {
        StringBuilder report = new StringBuilder();
        for (int i = 1; i <= 2000; i++) {
            report.append("line ").append(i).append(" of a report that somebody wrote\n");
        }
        return report.toString();
    }

    private static String content(String capture, boolean written) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (SmbFileEvent.Data event : events(capture, SmbFileEvent.Data.class)) {
            assertThat(event.written()).isEqualTo(written);
            assertThat(event.offset()).isEqualTo(content.size());
            byte[] piece = new byte[event.data().readableBytes()];
            event.data().getBytes(0, piece);
            content.writeBytes(piece);
        }
        return content.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void pipesAreNoFiles() {
        assertThat(events("rpcclient", Smb2Event.CreateRequest.class))
                .extracting(event -> event.request().filename())
                .contains("srvsvc", "samr", "lsarpc");
        assertThat(events("rpcclient", SmbFileEvent.class)).isEmpty();
        assertThat(events("rpcclient", SmbEvent.PipeConnectHeuristic.class)).isEmpty();
    }

    @Test
    void pipesAreKnownByTheirNamesWhereTheConnectIsMissing() {
        assertThat(events("smb2_pipe_heuristic", SmbEvent.PipeConnectHeuristic.class))
                .isNotEmpty();
    }

    @Test
    void eachMessageOfACompoundIsAnalysed() {
        assertThat(events("smb2_compound_segments", Smb2Event.CreateRequest.class))
                .hasSize(1);
        assertThat(events("smb2_compound_segments", Smb2Event.FileDelete.class)).hasSize(1);
        assertThat(events("smb2_compound_segments", Smb2Event.CloseRequest.class))
                .hasSize(2);
        assertThat(events("smb2_compound_segments", Smb2Event.CloseResponse.class))
                .hasSize(2);
    }

    @Test
    void malformedMessagesAreViolationsThatOnlyTheirHeadersSurvive() {
        assertThat(events("smb2_malformed", ProtocolEvent.Violation.class)).hasSize(5);
        assertThat(events("smb2_malformed", Smb2Event.FileDelete.class)).hasSizeBetween(10, 15);
    }
}
