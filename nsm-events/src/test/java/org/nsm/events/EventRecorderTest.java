package org.nsm.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.events.TestConnection.address;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nsm.api.Connection;
import org.nsm.api.Name;
import org.nsm.api.event.ArpEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.UdpEvent;

class EventRecorderTest {

    private final EventRecorder recorder = new EventRecorder();
    private final TestConnection live = new TestConnection();

    @Test
    void eventsAreKeptInTheirOrderWithTheirTimes() {
        UdpEvent.Reply reply = new UdpEvent.Reply(live.snapshot());
        ArpEvent.Bad bad = new ArpEvent.Bad(address("10.0.0.1"), "", address("10.0.0.2"), "", "");

        recorder.handle(reply, 1);
        recorder.handle(bad, 2);

        assertThat(recorder.events()).containsExactly(reply, bad);
        assertThat(recorder.events(UdpEvent.class)).containsExactly(reply);
        assertThat(recorder.events(ArpEvent.Request.class)).isEmpty();
        assertThat(recorder.timedEvents())
                .containsExactly(new EventRecorder.TimedEvent(1, reply), new EventRecorder.TimedEvent(2, bad));
    }

    @Test
    void aConnectionStaysAsItWas() {
        recorder.handle(new UdpEvent.Reply(live), 0);
        live.history = "ShADdFfR";

        Connection kept = recorder.events(UdpEvent.Reply.class).get(0).connection();

        assertThat(kept).isNotSameAs(live);
        assertThat(kept.history()).isEqualTo("ShADd");
    }

    @Test
    void theBytesOfABufferStayAsTheyWere() {
        ByteBuf reused = Unpooled.directBuffer().writeBytes("abc".getBytes(StandardCharsets.US_ASCII));
        recorder.handle(new UdpEvent.Contents(live, true, reused.asReadOnly()), 0);
        reused.setZero(0, 3);
        reused.release();

        UdpEvent.Contents kept = recorder.events(UdpEvent.Contents.class).get(0);

        assertThat(kept.isOrig()).isTrue();
        assertThat(kept.contents().toString(StandardCharsets.US_ASCII)).isEqualTo("abc");
        assertThat(kept.contents().hasArray()).isTrue();
    }

    @Name("nested")
    record Nested(
            Part part,
            List<Part> list,
            Set<Part> set,
            Map<Integer, Part> map,
            @Nullable Part none,
            byte small,
            short medium,
            int normal,
            long large,
            boolean flag,
            double real)
            implements Event {}

    record Part(ByteBuf bytes) {}

    @Test
    void buffersInsideValuesAndCollectionsAreCopiedToo() {
        ByteBuf reused = Unpooled.wrappedBuffer(new byte[] {1, 2, 3});
        Part part = new Part(reused);
        Map<Integer, Part> map = new LinkedHashMap<>();
        map.put(2, part);
        map.put(1, part);
        recorder.handle(
                new Nested(part, List.of(part), Set.of(part), map, null, (byte) 1, (short) 2, 3, 4, true, 5.5), 0);
        reused.setByte(0, 9);

        Nested kept = recorder.events(Nested.class).get(0);

        Part expected = new Part(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}));
        assertThat(kept.part()).isEqualTo(expected);
        assertThat(kept.list()).containsExactly(expected);
        assertThat(kept.set()).containsExactly(expected);
        assertThat(kept.map()).containsExactly(Map.entry(2, expected), Map.entry(1, expected));
        assertThat(kept.none()).isNull();
        assertThat(List.of(kept.small(), kept.medium(), kept.normal(), kept.large(), kept.flag(), kept.real()))
                .isEqualTo(List.of((byte) 1, (short) 2, 3, 4L, true, 5.5));
    }

    @Name("plain")
    record Plain(List<@Nullable String> texts, Map<Integer, List<String>> map) implements Event {}

    @Test
    void whatMayBeKeptIsKeptAsItIs() {
        Plain plain = new Plain(Arrays.asList("a", null), Map.of(1, List.of("b")));

        recorder.handle(plain, 0);

        assertThat(recorder.events(Plain.class).get(0)).isSameAs(plain);
    }

    @Test
    void clearingForgetsTheEventsButNotWhatWasHandedOut() {
        recorder.handle(new UdpEvent.Reply(live), 0);
        List<Event> before = recorder.events();

        recorder.clear();

        assertThat(recorder.events()).isEmpty();
        assertThat(before).hasSize(1);
    }
}
