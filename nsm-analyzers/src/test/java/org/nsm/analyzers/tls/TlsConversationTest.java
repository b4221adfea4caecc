package org.nsm.analyzers.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.tls.Wire.clientHello;
import static org.nsm.analyzers.tls.Wire.extension;
import static org.nsm.analyzers.tls.Wire.hex;
import static org.nsm.analyzers.tls.Wire.message;
import static org.nsm.analyzers.tls.Wire.record;
import static org.nsm.analyzers.tls.Wire.serverHello;
import static org.nsm.analyzers.tls.Wire.vector;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Transport;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.Ssl;
import org.nsm.api.event.SslEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class TlsConversationTest {

    private static final String CCS = record(20, 0x0303, "01");
    private static final String TLS_1_3 = extension(43, "0304");

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final FakeFlow flow = FakeFlow.to(443, Transport.TCP);
    private final ApplicationStage.StreamSink sink = engine.stage().stream(flow);

    private void client(String hex) {
        sink.data(true, hex(hex));
    }

    private void server(String hex) {
        sink.data(false, hex(hex));
    }

    private static String handshake(String... messages) {
        return record(22, 0x0303, String.join("", messages));
    }

    private List<Integer> messageTypes() {
        return engine.events(SslEvent.HandshakeMessage.class).stream()
                .map(SslEvent.HandshakeMessage::type)
                .toList();
    }

    @Test
    void raisesTheHelloThenItsMessageThenItsRecord() {
        client(handshake(clientHello("")));
        assertThat(engine.events)
                .hasSize(4)
                .element(1)
                .isEqualTo(new SslEvent.ClientHello(
                        flow,
                        0x0303,
                        0x0303,
                        Instant.ofEpochSecond(0x5f000001L),
                        hex("11".repeat(28)),
                        hex(""),
                        List.of(0xc02f, 0x009c),
                        List.of(0)));
        assertThat(engine.events.get(0)).isInstanceOf(ProtocolEvent.Confirmation.class);
        assertThat(engine.events.get(2)).isEqualTo(new SslEvent.HandshakeMessage(flow, true, 1, 43));
        assertThat(engine.events.get(3)).isEqualTo(new SslEvent.PlaintextData(flow, true, 0x0303, 22, 47));
        assertThat(flow.services()).containsExactly("SSL");
    }

    @Test
    void joinsMessagesOverRecordsAndRecordsOverSegments() {
        String hello = clientHello(extension(0, vector(2, "00" + vector(2, "612e74657374"))));
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < hello.length(); i += 2) {
            stream.append(record(22, 0x0301, hello.substring(i, i + 2)));
        }
        ByteBuf bytes = hex(stream.toString());
        while (bytes.isReadable()) {
            sink.data(true, bytes.readSlice(1));
        }
        assertThat(engine.events(SslEvent.ExtensionServerName.class))
                .containsExactly(new SslEvent.ExtensionServerName(flow, true, List.of("a.test")));
        assertThat(engine.events(SslEvent.PlaintextData.class)).hasSize(hello.length() / 2);
    }

    @Test
    void readsSeveralMessagesOfOneRecord() {
        client(handshake(clientHello("")));
        server(handshake(
                serverHello(0xc02f, ""),
                message(11, "000000"),
                message(12, "03 001d 02 e1e2 0401 0001 55"),
                message(14, "")));
        assertThat(messageTypes()).containsExactly(1, 2, 11, 12, 14);
        assertThat(engine.events(SslEvent.EcdhServerParams.class))
                .containsExactly(new SslEvent.EcdhServerParams(flow, 29, hex("e1e2")));
        assertThat(engine.events(SslEvent.ServerSignature.class))
                .containsExactly(
                        new SslEvent.ServerSignature(flow, new Ssl.SignatureAndHashAlgorithm(4, 1), hex("55")));
    }

    @Test
    void encryptsBehindChangeCipherSpecAndIsEstablishedOnceBothDo() {
        client(handshake(clientHello("")));
        server(handshake(serverHello(0x009c, "")));
        client(CCS + record(22, 0x0303, "00".repeat(40)));
        assertThat(engine.events(SslEvent.Established.class)).isEmpty();
        server(CCS + record(22, 0x0303, "00".repeat(40)) + record(21, 0x0303, "0102"));
        assertThat(engine.events(SslEvent.Established.class)).hasSize(1);
        assertThat(engine.events(SslEvent.EncryptedData.class))
                .containsExactly(
                        new SslEvent.EncryptedData(flow, true, 0x0303, 22, 40),
                        new SslEvent.EncryptedData(flow, false, 0x0303, 22, 40),
                        new SslEvent.EncryptedData(flow, false, 0x0303, 21, 2));
        assertThat(engine.events(SslEvent.ChangeCipherSpec.class)).hasSize(2);
        assertThat(engine.events(SslEvent.Alert.class)).isEmpty();
    }

    @Test
    void readsTheSecondHellosOfTls13InSpiteOfChangeCipherSpec() {
        client(handshake(clientHello("")));
        server(handshake(serverHello(0x1301, TLS_1_3 + extension(51, "0018"))) + CCS);
        client(CCS + handshake(clientHello("")));
        server(handshake(serverHello(0x1301, TLS_1_3 + extension(51, "0018 0001 aa")))
                + record(23, 0x0303, "00".repeat(20)));
        assertThat(messageTypes()).containsExactly(1, 2, 1, 2);
        assertThat(engine.events(SslEvent.Established.class)).isEmpty();
        client(record(23, 0x0303, "00".repeat(20)));
        assertThat(engine.events(SslEvent.Established.class)).hasSize(1);
    }

    @Test
    void takesApplicationDataOfTls13ForEncryptedWithoutChangeCipherSpec() {
        client(handshake(clientHello("")));
        server(handshake(serverHello(0x1301, TLS_1_3)) + record(23, 0x0303, "00".repeat(20)));
        client(record(21, 0x0303, "0230"));
        assertThat(engine.events(SslEvent.EncryptedData.class)).hasSize(1);
        assertThat(engine.events(SslEvent.Alert.class)).containsExactly(new SslEvent.Alert(flow, true, 2, 48));
    }

    @Test
    void raisesEachAlertOfARecord() {
        client(handshake(clientHello("")));
        server(record(21, 0x0303, "0170 0228"));
        assertThat(engine.events(SslEvent.Alert.class))
                .containsExactly(new SslEvent.Alert(flow, false, 1, 112), new SslEvent.Alert(flow, false, 2, 40));
    }

    @Test
    void raisesHeartbeatsThatClaimMoreThanTheyHave() {
        client(handshake(clientHello("")) + record(24, 0x0303, "01 4000"));
        assertThat(engine.events(SslEvent.Heartbeat.class))
                .containsExactly(new SslEvent.Heartbeat(flow, true, 3, 1, 0x4000, hex("")));
    }

    @Test
    void raisesWhatTheKeyExchangeOfTheSuiteSays() {
        client(handshake(clientHello("")));
        server(handshake(serverHello(0x0033, ""), message(12, "0001 17 0001 02 0001 08 0401 0001 55")));
        client(handshake(message(16, "0001 0c")));
        assertThat(engine.events(SslEvent.DhServerParams.class))
                .containsExactly(new SslEvent.DhServerParams(flow, hex("17"), hex("02"), hex("08")));
        assertThat(engine.events(SslEvent.DhClientParams.class))
                .containsExactly(new SslEvent.DhClientParams(flow, hex("00010c")));
        assertThat(engine.events(SslEvent.ServerSignature.class)).hasSize(1);
    }

    @Test
    void skipsTheIdentityOfPreSharedKeys() {
        client(handshake(clientHello("")));
        server(handshake(serverHello(0xc037, ""), message(12, "0002 6869 03 001d 02 e1e2")));
        client(handshake(message(16, "0005 616c696365 02 c1c2")));
        assertThat(engine.events(SslEvent.EcdhServerParams.class)).hasSize(1);
        assertThat(engine.events(SslEvent.EcdhClientParams.class))
                .containsExactly(new SslEvent.EcdhClientParams(flow, hex("02c1c2")));
        assertThat(engine.events(SslEvent.ServerSignature.class)).isEmpty();
    }

    @Test
    void raisesTicketsAndCertificateStatus() {
        client(handshake(clientHello("")));
        server(handshake(serverHello(0x009c, ""), message(22, "01 000003 300100"), message(4, "00001c20 0002 aabb")));
        assertThat(engine.events(SslEvent.StapledOcsp.class))
                .containsExactly(new SslEvent.StapledOcsp(flow, false, hex("300100")));
        assertThat(engine.events(SslEvent.SessionTicketHandshake.class))
                .containsExactly(new SslEvent.SessionTicketHandshake(flow, 7200, hex("0002aabb")));
    }

    @Test
    void speaksSsl2() {
        client("80 1c 01 0002 0003 0000 0010 0700c0" + "cc".repeat(16));
        server("80 15 04 00 01 0002 0003 0003 0004 c1c2c3 0700c0 a1a2a3a4");
        client("80 04 02 010203");
        server("00 04 02 aabbccdd" + "8003 aabbcc");
        assertThat(engine.events(SslEvent.ClientHello.class)).singleElement().satisfies(hello -> {
            assertThat(hello.version()).isEqualTo(2);
            assertThat(hello.recordVersion()).isZero();
            assertThat(hello.ciphers()).containsExactly(0x0700c0);
            assertThat(hello.clientRandom()).isEqualTo(hex("cc".repeat(16)));
        });
        assertThat(engine.events(SslEvent.ServerHello.class)).singleElement().satisfies(hello -> {
            assertThat(hello.cipher()).isEqualTo(0x0700c0);
            assertThat(hello.serverRandom()).isEqualTo(hex("a1a2a3a4"));
        });
        assertThat(engine.events(SslEvent.PlaintextData.class))
                .extracting(SslEvent.PlaintextData::length)
                .containsExactly(28, 21, 4);
        assertThat(engine.events(SslEvent.EncryptedData.class))
                .extracting(SslEvent.EncryptedData::length)
                .containsExactly(4, 3);
        assertThat(engine.events(SslEvent.Established.class)).hasSize(1);
    }

    @Test
    void goesOnInLaterVersionsAfterAHelloInTheFormOfSsl2() {
        client("80 1c 01 0301 0003 0000 0010 00002f" + "cc".repeat(16));
        server(record(22, 0x0301, serverHello(0x002f, "")));
        client(record(22, 0x0301, message(16, "0001 aa")));
        assertThat(engine.events(SslEvent.ClientHello.class))
                .extracting(SslEvent.ClientHello::version)
                .containsExactly(0x0301);
        assertThat(engine.events(SslEvent.RsaClientPms.class)).hasSize(1);
    }

    @Test
    void aHostMayDeclareTheHandshakeFinished() {
        client(handshake(clientHello("")));
        flow.control(Ssl.Control.class).orElseThrow().setEstablished();
        client(handshake("aabb"));
        server(handshake("aabb"));
        assertThat(engine.events(SslEvent.EncryptedData.class)).hasSize(2);
        assertThat(engine.events(SslEvent.Established.class)).isEmpty();
    }

    @Test
    void keepsItsFootingOverAGapInsideAnEncryptedRecord() {
        client(handshake(clientHello("")));
        client("17 0303 0064" + "00".repeat(10));
        flow.hasGap = true;
        sink.gap(true, 80);
        client("00".repeat(10) + record(23, 0x0303, "00"));
        assertThat(engine.events(SslEvent.EncryptedData.class))
                .extracting(SslEvent.EncryptedData::length)
                .containsExactly(100, 1);
        sink.gap(true, 1);
        client(record(23, 0x0303, "00"));
        assertThat(engine.events(SslEvent.EncryptedData.class)).hasSize(2);
    }

    @Test
    void refusesWhatIsNoRecord() {
        client("474554202f20485454502f312e310d0a");
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
        assertThat(engine.events(SslEvent.class)).isEmpty();
    }

    @Test
    void refusesAnotherMajorVersionLater() {
        client(handshake(clientHello("")));
        server("15 0000 0002 0246");
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    @Test
    void namesExtensionsThatAreMalformedAndReadsTheOthers() {
        client(handshake(clientHello(extension(10, "ffff") + extension(11, "0100"))));
        assertThat(engine.events(WeirdEvent.OfConnection.class))
                .extracting(WeirdEvent.OfConnection::name)
                .containsExactly("ssl_malformed_extension");
        assertThat(engine.events(SslEvent.Extension.class)).hasSize(2);
        assertThat(engine.events(SslEvent.ExtensionEcPointFormats.class)).hasSize(1);
    }

    @Test
    void isRecognisedOnAnyPortByBothSides() {
        FakeFlow other = FakeFlow.to(8444, Transport.TCP);
        ApplicationStage.StreamSink otherSink = engine.stage().stream(other);
        otherSink.data(true, hex(handshake(clientHello(""))));
        assertThat(engine.events).isEmpty();
        otherSink.data(false, hex(record(21, 0x0301, "0228")));
        assertThat(engine.events(SslEvent.ClientHello.class)).hasSize(1);
        assertThat(engine.events(SslEvent.Alert.class)).hasSize(1);
    }
}
