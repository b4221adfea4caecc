package org.nsm.analyzers.ntlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.api.AnalyzerTag.NTLM;
import static org.nsm.api.spi.Protocol.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Transport;
import org.nsm.api.event.Event;
import org.nsm.api.event.Ntlm;
import org.nsm.api.event.NtlmEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.spi.ApplicationStage;

class NtlmAnalyzerTest {

    private static final int UNICODE = 1;
    private static final int OEM = 2;
    private static final int REQUEST_TARGET = 4;
    private static final int DOMAIN_SUPPLIED = 0x1000;
    private static final int WORKSTATION_SUPPLIED = 0x2000;
    private static final int TARGET_INFORMATION = 0x800000;
    private static final int VERSION = 0x2000000;

    /** Windows 10.0, build 20348. */
    private static final String WINDOWS = "0a007c4f0000000f";

    private static final Ntlm.Version WINDOWS_VERSION = new Ntlm.Version(10, 0, 20348, 15);

    private final TestEngine engine = TestEngine.with(udp(NTLM).port(1).analyzer(NtlmAnalyzer::new));
    private final ApplicationStage stage = engine.stage();
    private ApplicationStage.DatagramSink sink = stage.datagrams(FakeFlow.to(1, Transport.UDP));

    private static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits.replaceAll("\\s", "")));
    }

    private static String u16(int value) {
        return String.format("%02x%02x", value & 0xff, value >> 8 & 0xff);
    }

    private static String u32(int value) {
        return u16(value) + u16(value >>> 16);
    }

    private static String oem(String text) {
        return ByteBufUtil.hexDump(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String unicode(String text) {
        return ByteBufUtil.hexDump(text.getBytes(StandardCharsets.UTF_16LE));
    }

    private static String field(int length, int offset) {
        return u16(length) + u16(length) + u32(offset);
    }

    private static String header(int type) {
        return "4e544c4d53535000" + u32(type);
    }

    private static String negotiate(int flags, String domain, String workstation, String rest) {
        return header(1) + u32(flags) + domain + workstation + rest;
    }

    private static String challenge(int flags, String name, String information, String rest) {
        return header(2) + name + u32(flags) + "11".repeat(8) + "00".repeat(8) + information + rest;
    }

    private static String authenticate(int flags, String fields, String rest) {
        return header(3) + fields + u32(flags) + rest;
    }

    private <E extends Event> E event(Class<E> type, String message) {
        sink.datagram(true, hex(message));
        List<E> events = engine.events(type);
        assertThat(events).isNotEmpty();
        return events.get(events.size() - 1);
    }

    private Ntlm.Negotiate negotiated(String message) {
        return event(NtlmEvent.Negotiate.class, message).negotiate();
    }

    private Ntlm.Challenge challenged(String message) {
        return event(NtlmEvent.Challenge.class, message).challenge();
    }

    private Ntlm.Authenticate authenticated(String message) {
        return event(NtlmEvent.Authenticate.class, message).request();
    }

    private Ntlm.AttributeValues information(String pairs) {
        int length = pairs.replaceAll("\\s", "").length() / 2;
        Ntlm.AttributeValues found = challenged(
                        challenge(UNICODE | TARGET_INFORMATION, field(0, 0), field(length, 48), pairs))
                .targetInformation();
        assertThat(found).isNotNull();
        return found;
    }

    @Test
    void namesOfNegotiateArePresentIfTheirFlagIsSet() {
        Ntlm.Negotiate both =
                negotiated(negotiate(DOMAIN_SUPPLIED | WORKSTATION_SUPPLIED, field(3, 32), field(0, 0), oem("DOM")));
        assertThat(both.domainName()).isEqualTo("DOM");
        assertThat(both.workstation()).isEmpty();
        Ntlm.Negotiate none = negotiated(negotiate(0, field(3, 32), field(3, 32), oem("DOM")));
        assertThat(none.domainName()).isNull();
        assertThat(none.workstation()).isNull();
    }

    @Test
    void fieldsWithoutTheirFlagAreNotLookedAt() {
        assertThat(negotiated(negotiate(VERSION, field(99, 1000), field(1, -1), WINDOWS))
                        .version())
                .isEqualTo(WINDOWS_VERSION);
    }

    @Test
    void textsOfNegotiateAreOemWhateverWasNegotiated() {
        Ntlm.Negotiate negotiate = negotiated(negotiate(
                UNICODE | OEM | DOMAIN_SUPPLIED | WORKSTATION_SUPPLIED,
                field(4, 32),
                field(2, 36),
                oem("DO\u00c4M") + oem("WS")));
        assertThat(negotiate.domainName()).isEqualTo("DO\u00c4M");
        assertThat(negotiate.workstation()).isEqualTo("WS");
    }

    @Test
    void otherTextsAreUnicodeOnlyIfNegotiated() {
        assertThat(challenged(challenge(REQUEST_TARGET | UNICODE, field(6, 48), field(0, 0), unicode("D\u00c4\u20ac")))
                        .targetName())
                .isEqualTo("D\u00c4\u20ac");
        assertThat(challenged(challenge(REQUEST_TARGET, field(3, 48), field(0, 0), oem("DOM")))
                        .targetName())
                .isEqualTo("DOM");
        String fields = field(0, 0) + field(0, 0) + field(2, 64) + field(2, 66) + field(2, 68) + field(0, 0);
        assertThat(authenticated(authenticate(OEM, fields, oem("DDUUWW"))))
                .extracting(Ntlm.Authenticate::domainName, Ntlm.Authenticate::userName, Ntlm.Authenticate::workstation)
                .containsExactly("DD", "UU", "WW");
    }

    @Test
    void theTargetNameIsPresentIfItWasRequested() {
        assertThat(challenged(challenge(0, field(3, 48), field(0, 0), oem("DOM")))
                        .targetName())
                .isNull();
        assertThat(challenged(challenge(REQUEST_TARGET, field(0, 0), field(0, 0), ""))
                        .targetName())
                .isEmpty();
    }

    @Test
    void namesAndKeyOfAuthenticateArePresentIfTheyAreNotEmpty() {
        String none = field(0, 64) + field(0, 64) + field(0, 64) + field(0, 64) + field(0, 64) + field(0, 64);
        Ntlm.Authenticate anonymous = authenticated(authenticate(UNICODE, none, ""));
        assertThat(anonymous.domainName()).isNull();
        assertThat(anonymous.userName()).isNull();
        assertThat(anonymous.workstation()).isNull();
        assertThat(anonymous.sessionKey()).isNull();
        String fields = field(1, 74) + field(2, 74) + field(2, 64) + field(4, 66) + field(2, 70) + field(2, 72);
        Ntlm.Authenticate user = authenticated(
                authenticate(UNICODE, fields, unicode("D") + unicode("us") + unicode("W") + "fe00" + "aabb"));
        assertThat(user.domainName()).isEqualTo("D");
        assertThat(user.userName()).isEqualTo("us");
        assertThat(user.workstation()).isEqualTo("W");
        assertThat(user.sessionKey()).isEqualTo(hex("fe00"));
    }

    @Test
    void theVersionFollowsTheFixedPartThoughTheOffsetsOfEmptyFieldsAreZero() {
        assertThat(negotiated(negotiate(
                                VERSION | DOMAIN_SUPPLIED | WORKSTATION_SUPPLIED, field(0, 0), field(0, 0), WINDOWS))
                        .version())
                .isEqualTo(WINDOWS_VERSION);
        assertThat(challenged(challenge(VERSION | REQUEST_TARGET, field(0, 0), field(0, 0), WINDOWS))
                        .version())
                .isEqualTo(WINDOWS_VERSION);
        String none = field(0, 0).repeat(6);
        assertThat(authenticated(authenticate(VERSION, none, WINDOWS)).version())
                .isEqualTo(WINDOWS_VERSION);
    }

    @Test
    void thereIsNoVersionWithoutItsFlag() {
        assertThat(negotiated(negotiate(0, field(0, 0), field(0, 0), WINDOWS)).version())
                .isNull();
    }

    @Test
    void thereIsNoVersionWhereTheFirstPayloadBeginsOrTheMessageEnds() {
        assertThat(negotiated(negotiate(VERSION | DOMAIN_SUPPLIED, field(8, 32), field(0, 0), oem("DOMAINXY")))
                        .version())
                .isNull();
        assertThat(negotiated(negotiate(VERSION, field(0, 0), field(0, 0), "0a007c4f"))
                        .version())
                .isNull();
        String fields = field(8, 64) + field(0, 0).repeat(5);
        assertThat(authenticated(authenticate(VERSION, fields, oem("RESPONSE"))).version())
                .isNull();
    }

    @Test
    void readsEveryAttribute() {
        Ntlm.AttributeValues values = information("0100 0200" + unicode("C") + "0200 0200" + unicode("D")
                + "0300 0200" + unicode("c") + "0400 0200" + unicode("d") + "0500 0200" + unicode("t")
                + "0600 0400 03000000"
                + "0700 0800 00803ed5deb19d01"
                + "0800 3000 30000000 00000000 0000000000000000 fe00000000000080" + "cc".repeat(24)
                + "0900 0400" + unicode("sp") + "0a00 1000" + "dd".repeat(16)
                + "0000 0000 ffff");
        assertThat(values)
                .isEqualTo(new Ntlm.AttributeValues(
                        "C", "D", "c", "d", "t", true, Instant.EPOCH, 0x80000000000000feL, "sp"));
    }

    @Test
    void theAttributesThatAreNotThereAreEmptyOrNull() {
        assertThat(information("00000000"))
                .isEqualTo(new Ntlm.AttributeValues("", "", null, null, null, null, null, null, null));
        assertThat(information("0600 0400 02000000 00000000").constrainedAuthentication())
                .isFalse();
    }

    @Test
    void attributesAreUnicodeAlthoughOemWasNegotiated() {
        Ntlm.Challenge challenge = challenged(challenge(
                OEM | TARGET_INFORMATION, field(0, 0), field(12, 48), "0100 0400" + unicode("CC") + "00000000"));
        assertThat(challenge.targetInformation().netbiosComputerName()).isEqualTo("CC");
    }

    @Test
    void everyAttributeIsAsLongAsItSays() {
        Ntlm.AttributeValues values = information("0600 0800 01000000 0100feff" + "0700 0400 01020304" + "0600 0100 00"
                + "0800 0400 01020304" + "0900 0200" + unicode("t") + "00000000");
        assertThat(values.constrainedAuthentication()).isTrue();
        assertThat(values.timestamp()).isNull();
        assertThat(values.singleHostId()).isNull();
        assertThat(values.targetName()).isEqualTo("t");
    }

    @Test
    void readsEveryFlag() {
        Ntlm.NegotiateFlags flags =
                negotiated(negotiate(0xe08a8235, field(0, 0), field(0, 0), "")).flags();
        assertThat(flags)
                .isEqualTo(new Ntlm.NegotiateFlags(
                        true, true, true, false, true, false, false, true, true, false, true, false, false, false, true,
                        false, false, true, true, true, false, true));
    }

    @Test
    void confirmsAndReportsOffencesButGoesOn() {
        sink.datagram(true, hex(header(4) + "00".repeat(60)));
        assertThat(engine.events(ProtocolEvent.Confirmation.class)).isEmpty();
        sink.datagram(true, hex(negotiate(0, field(0, 0), field(0, 0), "")));
        assertThat(engine.events(ProtocolEvent.Confirmation.class)).hasSize(1);
        sink.datagram(false, hex(challenge(TARGET_INFORMATION, field(0, 0), field(5, 48), "0100040041")));
        sink.datagram(true, hex(negotiate(DOMAIN_SUPPLIED, field(3, 31), field(0, 0), "")));
        sink.datagram(true, hex(negotiate(0, field(0, 0), field(0, 0), "")));
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(3);
        assertThat(engine.events(NtlmEvent.class)).hasSize(2);
    }

    @Test
    void messagesCutOrDamagedAnywhereDoNoHarm() {
        String pairs = "0100 0200" + unicode("C") + "0600 0400 01000000" + "0700 0800 00803ed5deb19d01" + "00000000";
        String[] messages = {
            negotiate(
                    VERSION | DOMAIN_SUPPLIED | WORKSTATION_SUPPLIED, field(2, 40), field(2, 42), WINDOWS + "41414242"),
            challenge(
                    VERSION | REQUEST_TARGET | TARGET_INFORMATION | UNICODE,
                    field(2, 56),
                    field(30, 58),
                    WINDOWS + "4100" + pairs),
            authenticate(VERSION | UNICODE, field(2, 72).repeat(6), WINDOWS + "4100"),
        };
        for (String message : messages) {
            ByteBuf bytes = hex(message);
            for (int at = 0; at < bytes.readableBytes(); at++) {
                for (int value : new int[] {-1, 0, 1, 0x7f, 0x80, 0xff}) {
                    ByteBuf damaged = bytes.copy();
                    if (value < 0) {
                        damaged.writerIndex(at);
                    } else {
                        damaged.setByte(at, value);
                    }
                    sink.datagram(true, damaged);
                }
            }
        }
        assertThat(engine.failures).isEmpty();
        assertThat(sink.done()).isFalse();
    }

    @Test
    void noiseDoesNoHarm() {
        Random random = new Random(4);
        for (int round = 0; round < 5000; round++) {
            ByteBuf bytes = hex(header(1 + round % 3) + "00".repeat(100));
            for (int i = 0; i < 12; i++) {
                bytes.setByte(12 + random.nextInt(100), random.nextInt(256));
            }
            sink.datagram(true, bytes);
        }
        assertThat(engine.failures).isEmpty();
    }
}
