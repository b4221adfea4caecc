package org.nsm.analyzers.smb1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.smb1.Wire.ascii;
import static org.nsm.analyzers.smb1.Wire.counted;
import static org.nsm.analyzers.smb1.Wire.fields;
import static org.nsm.analyzers.smb1.Wire.hex;
import static org.nsm.analyzers.smb1.Wire.oem;
import static org.nsm.analyzers.smb1.Wire.u16;
import static org.nsm.analyzers.smb1.Wire.u32;
import static org.nsm.analyzers.smb1.Wire.u64;
import static org.nsm.analyzers.smb1.Wire.u8;
import static org.nsm.analyzers.smb1.Wire.utf16;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nsm.api.event.Smb1;

class NegotiationTest {

    /** 2019-04-03 14:00:00 UTC in ticks. */
    private static final long TICKS = 131_987_736_000_000_000L;

    private static String ntLm(long capabilities, int keyLength, String bytes) {
        return u16(5)
                + u8(0x0b)
                + u16(50)
                + u16(1)
                + u32(0xffff0001L)
                + u32(65_536)
                + u32(0xfffffffeL)
                + u32(capabilities)
                + u64(TICKS)
                + u16(-120)
                + u8(keyLength)
                + counted(bytes);
    }

    private static Smb1.NegotiateResponseNtlm ntLm(Fields in) {
        Smb1.NegotiateResponse response = Negotiation.answer(in, 17).response();
        assertThat(in.fit()).isTrue();
        assertThat(response.core()).isNull();
        assertThat(response.lanman()).isNull();
        return Objects.requireNonNull(response.ntlm());
    }

    @Test
    void dialectsAreListedInOrder() {
        Fields in = fields(counted("02" + oem("PC NETWORK PROGRAM 1.0") + "02" + oem("NT LM 0.12")) + "02" + oem("no"));
        assertThat(Negotiation.dialects(in)).containsExactly("PC NETWORK PROGRAM 1.0", "NT LM 0.12");
        assertThat(in.fit()).isTrue();
    }

    @Test
    void dialectsAreOemEvenInUnicodeMessages() {
        assertThat(Negotiation.dialects(fields(true, 33, counted("02" + oem("LANMAN1.0")))))
                .containsExactly("LANMAN1.0");
    }

    @Test
    void theLastDialectEndsWithTheByteCount() {
        Fields in = fields(counted("02" + ascii("NT LM 0.12")) + ascii(" and more"));
        assertThat(Negotiation.dialects(in)).isEqualTo(List.of("NT LM 0.12"));
    }

    @Test
    void aByteCountBeyondTheMessageDoesNotFit() {
        Fields in = fields(u16(100) + "02" + oem("NT LM 0.12"));
        assertThat(Negotiation.dialects(in)).isEmpty();
        assertThat(in.fit()).isFalse();
    }

    @Test
    void noDialects() {
        assertThat(Negotiation.dialects(fields("0000"))).isEmpty();
    }

    @Test
    void theCoreAnswerIsAnIndex() {
        Fields in = fields("ffff" + "0000");
        assertThat(Negotiation.answer(in, 1).response())
                .isEqualTo(new Smb1.NegotiateResponse(new Smb1.NegotiateResponseCore(65_535), null, null));
        assertThat(in.fit()).isTrue();
    }

    @Test
    void anAnswerOfAnotherKindHasNothingInIt() {
        assertThat(Negotiation.answer(fields("00"), 2).response())
                .isEqualTo(new Smb1.NegotiateResponse(null, null, null));
    }

    @Test
    void theLanManagerAnswer() {
        // 2019-04-03 (year 39, month 4, day 3), 13:59:58, by a clock two hours ahead of UTC
        String time = u16(13 << 11 | 59 << 5 | 29);
        String date = u16(39 << 9 | 4 << 5 | 3);
        Fields in = fields(u16(2)
                + u16(3)
                + u16(4356)
                + u16(50)
                + u16(1)
                + u16(2)
                + u32(99)
                + time
                + date
                + u16(-120)
                + u16(8)
                + u16(0)
                + counted("0102030405060708" + oem("WORK")));
        Smb1.NegotiateResponseLanman lanman =
                Objects.requireNonNull(Negotiation.answer(in, 13).response().lanman());
        assertThat(in.fit()).isTrue();
        assertThat(lanman.wordCount()).isEqualTo(13);
        assertThat(lanman.dialectIndex()).isEqualTo(2);
        assertThat(lanman.securityMode()).isEqualTo(new Smb1.NegotiateResponseSecurity(true, true, null, null));
        assertThat(lanman.maxBufferSize()).isEqualTo(4356);
        assertThat(lanman.maxMpxCount()).isEqualTo(50);
        assertThat(lanman.maxNumberVcs()).isEqualTo(1);
        assertThat(lanman.rawMode()).isEqualTo(new Smb1.NegotiateRawMode(false, true));
        assertThat(lanman.sessionKey()).isEqualTo(99);
        assertThat(lanman.serverTime()).isEqualTo(Instant.parse("2019-04-03T11:59:58Z"));
        assertThat(hex(lanman.encryptionKey())).isEqualTo("0102030405060708");
        assertThat(lanman.primaryDomain()).isEqualTo("WORK");
    }

    @Test
    void aLanManagerAnswerWithoutKeyAndDomain() {
        Fields in = fields("00".repeat(26) + "0000");
        Smb1.NegotiateResponseLanman lanman =
                Objects.requireNonNull(Negotiation.answer(in, 13).response().lanman());
        assertThat(in.fit()).isTrue();
        assertThat(lanman.encryptionKey().isReadable()).isFalse();
        assertThat(lanman.primaryDomain()).isEmpty();
        assertThat(lanman.serverTime()).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "1980-01-01T00:00:00Z, 0, 1, 1, 0, 0, 0, 0",
        "2107-12-31T23:59:58Z, 127, 12, 31, 23, 59, 29, 0",
        "2024-03-01T05:30:02Z, 44, 2, 29, 0, 30, 1, 1740",
        "2019-12-31T22:00:00Z, 40, 1, 1, 0, 0, 0, -120",
        // a month, a day and a time that do not exist
        "2021-03-04T08:04:02Z, 40, 15, 3, 31, 63, 31, 0",
        "2019-11-30T00:00:00Z, 40, 0, 0, 0, 0, 0, 0",
    })
    void packedTimes(Instant instant, int year, int month, int day, int hour, int minute, int twoSeconds, int zone) {
        int date = year << 9 | month << 5 | day;
        int time = hour << 11 | minute << 5 | twoSeconds;
        assertThat(Negotiation.instant(date, time, zone)).isEqualTo(instant);
    }

    @Test
    void theNtAnswerWithAKey() {
        Smb1.NegotiateResponseNtlm ntlm = ntLm(fields(false, 33, ntLm(0, 8, "0102030405060708" + oem("CORP"))));
        assertThat(ntlm.wordCount()).isEqualTo(17);
        assertThat(ntlm.dialectIndex()).isEqualTo(5);
        assertThat(ntlm.securityMode()).isEqualTo(new Smb1.NegotiateResponseSecurity(true, true, false, true));
        assertThat(ntlm.maxBufferSize()).isEqualTo(0xffff0001L);
        assertThat(ntlm.maxMpxCount()).isEqualTo(50);
        assertThat(ntlm.maxNumberVcs()).isEqualTo(1);
        assertThat(ntlm.maxRawSize()).isEqualTo(65_536);
        assertThat(ntlm.sessionKey()).isEqualTo(0xfffffffeL);
        assertThat(ntlm.serverTime()).isEqualTo(Instant.parse("2019-04-03T14:00:00Z"));
        assertThat(hex(Objects.requireNonNull(ntlm.encryptionKey()))).isEqualTo("0102030405060708");
        assertThat(ntlm.domainName()).isEqualTo("CORP");
        assertThat(ntlm.guid()).isNull();
        assertThat(ntlm.securityBlob()).isNull();
    }

    @Test
    void theDomainOfTheNtAnswerIsNotAligned() {
        String answer = ntLm(0, 8, "0102030405060708" + utf16("CORP"));
        assertThat(ntLm(fields(true, 32, answer)).domainName()).isEqualTo("CORP");
        assertThat(ntLm(fields(true, 33, answer)).domainName()).isEqualTo("CORP");
    }

    @Test
    void theNtAnswerWithASecurityToken() {
        String guid = "000102030405060708090a0b0c0d0e0f";
        Fields in = fields(ntLm(0x8000_0000L, 0, guid + "6048aabb") + "ffff");
        Negotiation.Answer answer = Negotiation.answer(in, 17);
        assertThat(in.fit()).isTrue();
        assertThat(hex(answer.token())).isEqualTo("6048aabb");
        Smb1.NegotiateResponseNtlm ntlm =
                Objects.requireNonNull(answer.response().ntlm());
        assertThat(hex(Objects.requireNonNull(ntlm.guid()))).isEqualTo(guid);
        assertThat(ntlm.encryptionKey()).isNull();
        assertThat(ntlm.domainName()).isNull();
        assertThat(ntlm.securityBlob()).isNull();
    }

    @Test
    void theCapabilitiesOfAServer() {
        Smb1.NegotiateCapabilities none = ntLm(fields(ntLm(0, 0, ""))).capabilities();
        assertThat(none.toString()).doesNotContain("true");
        String guid = "00".repeat(16);
        Smb1.NegotiateCapabilities all =
                ntLm(fields(ntLm(0xe080_f3ffL, 0, guid))).capabilities();
        assertThat(all.toString()).doesNotContain("false");
        assertThat(ntLm(fields(ntLm(0x4000, 0, ""))).capabilities().largeReadx())
                .isTrue();
        assertThat(ntLm(fields(ntLm(0x80_0000, 0, ""))).capabilities().unix()).isTrue();
        assertThat(ntLm(fields(ntLm(0x1f7f_0c00, 0, ""))).capabilities().toString())
                .doesNotContain("true");
    }
}
