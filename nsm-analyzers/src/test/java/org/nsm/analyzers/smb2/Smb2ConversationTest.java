package org.nsm.analyzers.smb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.smb2.Smb2Wire.*;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.smb.SmbConnection;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.Smb2;
import org.nsm.api.event.Smb2Event;
import org.nsm.api.event.SmbEvent;
import org.nsm.api.event.SmbFileEvent;

class Smb2ConversationTest {

    private final SmbConnection connection = new SmbConnection();

    @AfterEach
    void nothingWasThrown() {
        assertThat(connection.failure).isNull();
    }

    private void client(String... messages) {
        connection.send(true, frame(messages));
    }

    private void server(String... messages) {
        connection.send(false, frame(messages));
    }

    private List<String> names() {
        return connection.events(Smb2Event.class).stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    private void connectDisk() {
        client(request(3, 1, treeConnectRequest("\\\\files\\docs")));
        server(response(3, 1, treeConnectResponse(1)));
    }

    @Test
    void tellsOfEachMessageBeforeWhatItHolds() {
        connectDisk();
        assertThat(names()).containsExactly("Message", "TreeConnectRequest", "Message", "TreeConnectResponse");
        assertThat(connection.events(Smb2Event.TreeConnectRequest.class).get(0).path())
                .isEqualTo("\\\\files\\docs");
    }

    @Test
    void saysOnlyThatThereIsAMessageIfTheAnswerIsAnError() {
        server(response(5, 0xc0000034L, 1, error()), "");
        server(response(8, 0x103, 2, error()));
        assertThat(names()).containsExactly("Message", "Message");
        assertThat(connection.events(ProtocolEvent.Violation.class)).isEmpty();
    }

    @Test
    void understandsAnswersThatOverflowOrWantMore() {
        server(response(1, 0xc0000016L, 1, u16(9) + u16(0) + u16(72) + u16(0)));
        server(response(5, 0x80000005L, 2, createResponse(1, 2)));
        assertThat(names()).containsExactly("Message", "SessionSetupResponse", "Message", "CreateResponse");
    }

    @Test
    void understandsRequestsWhateverTheirChannelSequence() {
        client(header(6, 0x0001_0001, 0, 0, 9, TREE, SESSION) + closeRequest(1, 2));
        assertThat(names()).containsExactly("Message", "CloseRequest");
    }

    @Test
    void analysesEachMessageOfACompound() {
        client(compound(
                request(5, 1, createRequest("a.txt")),
                request(17, 2, setInfo(1, 13, -1, -1, "01")),
                request(6, 3, closeRequest(-1, -1))));
        server(compound(
                response(5, 1, createResponse(1, 2)), response(17, 2, u16(2)), response(6, 3, closeResponse())));
        assertThat(names())
                .containsExactly(
                        "Message",
                        "CreateRequest",
                        "Message",
                        "FileDelete",
                        "Message",
                        "CloseRequest",
                        "Message",
                        "CreateResponse",
                        "Message",
                        "Message",
                        "CloseResponse");
        assertThat(connection.events(Smb2Event.FileDelete.class).get(0).fileId())
                .isEqualTo(new Smb2.Guid(-1, -1));
    }

    @Test
    void analysesCompoundsThatComeInPiecesJustTheSame() {
        String requests = compound(
                request(5, 1, createRequest("a.txt")),
                request(9, 2, writeRequest(-1, -1, 0, "61".repeat(3000))),
                request(6, 3, closeRequest(-1, -1)));
        connection.send(true, frame(requests));
        connection.send(false, frame(response(5, 1, createResponse(1, 2))));
        List<Smb2Event> whole = connection.events(Smb2Event.class);
        assertThat(whole).hasSize(8);
        for (int size = 1; size < 200; size++) {
            SmbConnection other = new SmbConnection(connection.flow);
            other.send(false, frame(response(13, 0, u16(4) + u16(0))));
            other.sendInPieces(true, frame(requests), size);
            other.send(false, frame(response(5, 1, createResponse(1, 2))));
            assertThat(other.events(Smb2Event.class).subList(1, 9))
                    .as("pieces of %d", size)
                    .isEqualTo(whole);
            assertThat(bytesOf(other.events(SmbFileEvent.Data.class))).isEqualTo("a".repeat(3000));
        }
    }

    @Test
    void tellsOfRenamesDeletionsAndAttributes() {
        client(request(17, 1, setInfo(1, 10, 5, 6, rename("b.txt"))));
        client(request(17, 2, setInfo(1, 13, 5, 6, "00")));
        client(request(17, 3, setInfo(1, 4, 5, 6, "00".repeat(40))));
        client(request(17, 4, setInfo(1, 20, 5, 6, "00".repeat(8))));
        client(request(17, 5, setInfo(3, 10, 5, 6, "00".repeat(8))));
        assertThat(names())
                .containsExactly(
                        "Message", "FileRename", "Message", "FileDelete", "Message", "FileSattr", "Message", "Message");
        assertThat(connection.events(Smb2Event.FileRename.class).get(0).newName())
                .isEqualTo("b.txt");
        assertThat(connection.events(Smb2Event.FileDelete.class).get(0).deletePending())
                .isFalse();
    }

    @Test
    void keepsQuietAboutTheOtherCommands() {
        client(request(2, 1, u16(4) + u16(0)));
        client(request(7, 1, "00".repeat(24)));
        client(request(10, 1, u16(48) + u16(2) + "00".repeat(68)));
        client(request(12, 1, u16(4) + u16(0)));
        client(request(13, 1, u16(4) + u16(0)));
        client(request(15, 1, "00".repeat(32)));
        server(response(15, 1, u16(9) + u16(72) + u32(28) + u32(16) + "00".repeat(24)));
        server(response(16, 1, u16(9) + u16(72) + u32(2) + "0000"));
        server(response(9, 1, writeResponse(3)));
        client(request(99, 1, ""));
        assertThat(names()).hasSize(10).containsOnly("Message");
        assertThat(connection.events(ProtocolEvent.Violation.class)).isEmpty();
    }

    @Test
    void showsTheHalvesOfTheAsyncIdAsProcessAndTree() {
        server(header(5, 0, 3, 0, 4, 0x11223344, SESSION) + createResponse(1, 2));
        Smb2.Header header =
                connection.events(Smb2Event.CreateResponse.class).get(0).header();
        assertThat(header.processId()).isEqualTo(0xfeff);
        assertThat(header.treeId()).isEqualTo(0x11223344);
    }

    @Test
    void knowsThePipesOfAServerByTheirNames() {
        client(request(5, 1, createRequest("srvsvc")));
        client(request(5, 2, createRequest("samr")));
        assertThat(connection.events(SmbEvent.PipeConnectHeuristic.class)).hasSize(1);
    }

    @Test
    void doesNotTakeFilesOnKnownSharesNorOtherNamesForPipes() {
        client(request(5, 1, createRequest("SRVSVC")));
        client(request(5, 2, createRequest("\\srvsvc")));
        connectDisk();
        client(request(5, 3, createRequest("srvsvc")));
        assertThat(connection.events(SmbEvent.PipeConnectHeuristic.class)).isEmpty();
    }

    @Test
    void forgetsASharesKindWhenItIsGivenUp() {
        connectDisk();
        client(request(4, 2, u16(4) + u16(0)));
        server(response(4, 2, u16(4) + u16(0)));
        client(request(5, 3, createRequest("srvsvc")));
        assertThat(connection.events(SmbEvent.PipeConnectHeuristic.class)).hasSize(1);
        assertThat(names()).contains("TreeDisconnectRequest", "TreeDisconnectResponse");
    }

    @Test
    void handsOnWhatIsWrittenAndRead() {
        connectDisk();
        client(request(5, 2, createRequest("plans\\a.txt")));
        server(response(5, 2, createResponse(11, 12)));
        client(request(9, 3, writeRequest(11, 12, 100, ascii("hello"))));
        client(request(8, 4, readRequest(11, 12, 4096, 10)));
        server(header(8, 0x103, 3, 0, 4, 0, SESSION) + error());
        server(header(8, 0, 3, 0, 4, 0, SESSION) + readResponse(ascii("world!")));
        client(request(6, 5, closeRequest(11, 12)));
        server(response(6, 5, closeResponse()));
        connection.end();

        SmbFileEvent.File file = new SmbFileEvent.File(1, SESSION, "\\\\files\\docs", "plans\\a.txt");
        assertThat(connection.events(SmbFileEvent.class))
                .containsExactly(
                        new SmbFileEvent.Data(connection.flow, file, true, 100, bytes(ascii("hello"))),
                        new SmbFileEvent.Data(connection.flow, file, false, 4096, bytes(ascii("world!"))),
                        new SmbFileEvent.Closed(connection.flow, file, 6, 5));
    }

    @Test
    void passesLongReadsAndWritesThroughAsTheyCome() {
        connectDisk();
        String content = "61626364".repeat(100_000);
        connection.sendInPieces(true, frame(request(9, 2, writeRequest(1, 2, 7, content))), 1000);
        List<SmbFileEvent.Data> written = connection.events(SmbFileEvent.Data.class);
        assertThat(written).hasSizeGreaterThan(390);
        assertThat(written.get(1).offset()).isEqualTo(7 + written.get(0).data().readableBytes());
        assertThat(bytesOf(written)).isEqualTo("abcd".repeat(100_000));
        client(request(8, 3, readRequest(1, 2, 0, 400_000)));
        connection.sendInPieces(false, frame(response(8, 3, readResponse(content))), 1000);
        connection.end();
        SmbFileEvent.Closed closed =
                connection.events(SmbFileEvent.Closed.class).get(0);
        assertThat(closed.bytesRead()).isEqualTo(400_000);
        assertThat(closed.bytesWritten()).isEqualTo(400_000);
        assertThat(closed.file().path()).isEmpty();
        assertThat(closed.file().share()).isEqualTo("\\\\files\\docs");
    }

    private static String bytesOf(List<SmbFileEvent.Data> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.data().toString(java.nio.charset.StandardCharsets.ISO_8859_1)));
        return text.toString();
    }

    @Test
    void leavesOutWhatIsMissingOfARead() {
        connectDisk();
        client(request(8, 2, readRequest(1, 2, 50, 3000)));
        var answer = frame(response(8, 2, readResponse("61".repeat(3000))), "");
        connection.send(false, answer.slice(0, 1084));
        connection.gap(false, 500);
        connection.send(false, answer.slice(1584, answer.readableBytes() - 1584));
        server(response(6, 3, closeResponse()));
        assertThat(connection.events(SmbFileEvent.Data.class))
                .extracting(SmbFileEvent.Data::offset)
                .containsExactly(50L, 1550L);
        assertThat(names()).endsWith("Message", "CloseResponse");
    }

    @Test
    void doesNotTakePipesForFiles() {
        client(request(3, 1, treeConnectRequest("\\\\files\\IPC$")));
        server(response(3, 1, treeConnectResponse(2)));
        client(request(5, 2, createRequest("srvsvc")));
        server(response(5, 2, createResponse(1, 2)));
        client(request(9, 3, writeRequest(1, 2, 0, "05000b03")));
        client(request(6, 4, closeRequest(1, 2)));
        server(response(6, 4, closeResponse()));
        connection.end();
        assertThat(connection.events(SmbFileEvent.class)).isEmpty();
    }

    @Test
    void followsRelatedRequestsToTheFileThatTheFirstOneOpens() {
        connectDisk();
        client(compound(
                request(5, 2, createRequest("a.txt")),
                request(8, 3, readRequest(-1, -1, 0, 5)),
                request(6, 4, closeRequest(-1, -1))));
        server(compound(
                response(5, 2, createResponse(21, 22)),
                response(8, 3, readResponse(ascii("hello"))),
                response(6, 4, closeResponse())));
        assertThat(connection.events(SmbFileEvent.class))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Data", "Closed");
        assertThat(connection.events(SmbFileEvent.Closed.class).get(0).file().path())
                .isEqualTo("a.txt");
    }

    @Test
    void tellsEqualTreeIdsOfTwoSessionsApart() {
        client(header(3, 0, 0, 0, 1, 0, 1) + treeConnectRequest("\\\\a\\one"));
        server(header(3, 0, 1, 0, 1, TREE, 1) + treeConnectResponse(1));
        client(header(3, 0, 0, 0, 2, 0, 2) + treeConnectRequest("\\\\a\\two"));
        server(header(3, 0, 1, 0, 2, TREE, 2) + treeConnectResponse(1));
        client(header(9, 0, 0, 0, 3, TREE, 1) + writeRequest(1, 1, 0, "61"));
        client(header(9, 0, 0, 0, 4, TREE, 2) + writeRequest(2, 2, 0, "62"));
        assertThat(connection.events(SmbFileEvent.Data.class))
                .extracting(event -> event.file().share())
                .containsExactly("\\\\a\\one", "\\\\a\\two");
    }

    @Test
    void saysNothingOfFilesThatCouldNotBeOpened() {
        connectDisk();
        client(request(5, 2, createRequest("a.txt")));
        server(response(5, 0xc0000022L, 2, error()));
        connection.end();
        assertThat(connection.events(SmbFileEvent.class)).isEmpty();
    }

    @Test
    void reportsAMessageThatIsTooShortForWhatItHolds() {
        connectDisk();
        client(request(5, 2, createRequest("abcdef").substring(0, 116)));
        assertThat(names()).endsWith("TreeConnectResponse", "Message");
        assertThat(connection.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    @Test
    void reportsACompoundThatPointsOutsideOrBackwards() {
        for (long next : new long[] {1, 63, 200, 0xffffffffL}) {
            SmbConnection other = new SmbConnection();
            other.send(true, frame(header(13, 0, 0, next, 1, 0, 0) + u16(4) + u16(0)));
            other.send(true, frame(header(13, 0, 0, 0, 1, 0, 0) + u16(4) + u16(0)));
            assertThat(other.events(Smb2Event.Message.class)).hasSize(2);
            assertThat(other.events(ProtocolEvent.Violation.class)).hasSize(1);
        }
    }

    @Test
    void goesOnWithTheNextMessageOfACompoundAfterABadOne() {
        client(compound(request(5, 1, "00".repeat(20)), request(6, 2, closeRequest(1, 2))));
        assertThat(names()).containsExactly("Message", "Message", "CloseRequest");
        assertThat(connection.events(ProtocolEvent.Violation.class)).hasSize(1);
    }
}
