package org.nsm.analyzers.ncp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.ncp.Frames.hex;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nsm.analyzers.Captures;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Options;
import org.nsm.api.Transport;
import org.nsm.api.event.NcpEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

@Timeout(20)
class NcpAnalyzerTest {

    private TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final FakeFlow flow = FakeFlow.to(524, Transport.TCP);
    private ApplicationStage.StreamSink sink = engine.stage().stream(flow);

    private void request(String type, String body) {
        sink.data(true, hex(Frames.request(type, body)));
    }

    private void reply(String type, String body) {
        sink.data(false, hex(Frames.reply(type, body)));
    }

    private List<String> told() {
        assertThat(engine.failures).isEmpty();
        return engine.events(NcpEvent.class).stream().map(NcpAnalyzerTest::text).toList();
    }

    private static String text(NcpEvent event) {
        if (event instanceof NcpEvent.Request e) {
            return ">%04x %d %x".formatted(e.frameType(), e.length(), e.function());
        }
        NcpEvent.Reply e = (NcpEvent.Reply) event;
        return "<%04x %d to %04x %x: %d"
                .formatted(e.frameType(), e.length(), e.requestFrameType(), e.requestFunction(), e.completionCode());
    }

    private List<String> weirds() {
        return engine.events(WeirdEvent.OfConnection.class).stream()
                .map(WeirdEvent.OfConnection::name)
                .toList();
    }

    @Test
    void raisesRequestsAndReplies() {
        request("1111", "00");
        reply("3333", "0000");
        request("2222", "5714" + "61".repeat(60));
        reply("3333", "8900");
        assertThat(engine.events)
                .containsExactly(
                        new NcpEvent.Request(flow, 0x1111, 1, 0),
                        new NcpEvent.Reply(flow, 0x3333, 2, 0x1111, 0, 0),
                        new NcpEvent.Request(flow, 0x2222, 62, 0x5714),
                        new NcpEvent.Reply(flow, 0x3333, 2, 0x2222, 0x5714, 0x89));
    }

    @Test
    void pairsRepliesWithTheLatestRequest() {
        reply("3333", "0000");
        request("2222", "15");
        request("2222", "16");
        reply("9999", "0000");
        reply("3333", "0100");
        assertThat(told())
                .containsExactly(
                        "<3333 2 to 0000 0: 0",
                        ">2222 1 15",
                        ">2222 1 16",
                        "<9999 2 to 2222 16: 0",
                        "<3333 2 to 2222 16: 1");
    }

    @Test
    void joinsSegments() {
        String frames = Frames.request("2222", "15") + Frames.request("5555", "");
        for (String octet : frames.replace(" ", "").split("(?<=\\G..)")) {
            sink.data(true, hex(octet));
        }
        assertThat(told()).containsExactly(">2222 1 15", ">5555 0 0");
    }

    @Test
    void reportsAFrameWithoutRoomForItsHeaderAndGoesOn() {
        sink.data(false, hex("744e6350 0000000f 3333 01020300 00"));
        sink.data(true, hex("446d6454 00000008" + Frames.request("2222", "15")));
        assertThat(told()).containsExactly(">2222 1 15");
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(2);
        assertThat(engine.events(ProtocolEvent.Confirmation.class)).isEmpty();
    }

    @Test
    void goesOnBehindAnImpossibleLengthWithTheNextSegmentThatBeginsWithAFrame() {
        sink.data(true, hex("446d6454 00000007" + Frames.request("2222", "14")));
        sink.data(true, hex("00" + Frames.request("2222", "15")));
        request("2222", "16");
        request("2222", "17");
        sink.data(false, hex("744e6350 00010001" + Frames.reply("3333", "0100")));
        reply("3333", "0200");
        assertThat(told()).containsExactly(">2222 1 16", ">2222 1 17", "<3333 2 to 2222 17: 2");
        assertThat(weirds()).containsExactly("ncp_short_frame", "ncp_large_frame");
    }

    @Test
    void readsFramesUpToTheDocumentedSize() {
        request("2222", "15" + "00".repeat(65536 - 23));
        request("2222", "16" + "00".repeat(65536 - 22));
        assertThat(told()).containsExactly(">2222 65514 15");
        assertThat(weirds()).containsExactly("ncp_large_frame");
    }

    @Test
    void readsFramesUpToTheSizeThatTheHostWants() {
        for (long size : new long[] {0, 8, 23}) {
            engine = engine.set(Options.NCP_MAX_FRAME_SIZE, size);
            sink = engine.stage().stream(flow);
            request("2222", "15");
            request("2222", "1516");
            assertThat(told()).isEqualTo(size == 23 ? List.of(">2222 1 15") : List.of());
            assertThat(weirds()).contains("ncp_large_frame");
        }
    }

    @Test
    void readsConnectionsFromTheirMiddle() {
        flow.partial = true;
        sink.data(true, hex("6162" + Frames.request("2222", "14")));
        reply("3333", "0000");
        request("4444", "15");
        request("2222", "16");
        request("4444", "17");
        assertThat(told()).containsExactly("<3333 2 to 0000 0: 0", ">2222 1 16", ">4444 1 17");
    }

    @Test
    void doesNotReportWhatConnectionsFromTheirMiddleBreak() {
        flow.partial = true;
        reply("3333", "0000");
        sink.data(false, hex("744e6350 0000000f 3333 01020300 00"));
        reply("3333", "0100");
        assertThat(told()).hasSize(2);
        assertThat(engine.events(ProtocolEvent.class)).isEmpty();
    }

    @Test
    void endsADirectionAtAGap() {
        request("2222", "15");
        sink.data(true, hex("446d6454 00000017"));
        flow.hasGap = true;
        sink.gap(true, 15);
        request("2222", "16");
        reply("3333", "0000");
        assertThat(told()).containsExactly(">2222 1 15", "<3333 2 to 2222 15: 0");
        sink.gap(false, 1);
        reply("3333", "0000");
        assertThat(told()).hasSize(2);
    }

    @Test
    void aSessionWithAServer() {
        List<String> told = Captures.textsOf("ncp/ncp_session.pcap", NcpEvent.class, NcpAnalyzerTest::text);

        assertThat(told)
                .hasSize(28)
                .startsWith(">1111 1 0", "<3333 2 to 1111 0: 0", ">2222 4 61", "<3333 7 to 2222 61: 0")
                .contains(">2222 26 5701", "<3333 32 to 2222 5701: 0", "<3333 516 to 2222 48: 0")
                .endsWith(">5555 0 0", "<3333 2 to 5555 0: 0");
    }

    @Test
    void framesInManySegments() {
        assertThat(Captures.textsOf("ncp/ncp_segmented.pcap", NcpEvent.class, NcpAnalyzerTest::text))
                .containsExactly(
                        ">1111 1 0",
                        ">2222 62 5714",
                        ">2222 5 16",
                        "<3333 2 to 2222 16: 0",
                        "<3333 2 to 2222 16: 137",
                        "<3333 5 to 2222 16: 0",
                        "<9999 2 to 2222 16: 0",
                        ">7777 502 10",
                        "<7777 3002 to 7777 10: 0");
    }

    @Test
    void framesThatAreOdd() {
        assertThat(Captures.textsOf("ncp/ncp_odd.pcap", NcpEvent.class, NcpAnalyzerTest::text))
                .containsExactly(
                        ">2222 0 0",
                        "<3333 2 to 2222 0: 251",
                        ">2222 1 5700",
                        "<3333 2 to 2222 5700: 0",
                        ">3e3e 1 3f",
                        "<3333 2 to 3e3e 3f: 1",
                        ">2222 1 22",
                        "<3333 2 to 2222 22: 255",
                        ">2222 1 18",
                        "<3333 2 to 2222 18: 128");
    }

    @Test
    void neverFails() {
        byte[] requests = octets(Frames.request("1111", "00") + Frames.request("2222", "5714616263"));
        byte[] replies = octets(Frames.reply("3333", "0000") + Frames.reply("9999", "8900616263"));
        Random random = new Random(524);
        List<byte[]> streams = new ArrayList<>();
        for (byte[] stream : List.of(requests, replies)) {
            for (int length = 1; length <= stream.length; length++) {
                streams.add(Arrays.copyOf(stream, length));
            }
            for (int round = 0; round < 2000; round++) {
                byte[] changed = stream.clone();
                for (int i = random.nextInt(6); i >= 0; i--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                streams.add(changed);
            }
        }
        for (byte[] stream : streams) {
            FakeFlow damaged = FakeFlow.to(524, Transport.TCP);
            damaged.partial = random.nextBoolean();
            ApplicationStage.StreamSink attacked = engine.stage().stream(damaged);
            int cut = random.nextInt(stream.length);
            for (boolean isOrig : new boolean[] {true, false}) {
                attacked.data(isOrig, Unpooled.copiedBuffer(stream, 0, cut));
                attacked.data(isOrig, Unpooled.copiedBuffer(stream, cut, stream.length - cut));
                attacked.endOfStream(isOrig);
            }
            attacked.end();
            engine.events(NcpEvent.class)
                    .forEach(event -> assertThat(text(event)).isNotEmpty());
            engine.events.clear();
        }
        assertThat(engine.failures).isEmpty();
    }

    private static byte[] octets(String digits) {
        return ByteBufUtil.getBytes(hex(digits));
    }
}
