package org.nsm.analyzers.netbios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.netbios.SessionHeaderTest.hex;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Transport;
import org.nsm.api.event.NetbiosEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class NetbiosSessionTest {

    private static final String REQUEST =
            "81000022 20" + "45474643454645454341434143414341434143414341434143414341" + "43414341" + "00";
    private static final String SMB2 = "00000008 fe534d42 40000000";

    private final TestEngine engine = TestEngine.with(new StandardProtocols()
            .protocols().stream()
                    .filter(protocol -> protocol.tag().equals(AnalyzerTag.NETBIOSSSN))
                    .toArray(Protocol[]::new));
    private final FakeFlow flow = FakeFlow.to(139, Transport.TCP);
    private final ApplicationStage.StreamSink sink = engine.stage().stream(flow);

    private List<String> told() {
        assertThat(engine.failures).isEmpty();
        return engine.events(NetbiosEvent.class).stream().map(EventText::of).toList();
    }

    private List<String> weirds() {
        return engine.events(WeirdEvent.OfConnection.class).stream()
                .map(weird -> weird.name() + weird.detail())
                .toList();
    }

    @Test
    void raisesTheMessageAndThenTheEventOfItsType() {
        sink.data(true, hex(REQUEST));
        sink.data(false, hex("82000000"));
        sink.data(true, hex(SMB2));
        sink.data(false, hex("85000000"));
        sink.end();
        assertThat(told())
                .containsExactly(
                        ">message 81 34",
                        "request FRED            ",
                        "<message 82 0",
                        "accepted ",
                        ">message 00 8",
                        ">raw fe534d4240000000",
                        "<message 85 0",
                        "keepalive ");
        assertThat(weirds()).isEmpty();
        assertThat(engine.events(ProtocolEvent.class)).isEmpty();
    }

    @Test
    void raisesRefusalsAndRetargets() {
        sink.data(false, hex("83000001 82"));
        sink.data(false, hex("84000006 c0a80a06 008b"));
        assertThat(told()).containsExactly("<message 83 1", "rejected 82", "<message 84 6", "retargeted c0a80a06008b");
    }

    @Test
    void raisesNoRawMessageForSmb1() {
        sink.data(true, hex("00000005 ff534d4272" + "00000004 ff534d43" + "00000000"));
        assertThat(told()).containsExactly(">message 00 5", ">message 00 4", ">raw ff534d43", ">message 00 0", ">raw ");
    }

    @Test
    void raisesOnlyTheMessageForRequestsWithoutAName() {
        sink.data(true, hex("81000003 026161" + "81000000"));
        assertThat(told()).containsExactly(">message 81 3", ">message 81 0");
    }

    @Test
    void doesNotCheckDirectionsButNotesThem() {
        sink.data(true, hex("82000000" + "83000001 80" + "84000000"));
        sink.data(false, hex(REQUEST));
        sink.data(false, hex("86000001 00"));
        assertThat(told())
                .containsExactly(
                        ">message 82 0",
                        "accepted ",
                        ">message 83 1",
                        "rejected 80",
                        ">message 84 0",
                        "retargeted ",
                        "<message 81 34",
                        "request FRED            ",
                        "<message 86 1");
        assertThat(weirds())
                .containsExactly(
                        "netbios_client_session_reply",
                        "netbios_client_session_reply",
                        "netbios_client_session_reply",
                        "netbios_server_session_request",
                        "unknown_netbios_type86");
    }

    /** RFC 1002, section 4.3.1. */
    @Test
    void takesTheLowBitOfTheFlagsForTheHighestOfTheLength() {
        sink.data(true, hex("00010002" + "61".repeat(0x10002) + "85000000"));
        assertThat(told())
                .containsExactly(">message 00 65538", ">raw " + "61".repeat(0x10002), ">message 85 0", "keepalive ");
    }

    @Test
    void joinsSegments() {
        for (byte octet : new byte[] {0, 0, 0, 3, 'a', 'b', 'c', (byte) 0x85, 0, 0, 0}) {
            sink.data(false, hex("%02x".formatted(octet)));
        }
        assertThat(engine.events(NetbiosEvent.SessionMessage.class))
                .containsExactly(
                        new NetbiosEvent.SessionMessage(flow, false, 0, 3),
                        new NetbiosEvent.SessionMessage(flow, false, 0x85, 0));
    }

    @Test
    void raisesWhatTheEndOfADirectionLeavesOfAMessage() {
        sink.data(true, hex("0000ffff 616263"));
        sink.data(false, hex("0001ffff"));
        sink.endOfStream(true);
        sink.endOfStream(false);
        assertThat(told()).containsExactly(">message 00 3", ">raw 616263");
    }

    @Test
    void dropsTheMessageThatAGapIsInAndRaisesTheNext() {
        sink.data(true, hex("00000008 6162"));
        flow.hasGap = true;
        sink.gap(true, 4);
        sink.data(true, hex("6768" + "85000000"));
        assertThat(told()).containsExactly(">message 85 0", "keepalive ");
    }

    @Test
    void goesOnBehindALongGapWithTheNextWellFormedMessageOfEachDirection() {
        sink.data(true, hex("85000000"));
        flow.hasGap = true;
        sink.gap(true, 5000);
        sink.gap(false, 300);
        sink.data(true, hex("0000000000000000"));
        sink.data(false, hex("82000000"));
        sink.data(true, hex("616263"));
        sink.data(true, hex("00000009 fe534d42"));
        sink.data(true, hex("4000000000"));
        assertThat(told())
                .containsExactly(
                        ">message 85 0",
                        "keepalive ",
                        "<message 82 0",
                        "accepted ",
                        ">message 00 9",
                        ">raw fe534d424000000000");
    }

    @Test
    void readsConnectionsFromTheirMiddle() {
        flow.partial = true;
        sink.data(false, hex("61626364"));
        sink.data(true, hex("00000005 ff534d42"));
        sink.data(true, hex("72"));
        sink.data(false, hex(SMB2));
        assertThat(told()).containsExactly(">message 00 5", "<message 00 8", "<raw fe534d4240000000");
    }
}
