package org.nsm.examples.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.nsm.api.event.ArpEvent;
import org.nsm.api.event.UdpEvent;

class EventTypesTest {

    @Test
    void aWholeNameSelectsOneKind() {
        assertThat(EventTypes.named(Pattern.compile("^udp_request$"))).containsExactly(UdpEvent.Request.class);
    }

    @Test
    void aPatternIsFoundAnywhereInTheName() {
        assertThat(EventTypes.named(Pattern.compile("arp_re"))).contains(ArpEvent.Request.class, ArpEvent.Reply.class);
    }

    @Test
    void whatNoNameHasSelectsNothing() {
        assertThat(EventTypes.named(Pattern.compile("no such event"))).isEmpty();
    }
}
