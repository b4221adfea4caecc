package org.nsm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nsm.api.event.ArpEvent;
import org.nsm.api.event.Event;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.StreamAnalyzer;
import org.nsm.api.spi.Subscription;
import org.nsm.api.spi.UdpAnalyzer;

class AnalyzerBuilderTest {

    private static final AnalyzerTag TAG = new AnalyzerTag("MY_PROTOCOL");

    private final AnalyzerBuilder builder = Analyzer.builder();

    @Test
    void anOptionOutsideItsRangeIsRefusedWithNameValueAndRange() {
        builder.set(Options.MAX_TUNNEL_DEPTH, 17L);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContainingAll("Tunnel::max_depth", "17", "0 to 16");
    }

    @Test
    void theLastValueOfAnOptionCounts() {
        builder.set(Options.MAX_TUNNEL_DEPTH, 17L).set(Options.MAX_TUNNEL_DEPTH, 16L);
        assertThat(builder.configuration().option(Options.MAX_TUNNEL_DEPTH)).isEqualTo(16);
    }

    @Test
    void anOptionThatIsNotSetHasItsDefault() {
        AnalyzerConfiguration configuration = builder.configuration();
        assertThat(configuration.option(Options.MAX_TUNNEL_DEPTH)).isEqualTo(2);
        assertThat(configuration.option(Options.SMB_PIPE_FILENAMES)).contains("srvsvc");
        assertThat(configuration.options()).isEmpty();
    }

    @Test
    void withoutAnImplementationTheErrorSaysWhatIsMissing() {
        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("nsm-reassembly");
    }

    @Test
    void handlersKeepTheOrderOfTheirRegistration() {
        List<String> calls = new ArrayList<>();
        builder.on(Event.class, event -> calls.add("every event"))
                .onTimed(ArpEvent.class, (event, timeNanos) -> calls.add("protocol at " + timeNanos))
                .on(ArpEvent.Request.class, event -> calls.add("one event"));
        List<Subscription<?>> subscriptions = builder.configuration().subscriptions();
        assertThat(subscriptions)
                .<Class<?>>extracting(Subscription::type)
                .containsExactly(Event.class, ArpEvent.class, ArpEvent.Request.class);
        subscriptions.forEach(subscription -> handle(subscription, 7));
        assertThat(calls).containsExactly("every event", "protocol at 7", "one event");
    }

    /** Such references fit handlers of one argument and of two. */
    @Test
    void aMethodWithOverloadsCanBeAHandler() {
        List<ArpEvent> arp = new ArrayList<>();
        builder.on(ArpEvent.class, arp::add);
        assertThat(builder.configuration().subscriptions()).hasSize(1);
    }

    @Test
    void whatIsSetLaterDoesNotReachAnEarlierConfiguration() {
        AnalyzerConfiguration earlier = builder.configuration();
        builder.on(Event.class, event -> {}).set(Options.MAX_TUNNEL_DEPTH, 3L).protocol(protocol());
        assertThat(earlier.subscriptions()).isEmpty();
        assertThat(earlier.option(Options.MAX_TUNNEL_DEPTH)).isEqualTo(2);
        assertThat(earlier.protocols()).isEmpty();
    }

    @Test
    void theListenerOfHandlerErrorsIsTheHosts() {
        List<Throwable> errors = new ArrayList<>();
        builder.onHandlerError((event, error) -> errors.add(error));
        IllegalStateException error = new IllegalStateException("a handler");
        builder.configuration().handlerErrorListener().handlerFailed(request(), error);
        assertThat(errors).containsExactly(error);
    }

    @Test
    void aPortCanBeAddedAndTakenAwayAgain() {
        builder.protocol(protocol(1000));
        builder.addPort(TAG, Port.tcp(2000)).removePort(TAG, Port.tcp(1000));
        assertThat(ports()).containsExactly(Port.tcp(2000));
        builder.removePort(TAG, Port.tcp(2000)).addPort(TAG, Port.tcp(1000));
        assertThat(ports()).containsExactly(Port.tcp(1000));
    }

    @Test
    void portsCountWhicheverComesFirstTheyOrTheProtocol() {
        builder.addPort(TAG, Port.tcp(2000)).protocol(protocol(1000));
        assertThat(ports()).containsExactly(Port.tcp(1000), Port.tcp(2000));
    }

    @Test
    void portsOfAnotherAnalyzerAreLeftAlone() {
        builder.protocol(protocol(1000)).removePort(AnalyzerTag.DNS, Port.tcp(1000));
        assertThat(ports()).containsExactly(Port.tcp(1000));
    }

    @Test
    void portsThatServersAreLikelyToHaveAreNoPortsOfAnyAnalyzer() {
        builder.protocol(protocol(1000)).likelyServerPort(Port.udp(9999));
        assertThat(builder.configuration().likelyServerPorts()).containsExactly(Port.udp(9999));
        assertThat(ports()).containsExactly(Port.tcp(1000));
    }

    @Test
    void theLastProtocolOfATagCounts() {
        builder.protocol(protocol(1000)).protocol(protocol(3000));
        assertThat(ports()).containsExactly(Port.tcp(3000));
    }

    @Test
    void anAnalyzerMayBeRegisteredForEachTransport() {
        builder.protocol(protocol(1000))
                .protocol(Protocol.udp(TAG).port(1000).analyzer(context -> new UdpAnalyzer(context) {
                    @Override
                    protected void datagram(boolean isOrig, ByteBuf payload) {}
                }))
                .addPort(TAG, Port.udp(2000));
        assertThat(builder.configuration().protocols())
                .extracting(Protocol::ports)
                .containsExactly(Set.of(Port.tcp(1000)), Set.of(Port.udp(1000), Port.udp(2000)));
    }

    private Set<Port> ports() {
        List<Protocol> protocols = builder.configuration().protocols();
        assertThat(protocols).hasSize(1);
        return protocols.get(0).ports();
    }

    @SuppressWarnings("unchecked") // each subscription of these tests takes an ArpEvent.Request
    private static void handle(Subscription<?> subscription, long timeNanos) {
        ((TimedEventHandler<Event>) subscription.handler()).handle(request(), timeNanos);
    }

    private static ArpEvent.Request request() {
        InetAddress nobody = InetAddress.getLoopbackAddress();
        return new ArpEvent.Request("", "", nobody, "", nobody, "");
    }

    private static Protocol protocol(int... ports) {
        return Protocol.tcp(TAG).port(ports).analyzer(Silent::new);
    }

    private static final class Silent extends StreamAnalyzer {

        Silent(AnalyzerContext context) {
            super(context);
        }

        @Override
        protected void data(boolean isOrig, ByteBuf data) {}
    }
}
