package org.nsm.analyzers.smb1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.smb1.Samples.EMPTY;
import static org.nsm.analyzers.smb1.Samples.close;
import static org.nsm.analyzers.smb1.Samples.closed;
import static org.nsm.analyzers.smb1.Samples.connect;
import static org.nsm.analyzers.smb1.Samples.connected;
import static org.nsm.analyzers.smb1.Samples.furtherTransaction;
import static org.nsm.analyzers.smb1.Samples.furtherTransaction2;
import static org.nsm.analyzers.smb1.Samples.open;
import static org.nsm.analyzers.smb1.Samples.opened;
import static org.nsm.analyzers.smb1.Samples.read;
import static org.nsm.analyzers.smb1.Samples.transacted;
import static org.nsm.analyzers.smb1.Samples.transaction;
import static org.nsm.analyzers.smb1.Samples.transaction2;
import static org.nsm.analyzers.smb1.Samples.wasRead;
import static org.nsm.analyzers.smb1.Samples.write;
import static org.nsm.analyzers.smb1.Wire.oem;
import static org.nsm.analyzers.smb1.Wire.u16;
import static org.nsm.analyzers.smb1.Wire.u32;
import static org.nsm.analyzers.smb1.Wire.utf16;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.analyzers.smb1.Dialogue.Message;
import org.nsm.api.event.Smb1Event;
import org.nsm.api.event.SmbEvent;
import org.nsm.api.event.SmbFileEvent;

/** What answers mean by what was asked before. */
class SharesAndPipesTest {

    private static final long ACCESS_DENIED = 0xc0000022L;

    private final Dialogue dialogue = new Dialogue();

    private void connectTo(String service) {
        dialogue.client(connect("\\\\fs\\x")).server(connected(service));
    }

    @Nested
    class Pipes {

        @Test
        void whatIsReadAndWrittenOnThemIsHandedOn() {
            connectTo("IPC");
            dialogue.client(write(5, 0, "05000b"))
                    .client(read(5, 0))
                    .server(wasRead("05000c"))
                    .client(write(5, 0, "050000"));
            assertThat(dialogue.pipes).isEqualTo(List.of(List.of(">05000b", "<05000c", ">050000")));
        }

        @Test
        void eachHasAConversationOfItsOwn() {
            connectTo("IPC");
            dialogue.client(read(5, 0).number(1))
                    .client(read(6, 0).number(2))
                    .server(wasRead("66").number(2))
                    .server(wasRead("55").number(1))
                    .server(wasRead("77").number(3));
            assertThat(dialogue.pipes).isEqualTo(List.of(List.of("<66"), List.of("<55"), List.of("<77")));
        }

        @Test
        void answersBelongToTheProcessThatAsked() {
            connectTo("IPC");
            dialogue.client(read(5, 0).process(0x1_0001))
                    .client(read(6, 0).process(0x2_0001))
                    .server(wasRead("55").process(0x1_0001))
                    .server(wasRead("66").process(0x2_0001));
            assertThat(dialogue.pipes).isEqualTo(List.of(List.of("<55"), List.of("<66")));
        }

        @Test
        void aFileIdThatIsOpenedAgainIsAnotherPipe() {
            connectTo("IPC");
            dialogue.client(write(5, 0, "01")).client(close(5)).server(closed());
            dialogue.client(open("\\srvsvc")).server(opened(5)).client(write(5, 0, "02"));
            dialogue.client(open("\\srvsvc")).server(opened(5)).client(write(5, 0, "03"));
            assertThat(dialogue.pipes).isEqualTo(List.of(List.of(">01", "end"), List.of(">02", "end"), List.of(">03")));
        }

        @Test
        void aCloseThatFailsClosesNothing() {
            connectTo("IPC");
            dialogue.client(write(5, 0, "01"))
                    .client(close(5))
                    .server(closed().status(ACCESS_DENIED))
                    .client(write(5, 0, "02"));
            assertThat(dialogue.pipes).isEqualTo(List.of(List.of(">01", ">02")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"A:", "LPT1:", "COMM", ""})
        void otherSharesHaveNone(String service) {
            connectTo(service);
            dialogue.client(open("srvsvc"))
                    .server(opened(5))
                    .client(write(5, 0, "01"))
                    .client(read(5, 0))
                    .server(wasRead("02"));
            assertThat(dialogue.pipes).isEmpty();
            assertThat(dialogue.engine.events(SmbEvent.PipeConnectHeuristic.class))
                    .isEmpty();
        }

        @Test
        void aShareIsForgottenWhenItIsGivenUp() {
            connectTo("IPC");
            dialogue.client(Message.of(Commands.TREE_DISCONNECT, EMPTY))
                    .server(Message.of(Commands.TREE_DISCONNECT, EMPTY))
                    .client(write(5, 0, "01"));
            assertThat(dialogue.pipes).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"spoolss", "winreg", "samr", "srvsvc", "netdfs", "lsarpc", "wkssvc", "MsFteWds"})
        void areRecognisedByTheirNamesOnUnknownShares(String name) {
            dialogue.client(open(name)).client(write(5, 0, "01"));
            assertThat(dialogue.engine.events(SmbEvent.PipeConnectHeuristic.class))
                    .hasSize(1);
            assertThat(dialogue.pipes).isEqualTo(List.of(List.of(">01")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\\srvsvc", "SRVSVC", "srvsvc2", ""})
        void areNotRecognisedByOtherNames(String name) {
            dialogue.client(open(name)).client(write(5, 0, "01"));
            assertThat(dialogue.engine.events(SmbEvent.PipeConnectHeuristic.class))
                    .isEmpty();
            assertThat(dialogue.pipes).isEmpty();
        }
    }

    @Nested
    class Transactions {

        @Test
        void onPipesAreHandedOn() {
            dialogue.client(transaction("\\PIPE\\", 0x26, 5, 3, "050000"))
                    .server(transacted(3, 0, "050002"))
                    .client(write(5, 0, "ff"));
            assertThat(dialogue.pipes).isEqualTo(List.of(List.of(">050000", "<050002")));
        }

        @Test
        void theFirstSetupWordIsTheSubcommand() {
            dialogue.client(transaction("\\PIPE\\", 0x26, 5, 0, ""));
            assertThat(dialogue.only(Smb1Event.TransactionRequest.class).subcommand())
                    .isEqualTo(0x26);
        }

        @Test
        void shareThePipeWithReadsAndWrites() {
            connectTo("IPC");
            dialogue.client(write(5, 0, "05000b"))
                    .client(transaction("\\PIPE\\", 0x26, 5, 3, "050000"))
                    .server(transacted(3, 0, "050002"))
                    .client(transaction("\\PIPE\\", 0x26, 6, 1, "66"));
            assertThat(dialogue.pipes).isEqualTo(List.of(List.of(">05000b", ">050000", "<050002"), List.of(">66")));
        }

        @Test
        void mayTakeSeveralMessages() {
            dialogue.client(transaction("\\PIPE\\", 0x26, 5, 6, "0102"))
                    .client(furtherTransaction(6, 2, "030405"))
                    .client(furtherTransaction(6, 5, "06"))
                    .server(transacted(4, 0, "a1a2a3"))
                    .server(transacted(4, 3, "a4"))
                    .server(transacted(4, 0, "ffff"));
            assertThat(dialogue.pipes).isEqualTo(List.of(List.of(">0102", ">030405", ">06", "<a1a2a3", "<a4")));
            assertThat(dialogue.engine.events(Smb1Event.TransactionSecondaryRequest.class))
                    .hasSize(2);
            assertThat(dialogue.engine.events(Smb1Event.TransactionResponse.class))
                    .hasSize(3);
            assertThat(dialogue.weirds()).isEmpty();
        }

        @Test
        void whosePartsAreMissingEndThere() {
            dialogue.client(transaction("\\PIPE\\", 0x26, 5, 6, "0102")).client(furtherTransaction(6, 3, "04"));
            assertThat(dialogue.pipes).isEqualTo(List.of(List.of(">0102")));
            assertThat(dialogue.weirds()).containsExactly("smb1_transaction_out_of_order");
        }

        @Test
        void remoteAdministrationIsNoRpc() {
            connectTo("IPC");
            dialogue.client(transaction("\\PIPE\\LANMAN", 0, 0, 1, "01")).server(transacted(1, 0, "02"));
            assertThat(dialogue.pipes).isEmpty();
        }

        @Test
        void withOtherNamesAreAnsweredByRpcOnSharesWithPipes() {
            dialogue.client(transaction("\\MAILSLOT\\x", 1, 5, 1, "01")).server(transacted(1, 0, "02"));
            assertThat(dialogue.pipes).isEmpty();
            connectTo("IPC");
            dialogue.client(transaction("\\MAILSLOT\\x", 1, 5, 1, "01")).server(transacted(1, 0, "02"));
            assertThat(dialogue.pipes).isEqualTo(List.of(List.of("<02")));
        }

        @Test
        void aboutThePipeItselfHoldNothingOfIt() {
            dialogue.client(transaction("\\PIPE\\", 0x23, 5, 0, "")).server(transacted(1, 0, "02"));
            assertThat(dialogue.pipes).isEmpty();
        }

        @Test
        void thatFailHaveNoAnswer() {
            dialogue.client(transaction("\\PIPE\\", 0x26, 5, 0, ""))
                    .server(Message.of(Commands.TRANSACTION, EMPTY).status(ACCESS_DENIED))
                    .server(transacted(1, 0, "02"));
            assertThat(dialogue.pipes).isEmpty();
        }
    }

    @Nested
    class TransactionsOfTheSecondKind {

        private static final String SEARCH = u16(0x16) + u16(10) + u16(2) + u16(0x104) + u32(1);

        @Test
        void haveAnEventOfTheirSubcommandFirst() {
            dialogue.client(transaction2(1, 20, SEARCH + oem("\\dir\\*.")))
                    .client(transaction2(5, 11, u16(1) + u32(0) + oem("\\dir")))
                    .client(transaction2(16, 7, u16(3) + oem("\\dir")))
                    .client(transaction2(7, 2, "0100"));
            assertThat(dialogue.kinds())
                    .containsExactly(
                            "Trans2FindFirst2Request",
                            "Transaction2Request",
                            "Trans2QueryPathInfoRequest",
                            "Transaction2Request",
                            "Trans2GetDfsReferralRequest",
                            "Transaction2Request",
                            "Transaction2Request");
        }

        @Test
        void areAnsweredSilently() {
            dialogue.server(Message.of(Commands.TRANSACTION2, "0a" + Wire.zeros(22)))
                    .server(Message.of(Commands.TRANSACTION2, "00" + Wire.zeros(7))
                            .status(ACCESS_DENIED));
            assertThat(dialogue.events()).isEmpty();
        }

        @Test
        void mayHaveTheirParametersInSeveralMessages() {
            String parameters = SEARCH + utf16("\\dir\\*");
            int total = Wire.length(parameters);
            dialogue.client(transaction2(1, total, parameters.substring(0, 30)).unicode())
                    .client(furtherTransaction2(total, 15, parameters.substring(30, 36))
                            .unicode());
            assertThat(dialogue.engine.events(Smb1Event.Trans2FindFirst2Request.class))
                    .isEmpty();
            dialogue.client(
                    furtherTransaction2(total, 18, parameters.substring(36)).unicode());
            assertThat(dialogue.only(Smb1Event.Trans2FindFirst2Request.class)
                            .arguments()
                            .fileName())
                    .isEqualTo("\\dir\\*");
            assertThat(dialogue.only(Smb1Event.Trans2FindFirst2Request.class)
                            .header()
                            .command())
                    .isEqualTo(Commands.TRANSACTION2);
            assertThat(dialogue.engine.events(Smb1Event.Transaction2SecondaryRequest.class))
                    .hasSize(2);
        }

        @Test
        void whosePartsAreMissingHaveNoEventOfTheirSubcommand() {
            dialogue.client(transaction2(5, 11, u16(1) + u32(0) + "5c"))
                    .client(furtherTransaction2(11, 8, "69" + "72" + "00"))
                    .client(furtherTransaction2(11, 7, "64" + "69" + "72" + "00"));
            assertThat(dialogue.weirds()).containsExactly("smb1_transaction_out_of_order");
            assertThat(dialogue.engine.events(Smb1Event.Trans2QueryPathInfoRequest.class))
                    .isEmpty();
        }

        @Test
        void whoseParametersAreTooShortBreakTheRules() {
            dialogue.client(transaction2(1, 3, "010203"));
            assertThat(dialogue.violations()).isOne();
            assertThat(dialogue.engine.events(Smb1Event.Transaction2Request.class))
                    .isEmpty();
        }
    }

    @Nested
    class Files {

        @Test
        void areNamedByTheirShareAndPath() {
            connectTo("A:");
            dialogue.client(open("\\dir\\f.txt")).server(opened(5));
            dialogue.client(write(5, 3, "010203")).client(read(5, 7)).server(wasRead("04"));
            dialogue.client(close(5)).server(closed());
            SmbFileEvent.File file = new SmbFileEvent.File(1, 2, "\\\\fs\\x", "dir\\f.txt");
            assertThat(dialogue.engine.events(SmbFileEvent.Data.class))
                    .extracting(SmbFileEvent.Data::file)
                    .containsExactly(file, file);
            assertThat(dialogue.engine.events(SmbFileEvent.Data.class))
                    .extracting(SmbFileEvent.Data::offset)
                    .containsExactly(3L, 7L);
            SmbFileEvent.Closed closed = dialogue.only(SmbFileEvent.Closed.class);
            assertThat(closed.file()).isEqualTo(file);
            assertThat(closed.bytesWritten()).isEqualTo(3);
            assertThat(closed.bytesRead()).isOne();
        }

        @Test
        void whoseOpenWasNotSeenHaveNoName() {
            dialogue.client(write(5, 0, "01")).client(write(5, 1, "02")).end();
            SmbFileEvent.Closed closed = dialogue.only(SmbFileEvent.Closed.class);
            assertThat(closed.file()).isEqualTo(new SmbFileEvent.File(1, 2, "", ""));
            assertThat(closed.bytesWritten()).isEqualTo(2);
        }

        @Test
        void anAnswerWithoutARequestIsOfNoFile() {
            dialogue.server(wasRead("01"));
            assertThat(dialogue.engine.events(SmbFileEvent.Data.class)).isEmpty();
        }

        @Test
        void aFileIdThatIsGivenAgainIsAnotherFile() {
            connectTo("A:");
            dialogue.client(open("\\a"))
                    .server(opened(5))
                    .client(open("\\b"))
                    .server(opened(5))
                    .end();
            assertThat(dialogue.engine.events(SmbFileEvent.Closed.class))
                    .extracting(closed -> closed.file().path())
                    .containsExactly("a", "b");
        }

        @Test
        void anOpenThatFailsOpensNothing() {
            connectTo("A:");
            dialogue.client(open("\\a"))
                    .server(Message.of(Commands.NT_CREATE_ANDX, EMPTY).status(ACCESS_DENIED))
                    .end();
            assertThat(dialogue.engine.events(SmbFileEvent.Closed.class)).isEmpty();
        }

        @Test
        void aChainOpensReadsAndCloses() {
            connectTo("A:");
            dialogue.client(open("\\a")).server(opened(5));
            String read = "0a" + Samples.andx(Commands.CLOSE, 0) + u16(5) + Wire.zeros(14) + u16(0);
            dialogue.client(Message.of(Commands.READ_ANDX, read + "03" + u16(5) + u32(0) + u16(0)));
            String data = "0c" + Samples.andx(Commands.CLOSE, 0) + Wire.zeros(6) + u16(1) + u16(59) + Wire.zeros(10)
                    + Wire.counted("aa");
            dialogue.server(Message.of(Commands.READ_ANDX, data + EMPTY));
            assertThat(dialogue.only(SmbFileEvent.Closed.class).bytesRead()).isOne();
        }
    }
}
