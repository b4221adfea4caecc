package org.nsm.analyzers.netbios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.netbios.SessionHeaderTest.hex;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Transport;
import org.nsm.api.event.NetbiosEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class NetbiosDatagramTest {

    private final TestEngine engine = TestEngine.with(new StandardProtocols()
            .protocols().stream()
                    .filter(protocol -> protocol.tag().equals(AnalyzerTag.NETBIOSSSN))
                    .toArray(Protocol[]::new));
    private final ApplicationStage.DatagramSink sink = engine.stage().datagrams(FakeFlow.to(138, Transport.UDP));

    private void send(String type, String length, String payload) {
        sink.datagram(true, hex(type + "0a 1234 0a4d0001 008a" + length + "0000" + payload));
    }

    private List<String> told() {
        assertThat(engine.failures).isEmpty();
        return engine.events(NetbiosEvent.class).stream().map(EventText::of).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "11", "12", "13", "14", "15", "16"})
    void raisesTheMessage(String type) {
        send(type, "0003", "616263");
        assertThat(told()).containsExactly(">message " + type + " 3");
        assertThat(engine.events(WeirdEvent.class)).isEmpty();
    }

    @Test
    void cutsWhatFollowsToTheLengthInTheHeader() {
        send("11", "0002", "616263");
        send("11", "0004", "616263");
        send("11", "0000", "616263");
        send("11", "ffff", "");
        assertThat(told()).containsExactly(">message 11 2", ">message 11 3", ">message 11 0", ">message 11 0");
    }

    @Test
    void raisesTheEventsOfSessionTypesToo() {
        send("00", "0003", "616263");
        send("00", "0005", "ff534d4272");
        send("81", "0009", "08 4547464345464545");
        send("82", "0000", "");
        send("83", "0001", "8061");
        send("84", "0006", "c0a80a06008b");
        send("85", "0000", "");
        assertThat(told())
                .containsExactly(
                        ">message 00 3",
                        ">raw 616263",
                        ">message 00 5",
                        ">message 81 9",
                        "request FRED",
                        ">message 82 0",
                        "accepted ",
                        ">message 83 1",
                        "rejected 80",
                        ">message 84 6",
                        "retargeted c0a80a06008b",
                        ">message 85 0",
                        "keepalive ");
    }

    @Test
    void raisesOnlyTheMessageForUnknownTypes() {
        send("17", "0001", "61");
        assertThat(told()).containsExactly(">message 17 1");
        assertThat(engine.events(WeirdEvent.OfConnection.class))
                .extracting(WeirdEvent.OfConnection::name)
                .containsExactly("unknown_netbios_type");
    }

    @Test
    void needsAWholeHeader() {
        sink.datagram(true, hex(""));
        sink.datagram(true, hex("110a12340a4d0001008a000000"));
        assertThat(told()).isEmpty();
    }
}
