package org.nsm.analyzers.smb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.smb2.Smb2Wire.*;
import static org.nsm.api.spi.Protocol.tcp;
import static org.nsm.api.spi.Protocol.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.smb.SmbConnection;
import org.nsm.analyzers.smb.transport.SmbAnalyzer;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.event.Smb2Event;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.StreamAnalyzer;
import org.nsm.api.spi.UdpAnalyzer;

/** What comes to the analyzers of what SMB carries: data of pipes and security tokens. */
class Smb2InsideTest {

    private final List<String> inside = new ArrayList<>();
    private final SmbConnection connection = new SmbConnection(List.of(
            tcp(AnalyzerTag.SMB).port(445).acceptsPartial().analyzer(SmbAnalyzer::new),
            tcp(AnalyzerTag.DCE_RPC).analyzer(Pipe::new),
            udp(AnalyzerTag.NTLM).analyzer(Token::new),
            udp(AnalyzerTag.GSSAPI).analyzer(Token::new)));

    /** Writes down what passes through a pipe. */
    private final class Pipe extends StreamAnalyzer {

        Pipe(AnalyzerContext context) {
            super(context);
        }

        @Override
        protected void data(boolean isOrig, ByteBuf data) {
            inside.add(context().subchannel() + (isOrig ? " > " : " < ") + summary(data));
        }

        @Override
        protected void gap(boolean isOrig, long length) {
            inside.add(context().subchannel() + " misses " + length);
        }

        @Override
        protected void end() {
            inside.add(context().subchannel() + " ends");
        }
    }

    /** Writes down tokens. */
    private final class Token extends UdpAnalyzer {

        Token(AnalyzerContext context) {
            super(context);
        }

        @Override
        protected void datagram(boolean isOrig, ByteBuf payload) {
            int before = connection.events(Smb2Event.class).size();
            inside.add(context().tag().name() + (isOrig ? " > " : " < ") + summary(payload) + " after " + before);
        }
    }

    private static String summary(ByteBuf data) {
        return data.readableBytes() > 16 ? data.readableBytes() + " octets" : ByteBufUtil.hexDump(data);
    }

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

    private void connectPipes() {
        client(request(3, 1, treeConnectRequest("\\\\files\\IPC$")));
        server(response(3, 1, treeConnectResponse(2)));
    }

    @Test
    void handsOnWhatIsWrittenToPipesAndReadFromThem() {
        connectPipes();
        client(request(9, 2, writeRequest(3, 4, 0, "05000b03")));
        server(response(9, 2, writeResponse(4)));
        client(request(8, 3, readRequest(3, 4, 0, 1024)));
        server(header(8, 0x103, 3, 0, 3, 0, SESSION) + error());
        server(header(8, 0x80000005L, 3, 0, 3, 0, SESSION) + readResponse("05000c03"));
        assertThat(inside).containsExactly("7 > 05000b03", "7 < 05000c03");
    }

    @Test
    void namesPipesByTheSumOfTheirIdsButKeepsThemApart() {
        connectPipes();
        client(request(9, 2, writeRequest(1, 4, 0, "aa")));
        client(request(9, 3, writeRequest(4, 1, 0, "bb")));
        client(request(9, 4, writeRequest(-1, 3, 0, "cc")));
        client(request(6, 5, closeRequest(1, 4)));
        server(response(6, 5, closeResponse()));
        client(request(9, 6, writeRequest(4, 1, 0, "dd")));
        assertThat(inside).containsExactly("5 > aa", "5 > bb", "2 > cc", "5 ends", "5 > dd");
    }

    @Test
    void handsOnWhatIsTransceivedWhateverTheShare() {
        client(request(11, 2, transceive(3, 4, "05000003")));
        server(response(11, 2, transceived(9, 9, "05000203")));
        server(response(11, 5, transceived(9, 9, "05000203")));
        client(request(11, 3, transceive(3, 4, "05000003").replace(u32(0x11c017), u32(0x1401c4))));
        assertThat(inside).containsExactly("7 > 05000003", "7 < 05000203", "18 < 05000203");
    }

    @Test
    void handsOnDataOfEachMessageOfACompound() {
        connectPipes();
        client(compound(request(9, 2, writeRequest(3, 4, 0, "aa")), request(11, 3, transceive(-1, -1, "bb"))));
        server(compound(response(9, 2, writeResponse(1)), response(11, 3, transceived(-1, -1, "cc"))));
        assertThat(inside).containsExactly("7 > aa", "7 > bb", "7 < cc");
    }

    @Test
    void handsOnTheDataOfAMessageInOnePiece() {
        connectPipes();
        connection.sendInPieces(true, frame(request(9, 2, writeRequest(3, 4, 0, "ab".repeat(4280)))), 1000);
        connection.sendInPieces(true, frame(request(11, 3, transceive(3, 4, "ab".repeat(5000)))), 1000);
        client(request(8, 4, readRequest(3, 4, 0, 9000)));
        connection.sendInPieces(false, frame(response(8, 4, readResponse("ab".repeat(9000)))), 1000);
        assertThat(inside).containsExactly("7 > 4280 octets", "7 > 5000 octets", "7 < 9000 octets");
    }

    /** A message of the length that is asked for, made by a function of its data. */
    private static String messageOf(int length, UnaryOperator<String> message) {
        int around = message.apply("").length() / 2;
        return message.apply("ab".repeat(length - around));
    }

    @Test
    void messagesOfPipesAreHandedOnWholeUpToALimit() {
        List<UnaryOperator<String>> messages = List.of(
                data -> request(9, 2, writeRequest(3, 4, 0, data)), data -> request(11, 3, transceive(3, 4, data)));
        connectPipes();
        for (UnaryOperator<String> message : messages) {
            inside.clear();
            connection.sendInPieces(true, frame(messageOf(131_072, message)), 50_000);
            assertThat(inside).singleElement().asString().matches("7 > 130\\d{3} octets");
            connection.sendInPieces(true, frame(messageOf(131_073, message)), 50_000);
            assertThat(inside).hasSize(4);
        }
        inside.clear();
        for (int length = 131_072; length <= 131_073; length++) {
            client(request(8, length, readRequest(3, 4, 0, length)));
            int id = length;
            connection.sendInPieces(
                    false, frame(messageOf(length, data -> response(8, id, readResponse(data)))), 50_000);
            assertThat(inside).hasSize(length == 131_072 ? 1 : 4);
        }
    }

    @Test
    void passesOnWhatIsTooLongForThatAsItComes() {
        connectPipes();
        ByteBuf frame = frame(request(9, 2, writeRequest(3, 4, 0, "ab".repeat(140_000))));
        connection.send(true, frame.slice(0, 100_116));
        connection.gap(true, 20_000);
        connection.send(true, frame.slice(120_116, frame.readableBytes() - 120_116));
        assertThat(inside).containsExactly("7 > 100000 octets", "7 misses 20000", "7 > 20000 octets");
    }

    @Test
    void forgetsPipesOfAShareThatIsGivenUp() {
        connectPipes();
        client(request(4, 2, u16(4) + u16(0)));
        client(request(9, 3, writeRequest(3, 4, 0, "05000b03")));
        assertThat(inside).isEmpty();
    }

    @Test
    void knowsPipesByTheirNames() {
        client(request(5, 2, createRequest("lsarpc")));
        client(request(9, 3, writeRequest(3, 4, 0, "05000b03")));
        assertThat(inside).containsExactly("7 > 05000b03");
    }

    @Test
    void takesTokensToTheirAnalyzersBetweenTheMessageAndItsEvent() {
        String ntlm = "4e544c4d5353500001000000";
        client(request(1, 1, u16(25) + "0001" + u32(0) + u32(0) + u16(88) + u16(12) + u64(0) + ntlm));
        server(response(1, 0xc0000016L, 1, u16(9) + u16(0) + u16(72) + u16(8) + "6006060411223344"));
        server(response(
                0,
                2,
                u16(65)
                        + u16(1)
                        + u16(0x311)
                        + u16(0)
                        + "22".repeat(16)
                        + u32(0)
                        + u32(0)
                        + u32(0)
                        + u32(0)
                        + u64(1)
                        + u64(2)
                        + u16(128)
                        + u16(9)
                        + u32(0)
                        + "60".repeat(9)));
        assertThat(inside)
                .containsExactly(
                        "NTLM > " + ntlm + " after 1",
                        "GSSAPI < 6006060411223344 after 3",
                        "GSSAPI < " + "60".repeat(9) + " after 5");
        assertThat(connection.events(Smb2Event.SessionSetupResponse.class)).hasSize(1);
    }

    @Test
    void takesTokensAlsoOutOfCompoundsAndRequestsWithAChannelSequence() {
        String setup = u16(25) + "0001" + u32(0) + u32(0) + u16(88) + u16(8) + u64(0) + "6006060411223344";
        client(compound(request(13, 1, u16(4) + u16(0)), header(1, 1, 0, 0, 2, 0, 0) + setup));
        assertThat(inside).containsExactly("GSSAPI > 6006060411223344 after 2");
    }

    @Test
    void ignoresTokensOfLessThanEightOctets() {
        client(request(1, 1, u16(25) + "0001" + u32(0) + u32(0) + u16(88) + u16(7) + u64(0) + "60060604112233"));
        assertThat(inside).isEmpty();
        assertThat(connection.events(Smb2Event.SessionSetupRequest.class)).hasSize(1);
    }
}
