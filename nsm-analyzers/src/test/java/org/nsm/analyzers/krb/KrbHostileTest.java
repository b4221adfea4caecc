package org.nsm.analyzers.krb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.krb.Messages.bytes;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Transport;
import org.nsm.api.event.KrbEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

/** Messages made to do harm: bounded time and no failure. */
@Timeout(20)
class KrbHostileTest {

    private final TestEngine engine = TestEngine.with(
            Protocol.udp(AnalyzerTag.KRB).port(88).analyzer(KrbUdpAnalyzer::new),
            Protocol.tcp(AnalyzerTag.KRB_TCP).port(88).analyzer(KrbTcpAnalyzer::new));
    private final ApplicationStage stage = engine.stage();

    private void feed(ByteBuf message) {
        engine.events.clear();
        stage.datagrams(FakeFlow.to(88, Transport.UDP)).datagram(true, message);
        assertThat(engine.failures).isEmpty();
        assertThat(engine.events(KrbEvent.class).size()
                        + engine.events(ProtocolEvent.Violation.class).size())
                .as(() -> ByteBufUtil.hexDump(message))
                .isPositive();
    }

    @Test
    void messagesCutOffAnywhere() {
        for (String message : Messages.all()) {
            for (int length = 0; length <= message.length(); length += 2) {
                feed(bytes(message.substring(0, length)));
            }
            assertThat(engine.events(ProtocolEvent.Violation.class)).as(message).isEmpty();
        }
    }

    @Test
    void everyOctetOfAnyValue() {
        for (String message : Messages.all()) {
            byte[] octets = ByteBufUtil.decodeHexDump(message);
            for (int i = 0; i < octets.length; i++) {
                byte kept = octets[i];
                for (int value : new int[] {0, 1, 2, 4, 0x30, 0x61, 0x7f, 0x80, 0x81, 0x84, 0xa0, 0xa3, 0xff}) {
                    octets[i] = (byte) value;
                    engine.events.clear();
                    stage.datagrams(FakeFlow.to(88, Transport.UDP))
                            .datagram(i % 2 == 0, Unpooled.wrappedBuffer(octets));
                }
                octets[i] = kept;
            }
        }
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void manyOctetsOfAnyValue() {
        Random random = new Random(88);
        String[] messages = Messages.all();
        for (int run = 0; run < 20_000; run++) {
            byte[] octets = ByteBufUtil.decodeHexDump(messages[run % messages.length]);
            for (int flips = random.nextInt(8); flips >= 0; flips--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            engine.events.clear();
            stage.datagrams(FakeFlow.to(88, Transport.UDP)).datagram(true, Unpooled.wrappedBuffer(octets));
        }
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void elementsNestedWithoutEnd() {
        for (String nest : new String[] {"6a80", "6a8430000000", "3080", "a080", "a480", "7680", "a28430000000"}) {
            for (String start : new String[] {"", "6a803080", "768030803080", "6e80", "7e803080ac80"}) {
                feed(bytes(start + nest.repeat(30_000)));
            }
        }
    }

    @Test
    void listsWithoutEnd() {
        String many = "a003020112".repeat(10_000);
        feed(bytes("7e843fffffff30843fffffff" + many));
        feed(bytes("6a80a10302010500a20302010a" + many));
        String types = "020112".repeat(20_000);
        feed(bytes(Messages.asRequest("", Messages.body()).replace("020112020111", types)));
        String components = "1b0161".repeat(20_000);
        feed(bytes(Messages.asRequest("", Messages.body()).replace("1b05616c696365", components)));
    }

    @Test
    void lengthsBeyondAllMeasure() {
        for (String length : new String[] {"84ffffffff", "847fffffff", "88ffffffffffffffff", "fe", "ff", "80"}) {
            for (String tag : new String[] {"6a", "7e", "6e", "74", "76", "6a823000", "7e03ac", "6aa4"}) {
                feed(bytes(tag + length + "3003a00302"));
            }
        }
    }

    @Test
    void aMessageOfMoreThanOneMebibyteIsNone() {
        ApplicationStage.StreamSink stream = stage.stream(FakeFlow.to(88, Transport.TCP));
        stream.data(true, bytes("00100000" + "6a"));
        assertThat(engine.events(ProtocolEvent.Violation.class)).isEmpty();
        stream = stage.stream(FakeFlow.to(88, Transport.TCP));
        stream.data(true, bytes("00100001" + "6a"));
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void aMessageInSingleBytesAndOneThatNeverEnds() {
        ApplicationStage.StreamSink stream = stage.stream(FakeFlow.to(88, Transport.TCP));
        ByteBuf message = bytes("00000400" + Messages.tgsRequest());
        for (int i = 0; i < message.readableBytes(); i++) {
            stream.data(true, message.slice(i, 1));
        }
        ByteBuf filler = Unpooled.wrappedBuffer(new byte[1400]);
        for (int i = 0; i < 10_000; i++) {
            stream.data(false, filler);
            stream.data(true, filler);
        }
        stream.end();
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void streamsOfNoise() {
        Random random = new Random(464);
        for (int run = 0; run < 300; run++) {
            ApplicationStage.StreamSink stream = stage.stream(FakeFlow.to(88, Transport.TCP));
            for (int piece = 0; piece < 20; piece++) {
                byte[] noise = new byte[1 + random.nextInt(300)];
                random.nextBytes(noise);
                noise[0] = 0;
                if (noise.length > 2) {
                    noise[1] = 0;
                    noise[2] = 0;
                }
                stream.data(random.nextBoolean(), Unpooled.wrappedBuffer(noise));
            }
            stream.end();
        }
        assertThat(engine.failures).isEmpty();
    }
}
