package org.nsm.analyzers.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.tls.Wire.clientHello;
import static org.nsm.analyzers.tls.Wire.dtlsClientHello;
import static org.nsm.analyzers.tls.Wire.dtlsMessage;
import static org.nsm.analyzers.tls.Wire.dtlsRecord;
import static org.nsm.analyzers.tls.Wire.dtlsServerHello;
import static org.nsm.analyzers.tls.Wire.extension;
import static org.nsm.analyzers.tls.Wire.fragment;
import static org.nsm.analyzers.tls.Wire.hex;
import static org.nsm.analyzers.tls.Wire.message;
import static org.nsm.analyzers.tls.Wire.record;
import static org.nsm.analyzers.tls.Wire.serverHello;
import static org.nsm.analyzers.tls.Wire.vector;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.DamagedDialogue;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Transport;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.SslEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class TlsHostileInputTest {

    private static final String EXTENSIONS = extension(0, vector(2, "00" + vector(2, "612e74657374")))
            + extension(10, "0004 001d 0017")
            + extension(13, "0004 0403 0804")
            + extension(16, "0003 02 6832")
            + extension(18, "")
            + extension(43, "04 0304 0303")
            + extension(51, "0006 001d 0002 aaaa");

    private static final String[] DIALOGUE = {
        record(22, 0x0301, clientHello(EXTENSIONS)),
        record(
                22,
                0x0303,
                serverHello(0xc02f, extension(16, "0003 02 6832"))
                        + message(11, "000003 aabbcc")
                        + message(22, "01 000002 3000")
                        + message(12, "03 001d 02 e1e2 0401 0001 55")
                        + message(14, "")),
        record(22, 0x0303, message(16, "02 c1c2")) + record(20, 0x0303, "01") + record(22, 0x0303, "00".repeat(40)),
        record(22, 0x0303, message(4, "00001c20 0002 aabb"))
                + record(20, 0x0303, "01")
                + record(22, 0x0303, "00".repeat(40)),
    };

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final ApplicationStage stage = engine.stage();
    private ApplicationStage.StreamSink sink = stage.stream(FakeFlow.to(443, Transport.TCP));

    private void restart() {
        sink.end();
        engine.events.clear();
        sink = stage.stream(FakeFlow.to(443, Transport.TCP));
    }

    @Test
    void aDialogueCutAnywhereRaisesNothingWrong() {
        new DamagedDialogue(engine, 443, DIALOGUE)
                .cutAnywhere(() ->
                        assertThat(engine.events(ProtocolEvent.Violation.class)).isEmpty());
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void lengthsThatLieNeitherFailNorHang() {
        new DamagedDialogue(engine, 443, DIALOGUE).everyOctetAs(0, 0x7f, 0xff);
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void noiseNeitherFailsNorHangs() {
        Random random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            restart();
            sink.data(true, hex(DIALOGUE[0]));
            for (int i = 0; i < 4; i++) {
                byte[] noise = new byte[1 + random.nextInt(200)];
                random.nextBytes(noise);
                noise[0] = (byte) (20 + random.nextInt(5));
                if (noise.length > 4) {
                    noise[1] = 3;
                    noise[2] = 3;
                    noise[3] = 0;
                }
                sink.data(random.nextBoolean(), Unpooled.wrappedBuffer(noise));
            }
        }
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void aRecordThatIsTooLongIsAViolation() {
        String longest = record(22, 0x0303, message(11, "00".repeat(18_432 - 4)));
        sink.data(true, hex(longest + longest));
        assertThat(engine.events(SslEvent.HandshakeMessage.class)).hasSize(2);
        assertThat(engine.events(ProtocolEvent.Violation.class)).isEmpty();
        sink.data(true, hex("16 0303 4801 01"));
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    private static final int LONGEST_MESSAGE = 135_168;

    /** The body of a message with a response of OCSP: type, length, response. */
    private static byte[] ocspResponse(int length) {
        return ByteBuffer.allocate(length).putInt(0x01000000 | length - 4).array();
    }

    private void stapled(int length) {
        ByteBuf message = Unpooled.buffer().writeInt(22 << 24 | length).writeBytes(ocspResponse(length));
        while (message.isReadable()) {
            ByteBuf content = message.readSlice(Math.min(message.readableBytes(), 1 << 14));
            sink.data(
                    false,
                    Unpooled.wrappedBuffer(hex(String.format("16 0303 %04x", content.readableBytes())), content));
        }
    }

    @Test
    void messagesAreReadUpToTheirLimitAndPassedOverBeyond() {
        sink.data(true, hex(DIALOGUE[0]));
        stapled(LONGEST_MESSAGE);
        assertThat(engine.events(SslEvent.StapledOcsp.class)).hasSize(1);
        stapled(LONGEST_MESSAGE + 1);
        assertThat(engine.events(SslEvent.StapledOcsp.class)).hasSize(1);
        stapled(100);
        assertThat(engine.events(SslEvent.StapledOcsp.class)).hasSize(2);
        assertThat(engine.events(SslEvent.HandshakeMessage.class))
                .extracting(SslEvent.HandshakeMessage::length)
                .endsWith(LONGEST_MESSAGE, LONGEST_MESSAGE + 1, 100);
    }

    @Test
    void messagesInDatagramsHaveTheSameLimit() {
        ApplicationStage.DatagramSink flow = stage.datagrams(FakeFlow.to(443, Transport.UDP));
        flow.datagram(true, hex(dtlsRecord(22, 0, dtlsMessage(1, 0, dtlsClientHello("01", "")))));
        for (int more = 0; more <= 1; more++) {
            String body = HexFormat.of().formatHex(ocspResponse(LONGEST_MESSAGE + more));
            int length = LONGEST_MESSAGE + more;
            for (int at = 0; at < length; at += 1 << 14) {
                String part = fragment(22, 1 + more, body, at, Math.min(length, at + (1 << 14)));
                flow.datagram(false, hex(dtlsRecord(22, 0, part)));
            }
            assertThat(engine.events(SslEvent.StapledOcsp.class)).hasSize(1);
            assertThat(engine.events(SslEvent.HandshakeMessage.class)).hasSize(2 + more);
        }
    }

    @Test
    void aGiganticMessageIsPassedOverInConstantMemory() {
        sink.data(true, hex(DIALOGUE[0]));
        ByteBuf first = hex(record(22, 0x0303, "0b ffffff" + "00".repeat(16380)));
        sink.data(false, first);
        ByteBuf more = hex(record(22, 0x0303, "00".repeat(16384)));
        for (int i = 0; i < 1023; i++) {
            sink.data(false, more);
        }
        sink.data(false, hex(record(22, 0x0303, "00 00 00" + message(14, ""))));
        assertThat(engine.events(SslEvent.HandshakeMessage.class))
                .endsWith(
                        engine.events(SslEvent.HandshakeMessage.class).get(1),
                        engine.events(SslEvent.HandshakeMessage.class).get(2))
                .extracting(SslEvent.HandshakeMessage::length)
                .containsExactly(hex(clientHello(EXTENSIONS)).readableBytes() - 4, 0xffffff, 0);
    }

    @Test
    void aGiganticHelloIsPassedOverAsWell() {
        sink.data(true, hex(record(22, 0x0303, "01 ffffff" + "00".repeat(100))));
        ByteBuf more = hex(record(22, 0x0303, "00".repeat(16384)));
        for (int i = 0; i < 100; i++) {
            sink.data(true, more);
        }
        assertThat(engine.events(SslEvent.ClientHello.class)).isEmpty();
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void emptyRecordsDoNoHarm() {
        sink.data(true, hex(DIALOGUE[0]));
        sink.data(true, hex(record(22, 0x0303, "").repeat(1000)));
        sink.data(true, hex(record(21, 0x0303, "").repeat(1000)));
        assertThat(engine.events(SslEvent.PlaintextData.class)).hasSize(2001);
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void aMalformedMessageBehindAHelloEndsTheTrial() {
        sink.data(true, hex(DIALOGUE[0]));
        sink.data(false, hex(record(22, 0x0303, message(2, "0303"))));
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    @Test
    void datagramsCutAndDamagedNeitherFailNorHang() {
        String hello = dtlsClientHello("01", "");
        String[] datagrams = {
            dtlsRecord(22, 0, dtlsMessage(1, 0, hello)),
            dtlsRecord(22, 0, dtlsMessage(2, 0, dtlsServerHello(0xc02f)))
                    + dtlsRecord(22, 0, fragment(11, 1, "aabbcc", 0, 2)),
            dtlsRecord(22, 0, fragment(1, 1, hello, 20, 40))
                    + dtlsRecord(20, 0, "01")
                    + dtlsRecord(22, 1, "00".repeat(9)),
        };
        for (int turn = 0; turn < datagrams.length; turn++) {
            int size = hex(datagrams[turn]).readableBytes();
            for (int at = 0; at < size; at++) {
                for (int value : new int[] {-1, 0, 0x7f, 0xff}) {
                    engine.events.clear();
                    ApplicationStage.DatagramSink flow = stage.datagrams(FakeFlow.to(443, Transport.UDP));
                    for (int i = 0; i < datagrams.length; i++) {
                        ByteBuf bytes = hex(datagrams[i]);
                        if (i == turn && value < 0) {
                            bytes.writerIndex(at);
                        } else if (i == turn) {
                            bytes.setByte(at, value);
                        }
                        flow.datagram(i % 2 == 0, bytes);
                    }
                    flow.end();
                }
            }
        }
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void aFloodOfFragmentsIsBounded() {
        ApplicationStage.DatagramSink flow = stage.datagrams(FakeFlow.to(443, Transport.UDP));
        flow.datagram(true, hex(dtlsRecord(22, 0, dtlsMessage(1, 0, dtlsClientHello("01", "")))));
        String body = "00".repeat(1000);
        for (int sequence = 1; sequence < 60; sequence++) {
            for (int offset = 1; offset < 900; offset += 30) {
                flow.datagram(false, hex(dtlsRecord(22, 0, fragment(12, sequence, body, offset, offset + 20))));
            }
        }
        assertThat(engine.events(SslEvent.HandshakeMessage.class)).hasSize(1);
        assertThat(engine.failures).isEmpty();
    }
}
