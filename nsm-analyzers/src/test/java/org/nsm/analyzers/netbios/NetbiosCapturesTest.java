package org.nsm.analyzers.netbios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.Captures.eventsOf;
import static org.nsm.analyzers.Captures.textsOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.api.event.NetbiosEvent;

class NetbiosCapturesTest {

    private static List<String> told(String capture) {
        return textsOf("netbios/" + capture + ".pcap", NetbiosEvent.class, EventText::of);
    }

    private static List<String> toldExceptMessages(String capture) {
        return told(capture).stream().filter(text -> !text.contains("message")).toList();
    }

    @Test
    void aSessionOfSmb1WithKeepAlivesOfTheServer() {
        List<String> told = told("smb1_keepalive");

        assertThat(told)
                .startsWith(
                        ">message 81 68", "request FILESRV         ", "<message 82 0", "accepted ", ">message 00 62")
                .contains("<message 00 4113")
                .endsWith(">message 00 35", "<message 00 35");
        assertThat(told.stream().filter("keepalive "::equals)).hasSize(2);
        assertThat(told.stream().filter("<message 85 0"::equals)).hasSize(2);
        assertThat(told).noneMatch(text -> text.contains("raw"));
        assertThat(told.stream().filter(text -> text.contains("message 00"))).hasSize(30);
    }

    @Test
    void aSessionOfSmb2() {
        List<NetbiosEvent.SessionMessage> messages =
                eventsOf("netbios/smb2_session.pcap", NetbiosEvent.SessionMessage.class);
        List<NetbiosEvent.SessionRawMessage> raw =
                eventsOf("netbios/smb2_session.pcap", NetbiosEvent.SessionRawMessage.class);

        List<Integer> lengths = messages.stream()
                .filter(message -> message.type() == 0)
                .map(NetbiosEvent.SessionMessage::length)
                .toList();
        assertThat(messages).hasSize(43);
        assertThat(raw).hasSize(40);
        assertThat(raw.stream().map(message -> message.payload().readableBytes()))
                .containsExactlyElementsOf(lengths.subList(1, lengths.size())) // the negotiation begins with SMB 1
                .contains(4133);
        assertThat(messages.get(0).connection().id().responderPort().number()).isEqualTo(139);
    }

    @Test
    void aServerThatRefuses() {
        assertThat(told("smbd_refuses"))
                .containsExactly(
                        ">message 81 36",
                        "request FILESRV         ",
                        "<message 83 1",
                        "rejected 82",
                        ">message 81 5",
                        "<message 83 1",
                        "rejected 82",
                        ">message 81 20",
                        "<message 83 1",
                        "rejected 82",
                        ">message 81 76",
                        "request FILESRV         ",
                        "<message 82 0",
                        "accepted ",
                        ">message 85 0",
                        "keepalive ");
    }

    @Test
    void anElectionOfAMasterBrowser() {
        assertThat(told("nmbd_datagrams"))
                .containsExactly(
                        ">message 11 207",
                        ">message 11 207",
                        ">message 11 169",
                        ">message 11 176",
                        ">message 11 176",
                        ">message 11 176",
                        ">message 11 176",
                        ">message 11 176",
                        ">message 11 164",
                        ">message 11 207",
                        ">message 11 207",
                        ">message 11 207",
                        ">message 11 194");
    }

    @Test
    void everyTypeOfDatagram() {
        assertThat(told("nbdgm"))
                .containsExactlyInAnyOrder(
                        ">message 10 81",
                        ">message 11 197",
                        ">message 11 197",
                        ">message 12 197",
                        "<message 13 1",
                        ">message 14 34",
                        "<message 15 34",
                        ">message 16 34");
    }

    @Test
    void everyKindOfRefusal() {
        assertThat(toldExceptMessages("nbss_negative_retarget"))
                .containsExactly(
                        "request *SMBSERVER      ",
                        "rejected 80",
                        "request *SMBSERVER      ",
                        "rejected 81",
                        "request *SMBSERVER      ",
                        "rejected 82",
                        "request *SMBSERVER      ",
                        "rejected 83",
                        "request *SMBSERVER      ",
                        "rejected 8f",
                        "request CLUSTER         ",
                        "retargeted c0a80a060473");
    }

    @Test
    void messagesInManySegmentsAndTheBeginningOfALastOne() {
        List<String> told = told("nbss_segmented");

        assertThat(told).contains("accepted 010203", "request SLOWSERVER      ");
        assertThat(told).filteredOn(text -> text.startsWith("keepalive")).hasSize(3);
        assertThat(told).filteredOn(text -> text.startsWith(">raw")).hasSize(3);
        assertThat(told).contains(">message 00 34"); // announced as longer
        assertThat(told).filteredOn(text -> text.startsWith("<raw fe534d42")).hasSize(1);
    }
}
