package org.nsm.analyzers.smb1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.smb1.Samples.EMPTY;
import static org.nsm.analyzers.smb1.Samples.LAST;
import static org.nsm.analyzers.smb1.Samples.andx;
import static org.nsm.analyzers.smb1.Samples.connectBlock;
import static org.nsm.analyzers.smb1.Samples.connectedBlock;
import static org.nsm.analyzers.smb1.Samples.echo;
import static org.nsm.analyzers.smb1.Samples.openBlock;
import static org.nsm.analyzers.smb1.Wire.counted;
import static org.nsm.analyzers.smb1.Wire.oem;
import static org.nsm.analyzers.smb1.Wire.u16;
import static org.nsm.analyzers.smb1.Wire.u32;
import static org.nsm.analyzers.smb1.Wire.utf16;
import static org.nsm.analyzers.smb1.Wire.zeros;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.analyzers.smb1.Dialogue.Message;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.event.Smb1;
import org.nsm.api.event.Smb1Event;

class Smb1DialectTest {

    private static final long ACCESS_DENIED = 0xc0000022L;

    private final Dialogue dialogue = new Dialogue();

    @Nested
    class Headers {

        @Test
        void allFieldsAreAsSent() {
            dialogue.send(
                    true,
                    "ff534d42" + "aa" + "220000c0" + "98" + "07c8" + "0180" + zeros(8) + "0000" + "feff" + "0200"
                            + "fdff" + "fcff" + "000000" + "00");
            Smb1.Header header = dialogue.only(Smb1Event.Message.class).header();
            assertThat(header)
                    .isEqualTo(
                            new Smb1.Header(0xaa, ACCESS_DENIED, 0x98, 0xc807, 0xfffe, 0x8001_0002L, 0xfffd, 0xfffc));
        }

        @Test
        void anUnknownCommandHasNoOtherEvent() {
            dialogue.client(Message.of(0x99, "0102")).server(Message.of(0x99, "0102"));
            assertThat(dialogue.events()).isEmpty();
        }

        @Test
        void theDirectionIsThatOfTheConnection() {
            dialogue.client(echo("01")).server(echo("01"));
            assertThat(dialogue.engine.events(Smb1Event.Message.class))
                    .extracting(Smb1Event.Message::isOrig)
                    .containsExactly(true, false);
            assertThat(dialogue.kinds()).containsExactly("EchoRequest", "EchoResponse");
        }

        @Test
        void aShortHeaderBreaksTheRules() {
            dialogue.send(true, "ff534d42" + zeros(27));
            assertThat(dialogue.engine.events(Smb1Event.Message.class)).isEmpty();
            assertThat(dialogue.violations()).isOne();
        }

        @Test
        void theHeaderComesBeforeAMessageThatBreaksTheRules() {
            dialogue.client(Message.of(Commands.ECHO, "01" + u16(1) + u16(300) + "616263"));
            assertThat(dialogue.engine.events(Smb1Event.Message.class)).hasSize(1);
            assertThat(dialogue.engine.events(Smb1Event.EchoRequest.class)).isEmpty();
            assertThat(dialogue.violations()).isOne();
        }
    }

    @Nested
    class EmptyMessages {

        @Test
        void reportFailures() {
            dialogue.client(Message.of(Commands.NT_CREATE_ANDX, EMPTY).status(ACCESS_DENIED))
                    .server(Message.of(Commands.NT_CREATE_ANDX, EMPTY).status(ACCESS_DENIED));
            assertThat(dialogue.engine.events(Smb1Event.Error.class))
                    .extracting(Smb1Event.Error::isOrig)
                    .containsExactly(true, false);
            assertThat(dialogue.violations()).isZero();
        }

        @ParameterizedTest
        @ValueSource(ints = {Commands.CLOSE, Commands.TREE_DISCONNECT, Commands.NT_CREATE_ANDX, 0x01, 0x99})
        void areEmptyResponses(int command) {
            dialogue.server(Message.of(command, EMPTY));
            assertThat(dialogue.kinds()).containsExactly("EmptyResponse");
        }

        @Test
        void disconnectFromShares() {
            dialogue.client(Message.of(Commands.TREE_DISCONNECT, EMPTY));
            assertThat(dialogue.only(Smb1Event.TreeDisconnect.class).isOrig()).isTrue();
            assertThat(dialogue.kinds()).containsExactly("TreeDisconnect");
        }

        @Test
        void cancelRequests() {
            dialogue.client(Message.of(Commands.NT_CANCEL, EMPTY));
            assertThat(dialogue.kinds()).containsExactly("NtCancelRequest");
        }

        @Test
        void areNothingElseFromClients() {
            dialogue.client(Message.of(Commands.CLOSE, EMPTY)).client(Message.of(Commands.ECHO, EMPTY));
            assertThat(dialogue.events()).isEmpty();
        }

        @Test
        void theSameWithMoreBytesHaveTheEventsOfTheirCommand() {
            dialogue.client(Message.of(Commands.TREE_DISCONNECT, EMPTY + "00"))
                    .server(Message.of(Commands.TREE_DISCONNECT, EMPTY + "00"))
                    .client(Message.of(Commands.NT_CANCEL, EMPTY + "00"))
                    .server(Message.of(Commands.CLOSE, EMPTY + "00"))
                    .server(Message.of(Commands.CHECK_DIRECTORY, EMPTY + "00").status(ACCESS_DENIED));
            assertThat(dialogue.kinds())
                    .containsExactly(
                            "TreeDisconnect",
                            "TreeDisconnect",
                            "NtCancelRequest",
                            "EmptyResponse",
                            "CheckDirectoryResponse");
        }
    }

    @Nested
    class Directories {

        @Test
        void areCreated() {
            dialogue.client(Message.of(Commands.CREATE_DIRECTORY, "00" + counted("04" + oem("\\new"))));
            assertThat(dialogue.only(Smb1Event.CreateDirectoryRequest.class).directoryName())
                    .isEqualTo("\\new");
            dialogue.events();
            dialogue.server(Message.of(Commands.CREATE_DIRECTORY, EMPTY));
            assertThat(dialogue.kinds()).containsExactly("EmptyResponse");
            dialogue.server(Message.of(Commands.CREATE_DIRECTORY, EMPTY + "0000"));
            assertThat(dialogue.kinds()).containsExactly("CreateDirectoryResponse");
        }

        @Test
        void areCreatedWithUnicodeNames() {
            dialogue.client(Message.of(Commands.CREATE_DIRECTORY, "00" + counted("04" + utf16("\\\u00fc\u20ac")))
                    .unicode());
            assertThat(dialogue.only(Smb1Event.CreateDirectoryRequest.class).directoryName())
                    .isEqualTo("\\\u00fc\u20ac");
        }

        @Test
        void areChecked() {
            dialogue.client(Message.of(Commands.CHECK_DIRECTORY, "00" + counted("04" + oem("\\dir"))));
            assertThat(dialogue.only(Smb1Event.CheckDirectoryRequest.class).directoryName())
                    .isEqualTo("\\dir");
        }

        @Test
        void aPathWithoutTerminatorEndsWithTheMessage() {
            dialogue.client(Message.of(Commands.CHECK_DIRECTORY, "00" + u16(9) + "04" + "5c00" + "6100")
                    .unicode());
            assertThat(dialogue.only(Smb1Event.CheckDirectoryRequest.class).directoryName())
                    .isEqualTo("\\a");
        }

        @Test
        void queriesOfInformationAreAnsweredSilently() {
            dialogue.client(Message.of(Commands.QUERY_INFORMATION, "00" + counted("04" + oem("\\IO.SYS"))))
                    // attributes, a time of four bytes, the size, reserved
                    .server(Message.of(
                            Commands.QUERY_INFORMATION,
                            "0a" + u16(0x20) + u32(0x5ca4bc60) + u32(1234) + zeros(10) + u16(0)));
            assertThat(dialogue.only(Smb1Event.QueryInformationRequest.class).filename())
                    .isEqualTo("\\IO.SYS");
            assertThat(dialogue.violations()).isZero();
        }
    }

    @Nested
    class Sessions {

        private static String setup(int words, String token) {
            return "0c" + LAST + zeros(10) + u16(token.length() / 2) + zeros(8) + counted(token + oem("") + oem(""));
        }

        @Test
        void tokensGoWhereTheyBelong() {
            String ntlm = "4e544c4d53535000" + "01000000";
            String spnego = "604806062b060105";
            dialogue.client(Message.of(Commands.SESSION_SETUP_ANDX, setup(12, ntlm)))
                    .client(Message.of(Commands.SESSION_SETUP_ANDX, setup(12, spnego)))
                    .client(Message.of(Commands.SESSION_SETUP_ANDX, setup(12, "60050606060606")))
                    .server(Message.of(Commands.SESSION_SETUP_ANDX, "04" + LAST + u16(0) + u16(12) + counted(ntlm)))
                    .server(Message.of(
                            Commands.NEGOTIATE,
                            "11" + zeros(19) + u32(0x8000_0000L) + zeros(11) + counted(zeros(16) + spnego)));
            assertThat(dialogue.below)
                    .isEqualTo(Map.of(
                            AnalyzerTag.NTLM, List.of(">" + ntlm, "<" + ntlm),
                            AnalyzerTag.GSSAPI, List.of(">" + spnego, "<" + spnego)));
            assertThat(dialogue.violations()).isZero();
        }

        @Test
        void aSetupWithAnotherNumberOfWordsBreaksTheRules() {
            dialogue.client(Message.of(Commands.SESSION_SETUP_ANDX, "07" + zeros(16)));
            assertThat(dialogue.violations()).isOne();
            assertThat(dialogue.engine.events(Smb1Event.SessionSetupAndxRequest.class))
                    .isEmpty();
        }

        @Test
        void anAnswerWithAnotherNumberOfWordsIsToldByThatNumber() {
            dialogue.server(Message.of(Commands.SESSION_SETUP_ANDX, "02" + zeros(6)));
            assertThat(dialogue.only(Smb1Event.SessionSetupAndxResponse.class).response())
                    .isEqualTo(new Smb1.SessionSetupAndxResponse(2, null, null, null, null, null));
            assertThat(dialogue.violations()).isZero();
        }

        @Test
        void endWithALogoff() {
            dialogue.client(Message.of(Commands.LOGOFF_ANDX, "02" + LAST + u16(0)))
                    .server(Message.of(Commands.LOGOFF_ANDX, "02" + LAST + u16(0)));
            assertThat(dialogue.engine.events(Smb1Event.LogoffAndx.class))
                    .extracting(Smb1Event.LogoffAndx::isOrig)
                    .containsExactly(true, false);
        }
    }

    @Nested
    class Chains {

        private static String setUpBlock(String andx) {
            return "03" + andx + u16(0) + counted(oem("a") + oem("b") + oem("c"));
        }

        @Test
        void hasAnEventForEachBlock() {
            String first = connectBlock(andx(Commands.NT_CREATE_ANDX, 62), "\\\\s\\x", "?????");
            dialogue.client(
                    Message.of(Commands.TREE_CONNECT_ANDX, first + "eeeeee".repeat(2) + openBlock(LAST, "\\f")));
            assertThat(dialogue.kinds()).containsExactly("TreeConnectAndxRequest", "NtCreateAndxRequest");
        }

        @Test
        void offsetsCountFromTheHeaderWhateverThePadding() {
            String first = setUpBlock(andx(Commands.TREE_CONNECT_ANDX, 60));
            String padding = "ff".repeat(60 - Wire.HEADER - Wire.length(first));
            dialogue.server(
                    Message.of(Commands.SESSION_SETUP_ANDX, first + padding + connectedBlock(LAST, "A:", "FAT")));
            assertThat(dialogue.only(Smb1Event.TreeConnectAndxResponse.class).nativeFileSystem())
                    .isEqualTo("FAT");
            assertThat(dialogue.violations()).isZero();
        }

        @Test
        void theNextBlockFollowsAtOnceWhereTheOffsetIsZero() {
            dialogue.server(Message.of(
                    Commands.SESSION_SETUP_ANDX,
                    setUpBlock(andx(Commands.TREE_CONNECT_ANDX, 0)) + connectedBlock(LAST, "A:", "FAT")));
            assertThat(dialogue.kinds()).containsExactly("SessionSetupAndxResponse", "TreeConnectAndxResponse");
        }

        @Test
        void theOffsetOfTheLastBlockMeansNothing() {
            for (int offset : new int[] {10, 0xdede}) {
                dialogue.client(Message.of(Commands.LOGOFF_ANDX, "02" + andx(0xff, offset) + u16(0)));
            }
            assertThat(dialogue.kinds()).containsExactly("LogoffAndx", "LogoffAndx");
        }

        @Test
        void theEventsShareTheHeaderOfTheFirstCommand() {
            dialogue.server(Message.of(
                    Commands.SESSION_SETUP_ANDX,
                    setUpBlock(andx(Commands.TREE_CONNECT_ANDX, 0)) + connectedBlock(LAST, "A:", "FAT")));
            assertThat(dialogue.only(Smb1Event.TreeConnectAndxResponse.class)
                            .header()
                            .command())
                    .isEqualTo(Commands.SESSION_SETUP_ANDX);
        }

        @Test
        void aChainOfAnswersHoldsAnswers() {
            dialogue.server(Message.of(
                    Commands.LOGOFF_ANDX, "02" + andx(Commands.SESSION_SETUP_ANDX, 39) + u16(0) + setUpBlock(LAST)));
            dialogue.server(Message.of(
                    Commands.LOGOFF_ANDX, "02" + andx(Commands.ECHO, 39) + u16(0) + "01" + u16(1) + counted("0102")));
            assertThat(dialogue.kinds())
                    .containsExactly("LogoffAndx", "SessionSetupAndxResponse", "LogoffAndx", "EchoResponse");
        }

        @Test
        void endsWithACommandThatHasNoNext() {
            dialogue.client(Message.of(
                    Commands.LOGOFF_ANDX,
                    "02" + andx(Commands.ECHO, 0) + u16(0) + "01" + u16(1) + counted("0102") + "01" + zeros(9)));
            assertThat(dialogue.kinds()).containsExactly("LogoffAndx", "EchoRequest");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 31, 32, 33, 38})
        void anOffsetThatPointsBackwardsBreaksTheRules(int offset) {
            dialogue.client(
                    Message.of(Commands.LOGOFF_ANDX, "02" + andx(Commands.LOGOFF_ANDX, offset) + u16(0) + zeros(9)));
            assertThat(dialogue.engine.events(Smb1Event.LogoffAndx.class)).hasSize(1);
            assertThat(dialogue.violations()).isOne();
        }

        @ParameterizedTest
        @ValueSource(ints = {48, 49, 65_535})
        void anOffsetBehindTheMessageBreaksTheRules(int offset) {
            dialogue.client(
                    Message.of(Commands.LOGOFF_ANDX, "02" + andx(Commands.LOGOFF_ANDX, offset) + u16(0) + zeros(9)));
            assertThat(dialogue.engine.events(Smb1Event.LogoffAndx.class)).hasSize(1);
            assertThat(dialogue.violations()).isOne();
        }

        @Test
        void aChainMayEndWithARequestThatFailed() {
            dialogue.server(Message.of(
                            Commands.SESSION_SETUP_ANDX, setUpBlock(andx(Commands.TREE_CONNECT_ANDX, 0)) + EMPTY)
                    .status(ACCESS_DENIED));
            assertThat(dialogue.kinds()).containsExactly("SessionSetupAndxResponse");
        }

        @Test
        void passesOverBlocksThatNoEventShows() {
            String locking = "08" + andx(Commands.READ_ANDX, 0) + zeros(12) + counted("a1a2a3");
            String read = "0a" + LAST + u16(5) + zeros(14) + u16(0);
            dialogue.client(Message.of(Commands.LOCKING_ANDX, locking + read));
            String open = "0f" + andx(Commands.READ_ANDX, 70) + zeros(26) + counted("a1a2a3");
            dialogue.client(Message.of(Commands.OPEN_ANDX, open + "eeee" + read));
            assertThat(dialogue.kinds()).containsExactly("ReadAndxRequest", "ReadAndxRequest");
        }
    }

    @Nested
    class LongNumbers {

        @Test
        void offsetsHave64Bits() {
            dialogue.client(Samples.read(5, 0xfedc_ba98_7654_3210L))
                    .client(Samples.write(5, 0x0123_4567_89ab_cdefL, "01"));
            assertThat(dialogue.only(Smb1Event.ReadAndxRequest.class).offset()).isEqualTo(0xfedc_ba98_7654_3210L);
            assertThat(dialogue.only(Smb1Event.WriteAndxRequest.class).offset()).isEqualTo(0x0123_4567_89ab_cdefL);
        }

        @Test
        void lengthsAreThoseOfTheData() {
            dialogue.client(Samples.write(5, 0, "010203")).server(Samples.wasRead("01020304"));
            assertThat(dialogue.only(Smb1Event.WriteAndxRequest.class).dataLength())
                    .isEqualTo(3);
            assertThat(dialogue.only(Smb1Event.ReadAndxResponse.class).dataLength())
                    .isEqualTo(4);
        }
    }

    @Test
    void everySampleIsUnderstood() {
        Samples.requests().forEach(dialogue::client);
        Samples.answers().forEach(dialogue::server);
        assertThat(dialogue.violations()).isZero();
        assertThat(dialogue.weirds()).isEmpty();
        assertThat(dialogue.kinds()).doesNotContain("Error").hasSizeGreaterThan(45);
    }
}
