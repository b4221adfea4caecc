package org.nsm.analyzers.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.tls.Wire.dtlsClientHello;
import static org.nsm.analyzers.tls.Wire.dtlsMessage;
import static org.nsm.analyzers.tls.Wire.dtlsRecord;
import static org.nsm.analyzers.tls.Wire.dtlsServerHello;
import static org.nsm.analyzers.tls.Wire.extension;
import static org.nsm.analyzers.tls.Wire.fragment;
import static org.nsm.analyzers.tls.Wire.hex;
import static org.nsm.analyzers.tls.Wire.vector;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Options;
import org.nsm.api.Transport;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.SslEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class DtlsConversationTest {

    private static final String HELLO = dtlsClientHello("01", "");

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final FakeFlow flow = FakeFlow.to(4433, Transport.UDP);
    private final ApplicationStage.DatagramSink sink = engine.stage().datagrams(flow);

    private void client(String hex) {
        sink.datagram(true, hex(hex));
    }

    private void server(String hex) {
        sink.datagram(false, hex(hex));
    }

    private static String handshake(String message) {
        return dtlsRecord(22, 0, message);
    }

    private List<Integer> messageTypes() {
        return engine.events(SslEvent.HandshakeMessage.class).stream()
                .map(SslEvent.HandshakeMessage::type)
                .toList();
    }

    @Test
    void takesAHelloWithACookieForASecondOne() {
        client(handshake(dtlsMessage(1, 0, HELLO)));
        server(handshake(dtlsMessage(3, 0, "fefd" + vector(1, "c0"))));
        client(handshake(dtlsMessage(1, 1, dtlsClientHello("01", "c0"))));
        assertThat(messageTypes()).containsExactly(1, 3, 1);
        assertThat(engine.events(SslEvent.ClientHello.class)).hasSize(2);
        assertThat(flow.services()).containsExactly("DTLS");
    }

    @Test
    void countsARepeatedMessageOnceAndItsRecordsEachTime() {
        client(handshake(dtlsMessage(1, 0, HELLO)));
        client(handshake(dtlsMessage(1, 0, HELLO)));
        assertThat(messageTypes()).containsExactly(1);
        assertThat(engine.events(SslEvent.PlaintextData.class)).hasSize(2);
    }

    @Test
    void takesAHelloWithAnotherRandomValueForAnotherHandshake() {
        client(handshake(dtlsMessage(1, 0, HELLO)));
        server(handshake(dtlsMessage(2, 0, dtlsServerHello(0x0033))));
        client(handshake(dtlsMessage(1, 0, dtlsClientHello("02", ""))));
        server(handshake(dtlsMessage(2, 0, dtlsServerHello(0x009c))));
        assertThat(messageTypes()).containsExactly(1, 2, 1, 2);
    }

    @Test
    void takesACookieInAHelloWithTheSameNumber() {
        client(handshake(dtlsMessage(1, 0, HELLO)));
        client(handshake(dtlsMessage(1, 0, dtlsClientHello("01", "c0"))));
        assertThat(engine.events(SslEvent.ClientHello.class)).hasSize(2);
    }

    @Test
    void joinsFragmentsWhateverTheirOrder() {
        int length = HELLO.length() / 2;
        client(handshake(fragment(1, 0, HELLO, 0, 35)));
        client(handshake(fragment(1, 0, HELLO, 38, length)));
        assertThat(engine.events(SslEvent.ClientHello.class)).isEmpty();
        client(handshake(fragment(1, 0, HELLO, 30, 40)));
        assertThat(engine.events(SslEvent.ClientHello.class)).hasSize(1);
        assertThat(engine.events(SslEvent.HandshakeMessage.class))
                .containsExactly(new SslEvent.HandshakeMessage(flow, true, 1, length));
    }

    private static final String BODY = "01 00000e" + "00".repeat(14);

    private static String first(int sequence) {
        return handshake(fragment(11, sequence, BODY, 0, 9));
    }

    private static String second(int sequence) {
        return handshake(fragment(11, sequence, BODY, 9, 18));
    }

    @Test
    void putsTwoMessagesOfEachSideTogetherAtATime() {
        client(handshake(dtlsMessage(1, 0, HELLO)));
        client(first(1));
        client(first(2));
        server(first(1));
        server(first(2));
        client(second(1));
        client(second(2));
        server(second(1));
        server(second(2));
        assertThat(messageTypes()).containsExactly(1, 11, 11, 11, 11);
    }

    @Test
    void givesTheOldestOfThreeIncompleteMessagesUp() {
        client(handshake(dtlsMessage(1, 0, HELLO)));
        client(first(1));
        client(first(2));
        client(first(3));
        client(second(3));
        client(second(2));
        assertThat(messageTypes()).containsExactly(1, 11, 11);
        client(second(1));
        assertThat(messageTypes()).hasSize(3);
        client(first(1));
        assertThat(messageTypes()).hasSize(4);
    }

    @Test
    void keeps16PartsOfAMessageThatCameTooEarly() {
        client(handshake(dtlsMessage(1, 0, HELLO)));
        for (int type : new int[] {11, 22}) {
            engine.events.clear();
            int sequence = type;
            for (int at = 1; at <= 17; at++) {
                client(handshake(fragment(type, sequence, BODY, at, at + 1)));
            }
            client(handshake(fragment(type, sequence, BODY, 0, 1)));
            assertThat(messageTypes()).isEmpty();
            client(handshake(fragment(type, sequence, BODY, 17, 18)));
            assertThat(messageTypes()).containsExactly(type);
        }
    }

    @Test
    void aMessageWithANumberBeyond63IsAViolation() {
        client(handshake(dtlsMessage(1, 0, HELLO)));
        client(handshake(dtlsMessage(11, 63, "000000")));
        assertThat(messageTypes()).containsExactly(1, 11);
        assertThat(engine.events(ProtocolEvent.Violation.class)).isEmpty();
        client(handshake(dtlsMessage(11, 64, "000000") + dtlsMessage(11, 1, "000000")));
        assertThat(messageTypes()).hasSize(2);
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    @Test
    void doesNotWaitForAMessageThatWasLost() {
        client(handshake(dtlsMessage(1, 0, HELLO)));
        server(handshake(dtlsMessage(2, 0, dtlsServerHello(0xc02f))));
        server(handshake(dtlsMessage(12, 2, "03 001d 02 e1e2 0401 0001 55")));
        server(handshake(dtlsMessage(11, 1, "000000")));
        assertThat(messageTypes()).containsExactly(1, 2, 12, 11);
        assertThat(engine.events(SslEvent.EcdhServerParams.class)).hasSize(1);
    }

    @Test
    void encryptsFromTheSecondEpochOn() {
        client(handshake(dtlsMessage(1, 0, HELLO)));
        server(handshake(dtlsMessage(2, 0, dtlsServerHello(0xc02f))));
        client(dtlsRecord(20, 0, "01") + dtlsRecord(22, 1, "00".repeat(30)));
        server(dtlsRecord(20, 0, "01") + dtlsRecord(22, 1, "00".repeat(30)));
        assertThat(engine.events(SslEvent.ChangeCipherSpec.class)).hasSize(2);
        assertThat(engine.events(SslEvent.EncryptedData.class)).hasSize(2);
        assertThat(engine.events(SslEvent.Established.class)).hasSize(1);
    }

    @Test
    void readsConnectionIdentifiersOfTheLengthThatTheReceiverAskedFor() {
        client(handshake(dtlsMessage(1, 0, HELLO + vector(2, extension(54, "01 aa")))));
        server(handshake(dtlsMessage(
                2, 0, dtlsServerHello(0x1301) + vector(2, extension(54, "02 bbbb") + extension(43, "fefc")))));
        client("3e bbbb 0001 0003 010203");
        server("3e aa 0001 0002 0102");
        assertThat(engine.events(SslEvent.EncryptedData.class))
                .containsExactly(
                        new SslEvent.EncryptedData(flow, true, 0, 0, 3),
                        new SslEvent.EncryptedData(flow, false, 0, 0, 2));
        assertThat(engine.events(SslEvent.Established.class)).hasSize(1);
        assertThat(engine.events(ProtocolEvent.Violation.class)).isEmpty();
    }

    @Test
    void leavesOtherProtocolsOnTheFlowAlone() {
        client("0001 0000 2112a442" + "00".repeat(12));
        client(handshake(dtlsMessage(1, 0, HELLO)));
        client("8060 0001 00000000 00000000 aabb");
        server(handshake(dtlsMessage(2, 0, dtlsServerHello(0xc02f))));
        assertThat(messageTypes()).containsExactly(1, 2);
        assertThat(engine.events(ProtocolEvent.Violation.class))
                .extracting(ProtocolEvent.Violation::analyzer)
                .doesNotContain(AnalyzerTag.DTLS);
    }

    @Test
    void mayHaveItsClientAtEitherEnd() {
        server(handshake(dtlsMessage(1, 0, HELLO)));
        client(handshake(dtlsMessage(2, 0, dtlsServerHello(0xc02f))));
        assertThat(messageTypes()).containsExactly(1, 2);
    }

    @Test
    void refusesOtherProtocolsOnItsPort() {
        FakeFlow quic = FakeFlow.to(443, Transport.UDP);
        ApplicationStage.DatagramSink quicSink = engine.stage().datagrams(quic);
        quicSink.datagram(true, hex("c000000001" + "00".repeat(1195)));
        quicSink.datagram(true, hex("c000000001" + "00".repeat(1195)));
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    @Test
    void messagesInPartsAreNotReadWhileTheAnalyzersHoldAsMuchAsTheyMay() {
        TestEngine poor = engine.set(Options.MAX_ANALYZER_BYTES, 150L);
        ApplicationStage stage = poor.stage();
        String first = handshake(fragment(1, 0, HELLO, 0, 20));
        String second =
                handshake(fragment(1, 0, HELLO, 20, HELLO.replaceAll("\\s", "").length() / 2));
        for (int i = 0; i < 5; i++) {
            ApplicationStage.DatagramSink one = stage.datagrams(FakeFlow.to(4433, Transport.UDP));
            one.datagram(true, hex(first));
            one.datagram(true, hex(second));
        }
        assertThat(poor.events(SslEvent.ClientHello.class)).hasSize(5);
        List<ApplicationStage.DatagramSink> sinks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sinks.add(stage.datagrams(FakeFlow.to(4433, Transport.UDP)));
            sinks.get(i).datagram(true, hex(first));
        }
        sinks.forEach(one -> one.datagram(true, hex(second)));
        assertThat(poor.events(SslEvent.ClientHello.class)).hasSizeBetween(6, 9);
        assertThat(poor.events(WeirdEvent.OfConnection.class))
                .isNotEmpty()
                .allMatch(weird -> weird.name().equals("analyzer_memory_full"));
    }
}
