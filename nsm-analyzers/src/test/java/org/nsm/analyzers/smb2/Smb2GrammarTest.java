package org.nsm.analyzers.smb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.smb2.Smb2Wire.*;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nsm.api.event.Smb;
import org.nsm.api.event.Smb2;

class Smb2GrammarTest {

    private static final String TIME_1 = "0000000000000000";
    private static final String TIME_2 = "80969800" + "00000000";
    private static final Instant FIRST = Instant.ofEpochSecond(-11_644_473_600L);
    private static final Instant SECOND = FIRST.plusSeconds(1);

    private static Smb2Message message(String hex) {
        Smb2Message message = new Smb2Message();
        ByteBuf bytes = Unpooled.wrappedBuffer(HexFormat.of().parseHex("aabb" + hex));
        message.moveTo(bytes, 2, hex.length() / 2);
        return message;
    }

    private static Smb2Message requestOf(int command, String body) {
        return message(request(command, 1, body));
    }

    private static Smb2Message responseOf(int command, String body) {
        return message(response(command, 1, body));
    }

    @Test
    void readsAHeader() {
        Smb2.Header header = message("fe534d42" + "4000" + "0200" + "160000c0" + "0100" + "1f00" + "09000000"
                        + "00000000" + "8877665544332211" + "fffe0000" + "05000000" + "0100000000040080"
                        + "000102030405060708090a0b0c0d0e0f")
                .header();
        assertThat(header.creditCharge()).isEqualTo(2);
        assertThat(header.status()).isEqualTo(0xc0000016L);
        assertThat(header.command()).isEqualTo(1);
        assertThat(header.credits()).isEqualTo(31);
        assertThat(header.flags()).isEqualTo(9);
        assertThat(header.messageId()).isEqualTo(0x1122334455667788L);
        assertThat(header.processId()).isEqualTo(0xfeff);
        assertThat(header.treeId()).isEqualTo(5);
        assertThat(header.sessionId()).isEqualTo(0x8000040000000001L);
        assertThat(header.signature()).isEqualTo(bytes("000102030405060708090a0b0c0d0e0f"));
    }

    @Test
    void readsTheDialectsOfANegotiateRequest() {
        Smb2Message m = requestOf(
                0, u16(36) + u16(3) + u16(1) + u16(0) + u32(0x7f) + "11".repeat(16) + u64(0) + "020210021103");
        assertThat(Smb2Layout.fits(m, true)).isTrue();
        assertThat(Smb2Values.dialects(m)).containsExactly(0x0202, 0x0210, 0x0311);
    }

    @Test
    void readsANegotiateResponse() {
        Smb2Message m = responseOf(
                0,
                u16(65) + u16(3) + u16(0x0311) + u16(2) + u64(0x0102030405060708L) + u64(-1) + u32(7) + u32(1) + u32(1)
                        + u32(1) + TIME_2 + TIME_1 + u16(128) + u16(3) + u32(0) + "a0a1a2");
        assertThat(Smb2Layout.fits(m, false)).isTrue();
        assertThat(Smb2Values.negotiateResponse(m))
                .isEqualTo(
                        new Smb2.NegotiateResponse(0x0311, 3, new Smb2.Guid(0x0102030405060708L, -1), SECOND, FIRST));
    }

    @Test
    void readsASessionSetup() {
        Smb2Message request =
                requestOf(1, u16(25) + "00" + "02" + u32(1) + u32(0) + u16(88) + u16(4) + u64(0) + "60616263");
        assertThat(Smb2Layout.fits(request, true)).isTrue();
        assertThat(Smb2Values.sessionSetupRequest(request)).isEqualTo(new Smb2.SessionSetupRequest(2));
        Smb2Message response = responseOf(1, u16(9) + u16(5) + u16(72) + u16(0));
        assertThat(Smb2Layout.fits(response, false)).isTrue();
        assertThat(Smb2Values.sessionSetupResponse(response))
                .isEqualTo(new Smb2.SessionSetupResponse(new Smb2.SessionSetupFlags(true, false, true)));
    }

    @Test
    void readsATreeConnect() {
        Smb2Message request = requestOf(3, treeConnectRequest("\\\\sërver\\share"));
        assertThat(Smb2Layout.fits(request, true)).isTrue();
        assertThat(Smb2Values.treePath(request)).isEqualTo("\\\\sërver\\share");
        Smb2Message response = responseOf(3, treeConnectResponse(2));
        assertThat(Smb2Values.treeConnectResponse(response)).isEqualTo(new Smb2.TreeConnectResponse(2));
    }

    @Test
    void readsACreate() {
        Smb2Message request = requestOf(5, createRequest("plans\\notes.txt"));
        assertThat(Smb2Layout.fits(request, true)).isTrue();
        assertThat(Smb2Values.createRequest(request, Smb2Values.createName(request)))
                .isEqualTo(new Smb2.CreateRequest("plans\\notes.txt", 5, 0x40));
        Smb2Message response = responseOf(
                5,
                u16(89) + "0000" + u32(2) + TIME_1 + TIME_2 + TIME_1 + TIME_2 + u64(4096) + u64(-2) + u32(0x2_0023)
                        + u32(0) + u64(11) + u64(12) + u32(0) + u32(0));
        assertThat(Smb2Layout.fits(response, false)).isTrue();
        assertThat(Smb2Values.createResponse(response))
                .isEqualTo(new Smb2.CreateResponse(
                        new Smb2.Guid(11, 12),
                        -2,
                        new Smb.MacTimes(FIRST, SECOND, FIRST, SECOND),
                        attributes(true, true, true, true),
                        2));
    }

    private static Smb2.FileAttributes attributes(
            boolean readOnly, boolean hidden, boolean archive, boolean noScrubData) {
        return new Smb2.FileAttributes(
                readOnly,
                hidden,
                false,
                false,
                archive,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                noScrubData);
    }

    @Test
    void readsAnEmptyNameWhereverItIsSaidToBe() {
        Smb2Message request = requestOf(5, createRequest("").substring(0, 88) + u16(0xffff) + u16(0) + u64(0));
        assertThat(Smb2Layout.fits(request, true)).isTrue();
        assertThat(Smb2Values.createName(request)).isEmpty();
    }

    @Test
    void readsACloseResponse() {
        Smb2Message response = responseOf(
                6, u16(60) + u16(1) + u32(0) + TIME_2 + TIME_1 + TIME_1 + TIME_1 + u64(8192) + u64(5000) + u32(2));
        assertThat(Smb2Values.closeResponse(response))
                .isEqualTo(new Smb2.CloseResponse(
                        8192,
                        5000,
                        new Smb.MacTimes(FIRST, FIRST, SECOND, FIRST),
                        attributes(false, true, false, false)));
    }

    @Test
    void findsTheDataOfAReadByOneOctetSinceTheNextIsReserved() {
        Smb2Message response = responseOf(8, u16(17) + "50" + "ff" + u32(2) + u32(0) + u32(0) + "abcd");
        assertThat(Smb2Layout.fits(response, false)).isTrue();
        assertThat(Smb2Layout.readData(response)).isEqualTo(80);
    }

    @Test
    void findsTheDataOfAWriteAlsoBehindAGap() {
        Smb2Message request = requestOf(
                9,
                u16(49) + u16(114) + u32(2) + u64(0) + u64(1) + u64(2) + u32(0) + u32(0) + u32(0) + u32(0)
                        + "0000abcd");
        assertThat(Smb2Layout.fits(request, true)).isTrue();
        assertThat(Smb2Layout.writeData(request)).isEqualTo(114);
    }

    @Test
    void takesAnOffsetThatPointsBackwardsForNoGap() {
        Smb2Message request = requestOf(3, u16(9) + u16(0) + u16(3) + u16(4) + utf16("ab"));
        assertThat(Smb2Layout.fits(request, true)).isTrue();
        assertThat(Smb2Values.treePath(request)).isEqualTo("ab");
    }

    @Test
    void findsTheOutputOfAnIoctlBehindItsInputAndGaps() {
        Smb2Message response = responseOf(
                11,
                u16(49) + u16(0) + u32(0x11c017) + u64(1) + u64(2) + u32(116) + u32(2) + u32(122) + u32(3) + u32(0)
                        + u32(0) + "00000000" + "aaaa" + "00000000" + "bbbbbb");
        assertThat(Smb2Layout.fits(response, false)).isTrue();
        assertThat(Smb2Layout.ioctlOutput(response)).isEqualTo(122);
        Smb2Message backwards = responseOf(
                11,
                u16(49) + u16(0) + u32(0x11c017) + u64(1) + u64(2) + u32(0) + u32(2) + u32(0) + u32(3) + u32(0) + u32(0)
                        + "aaaa" + "bbbbbb");
        assertThat(Smb2Layout.ioctlOutput(backwards)).isEqualTo(114);
    }

    @Test
    void readsWhatSetInfoSets() {
        Smb2Message basic = requestOf(17, setInfo(1, 4, 1, 2, TIME_1 + TIME_2 + TIME_2 + TIME_1 + u32(1) + u32(0)));
        assertThat(Smb2Layout.fits(basic, true)).isTrue();
        assertThat(Smb2Values.basicTimes(basic)).isEqualTo(new Smb.MacTimes(SECOND, SECOND, FIRST, FIRST));
        assertThat(Smb2Values.basicAttributes(basic)).isEqualTo(attributes(true, false, false, false));
        Smb2Message renamed = requestOf(17, setInfo(1, 10, 1, 2, rename("new.txt")));
        assertThat(Smb2Layout.fits(renamed, true)).isTrue();
        assertThat(Smb2Values.newName(renamed)).isEqualTo("new.txt");
        Smb2Message deleted = requestOf(17, setInfo(1, 13, 1, 2, "02"));
        assertThat(Smb2Values.deletePending(deleted)).isTrue();
        assertThat(Smb2Values.guid(deleted, 16)).isEqualTo(new Smb2.Guid(1, 2));
        assertThat(Smb2Layout.fileInformation(requestOf(17, setInfo(2, 4, 1, 2, ""))))
                .isEqualTo(Smb2Layout.FileInformation.OTHER);
    }

    @Test
    void knowsWhichAnswersComeInFull() {
        assertThat(message(response(5, 0, 1, "")).isAnsweredInFull()).isTrue();
        assertThat(message(response(8, 0x80000005L, 1, "")).isAnsweredInFull()).isTrue();
        assertThat(message(response(1, 0xc0000016L, 1, "")).isAnsweredInFull()).isTrue();
        assertThat(message(response(8, 0x103, 1, "")).isAnsweredInFull()).isFalse();
        assertThat(message(response(5, 0xc0000034L, 1, "")).isAnsweredInFull()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 36, 64",
        "1, 24, 8",
        "2, 4, 4",
        "3, 8, 16",
        "4, 4, 4",
        "5, 56, 88",
        "6, 24, 60",
        "7, 24, 4",
        "8, 48, 16",
        "9, 48, 16",
        "10, 48, 4",
        "11, 56, 48",
        "12, 4, 0",
        "13, 4, 4",
        "14, 32, 8",
        "15, 32, 8",
        "16, 40, 8",
        "17, 32, 2",
        "18, 24, 24",
        "19, 0, 0",
        "65535, 0, 0"
    })
    void knowsTheFixedPartOfEachCommand(int command, int ofRequest, int ofResponse) {
        assertThat(Smb2Layout.fixedPart(requestOf(command, ""), true)).isEqualTo(ofRequest);
        assertThat(Smb2Layout.fixedPart(responseOf(command, ""), false)).isEqualTo(ofResponse);
        assertThat(Smb2Layout.fixedPart(message(response(command, 0xc0000022L, 1, "")), false))
                .isEqualTo(8);
    }

    @Test
    void missesWhatIsNotThere() {
        assertThat(Smb2Layout.fits(requestOf(0, u16(36) + u16(1) + "00".repeat(32)), true))
                .isFalse();
        assertThat(Smb2Layout.fits(requestOf(3, u16(9) + u16(0) + u16(72) + u16(14) + "61006200"), true))
                .isFalse();
        assertThat(Smb2Layout.fits(
                        requestOf(9, writeRequest(1, 2, 0, "ab").replace("31007000" + u32(1), "31007000" + u32(-1))),
                        true))
                .isFalse();
        assertThat(Smb2Layout.fits(requestOf(17, setInfo(1, 13, 1, 2, "")), true))
                .isFalse();
        assertThat(Smb2Layout.fits(requestOf(17, setInfo(1, 4, 1, 2, "00".repeat(39))), true))
                .isFalse();
        assertThat(Smb2Layout.fits(requestOf(17, setInfo(1, 10, 1, 2, "00".repeat(16) + u32(-1))), true))
                .isFalse();
        assertThat(Smb2Layout.fits(responseOf(8, u16(17) + "5000" + u32(3) + u64(0) + "abcd"), false))
                .isFalse();
        assertThat(Smb2Layout.fits(responseOf(14, u16(9) + u16(72) + u32(0xffffffffL)), false))
                .isFalse();
        assertThat(Smb2Layout.fits(message(response(5, 0xc0000034L, 1, u16(9) + u16(0) + u32(1))), false))
                .isFalse();
    }

    @Test
    void bearsErrorsWithoutDataAndErrorsOfAnotherForm() {
        assertThat(Smb2Layout.fits(message(response(11, 0xc0000225L, 1, u16(9) + u16(0) + u32(0))), false))
                .isTrue();
        assertThat(Smb2Layout.fits(message(response(11, 0xc000000dL, 1, u16(49) + u16(0) + u32(0x1440f2))), false))
                .isTrue();
    }
}
