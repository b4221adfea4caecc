package org.nsm.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nsm.api.HandlerErrorListener;
import org.nsm.api.TimedEventHandler;
import org.nsm.api.event.ArpEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.UdpEvent;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Subscription;

class EventDispatcherTest {

    private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();
    private static final ArpEvent.Bad BAD = new ArpEvent.Bad(ADDRESS, "s", ADDRESS, "t", "odd");

    private final List<Subscription<?>> subscriptions = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();
    private HandlerErrorListener listener = (event, error) -> reported.add(error);
    private long now = 42;

    @Test
    void anEventThatNobodyListensToIsNotWanted() {
        on(UdpEvent.class, "udp");

        Channel<ArpEvent.Bad> channel = dispatcher().channel(ArpEvent.Bad.class);

        assertThat(channel.wanted()).isFalse();
        channel.raise(BAD);
        assertThat(calls).isEmpty();
    }

    @Test
    void anEventReachesWhoListensToItsRecordItsProtocolAndEverythingInTheOrderOfRegistration() {
        on(Event.class, "all");
        on(ArpEvent.Bad.class, "bad");
        on(ArpEvent.Request.class, "request");
        on(ArpEvent.class, "arp");
        EventDispatcher dispatcher = dispatcher();

        Channel<ArpEvent.Bad> channel = dispatcher.channel(ArpEvent.Bad.class);

        assertThat(channel.wanted()).isTrue();
        channel.raise(BAD);
        assertThat(calls).containsExactly("all 42", "bad 42", "arp 42");
        assertThat(dispatcher.events()).isEqualTo(1);
    }

    @Test
    void theOnlyHandlerGetsTheEventAndThePresentTime() {
        on(ArpEvent.Bad.class, "bad");
        EventDispatcher dispatcher = dispatcher();

        dispatcher.channel(ArpEvent.Bad.class).raise(BAD);
        now = 43;
        dispatcher.channel(ArpEvent.Bad.class).raise(BAD);

        assertThat(calls).containsExactly("bad 42", "bad 43");
        assertThat(dispatcher.events()).isEqualTo(2);
    }

    @Test
    void theChannelOfATypeIsAlwaysTheSame() {
        on(ArpEvent.class, "arp");
        EventDispatcher dispatcher = dispatcher();

        assertThat(dispatcher.channel(ArpEvent.Bad.class)).isSameAs(dispatcher.channel(ArpEvent.Bad.class));
        assertThat(dispatcher.channel(UdpEvent.Reply.class)).isSameAs(dispatcher.channel(UdpEvent.Reply.class));
    }

    @Test
    void aHandlerThatThrowsIsReportedAndTheOthersAreStillCalled() {
        RuntimeException exception = new RuntimeException();
        AssertionError assertion = new AssertionError();
        on(ArpEvent.class, thrower(exception));
        on(ArpEvent.class, "between");
        on(ArpEvent.class, thrower(assertion));
        on(ArpEvent.class, "last");
        EventDispatcher dispatcher = dispatcher();

        dispatcher.channel(ArpEvent.Bad.class).raise(BAD);

        assertThat(calls).containsExactly("between 42", "last 42");
        assertThat(reported).containsExactly(exception, assertion);
        assertThat(dispatcher.handlerErrors()).isEqualTo(2);
        assertThat(dispatcher.events()).isEqualTo(1);
    }

    @Test
    void aHandlerThatRecursesTooDeeplyIsReported() {
        on(ArpEvent.class, (event, time) -> recurse(0));
        EventDispatcher dispatcher = dispatcher();

        dispatcher.channel(ArpEvent.Bad.class).raise(BAD);

        assertThat(reported).singleElement().isInstanceOf(StackOverflowError.class);
        assertThat(dispatcher.handlerErrors()).isEqualTo(1);
    }

    @Test
    void anErrorOfTheVirtualMachineLeavesTheChannel() {
        OutOfMemoryError error = new OutOfMemoryError("as a handler might meet");
        on(ArpEvent.class, (event, time) -> {
            throw error;
        });
        on(ArpEvent.class, "last");
        EventDispatcher dispatcher = dispatcher();
        Channel<ArpEvent.Bad> channel = dispatcher.channel(ArpEvent.Bad.class);

        assertThatThrownBy(() -> channel.raise(BAD)).isSameAs(error);

        assertThat(calls).isEmpty();
        assertThat(reported).isEmpty();
        assertThat(dispatcher.handlerErrors()).isZero();
    }

    @Test
    void whatTheListenerThrowsLeavesTheChannelAndCanBeToldFromAFaultOfAnAnalyzer() {
        IllegalStateException wish = new IllegalStateException("stop");
        IllegalStateException fault = new IllegalStateException("fault");
        listener = (event, error) -> {
            throw wish;
        };
        on(ArpEvent.class, thrower(fault));
        on(ArpEvent.class, "last");
        EventDispatcher dispatcher = dispatcher();
        Channel<ArpEvent.Bad> channel = dispatcher.channel(ArpEvent.Bad.class);

        assertThatThrownBy(() -> channel.raise(BAD)).isSameAs(wish);

        assertThat(calls).isEmpty();
        assertThat(dispatcher.thrownByListener(wish)).isTrue();
        assertThat(dispatcher.thrownByListener(fault)).isFalse();
        assertThat(dispatcher.handlerErrors()).isEqualTo(1);
    }

    @Test
    void onlyRecordsHaveChannels() {
        EventDispatcher dispatcher = dispatcher();

        assertThatThrownBy(() -> dispatcher.channel(ArpEvent.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ArpEvent.class.getName());
    }

    private <E extends Event> void on(Class<E> type, String name) {
        on(type, (event, time) -> calls.add(name + " " + time));
    }

    private <E extends Event> void on(Class<E> type, TimedEventHandler<? super E> handler) {
        subscriptions.add(new Subscription<>(type, handler));
    }

    private static TimedEventHandler<Event> thrower(Throwable error) {
        return (event, time) -> EventDispatcherTest.<RuntimeException>raise(error);
    }

    @SuppressWarnings("unchecked") // a handler written in another language may throw anything
    private static <X extends Throwable> void raise(Throwable error) throws X {
        throw (X) error;
    }

    @SuppressWarnings("InfiniteRecursion") // until the stack is full
    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    private EventDispatcher dispatcher() {
        return new EventDispatcher(
                new AnalyzerConfiguration(subscriptions, listener, Map.of(), List.of(), Set.of()), () -> now);
    }
}
