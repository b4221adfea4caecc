package org.nsm.analyzers.gssapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.api.AnalyzerTag.GSSAPI;
import static org.nsm.api.AnalyzerTag.KRB;
import static org.nsm.api.AnalyzerTag.NTLM;
import static org.nsm.api.spi.Protocol.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Transport;
import org.nsm.api.event.GssapiEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.UdpAnalyzer;

class GssapiAnalyzerTest {

    private static final AnalyzerTag CARRIER = new AnalyzerTag("CARRIER");
    private static final String SPNEGO = "06062b0601050502";
    private static final String NTLMSSP = "4e544c4d535350";
    private static final String KERBEROS = "06092a864886f712010202";

    private final List<String> log = new ArrayList<>();
    private final TestEngine engine = TestEngine.with(
            udp(CARRIER).port(1).analyzer(Carrier::new),
            udp(GSSAPI).analyzer(GssapiAnalyzer::new),
            udp(NTLM).analyzer(Noting::new),
            udp(KRB).analyzer(Noting::new));
    private ApplicationStage.DatagramSink sink = engine.stage().datagrams(FakeFlow.to(1, Transport.UDP));

    /** Takes each datagram for a token. */
    private static final class Carrier extends UdpAnalyzer {

        private final SecurityTokens tokens;

        Carrier(AnalyzerContext context) {
            super(context);
            tokens = new SecurityTokens(context);
        }

        @Override
        protected void datagram(boolean isOrig, ByteBuf payload) {
            tokens.token(isOrig, payload);
        }
    }

    /** Notes what it gets. */
    private final class Noting extends UdpAnalyzer {

        Noting(AnalyzerContext context) {
            super(context);
        }

        @Override
        protected void datagram(boolean isOrig, ByteBuf payload) {
            log.add(context().tag().name() + (isOrig ? ">" : "<") + ByteBufUtil.hexDump(payload));
        }
    }

    private static String der(int tag, String... contents) {
        String content = String.join("", contents);
        int length = content.length() / 2;
        String octets = length < 128 ? String.format("%02x", length) : String.format("82%04x", length);
        return String.format("%02x", tag) + octets + content;
    }

    /** The first kind, in its frame. */
    private static String init(String... fields) {
        return der(0x60, SPNEGO, der(0xa0, der(0x30, fields)));
    }

    private static String response(String... fields) {
        return der(0xa1, der(0x30, fields));
    }

    private static String state(int value) {
        return der(0xa0, der(0x0a, String.format("%02x", value)));
    }

    private static String token(String octets) {
        return der(0xa2, der(0x04, octets));
    }

    private static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits));
    }

    private void send(boolean isOrig, String digits) {
        sink.datagram(isOrig, hex(digits));
    }

    private List<Integer> states() {
        return engine.events(GssapiEvent.NegResult.class).stream()
                .map(GssapiEvent.NegResult::state)
                .toList();
    }

    @Test
    void reportsTheStateFromEitherSide() {
        send(false, response(state(1)));
        send(true, response(state(3)));
        send(false, response(state(0)));
        assertThat(states()).containsExactly(1, 3, 0);
    }

    @Test
    void aResponseWithoutAStateRaisesNothing() {
        send(true, response(token(NTLMSSP + "31")));
        assertThat(states()).isEmpty();
        assertThat(log).containsExactly("NTLM>" + NTLMSSP + "31");
    }

    @Test
    void theFirstFieldOfTheFirstTokenIsNoState() {
        send(true, init(der(0xa0, der(0x30, KERBEROS))));
        assertThat(states()).isEmpty();
        assertThat(engine.events(ProtocolEvent.Violation.class)).isEmpty();
    }

    @Test
    void handsOnWhatNtlmSays() {
        send(true, init(der(0xa0, der(0x30, KERBEROS)), token(NTLMSSP)));
        send(false, response(state(1), der(0xa1, KERBEROS), token(NTLMSSP + "55"), der(0xa3, der(0x04, "4e56"))));
        assertThat(log).containsExactly("NTLM>" + NTLMSSP, "NTLM<" + NTLMSSP + "55");
        assertThat(states()).containsExactly(1);
    }

    @Test
    void handsOnWhatKerberosSaysWithoutItsFrame() {
        send(true, init(token(der(0x60, KERBEROS, "0100", "6e0101"))));
        send(false, response(state(0), token(der(0x60, KERBEROS, "0200", "6f0102"))));
        assertThat(log).containsExactly("KRB>6e0101", "KRB<6f0102");
    }

    @Test
    void aReplyOfKerberosMayStandAlone() {
        send(false, response(state(1), token("6f0102")));
        send(true, "6f0103");
        assertThat(log).containsExactly("KRB<6f0102", "KRB>6f0103");
    }

    @Test
    void kerberosMayComeWithoutANegotiation() {
        send(true, der(0x60, KERBEROS, "0100", "6e0101"));
        assertThat(log).containsExactly("KRB>6e0101");
    }

    @Test
    void ignoresOtherMechanismsAndTokensOfKerberosThatAreNoMessages() {
        send(true, init(token("4142")));
        send(true, init(token("4e45474f45585453")));
        send(true, init(token(der(0x60, KERBEROS, "0404", "ffff"))));
        send(true, init(token("")));
        assertThat(log).isEmpty();
        assertThat(engine.events(ProtocolEvent.Violation.class)).isEmpty();
    }

    @Test
    void whatWasFoundBeforeOtherFieldsStays() {
        send(true, init(token(NTLMSSP + "31"), der(0xa3, der(0x30)), der(0xa4, der(0x04, "01")), der(0x02, "01")));
        assertThat(log).containsExactly("NTLM>" + NTLMSSP + "31");
    }

    @Test
    void confirmsAtTheFirstTokenThatItUnderstands() {
        send(true, "ff0102");
        assertThat(engine.events(ProtocolEvent.Confirmation.class)).isEmpty();
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
        send(true, init());
        assertThat(engine.events(ProtocolEvent.Confirmation.class)).hasSize(1);
    }

    @Test
    void joinsSegmentsOfIndefiniteLength() {
        send(true, "a1803080a2802480" + der(0x04, NTLMSSP) + "0401310000000000000000");
        assertThat(log).containsExactly("NTLM>" + NTLMSSP + "31");
    }

    @Test
    void tokensCutOrDamagedAnywhereDoNoHarm() {
        String[] tokens = {
            init(der(0xa0, der(0x30, KERBEROS)), token(der(0x60, KERBEROS, "0100", "6e0101"))),
            response(state(1), der(0xa1, KERBEROS), token(NTLMSSP + "55")),
        };
        for (String token : tokens) {
            ByteBuf bytes = hex(token);
            for (int at = 0; at < bytes.readableBytes(); at++) {
                for (int value : new int[] {-1, 0, 0x1f, 0x7f, 0x80, 0xff}) {
                    sink.end();
                    sink = engine.stage().datagrams(FakeFlow.to(1, Transport.UDP));
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
    }

    @Test
    void nestingWithoutEndDoesNoHarm() {
        send(true, "a180" + "3080".repeat(5000));
        send(true, "60803080".repeat(5000));
        send(true, response(der(0xa2, "2480".repeat(5000))));
        assertThat(engine.failures).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void noiseDoesNoHarm() {
        Random random = new Random(3);
        byte[] noise = new byte[60];
        for (int round = 0; round < 5000; round++) {
            random.nextBytes(noise);
            noise[0] = (byte) (round % 2 == 0 ? 0x60 : 0xa1);
            noise[1] = (byte) (50 + round % 12);
            sink.end();
            sink = engine.stage().datagrams(FakeFlow.to(1, Transport.UDP));
            sink.datagram(true, Unpooled.wrappedBuffer(noise));
        }
        assertThat(engine.failures).isEmpty();
    }
}
