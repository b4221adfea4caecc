package org.nsm.analyzers.finger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.Captures;
import org.nsm.api.event.FingerEvent;

class FingerCapturesTest {

    /** What the events of a capture say, without their connection. */
    private static List<String> dialogue(String capture) {
        return Captures.eventsOf("finger/" + capture, FingerEvent.class).stream()
                .map(FingerCapturesTest::text)
                .toList();
    }

    private static String text(FingerEvent event) {
        if (event instanceof FingerEvent.Request request) {
            return (request.full() ? "full " : "") + "user=" + request.username() + " host=" + request.hostname();
        }
        return ((FingerEvent.Reply) event).replyLine();
    }

    @Test
    void asksForAUser() {
        assertThat(dialogue("finger_user.pcap"))
                .containsExactly(
                        "user=alice host=", "Login: alice   Name: Alice Liddell", "Directory: /home/alice", "No Plan.");
    }

    @Test
    void asksForEverybody() {
        assertThat(dialogue("finger_empty.pcap")).containsExactly("Login  Name  TTY", "alice  A. L.  pts/0");
        assertThat(dialogue("finger_empty_verbose.pcap")).containsExactly("full user= host=", "nobody");
    }

    @Test
    void asksOtherHosts() {
        assertThat(dialogue("finger_athost.pcap"))
                .containsExactly("user= host=gate.example.org", "[gate]", "No one logged on.");
        assertThat(dialogue("finger_verbose.pcap"))
                .containsExactly("full user=bob host=host2.example.org", "[host2.example.org]", "Login: bob");
        assertThat(dialogue("finger_forward.pcap"))
                .containsExactly("full user=carol host=a.example@b.example", "Finger forwarding service denied");
    }

    @Test
    void takesALastLineWithoutEnd() {
        assertThat(dialogue("finger_partial.pcap")).containsExactly("user=frank host=");
    }

    @Test
    void raisesEachQueryOfSeveral() {
        assertThat(dialogue("finger_multi_request.pcap"))
                .containsExactlyInAnyOrder("user=dan host=", "user=erin host=", "one", "two");
    }
}
