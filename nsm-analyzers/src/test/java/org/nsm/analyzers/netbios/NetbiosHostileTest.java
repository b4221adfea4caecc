package org.nsm.analyzers.netbios;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.analyzers.tunnel.Damage;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Transport;
import org.nsm.api.event.NetbiosEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

/** Streams made to do harm. */
@Timeout(20)
class NetbiosHostileTest {

    private static final byte[] SESSION = HexFormat.of()
            .parseHex("81000044" + "20" + "4547464345464545434143414341434143414341434143414341434143414341" + "00"
                    + "20"
                    + "4547464345464545434143414341434143414341434143414341434143414341" + "00" + "82000000"
                    + "83000001" + "80" + "84000006" + "c0a80a06008b" + "85000000" + "00000008" + "ff534d4272000000"
                    + "0000000a" + "fe534d42400000000000");

    private final TestEngine engine = TestEngine.with(new StandardProtocols()
            .protocols().stream()
                    .filter(protocol -> protocol.tag().equals(AnalyzerTag.NETBIOSSSN))
                    .toArray(Protocol[]::new));
    private final ApplicationStage stage = engine.stage();

    private void analyse(byte[] stream, int cut, boolean partial, int gap) {
        FakeFlow flow = FakeFlow.to(139, Transport.TCP);
        flow.partial = partial;
        ApplicationStage.StreamSink sink = stage.stream(flow);
        for (boolean isOrig : new boolean[] {true, false}) {
            if (cut > 0) {
                sink.data(isOrig, Unpooled.wrappedBuffer(stream, 0, cut));
            }
            if (gap > 0) {
                flow.hasGap = true;
                sink.gap(isOrig, gap);
            }
            if (cut < stream.length) {
                sink.data(isOrig, Unpooled.wrappedBuffer(stream, cut, stream.length - cut));
            }
            sink.endOfStream(isOrig);
        }
        sink.end();
        assertThat(engine.events(NetbiosEvent.class))
                .allSatisfy(event -> assertThat(EventText.of(event)).isNotEmpty());
        engine.events.clear();
    }

    @Test
    void streamsThatBreakOffOrMissBytesAnywhere() {
        for (int length = 0; length <= SESSION.length; length++) {
            byte[] beginning = Arrays.copyOf(SESSION, length);
            for (int gap : new int[] {0, 1, 7, 1 << 20}) {
                analyse(beginning, length / 2, length % 2 == 0, gap);
            }
        }
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void streamsWithChangedBytes() {
        Random random = new Random(139);
        for (int round = 0; round < 3000; round++) {
            byte[] changed = SESSION.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            analyse(changed, random.nextInt(changed.length), random.nextBoolean(), random.nextInt(20));
        }
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void messagesThatAnnounceMoreThanEverComes() {
        FakeFlow flow = FakeFlow.to(139, Transport.TCP);
        ApplicationStage.StreamSink sink = stage.stream(flow);
        byte[] segment = new byte[1460];
        sink.data(true, Unpooled.wrappedBuffer(new byte[] {0, 1, -1, -1}));
        for (int sent = 0; sent < 1 << 20; sent += segment.length) {
            sink.data(true, Unpooled.wrappedBuffer(segment));
        }
        sink.end();
        assertThat(engine.events(NetbiosEvent.SessionMessage.class))
                .first()
                .extracting(NetbiosEvent.SessionMessage::length)
                .isEqualTo(SessionHeader.MAX_PAYLOAD);
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void datagramsDamagedInEveryWay() {
        Damage.isHarmless("netbios/nmbd_datagrams.pcap", 138);
    }
}
