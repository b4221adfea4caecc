package org.nsm.analyzers.smb1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.smb1.Wire.counted;
import static org.nsm.analyzers.smb1.Wire.fields;
import static org.nsm.analyzers.smb1.Wire.hex;
import static org.nsm.analyzers.smb1.Wire.oem;
import static org.nsm.analyzers.smb1.Wire.u16;
import static org.nsm.analyzers.smb1.Wire.u32;
import static org.nsm.analyzers.smb1.Wire.utf16;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nsm.api.event.Smb1;

class SessionSetupTest {

    private static final String LIMITS = u16(4356) + u16(50) + u16(1) + u32(0xffffffffL);

    private static Smb1.SessionSetupAndxRequest request(Fields in, int words) {
        Smb1.SessionSetupAndxRequest request =
                Objects.requireNonNull(SessionSetup.request(in, words, true).request());
        assertThat(in.fit()).isTrue();
        assertThat(request.wordCount()).isEqualTo(words);
        assertThat(request.maxBufferSize()).isEqualTo(4356);
        assertThat(request.maxMpxCount()).isEqualTo(50);
        assertThat(request.vcNumber()).isEqualTo(1);
        assertThat(request.sessionKey()).isEqualTo(0xffffffffL);
        return request;
    }

    @Test
    void aRequestBeforeNt() {
        Smb1.SessionSetupAndxRequest request = request(
                fields(LIMITS
                        + u16(3)
                        + u32(0)
                        + counted("aabbcc" + oem("jdoe") + oem("CORP") + oem("Windows 4.0") + oem("Windows LM"))),
                10);
        assertThat(hex(Objects.requireNonNull(request.accountPassword()))).isEqualTo("aabbcc");
        assertThat(request.accountName()).isEqualTo("jdoe");
        assertThat(request.primaryDomain()).isEqualTo("CORP");
        assertThat(request.nativeOs()).isEqualTo("Windows 4.0");
        assertThat(request.nativeLanman()).isEqualTo("Windows LM");
        assertThat(request.capabilities()).isNull();
        assertThat(request.caseInsensitivePassword()).isNull();
        assertThat(request.caseSensitivePassword()).isNull();
    }

    @Test
    void aRequestOfNtWithUnicodeNames() {
        String words = LIMITS + u16(1) + u16(2) + u32(0) + u32(0x0000_02dcL);
        String names = utf16("j\u00fcrgen") + utf16("CORP") + utf16("Windows") + utf16("LM");
        // behind 32 + 1 + 4 + 22 + 2 bytes and the passwords the names begin at an even offset without padding
        Fields in = fields(true, 37, words + counted("a1" + "b1b2" + names));
        Smb1.SessionSetupAndxRequest request = request(in, 13);
        assertThat(hex(Objects.requireNonNull(request.caseInsensitivePassword())))
                .isEqualTo("a1");
        assertThat(hex(Objects.requireNonNull(request.caseSensitivePassword()))).isEqualTo("b1b2");
        assertThat(request.accountName()).isEqualTo("j\u00fcrgen");
        assertThat(request.primaryDomain()).isEqualTo("CORP");
        assertThat(request.nativeOs()).isEqualTo("Windows");
        assertThat(request.nativeLanman()).isEqualTo("LM");
        assertThat(request.accountPassword()).isNull();
        assertThat(request.capabilities())
                .isEqualTo(new Smb1.SessionSetupAndxCapabilities(true, true, true, true, true, true));
    }

    @Test
    void eachCapabilityOfAClient() {
        assertThat(capabilities(0))
                .isEqualTo(new Smb1.SessionSetupAndxCapabilities(false, false, false, false, false, false));
        assertThat(capabilities(0x04).unicode()).isTrue();
        assertThat(capabilities(0x08).largeFiles()).isTrue();
        assertThat(capabilities(0x10).ntSmbs()).isTrue();
        assertThat(capabilities(0x40).status32()).isTrue();
        assertThat(capabilities(0x80).level2Oplocks()).isTrue();
        assertThat(capabilities(0x200).ntFind()).isTrue();
    }

    private static Smb1.SessionSetupAndxCapabilities capabilities(long bits) {
        Fields in = fields(LIMITS + u16(0) + u16(0) + u32(0) + u32(bits) + "0000");
        return Objects.requireNonNull(request(in, 13).capabilities());
    }

    @Test
    void aRequestWithASecurityToken() {
        Fields in = fields(
                true, 37, LIMITS + u16(3) + u32(0) + u32(4) + counted("606162" + utf16("Unix") + utf16("Samba")));
        SessionSetup.Request request = SessionSetup.request(in, 12, true);
        assertThat(in.fit()).isTrue();
        assertThat(hex(request.token())).isEqualTo("606162");
        Smb1.SessionSetupAndxRequest shown = Objects.requireNonNull(request.request());
        assertThat(shown.nativeOs()).isEqualTo("Unix");
        assertThat(shown.nativeLanman()).isEqualTo("Samba");
        assertThat(shown.accountName()).isNull();
        assertThat(shown.primaryDomain()).isNull();
        assertThat(shown.securityBlob()).isNull();
        assertThat(shown.capabilities()).isNotNull();
    }

    @Test
    void theTokenIsFoundThoughTheEventIsNotWanted() {
        Fields in = fields(LIMITS + u16(3) + u32(0) + u32(4) + counted("606162" + oem("Unix") + oem("Samba")));
        SessionSetup.Request request = SessionSetup.request(in, 12, false);
        assertThat(request.request()).isNull();
        assertThat(hex(request.token())).isEqualTo("606162");
        assertThat(in.remaining()).isZero();
    }

    @Test
    void aPasswordBeyondTheMessageDoesNotFit() {
        Fields in = fields(LIMITS + u16(9) + u16(0) + u32(0) + u32(0) + counted("aabb"));
        SessionSetup.request(in, 13, true);
        assertThat(in.fit()).isFalse();
    }

    @Test
    void theAnswer() {
        Fields in = fields(u16(1) + counted(oem("Windows 5.0") + oem("Windows 2000 LAN Manager") + oem("CORP")));
        assertThat(SessionSetup.answer(in, 3, true).response())
                .isEqualTo(new Smb1.SessionSetupAndxResponse(
                        3, true, "Windows 5.0", "Windows 2000 LAN Manager", "CORP", null));
        assertThat(in.fit()).isTrue();
    }

    @Test
    void anAnswerWithoutBytes() {
        Fields in = fields(u16(0) + u16(0) + oem("not a name"));
        assertThat(SessionSetup.answer(in, 3, true).response())
                .isEqualTo(new Smb1.SessionSetupAndxResponse(3, false, "", "", "", null));
    }

    @Test
    void theAnswerWithASecurityTokenHasNoDomain() {
        Fields in = fields(true, 37, u16(0) + u16(3) + counted("a1a2a3" + utf16("Unix") + utf16("Samba")));
        SessionSetup.Answer answer = SessionSetup.answer(in, 4, true);
        assertThat(in.fit()).isTrue();
        assertThat(hex(answer.token())).isEqualTo("a1a2a3");
        assertThat(answer.response())
                .isEqualTo(new Smb1.SessionSetupAndxResponse(4, false, "Unix", "Samba", null, null));
    }

    @Test
    void whichNumbersOfWordsAreKnown() {
        for (int words = 0; words < 256; words++) {
            assertThat(SessionSetup.isRequest(words)).isEqualTo(words == 10 || words == 12 || words == 13);
            assertThat(SessionSetup.isAnswer(words)).isEqualTo(words == 3 || words == 4);
        }
    }
}
